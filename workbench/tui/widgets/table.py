"""Lists in columns that fit: which columns have room, how wide they are, and cells cut to them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from workbench.tui.widgets.choices import MARKER, Choice, Part, safe
from workbench.tui.widgets.strips import fit

BETWEEN = 2
"""Blank cells between columns."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its head. `least` cells where there is no room for more; the highest `drop` goes first, 0 never.

    What is left over is given away in the order of `grow`. `right`: numbers, which stand at the right.
    """

    head: str
    least: int
    drop: int = 0
    grow: int = 0
    right: bool = False


def widths_of(columns: Sequence[Column], rows: Iterable[Sequence[str]], width: int) -> list[int]:
    """Cells for each column, 0 for those that do not fit in a list of `width` cells."""
    wanted = [cell_len(column.head) for column in columns]
    for row in rows:
        wanted = [max(have, cell_len(cell)) for have, cell in zip(wanted, row, strict=True)]
    room = width - len(MARKER) - 1
    widths = [min(want, column.least) for want, column in zip(wanted, columns, strict=True)]
    for n in sorted(range(len(columns)), key=lambda n: -columns[n].drop):
        if columns[n].drop and sum(widths) + BETWEEN * (sum(map(bool, widths)) - 1) > room:
            widths[n] = 0
    left = room - sum(widths) - BETWEEN * (sum(map(bool, widths)) - 1)
    for n in sorted(range(len(columns)), key=lambda n: columns[n].grow):
        more = max(0, min(left, wanted[n] - widths[n])) if widths[n] else 0
        widths[n] += more
        left -= more
    return widths


def heads(names: Sequence[str], columns: Sequence[Column], widths: Sequence[int]) -> str:
    """The line above the list, in which the columns are called so."""
    return " " * len(MARKER) + line_of(columns, names, widths)


def line_of(columns: Sequence[Column], cells: Sequence[str], widths: Sequence[int]) -> str:
    """Cells padded and cut to the widths of their columns."""
    shown = zip(columns, cells, widths, strict=True)
    return (" " * BETWEEN).join(_pad(cell, width, column.right) for column, cell, width in shown if width)


def row_of(
    key: str, columns: Sequence[Column], cells: Sequence[str], widths: Sequence[int], *, plain: int = 0
) -> Choice:
    """An entry of a list: the column at index `plain` in the list's own colour, the others quiet."""
    parts, first = [], True
    for n, (column, cell, width) in enumerate(zip(columns, cells, widths, strict=True)):
        if width:
            gap = "" if first else " " * BETWEEN
            parts.append(Part(gap + _pad(cell, width, column.right), quiet=n != plain))
            first = False
    return Choice(key, tuple(parts))


def _pad(text: str, width: int, right: bool) -> str:
    fitted = fit(safe(text), width)
    blanks = " " * (width - cell_len(fitted))
    return blanks + fitted if right else fitted + blanks
