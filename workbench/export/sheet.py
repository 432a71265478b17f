"""A spreadsheet's page as plain values, before it becomes CSV or a workbook."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

Value = str | int | None
"""What a cell holds; None is an empty cell."""


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column's heading and its width in characters (used by workbooks)."""

    heading: str
    width: int = 16


@dataclass(frozen=True, slots=True)
class Sheet:
    """A named page: columns and rows, each row as long as there are columns."""

    name: str
    columns: tuple[SheetColumn, ...]
    rows: Iterable[tuple[Value, ...]]

    @property
    def header(self) -> tuple[str, ...]:
        """The headings."""
        return tuple(column.heading for column in self.columns)
