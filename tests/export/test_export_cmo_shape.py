"""Columns by choice, wide and long, in sheets and in documents."""

from __future__ import annotations

import csv
import io

import openpyxl
import pytest
from lxml import html

from workbench.errors import UsageError
from workbench.export.cmo_sheets import LONG_COLUMNS, SLOT_COLUMNS, WIDE_COLUMNS
from workbench.export.cmo_table import render_cmo_table
from workbench.model.views import CMOTable


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_columns_are_those_chosen_in_that_order_and_any_case(cmo_table: CMOTable) -> None:
    data = render_cmo_table(cmo_table, format="csv", columns=("outcome", " CMO", "Sites", "cmo"))
    assert list(rows(data)[0]) == ["Outcome", "CMO", "Sites"]
    assert rows(data)[1]["Sites"] == "Area 1 and Area 2"


def test_every_column_can_be_chosen(divided_table: CMOTable) -> None:
    data = render_cmo_table(divided_table, format="csv", columns=WIDE_COLUMNS)
    assert tuple(rows(data)[0]) == WIDE_COLUMNS
    last = rows(data)[-1]
    assert last["Mechanism"] == last["Mechanism: resource"] + "\n" + last["Mechanism: reasoning"]
    assert last["Mechanism (undivided)"] == ""
    assert last["Sources"] == "101"


@pytest.mark.parametrize("form", ["csv", "xlsx", "md", "docx", "html", "latex"])
@pytest.mark.parametrize(
    ("long", "evidence", "known"),
    [(False, False, WIDE_COLUMNS), (True, False, SLOT_COLUMNS), (True, True, LONG_COLUMNS)],
)
def test_an_unknown_column_is_refused_with_those_there_are(
    cmo_table: CMOTable, form: str, long: bool, evidence: bool, known: tuple[str, ...]
) -> None:
    with pytest.raises(UsageError, match="no column 'Outkome'") as caught:
        render_cmo_table(cmo_table, format=form, long=long, evidence=evidence, columns=("CMO", "Outkome"))
    near = "Did you mean Outcome? " if "Outcome" in known else ""
    assert caught.value.hint == f"{near}Columns: {', '.join(known)}."


def test_a_long_table_has_a_row_a_slot(cmo_table: CMOTable) -> None:
    data = rows(render_cmo_table(cmo_table, format="csv", long=True))
    assert len(data) == sum(len(one.slots) for one in cmo_table.configurations)
    assert tuple(data[0]) == SLOT_COLUMNS
    assert [row["Inferred"] for row in data if row["CMO"] == "CMO 2"] == ["", "", "yes", ""]


def test_a_long_table_with_evidence_has_a_row_a_piece(cmo_table: CMOTable) -> None:
    long = render_cmo_table(cmo_table, format="csv", long=True, evidence=True)
    assert long == render_cmo_table(cmo_table, format="csv", evidence=True)


def test_columns_of_a_csv_with_evidence_are_those_of_the_long_table(cmo_table: CMOTable) -> None:
    data = render_cmo_table(cmo_table, format="csv", evidence=True, columns=("Stance", "CMO"))
    assert list(rows(data)[0]) == ["Stance", "CMO"]


def test_a_workbook_has_one_sheet_of_the_long_kind(cmo_table: CMOTable) -> None:
    book = openpyxl.load_workbook(io.BytesIO(render_cmo_table(cmo_table, format="xlsx", long=True)))
    assert book.sheetnames == ["Slots"]


def test_documents_show_the_chosen_columns_as_a_plain_table(cmo_table: CMOTable) -> None:
    data = render_cmo_table(cmo_table, format="html", columns=("CMO", "Outcome"), evidence=True)
    page = html.fromstring(data.decode())
    assert [th.text for th in page.xpath("(//table)[1]//thead//th")] == ["CMO", "Outcome"]
    assert len(page.xpath("(//table)[1]/tbody/tr")) == 4
    assert len(page.xpath("(//table)[1]//tr[1]//li")) == 2
    assert page.xpath("//h2")[0].text.startswith("Appendix")


def test_a_long_document_has_the_quotes(cmo_table: CMOTable) -> None:
    text = render_cmo_table(cmo_table, format="md", long=True, evidence=True).decode()
    assert "| CMO | Role | Statement | Status | Stance | Quote or memo | Attribution |" in text
    assert "Appendix" not in text


def test_json_is_always_whole(cmo_table: CMOTable) -> None:
    with pytest.raises(UsageError, match="whole table"):
        render_cmo_table(cmo_table, format="json", long=True)
    with pytest.raises(UsageError, match="whole table"):
        render_cmo_table(cmo_table, format="json", columns=("CMO",))
