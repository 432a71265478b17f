"""All tables at once: every configuration at every of its sites, silence told, names fit and different."""

from __future__ import annotations

import io
from dataclasses import replace

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from workbench.errors import NotFound, UsageError
from workbench.export.cmo_batch import BOOK_FORMATS, PlacedTable, render_book, render_tables, tables_by_place
from workbench.export.cmo_shape import Shape
from workbench.export.names import SHEET_CHARS, distinct, file_stem, sheet_name
from workbench.model.views import CMOTable, Configuration

AS_OF = "2022-09-30"
NEEDING_NO_EXTRA = [form for form in BOOK_FORMATS if form != "pdf"]


@pytest.fixture
def placed(cmo_table: CMOTable) -> tuple[PlacedTable, ...]:
    """Four configurations of one tracer, one of them without site, one without tracer; a silent tracer."""
    theory, *observed, fragment = cmo_table.configurations
    stray = replace(fragment, tracer="", sites=())
    return tables_by_place(
        cmo_table.study_title,
        (theory, *observed, stray),
        tracers=("Dementia", "Falls prevention"),
        sites=("Area 1", "Area 2", "National"),
    )


def numbers(configurations: tuple[Configuration, ...]) -> list[int]:
    return [one.number for one in configurations]


def test_a_configuration_stands_at_each_of_its_sites(placed: tuple[PlacedTable, ...]) -> None:
    held = {(one.tracer, one.site): numbers(one.table.configurations) for one in placed}
    assert held == {
        ("Dementia", "Area 1"): [],
        ("Dementia", "Area 2"): [],
        ("Dementia", "National"): [],
        ("Falls prevention", "Area 1"): [2],
        ("Falls prevention", "Area 2"): [2, 3],
        ("Falls prevention", "National"): [1],
        ("No tracer", "No site named"): [4],
    }


def test_nothing_to_export_is_refused() -> None:
    with pytest.raises(NotFound, match="no CMO configuration"):
        tables_by_place("S", (), tracers=("A",), sites=("B",))


def test_a_file_each_is_named_after_tracer_and_site(placed: tuple[PlacedTable, ...]) -> None:
    files = render_tables(placed, formats=("md", "latex"), shape=Shape(), as_of=AS_OF)
    assert sorted(files) == [
        "cmo-table-falls-prevention-area-1.md",
        "cmo-table-falls-prevention-area-1.tex",
        "cmo-table-falls-prevention-area-2.md",
        "cmo-table-falls-prevention-area-2.tex",
        "cmo-table-falls-prevention-national.md",
        "cmo-table-falls-prevention-national.tex",
        "cmo-table-no-tracer-no-site-named.md",
        "cmo-table-no-tracer-no-site-named.tex",
    ]
    assert b"CMO configurations: Falls prevention, Area 2" in files["cmo-table-falls-prevention-area-2.md"]


@pytest.mark.parametrize("form", NEEDING_NO_EXTRA)
def test_a_book_is_the_same_twice(placed: tuple[PlacedTable, ...], form: str) -> None:
    first = render_book(placed, formats=(form,), shape=Shape(evidence=True), as_of=AS_OF)
    assert first == render_book(placed, formats=(form,), shape=Shape(evidence=True), as_of=AS_OF)
    (name,) = first
    assert name == "cmo-tables." + {"latex": "tex"}.get(form, form)


@pytest.mark.parametrize("form", ["csv", "json", "odt"])
def test_what_cannot_hold_several_tables_is_no_book(placed: tuple[PlacedTable, ...], form: str) -> None:
    with pytest.raises(UsageError, match=form) as caught:
        render_book(placed, formats=("md", form), shape=Shape(), as_of=AS_OF)
    assert "xlsx" in caught.value.hint


def test_a_workbook_has_a_sheet_a_place_and_says_where_there_is_none(placed: tuple[PlacedTable, ...]) -> None:
    (data,) = render_book(placed, formats=("xlsx",), shape=Shape(evidence=True), as_of=AS_OF).values()
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames == [
        "Contents",
        "Falls prevention, Area 1",
        "Falls prevent, Area 1, evidence",
        "Falls prevention, Area 2",
        "Falls prevent, Area 2, evidence",
        "Falls prevention, National",
        "Falls preve, National, evidence",
        "No tracer, No site named",
        "No trac, No site name, evidence",
    ]
    rows = [[cell.value for cell in row] for row in book["Contents"].iter_rows(min_row=2)]
    assert rows[0] == ["Dementia", "Area 1", 0, None]
    assert rows[4] == ["Falls prevention", "Area 2", 2, "Falls prevention, Area 2"]
    assert all(row[3] is None or row[3] in book.sheetnames for row in rows)


def test_a_document_has_a_heading_a_place_and_tells_silence(placed: tuple[PlacedTable, ...]) -> None:
    (data,) = render_book(placed, formats=("html",), shape=Shape(), as_of=AS_OF).values()
    page = html.fromstring(data.decode())
    assert [h.text for h in page.xpath("//main/h2")] == ["Dementia", "Falls prevention", "No tracer"]
    assert [h.text for h in page.xpath("//main/h3")][:3] == ["Area 1", "Area 2", "National"]
    assert "No CMO configuration of Dementia at Area 1." in page.text_content()
    assert len(page.xpath("//table")) == 4


def test_columns_hold_for_every_file(placed: tuple[PlacedTable, ...]) -> None:
    files = render_tables(placed, formats=("csv",), shape=Shape(columns=("CMO", "Outcome")), as_of=AS_OF)
    assert {data.decode("utf-8-sig").splitlines()[0] for data in files.values()} == {"CMO,Outcome"}


def test_file_names_are_plain() -> None:
    assert (
        file_stem("tracer", "Young people's crisis/support: 24 h")
        == "tracer-young-peoples-crisis-support-24-h"
    )
    assert file_stem("t", "../../etc") == "t-etc"
    assert file_stem("t", "***") == "t"


@given(st.lists(st.tuples(st.text(max_size=50), st.text(max_size=50)), max_size=6))
def test_names_of_sheets_are_ones_that_excel_takes(places: list[tuple[str, str]]) -> None:
    names = distinct([sheet_name(tracer, site) for tracer, site in places], limit=SHEET_CHARS)
    assert len({name.casefold() for name in names}) == len(names)
    for name in names:
        assert 0 < len(name) <= SHEET_CHARS
        assert not set(name) & set("[]:*?/\\")
        assert not name.startswith("'")
        assert not name.endswith("'")
