"""Coded excerpts and the codebook: columns, exact words, formulas, round trips, no growth in work."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import docx
import openpyxl
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from workbench.errors import UsageError
from workbench.export.as_csv import FORMULA_STARTS
from workbench.export.codebook import CODEBOOK_FORMATS, CSV_COLUMNS, parents_first, render_codebook
from workbench.export.codings import CODINGS_FORMATS, render_codings, write_codings_csv
from workbench.export.document_formats import DOCUMENT_FORMATS
from workbench.model.views import CodeView, Quote

GOLDEN = Path(__file__).parent / "golden"
TEXT = st.text(st.characters(exclude_categories=("Cs",)))
BARE_CODE = CodeView("1", "n", "n", 0, None, "", "", "", "", (), "", False, 0, 0)


@pytest.mark.parametrize("name", ["csv", "jsonl", "md", "html"])
def test_the_codings_are_those_agreed_on(quotes: tuple[Quote, ...], name: str) -> None:
    assert render_codings(quotes, format=name) == (GOLDEN / f"codings.{name}").read_bytes()


@pytest.mark.parametrize("name", ["yaml", "csv"])
def test_the_codebook_is_the_one_agreed_on(codes: tuple[CodeView, ...], name: str) -> None:
    assert render_codebook(codes, format=name) == (GOLDEN / f"codebook.{name}").read_bytes()


@pytest.mark.parametrize("name", list(CODINGS_FORMATS))
def test_the_same_codings_give_the_same_bytes(quotes: tuple[Quote, ...], name: str) -> None:
    assert render_codings(quotes, format=name) == render_codings(iter(quotes), format=name)


@pytest.mark.parametrize("name", [name for name in CODINGS_FORMATS if name != "jsonl"])
def test_no_codings_give_a_file_that_opens(name: str) -> None:
    assert render_codings((), format=name)


def test_unknown_formats_are_refused(codes: tuple[CodeView, ...]) -> None:
    with pytest.raises(UsageError, match="'sav'"):
        render_codings((), format="sav")
    with pytest.raises(UsageError, match="'xlsx'") as caught:
        render_codebook(codes, format="xlsx")
    assert caught.value.hint == "Formats: " + ", ".join((*CODEBOOK_FORMATS, *DOCUMENT_FORMATS)) + "."


def test_a_codebook_to_be_read_has_a_row_a_code_with_what_it_means_and_when_it_is_used(
    codes: tuple[CodeView, ...],
) -> None:
    bare = replace(codes[1], examples=(), when_not_to_use="")
    text = render_codebook(
        (bare, codes[0], codes[2]), format="md", study_title="Hubs", as_of="2022-09-30"
    ).decode()
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert rows[0] == "| Code | What it means | When to use it | When not | Examples |"
    assert "Hubs" in text
    [pooling] = [row for row in rows if "=Pooling" in row]
    for told in (
        "Two or more organisations hold one sum.",
        "the sum is shared",
        "only spoken of",
        "in one pot",
    ):
        assert told in pooling
    assert "Money held together" not in pooling
    assert any("Audit (retired)" in row for row in rows)
    slim = render_codebook((codes[2],), format="md").decode()
    assert "When not" not in slim
    for form in ("html", "docx"):
        assert render_codebook(codes, format=form) == render_codebook(codes, format=form)


def test_codings_are_written_as_they_come_and_counted(quotes: tuple[Quote, ...]) -> None:
    stream = io.StringIO(newline="")
    assert write_codings_csv(iter(quotes), stream) == 3
    rows = list(csv.DictReader(io.StringIO(stream.getvalue(), newline="")))
    assert list(rows[0]) == [
        "source",
        "start_char",
        "end_char",
        "code",
        "coder",
        "date",
        "quote",
        "attribution",
        "memo",
    ]
    assert rows[1]["quote"] == "'- and then, well, =nothing= happened;\nfor months"
    assert rows[1]["start_char"] == "20"


def test_json_lines_keep_the_exact_words_and_the_ids(quotes: tuple[Quote, ...]) -> None:
    lines = [json.loads(line) for line in render_codings(quotes, format="jsonl").decode().split("\n")[:-1]]
    assert lines[1]["quote"] == quotes[1].text
    assert lines[1]["coding_id"] == "coding-2"


def test_a_workbook_of_codings_reads_back(quotes: tuple[Quote, ...]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(render_codings(quotes, format="xlsx")))
    page = book["Codings"]
    assert [page.cell(3, column).value for column in (1, 2, 7)] == ["203", 20, quotes[1].text]


def test_documents_count_codings_and_sources(quotes: tuple[Quote, ...]) -> None:
    word = docx.Document(io.BytesIO(render_codings(quotes, format="docx")))
    assert [p.text for p in word.paragraphs[:3]] == [
        "Coded excerpts",
        "Budgets / Pooling",
        "2 codings from 2 sources",
    ]


def test_only_one_pass_is_made_over_many_codings(quotes: tuple[Quote, ...]) -> None:
    """A stream of 20,000 is written without being held: the reader sees each row as soon as it is given."""
    stream = io.StringIO(newline="")
    seen = []

    def many() -> object:
        for number in range(20_000):
            seen.append(stream.tell())
            yield replace(quotes[0], start_char=number)

    assert write_codings_csv(many(), stream) == 20_000
    assert seen == sorted(set(seen))


@given(st.lists(TEXT, min_size=1, max_size=4))
def test_any_words_read_back_from_csv_but_for_the_mark_before_formulas(texts: list[str]) -> None:
    quotes = [Quote("1", "2", "s", 0, 1, text, "3", "c", "Ada", "2020", "", "a") for text in texts]
    data = render_codings(quotes, format="csv").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(data, newline="")))
    expected = [("'" if text[:1] in FORMULA_STARTS and text else "") + text for text in texts]
    assert [row["quote"] for row in rows] == expected


@given(TEXT, TEXT, st.lists(TEXT, max_size=3))
def test_any_codebook_reads_back_from_yaml(name: str, definition: str, examples: list[str]) -> None:
    code = replace(BARE_CODE, name=name, full_definition=definition, examples=tuple(examples))
    (read,) = yaml.safe_load(render_codebook((code,), format="yaml"))["codes"]
    assert (read["name"], read["full_definition"], read["examples"]) == (name, definition, examples)


@given(TEXT, TEXT)
def test_any_codebook_reads_back_from_csv_unaltered(name: str, definition: str) -> None:
    code = replace(BARE_CODE, name=name, when_to_use=definition, examples=("=a", "-b"))
    data = render_codebook((code,), format="csv").decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(data, newline=""))
    assert tuple(row) == CSV_COLUMNS
    assert (row["name"], row["when_to_use"], row["examples"]) == (name, definition, "=a\n-b")


def test_parents_come_before_their_children(codes: tuple[CodeView, ...]) -> None:
    assert [code.name for code in parents_first(codes)] == ["Budgets", "=Pooling", "Audit"]


def test_a_code_whose_parent_is_elsewhere_keeps_it(codes: tuple[CodeView, ...]) -> None:
    (read,) = yaml.safe_load(render_codebook(codes[:1], format="yaml"))["codes"]
    assert read["parent"] == "code-1"


def test_a_circle_of_parents_does_not_hang() -> None:
    circle = (replace(BARE_CODE, id="a", parent_id="b"), replace(BARE_CODE, id="b", parent_id="a"))
    assert {code.id for code in parents_first(circle)} == {"a", "b"}
