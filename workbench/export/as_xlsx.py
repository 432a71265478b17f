"""Sheets as an Excel workbook: frozen bold header, wrapped text, and every text written as text."""

from __future__ import annotations

import io
from typing import Any

from workbench.errors import UsageError
from workbench.export.fixed_zip import with_fixed_dates
from workbench.export.plain_text import DEFAULT_AS_OF, instant, printable
from workbench.export.sheet import Sheet, Value

MAX_CELL_CHARS = 32_767
"""Excel's limit for one cell; xlsxwriter leaves a longer one empty."""

MAX_ROWS = 1_048_576
"""Excel's limit for one sheet, its header included."""

CUT_NOTE = " … [cut here: longer than a cell can hold]"
"""Stands at the end of a text that was cut, since a silent cut would be taken for the whole."""

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_HEADER_STYLE = {
    "bold": True,
    "text_wrap": True,
    "valign": "vcenter",
    "bg_color": "#1F3A4D",
    "font_color": "#FFFFFF",
    "bottom": 1,
}
_CELL_STYLE = {"text_wrap": True, "valign": "top"}


def to_xlsx(sheets: tuple[Sheet, ...], *, title: str, as_of: str = DEFAULT_AS_OF) -> bytes:
    """A workbook of the sheets; `as_of` (ISO date) is the day it says it was made on.

    Raises:
        UsageError: a sheet has more rows than Excel can hold, or `as_of` is not a date.
    """
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, _OPTIONS)
    book.set_properties({"title": printable(title), "author": "", "created": instant(as_of)})
    styles = book.add_format(_HEADER_STYLE), book.add_format(_CELL_STYLE)
    for sheet in sheets:
        _write_sheet(book.add_worksheet(sheet.name), sheet, *styles)
    book.close()
    return with_fixed_dates(out.getvalue())


def _write_sheet(page: Any, sheet: Sheet, header_style: Any, cell_style: Any) -> None:
    for index, column in enumerate(sheet.columns):
        page.set_column(index, index, column.width)
        page.write_string(0, index, printable(column.heading), header_style)
    page.set_row(0, 24)
    page.freeze_panes(1, 0)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    last = 0
    for last, row in enumerate(sheet.rows, start=1):
        if last >= MAX_ROWS:
            raise UsageError(
                f"sheet {sheet.name!r} has more than {MAX_ROWS - 1:,} rows, which Excel cannot hold",
                hint="Write csv instead.",
            )
        for index, value in enumerate(row):
            _write_cell(page, last, index, value, cell_style)
    page.autofilter(0, 0, last, len(sheet.columns) - 1)


def _write_cell(page: Any, row: int, column: int, value: Value, style: Any) -> None:
    if value is None or value == "":
        page.write_blank(row, column, None, style)
    elif isinstance(value, int):
        page.write_number(row, column, value, style)
    else:
        page.write_string(row, column, _fitting(printable(value)), style)


def _fitting(text: str) -> str:
    return text if len(text) <= MAX_CELL_CHARS else text[: MAX_CELL_CHARS - len(CUT_NOTE)] + CUT_NOTE
