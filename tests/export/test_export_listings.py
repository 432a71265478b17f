"""Lists of what a study holds: a row each in tables, readable in print, nothing doubled, nothing left out."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import openpyxl
import pytest
from export_invented import linked, source

from workbench.errors import UsageError
from workbench.export.holdings import (
    MemoEntry,
    excerpts_listing,
    history_listing,
    memos_listing,
    sources_listing,
)
from workbench.export.listing import LISTING_FORMATS, Listing, render_listing
from workbench.export.matrix import code_matrix, place_matrix
from workbench.model.views import CodeView, Quote

MEMO = MemoEntry("m-1", "decision", "", "=1+1 <b>\n\nTwo.", "code Trust", "Ada", "2022-08-01T09:00:00Z")


def as_csv(listing: Listing) -> list[dict[str, str]]:
    text = render_listing(listing, format="csv").decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def as_md(listing: Listing) -> str:
    return render_listing(listing, format="md").decode()


def all_listings(quotes: tuple[Quote, ...], codes: tuple[CodeView, ...], *, empty: bool) -> list[Listing]:
    sources = [] if empty else [source("101", "interview", "", "2021-03-02")]
    cmos = () if empty else linked(with_fragment=True)
    places = ([], []) if empty else (["Falls prevention"], ["Area 1"])
    return [
        sources_listing(sources),
        memos_listing([] if empty else [MEMO]),
        excerpts_listing(() if empty else quotes),
        history_listing([] if empty else [(1, "2022-08-01T09:00:00Z", "Ada", "AddCode", "added 'a'", "c-1")]),
        code_matrix(sources, codes, {}),
        place_matrix(*places, sources=sources, configurations=cmos, counts={}),
    ]


@pytest.mark.parametrize("empty", [False, True])
@pytest.mark.parametrize("name", LISTING_FORMATS)
def test_every_list_has_every_format_also_when_it_is_empty(
    quotes: tuple[Quote, ...], codes: tuple[CodeView, ...], name: str, empty: bool
) -> None:
    first = [render_listing(one, format=name) for one in all_listings(quotes, codes, empty=empty)]
    again = [render_listing(one, format=name) for one in all_listings(quotes, codes, empty=empty)]
    assert first == again
    if empty and name == "md":
        assert all(b"*There is nothing to list.*" in data for data in first)


def test_a_format_that_there_is_not_is_refused() -> None:
    with pytest.raises(UsageError, match="'odt'") as caught:
        render_listing(memos_listing([]), format="odt")
    assert caught.value.hint == "Formats: csv, xlsx, md, docx, html, json."


def test_a_source_has_its_record_and_attributes() -> None:
    plain = source("101", "interview", "A title", "2021-03")
    more = replace(plain, id="s-2", name="102", attributes={"gender": "f"}, organisations=("A", "B"))
    first, second = as_csv(sources_listing([plain, more]))
    assert (first["interview"], first["date"], first["gender"], first["sites"]) == (
        "101",
        "2021-03",
        "",
        "Area 1",
    )
    assert (second["gender"], second["organisations"], second["codings"]) == ("f", "A; B", "3")
    assert "| 102 | interview | A title | A; B |" in as_md(sources_listing([plain, more]))


def test_a_passage_stands_once_with_all_its_codes(quotes: tuple[Quote, ...]) -> None:
    first, *others = quotes
    again = replace(first, coding_id="c-9", code_path="Audit", coder="Bo", memo="Why?")
    listing = excerpts_listing([first, again, replace(again, coding_id="c-10", memo=""), *others])
    rows = as_csv(listing)
    assert len(rows) == len(quotes)
    assert (rows[0]["codes"], rows[0]["coders"], rows[0]["memos"]) == (
        "Budgets/Pooling\nAudit",
        "Ada\nBo",
        "Why?",
    )
    text = as_md(excerpts_listing([first, again]))
    assert "Codes: Budgets / Pooling; Audit. Coded by Ada and Bo. Memo: Why?" in text


def test_words_are_exact_in_json_and_harmless_in_csv() -> None:
    (row,) = json.loads(render_listing(memos_listing([MEMO]), format="json"))
    assert row["text"] == MEMO.text
    assert as_csv(memos_listing([MEMO]))[0]["text"] == "'" + MEMO.text
    text = as_md(memos_listing([MEMO]))
    assert "## decision memo on code Trust" in text
    assert "\\=1+1 &lt;b&gt;" in text


def test_codes_are_counted_by_source_with_codings_and_distinct_sources(codes: tuple[CodeView, ...]) -> None:
    sources = [source(name, "interview", "", "2021-03-02") for name in ("101", "102", "103")]
    counts = {"revision-101": {"code-1": 2, "code-3": 1}, "revision-103": {"code-1": 1}, "old": {"code-2": 5}}
    rows = as_csv(code_matrix(sources, codes, counts))
    assert [(row["source"], row["codings"], row["Budgets"], row["Audit"]) for row in rows] == [
        ("101", "3", "2", "1"),
        ("102", "0", "0", "0"),
        ("103", "1", "1", "0"),
    ]
    text = as_md(code_matrix(sources, codes, counts))
    assert "| code | 101 | 102 | 103 | codings | sources |" in text
    assert "| Budgets | 2 | · | 1 | 3 | 2 |" in text


def test_a_retired_code_that_nothing_has_is_no_column(codes: tuple[CodeView, ...]) -> None:
    sources = [source("101", "interview", "", "2021-03-02")]
    assert "Audit" not in as_csv(code_matrix(sources, codes, {}))[0]


def test_a_tracer_at_a_site_says_what_the_study_holds_and_where_it_is_silent() -> None:
    sources = [
        source("101", "interview", "", "2021-03-02"),
        replace(source("D1", "document", "", "2020"), sites=("Area 1", "Area 2")),
    ]
    listing = place_matrix(
        ["Falls prevention", "Dementia"],
        ["Area 1", "Area 2", "National"],
        sources=sources,
        configurations=linked(with_fragment=True),
        counts={"revision-101": {"code-1": 2}},
    )
    rows = as_csv(listing)
    assert len(rows) == 6
    assert (rows[0]["interviews"], rows[0]["documents"], rows[0]["codings"], rows[0]["coded sources"]) == (
        "1",
        "1",
        "2",
        "1",
    )
    assert (rows[1]["observed CMOs"], rows[1]["fragments"]) == ("CMO 2, CMO 3", "CMO 4")
    text = as_md(listing)
    assert "1 interview, 1 document<br>2 codings in 1 source<br>**CMO 2**" in text
    assert "no sources<br>*no observed CMO*" in text


def test_a_workbook_keeps_numbers_as_numbers(codes: tuple[CodeView, ...]) -> None:
    sources = [source("101", "interview", "", "2021-03-02")]
    data = render_listing(code_matrix(sources, codes, {"revision-101": {"code-1": 2}}), format="xlsx")
    page = openpyxl.load_workbook(io.BytesIO(data)).active
    header = [cell.value for cell in page[1]]
    assert page.cell(2, header.index("Budgets") + 1).value == 2
