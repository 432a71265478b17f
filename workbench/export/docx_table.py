"""A table of the neutral document as Word's XML, written below python-docx's slow surface."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from workbench.export.document import Cell, Column, Group, Phrase, Row, Run, Table
from workbench.export.docx_elements import element
from workbench.export.docx_styles import BAND, TABLE_STYLE
from workbench.export.plain_text import printable
from workbench.export.row_length import height, is_short

TOGETHER_LINES = 24
"""A table of about so many lines is not parted: half a page is no loss, and it is read at a glance."""


class TableWriter:
    """One table as Word's XML; `width` in twentieths of a point.

    `paragraph` makes a paragraph of a style's name and a phrase, `bullet` an item of a list, both not yet appended.
    """

    def __init__(
        self, paragraph: Callable[..., Any], bullet: Callable[..., Any], table: Table, *, width: int
    ) -> None:
        self._paragraph = paragraph
        self._bullet = bullet
        self._table = table
        total = sum(column.weight for column in table.columns)
        self._widths = [width * column.weight // total for column in table.columns]
        rows = [row for group in table.groups for row in group.rows]
        lines = sum(height(row, table.columns) for row in rows) + 2 * len(table.groups)
        self._is_together = len(table.groups) == 1 and lines <= TOGETHER_LINES

    def element(self) -> Any:
        """The table with its grid, header row and groups."""
        table = element("w:tbl")
        table.append(self._properties())
        grid = element("w:tblGrid")
        for width in self._widths:
            grid.append(element("w:gridCol", w=str(width)))
        table.append(grid)
        table.append(self._header())
        for group in self._table.groups:
            for row in self._group(group):
                table.append(row)
        return table

    def _properties(self) -> Any:
        properties = element("w:tblPr")
        properties.append(element("w:tblStyle", val=TABLE_STYLE))
        properties.append(element("w:tblW", w=str(sum(self._widths)), type="dxa"))
        properties.append(element("w:tblLayout", type="fixed"))
        properties.append(
            element(
                "w:tblLook",
                val="0020",
                firstRow="1",
                lastRow="0",
                firstColumn="0",
                lastColumn="0",
                noHBand="1",
            )
        )
        properties.append(element("w:tblCaption", val=" ".join(printable(self._table.label).split())))
        return properties

    def _header(self) -> Any:
        cells = [
            self._cell((self._text((Run(column.heading),), column, keep=True),), width)
            for column, width in zip(self._table.columns, self._widths, strict=True)
        ]
        return _row(cells, header=True)

    def _group(self, group: Group) -> list[Any]:
        rows = []
        if group.heading:
            lines = [self._text((Run(group.heading, bold=True),), None, keep=True)]
            if group.detail:
                lines.append(self._text((Run(group.detail, muted=True),), None, keep=True))
            rows.append(_row([self._full(tuple(lines), fill=BAND)]))
        last = len(group.rows) - 1
        rows += [
            self._row(row, keep=bool(group.foot) or self._is_together or place == last - 1)
            for place, row in enumerate(group.rows)
        ]
        if group.foot:
            rows.append(_row([self._full((self._text(group.foot, None),))]))
        return rows

    def _row(self, row: Row, *, keep: bool) -> Any:
        cells = []
        start = 0
        for cell, columns in row.placed(self._table.columns):
            content = self._content(cell, columns[0], bold=row.headed and start == 0, keep=keep)
            width = sum(self._widths[start : start + cell.span])
            cells.append(self._cell(content, width, span=cell.span))
            start += cell.span
        return _row(cells, whole=is_short(row, self._table.columns))

    def _content(self, cell: Cell, column: Column, *, bold: bool, keep: bool) -> tuple[Any, ...]:
        items = [
            tuple(Run(run.text, True, run.italic, run.muted) for run in item) if bold else item
            for item in cell.items
        ]
        if cell.bulleted:
            return tuple(self._bullet(item, keep=keep) for item in items)
        return tuple(self._text(item, column, keep=keep) for item in items)

    def _text(self, phrase: Phrase, column: Column | None, *, keep: bool = False) -> Any:
        align = "right" if column is not None and column.numeric else ""
        return self._paragraph("Table Text", phrase, keep=keep, align=align)

    def _full(self, content: tuple[Any, ...], *, fill: str = "") -> Any:
        return self._cell(content, sum(self._widths), span=len(self._widths), fill=fill)

    def _cell(self, content: tuple[Any, ...], width: int, *, span: int = 1, fill: str = "") -> Any:
        cell = element("w:tc")
        properties = element("w:tcPr")
        properties.append(element("w:tcW", w=str(width), type="dxa"))
        if span > 1:
            properties.append(element("w:gridSpan", val=str(span)))
        if fill:
            properties.append(element("w:shd", val="clear", color="auto", fill=fill))
        cell.append(properties)
        for paragraph in content or (self._text((), None),):
            cell.append(paragraph)
        return cell


def _row(cells: list[Any], *, header: bool = False, whole: bool = True) -> Any:
    """A row of cells; a `whole` one does not break across pages."""
    row = element("w:tr")
    properties = element("w:trPr")
    if whole:
        properties.append(element("w:cantSplit"))
    if header:
        properties.append(element("w:tblHeader"))
    row.append(properties)
    for cell in cells:
        row.append(cell)
    return row
