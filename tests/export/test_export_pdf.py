"""PDF: text, outline, properties, links, pages and the same bytes; read back by another library."""

from __future__ import annotations

import io
import sys
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from workbench.errors import UsageError
from workbench.export import as_pdf
from workbench.export.as_pdf import to_pdf
from workbench.export.cmo_table import render_cmo_table
from workbench.export.document import (
    Block,
    BlockQuote,
    Bullets,
    Cell,
    Column,
    Group,
    Heading,
    Paragraph,
    Row,
    Run,
    Table,
    assemble,
    cell,
)
from workbench.export.tracer_report import render_tracer_report
from workbench.model.views import CMOTable, TracerReport

SAID = st.one_of(
    st.text(alphabet="#|*_`<>[]()!\\~$&;{}+-=.:1@/ \n\tabz“”é😀"),
    st.text(st.characters(exclude_categories=("Cs", "Co"))),
)


def read(data: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(data))


def words(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def one_block(block: Block) -> PdfReader:
    return read(to_pdf(assemble("T", [block])))


@pytest.fixture
def report(tracer_report: TracerReport) -> PdfReader:
    return read(render_tracer_report(tracer_report, format="pdf"))


def test_a_report_says_what_it_should(report: PdfReader) -> None:
    text = words(report)
    assert "“We put the money in one pot, and that was that.” [101, Council, Area 1, Mar 2021]" in text
    assert "Table 3. Observed in Area 1 and Area 2" in text
    assert "To be written: what those who run the service could do (kind: message in sections.yaml" in text


def test_every_heading_is_in_the_outline(report: PdfReader) -> None:
    tops = [str(entry["/Title"]) for entry in report.outline if isinstance(entry, dict)]
    assert tops == [
        "1 Introduction",
        "2 Background and programme theory",
        "3 Approach and areas",
        "4 Themes",
        "5 CMO configurations observed",
        "6 Summary",
        "7 Actionable messages",
        "Appendix: the evidence behind each configuration",
    ]
    assert any(isinstance(entry, list) for entry in report.outline)


def test_the_properties_are_those_of_the_study(report: PdfReader) -> None:
    facts = report.metadata
    assert facts is not None
    assert facts.title == "Falls prevention: tracer short report"
    assert facts.author == "Dr Ada Example, Bo Sample"
    assert facts.creation_date is not None
    assert facts.creation_date.date().isoformat() == "2022-09-30"


def test_it_is_tagged_for_screen_readers_and_in_english(report: PdfReader) -> None:
    root = report.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert "/StructTreeRoot" in root
    assert b"pdfuaid" in root["/Metadata"].get_data()


def test_contents_are_links(report: PdfReader) -> None:
    links = [a.get_object()["/Subtype"] for page in report.pages for a in page.get("/Annots") or ()]
    assert len(links) > 8
    assert set(links) == {"/Link"}


def test_pages_are_numbered_and_headed(report: PdfReader) -> None:
    count = len(report.pages)
    assert f"Page 1 of {count}" in " ".join(report.pages[0].extract_text().split())
    second = " ".join(report.pages[1].extract_text().split())
    assert f"Page 2 of {count}" in second
    assert "The Neighbourhood Programme: an invented evaluation" in second


@pytest.mark.parametrize("evidence", [False, True])
def test_the_same_table_gives_the_same_bytes(divided_table: CMOTable, evidence: bool) -> None:
    first = render_cmo_table(divided_table, format="pdf", evidence=evidence)
    as_pdf._compiler.cache_clear()
    assert first == render_cmo_table(divided_table, format="pdf", evidence=evidence)


def test_a_table_and_a_report_of_nothing_are_still_files(
    cmo_table: CMOTable, tracer_report: TracerReport
) -> None:
    empty = replace(cmo_table, configurations=())
    data = render_cmo_table(empty, format="pdf", evidence=True)
    assert "No CMO configuration answers to this selection." in words(read(data))
    bare = replace(tracer_report, themes=(), observed=(), sites=(), sources=(), as_of="")
    assert render_tracer_report(bare, format="pdf").startswith(b"%PDF")


def test_a_table_over_pages_repeats_its_header_and_the_configuration(cmo_table: CMOTable) -> None:
    slots = cmo_table.configurations[0].slots
    long = replace(cmo_table.configurations[0], slots=tuple(replace(s, wording="word " * 900) for s in slots))
    reader = read(render_cmo_table(replace(cmo_table, configurations=(long,)), format="pdf"))
    assert len(reader.pages) > 1
    for page in reader.pages:
        text = " ".join(page.extract_text().split())
        assert "Context Mechanism Outcome" in text
        assert "CMO 1. One budget, early action" in text


def test_wide_tables_turn_the_page_and_what_follows_turns_it_back() -> None:
    table = Table("C", (Column("A"),), (Group((Row((cell("x"),)),)),), wide=True)
    blocks: list[Block] = [Paragraph((Run("before"),)), Heading(1, "Wide"), table, Paragraph((Run("after"),))]
    pages = read(to_pdf(assemble("T", blocks))).pages
    assert [page.mediabox.width > page.mediabox.height for page in pages] == [False, True, False]
    assert "Wide" in pages[1].extract_text()


def test_letters_of_many_alphabets_are_in_the_fonts() -> None:
    said = "“Curly” – naïve Őrség Ωμέγα Жизнь £5 → …"
    reader = one_block(Paragraph((Run(said), Run(" bold", bold=True), Run(" slanted", italic=True))))
    assert said + " bold slanted" in words(reader)
    assert b"pdfuaid" in reader.trailer["/Root"]["/Metadata"].get_data()


def test_a_character_that_no_font_has_is_drawn_as_a_box() -> None:
    """Glyph 0 is the box; without it the character would vanish and nobody would know."""
    reader = one_block(Paragraph((Run("a漢b"),)))
    drawn = reader.pages[0].get_contents()
    assert drawn is not None
    shown = [op for op in drawn.operations if op[1] in (b"Tj", b"TJ")]
    assert "0000" in repr([_hex(part) for operands, _ in shown for part in operands])
    assert "a" in words(reader)


def _hex(operand: object) -> object:
    if isinstance(operand, list):
        return [_hex(part) for part in operand]
    return getattr(operand, "original_bytes", b"").hex() if isinstance(operand, (str, bytes)) else operand


@given(SAID)
@settings(max_examples=25, deadline=None)
def test_any_words_can_stand_anywhere(text: str) -> None:
    row = Row((Cell(((Run(text),), (Run("y", bold=True),)), bulleted=True), cell(text)), headed=True)
    table = Table(text, (Column(text), Column("B", numeric=True)), (Group((row,), text, text, (Run(text),)),))
    blocks: list[Block] = [
        Heading(4, text),
        Paragraph((Run(text, True, True, True),)),
        Bullets(((Run(text),),)),
        BlockQuote(text, text, text),
        table,
    ]
    document = assemble("T " + text, blocks, subtitle=text, authors=(text,), contents=True)
    assert to_pdf(document).startswith(b"%PDF")


def test_what_people_wrote_is_never_read_as_markup() -> None:
    said = '#read("/etc/passwd") *not bold* $x$ = @ref // no comment \\ #panic("x") a--b "straight" it\'s'
    assert said in words(one_block(Paragraph((Run(said),))))


def test_a_word_wider_than_its_column_is_broken() -> None:
    table = Table("C", (Column("A"), Column("B", 9)), (Group((Row((cell("w" * 60), cell("x"))),)),))
    text = one_block(table).pages[0].extract_text().replace("\u200b", "")
    assert "w" * 60 not in text
    assert text.count("w") == 60


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    as_pdf._compiler.cache_clear()
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(UsageError, match="PDF cannot be written") as caught:
        to_pdf(assemble("T", []))
    assert 'pip install "realist-workbench[pdf]"' in caught.value.hint
    as_pdf._compiler.cache_clear()


def test_a_date_that_is_none_is_refused() -> None:
    with pytest.raises(UsageError, match="not a date"):
        to_pdf(assemble("T", []), as_of="yesterday")
