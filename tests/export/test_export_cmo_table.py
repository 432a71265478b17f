"""CMO tables: what each format says, the same bytes twice, golden files."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import docx
import openpyxl
import pytest
from lxml import html

from workbench.errors import UsageError
from workbench.export.cmo_table import CMO_TABLE_FORMATS, render_cmo_table
from workbench.model.views import CMOTable
from workbench.model.vocabulary import Role

GOLDEN = Path(__file__).parent / "golden"


def read_csv(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def words(data: bytes) -> str:
    return " ".join(html.fromstring(data.decode()).text_content().split())


@pytest.mark.parametrize("evidence", [False, True])
@pytest.mark.parametrize("name", ["csv", "html", "md", "json"])
def test_the_bytes_are_those_agreed_on(cmo_table: CMOTable, name: str, evidence: bool) -> None:
    golden = GOLDEN / f"cmo_table{'_with_evidence' if evidence else ''}.{name}"
    assert render_cmo_table(cmo_table, format=name, evidence=evidence) == golden.read_bytes()


def test_a_divided_table_in_markdown_is_the_one_agreed_on(divided_table: CMOTable) -> None:
    golden = GOLDEN / "cmo_table_divided.md"
    assert render_cmo_table(divided_table, format="md", evidence=False) == golden.read_bytes()


@pytest.mark.parametrize("name", [name for name in CMO_TABLE_FORMATS if name != "pdf"])
def test_the_same_table_gives_the_same_bytes(divided_table: CMOTable, name: str) -> None:
    first = render_cmo_table(divided_table, format=name, evidence=True)
    assert first == render_cmo_table(divided_table, format=name, evidence=True)


def test_an_unknown_format_is_refused_with_those_there_are(cmo_table: CMOTable) -> None:
    with pytest.raises(UsageError, match="'odt'") as caught:
        render_cmo_table(cmo_table, format="odt", evidence=False)
    assert caught.value.hint == "Formats: csv, xlsx, docx, html, md, json, latex, pdf."


def test_a_date_that_is_none_is_refused(cmo_table: CMOTable) -> None:
    with pytest.raises(UsageError, match="not a date"):
        render_cmo_table(cmo_table, format="docx", evidence=False, as_of="yesterday")


@pytest.mark.parametrize("name", ["html", "md", "docx"])
def test_cells_hold_no_quotes_unless_evidence_is_wanted(cmo_table: CMOTable, name: str) -> None:
    bare = render_cmo_table(cmo_table, format=name, evidence=False)
    text = "\n".join(docx_words(bare)) if name == "docx" else bare.decode()
    assert "one pot" not in text
    assert "(inferred)" in text
    assert "(no evidence yet)" in text


@pytest.mark.parametrize("name", [name for name in CMO_TABLE_FORMATS if name != "pdf"])
def test_an_empty_table_is_a_file_that_says_so(cmo_table: CMOTable, name: str) -> None:
    assert render_cmo_table(replace(cmo_table, configurations=()), format=name, evidence=True)


def test_an_empty_table_says_in_words_that_nothing_answers(cmo_table: CMOTable) -> None:
    data = render_cmo_table(replace(cmo_table, configurations=()), format="md", evidence=True)
    assert "No CMO configuration answers to this selection." in data.decode()


def test_csv_joins_the_statements_of_a_cell_by_newlines(cmo_table: CMOTable) -> None:
    rows = read_csv(render_cmo_table(cmo_table, format="csv", evidence=False))
    assert [row["CMO"] for row in rows] == ["CMO 1", "CMO 2", "CMO 3", "CMO 4"]
    assert rows[0]["Outcome"] == (
        "People are seen before they fall (anticipated, intended, positive)\n"
        "Fewer ambulances are called (anticipated, intended, positive)"
    )
    assert rows[1]["Sites"] == "Area 1 and Area 2"
    assert rows[3]["Stage"] == "fragment"
    assert "Actor" not in rows[0]


def test_csv_with_evidence_has_a_row_for_each_piece_and_each_bare_slot(cmo_table: CMOTable) -> None:
    rows = read_csv(render_cmo_table(cmo_table, format="csv", evidence=True))
    third = [row for row in rows if row["CMO"] == "CMO 3"]
    assert [(row["Role"], row["Stance"]) for row in third] == [
        ("Context", "supports"),
        ("Mechanism", ""),
        ("Outcome", "supports"),
    ]
    second = [(row["Part"], row["Stance"]) for row in rows if row["CMO"] == "CMO 2"]
    assert second[-2:] == [("link", "supports"), ("whole", "supports")]
    assert [stance for part, stance in second if part == "slot"][-3:] == [
        "supports",
        "qualifies",
        "contradicts",
    ]


def test_csv_makes_formulas_harmless(cmo_table: CMOTable) -> None:
    first = replace(cmo_table.configurations[0], title="=1+1", narrative="@SUM(A1)")
    rows = read_csv(
        render_cmo_table(replace(cmo_table, configurations=(first,)), format="csv", evidence=False)
    )
    assert (rows[0]["Title"], rows[0]["Narrative"]) == ("'=1+1", "'@SUM(A1)")


def test_csv_opens_with_a_byte_order_mark_for_excel(cmo_table: CMOTable) -> None:
    assert render_cmo_table(cmo_table, format="csv", evidence=False).startswith(b"\xef\xbb\xbf")


def test_a_workbook_keeps_formulas_and_links_as_text(cmo_table: CMOTable) -> None:
    first = replace(cmo_table.configurations[0], title="=1+1", narrative="https://example.org")
    data = render_cmo_table(replace(cmo_table, configurations=(first,)), format="xlsx", evidence=True)
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["CMO table", "Evidence"]
    page = book["CMO table"]
    header = [cell.value for cell in page[1]]
    title = page.cell(2, header.index("Title") + 1)
    assert (title.value, title.data_type) == ("=1+1", "s")
    assert page.cell(2, header.index("Narrative") + 1).hyperlink is None
    assert page.freeze_panes == "A2"
    assert page.cell(2, 1).alignment.wrap_text
    assert book["Evidence"].max_row == 5
    assert book.properties.created.isoformat()[:10] == "2000-01-01"


def test_a_workbook_says_where_a_text_was_too_long_for_a_cell(cmo_table: CMOTable) -> None:
    first = replace(cmo_table.configurations[0], narrative="x" * 40_000)
    data = render_cmo_table(replace(cmo_table, configurations=(first,)), format="xlsx", evidence=False)
    page = openpyxl.load_workbook(io.BytesIO(data))["CMO table"]
    last = page.cell(2, page.max_column).value
    assert isinstance(last, str)
    assert len(last) == 32_767
    assert last.endswith("longer than a cell can hold]")


def docx_words(data: bytes) -> list[str]:
    word = docx.Document(io.BytesIO(data))
    lines = [paragraph.text for paragraph in word.paragraphs]
    for table in word.tables:
        lines += [cell.text for row in table.rows for cell in row.cells]
    return lines


def test_word_has_real_styles_a_repeated_header_and_no_author(cmo_table: CMOTable) -> None:
    data = render_cmo_table(cmo_table, format="docx", evidence=False, as_of="2022-09-30")
    word = docx.Document(io.BytesIO(data))
    assert [(paragraph.style.name, paragraph.text) for paragraph in word.paragraphs[:2]] == [
        ("Title", "The Neighbourhood Programme: an invented evaluation"),
        ("Caption", "Table 1. CMO configurations for falls prevention, all areas"),
    ]
    table = word.tables[0]
    assert [cell.text for cell in table.rows[0].cells] == ["Context", "Mechanism", "Outcome"]
    assert "w:tblHeader" in table.rows[0]._tr.xml
    assert table.style.name == "Workbench Table"
    assert table.rows[1].cells[0].text.startswith("CMO 1. One budget, early action")
    assert {p.style.name for p in table.rows[2].cells[2].paragraphs} == {"List Bullet"}
    assert len(table.rows[2].cells[2].paragraphs) == 2
    properties = word.core_properties
    assert (properties.title, properties.author) == (word.paragraphs[0].text, "")
    assert properties.created.isoformat()[:10] == "2022-09-30"
    assert word.sections[0].page_width > word.sections[0].page_height


def test_word_with_evidence_tells_contrary_evidence_apart(cmo_table: CMOTable) -> None:
    lines = docx_words(render_cmo_table(cmo_table, format="docx", evidence=True))
    assert "Contradicts" in lines
    assert "Qualifies" in lines
    assert (
        "“We still only hear once they are on the floor.” [203, Community trust, Area 2, Jun 2022]" in lines
    )


def test_undivided_mechanisms_reach_over_resource_and_reasoning(divided_table: CMOTable) -> None:
    data = render_cmo_table(divided_table, format="html", evidence=False)
    page = html.fromstring(data.decode())
    assert [th.text_content() for th in page.xpath("//thead//th")] == [
        "Intervention",
        "Context",
        "Actor",
        "Mechanism: resource",
        "Mechanism: reasoning",
        "Outcome",
    ]
    wide = page.xpath("//td[@colspan='2']")
    assert "Council and trust hold one budget" in wide[0].text_content()
    row = (
        docx.Document(io.BytesIO(render_cmo_table(divided_table, format="docx", evidence=False)))
        .tables[0]
        .rows[2]
    )
    assert row.cells[3].text == row.cells[4].text == "Council and trust hold one budget for falls"


def test_an_undivided_mechanism_beside_divided_ones_is_marked(divided_table: CMOTable) -> None:
    last = divided_table.configurations[-1]
    extra = replace(last.slots[3], role=Role.MECHANISM, wording="It all adds up")
    table = replace(divided_table, configurations=(replace(last, slots=(*last.slots, extra)),))
    assert "It all adds up (undivided)" in words(render_cmo_table(table, format="html", evidence=False))
    row = read_csv(render_cmo_table(table, format="csv", evidence=False))[0]
    assert row["Mechanism (undivided)"] == "It all adds up"


def test_html_is_one_accessible_page_without_script_or_outside_files(cmo_table: CMOTable) -> None:
    data = render_cmo_table(cmo_table, format="html", evidence=True).decode()
    page = html.fromstring(data)
    assert page.get("lang") == "en-GB"
    assert page.xpath("//header/h1")
    assert page.xpath("//main")
    assert len(page.xpath("//table")) == len(page.xpath("//table/caption")) == 5
    assert not page.xpath("//th[not(@scope)]")
    assert not page.xpath("//script | //link | //img | //*[@src]")


def test_json_is_complete(cmo_table: CMOTable) -> None:
    value = json.loads(render_cmo_table(cmo_table, format="json", evidence=True))
    assert (value["format"], value["version"]) == ("realist-workbench/cmo-table", 1)
    second = value["configurations"][1]
    assert second["slots"][2]["inferred"] is True
    assert second["slots"][3]["evidence"][1]["stance"] == "contradicts"
    assert second["link_evidence"][0]["to_position"] == 3
    assert {link["kind"] for link in second["links"]} == {"refines", "rival of"}
    bare = json.loads(render_cmo_table(cmo_table, format="json", evidence=False))
    assert "evidence" not in bare["configurations"][1]["slots"][0]


def test_an_unmarked_outcome_of_a_programme_theory_is_anticipated(cmo_table: CMOTable) -> None:
    theory = cmo_table.configurations[0]
    bare = replace(theory, slots=(replace(theory.slots[2], expectation="", intention="", valence=""),))
    data = render_cmo_table(replace(cmo_table, configurations=(bare,)), format="md", evidence=False)
    assert "People are seen before they fall (anticipated)" in data.decode()
