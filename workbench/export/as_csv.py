"""Sheets as comma-separated values for people who read them in a spreadsheet.

Owns the byte order mark and the defusing of formulas. Files that the workbench reads back (the codebook) go
through `write_rows`, which alters nothing.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import TextIO

from workbench.export.gate import fit
from workbench.export.sheet import Sheet, Value

ENCODING = "utf-8-sig"
"""UTF-8 with a byte order mark: without it Excel takes the file for the machine's old code page."""

FORMULA_STARTS = frozenset("=+-@\t\r\n")
"""A cell that begins so is run as a formula by spreadsheets (OWASP, "CSV Injection")."""


def harmless(value: Value) -> Value:
    """The value with a `'` before text that a spreadsheet would run; numbers pass as they are."""
    if not isinstance(value, str):
        return value
    text = fit(value)
    return "'" + text if text[:1] in FORMULA_STARTS else text


def write_rows(rows: Iterable[Iterable[Value]], stream: TextIO) -> None:
    """Rows as RFC 4180 has them, `CRLF` between rows; `stream` must not translate newlines."""
    csv.writer(stream).writerows(rows)


def to_csv(sheet: Sheet) -> bytes:
    """The sheet with its header and harmless cells, in UTF-8 with a byte order mark."""
    stream = io.StringIO(newline="")
    write_rows([map(harmless, sheet.header)], stream)
    write_rows((map(harmless, row) for row in sheet.rows), stream)
    return stream.getvalue().encode(ENCODING)
