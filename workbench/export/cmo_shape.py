"""How much of a CMO table is wanted and in what shape, and the sheets and documents of that shape."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from workbench.export.cmo_document import appendix_blocks, configuration_table, reading_notes
from workbench.export.cmo_sheets import (
    LONG_COLUMNS,
    SLOT_COLUMNS,
    WIDE_COLUMNS,
    chosen_columns,
    cmo_sheet,
    evidence_sheet,
    slot_sheet,
)
from workbench.export.document import Block, Cell, Column, Group, Paragraph, Row, Table, emphasised, plain
from workbench.export.gate import fit
from workbench.export.sheet import Sheet
from workbench.model.views import CMOTable

NOTHING = "No CMO configuration answers to this selection."

_SHOWN_LONG = ("CMO", "Role", "Statement", "Status", "Stance", "Quote or memo", "Attribution")
_SHOWN_SLOTS = ("CMO", "Title", "Sites", "Role", "Statement", "Status")
"""Columns on paper where nobody chose: all would not fit on a page."""

_HEAVY = {"Quote or memo": 4, "Statement": 3, "Narrative": 4, "Attribution": 2, "Title": 2}
"""Shares of the width on paper; other columns have `1`, columns of statements `3`."""


@dataclass(frozen=True, slots=True)
class Shape:
    """Wide (one row a configuration) or `long` (one row a slot, or with `evidence` a piece of evidence).

    With `evidence` a wide table has what stands behind it in an appendix or a second sheet. `columns` are
    headings in any case, in the order wanted; without them each format has its usual ones.
    """

    evidence: bool = False
    long: bool = False
    columns: tuple[str, ...] = ()

    def check(self) -> None:
        """Refuse columns that there are not.

        Raises:
            UsageError: no such column; those there are are listed.
        """
        chosen_columns(self.columns, self.known)

    @property
    def known(self) -> tuple[str, ...]:
        """The columns that can be chosen."""
        if not self.long:
            return WIDE_COLUMNS
        return LONG_COLUMNS if self.evidence else SLOT_COLUMNS


def sheets(table: CMOTable, shape: Shape) -> tuple[Sheet, ...]:
    """The table as pages of a workbook: one, or two where evidence goes beside a wide one."""
    shape.check()
    if shape.long:
        make = evidence_sheet if shape.evidence else slot_sheet
        return (make(table, columns=shape.columns),)
    wide = cmo_sheet(table, columns=shape.columns)
    return (wide, evidence_sheet(table)) if shape.evidence else (wide,)


def csv_sheet(table: CMOTable, shape: Shape) -> Sheet:
    """The one page that a csv file holds: with evidence that has to be the long one."""
    return sheets(table, replace(shape, long=shape.long or shape.evidence))[0]


def blocks(table: CMOTable, shape: Shape, *, level: int = 1) -> Iterator[Block]:
    """The table for a document; headings of its appendix at `level`."""
    shape.check()
    if not table.configurations:
        yield Paragraph(plain(table.caption))
        yield Paragraph(emphasised(NOTHING))
        return
    if shape.long or shape.columns:
        yield _plain_table(table, shape)
    else:
        yield configuration_table(table.configurations, caption=table.caption)
        yield from reading_notes(table.configurations)
    if shape.evidence and not shape.long:
        yield from appendix_blocks(table.configurations, level=level)


def _plain_table(table: CMOTable, shape: Shape) -> Table:
    """The chosen columns as they are in a sheet."""
    columns = shape.columns
    if not columns:
        columns = _SHOWN_LONG if shape.evidence else _SHOWN_SLOTS
    page = sheets(table, Shape(evidence=shape.evidence and shape.long, long=shape.long, columns=columns))[0]
    return Table(
        table.caption,
        tuple(Column(column.heading, _weight(column.heading)) for column in page.columns),
        (Group(tuple(Row(tuple(_cell(str(value or "")) for value in row)) for row in page.rows)),),
        wide=True,
    )


def _weight(heading: str) -> int:
    return _HEAVY.get(heading, 3 if heading.startswith(("Mechanism", "Context", "Outcome")) else 1)


def _cell(text: str) -> Cell:
    lines = fit(text).split("\n")
    return Cell(tuple(plain(line) for line in lines), bulleted=len(lines) > 1) if text else Cell()
