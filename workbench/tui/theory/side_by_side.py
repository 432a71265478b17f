"""Columns of unlike widths side by side on a sheet. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from rich.cells import cell_len

from workbench.tui.theory.cmo_layout import GAP, Item, Piece, Sheet, wrapped
from workbench.tui.widgets.choices import Part


def card(parts: Sequence[Part], width: int, item: int | None) -> list[list[Piece]]:
    """Parts wrapped one below the other, with room for the mark before them; an item if it has an index."""
    rows = [row for part in parts for row in wrapped(part, max(width - GAP, 1))]
    return [[Piece(Part(" " * GAP), item, i == 0), Piece(row, item)] for i, row in enumerate(rows)]


def add_cards(
    sheet: Sheet,
    cards: Sequence[tuple[tuple[str, str], Sequence[Part]]],
    column: int,
    width: int,
    *,
    top: int,
) -> list[list[Piece]]:
    """Cards `((kind, id), parts)` of one column below each other, each an item of the sheet, from line `top` on."""
    lines: list[list[Piece]] = []
    for (kind, identity), parts in cards:
        made = card(parts, width, len(sheet.items))
        sheet.items.append(Item(kind, identity, column, top + len(lines), len(made)))
        lines += [*made, []]
    return lines


def joined(columns: Sequence[Sequence[list[Piece]]], widths: Sequence[int]) -> list[list[Piece]]:
    """The lines of columns side by side, each padded to its width, with a gap between."""
    out = []
    for row in zip_longest(*columns, fillvalue=[]):
        line: list[Piece] = []
        for place, (cell, width) in enumerate(zip(row, widths, strict=True)):
            used = sum(cell_len(piece.part.text) for piece in cell)
            item = cell[0].item if cell else None
            gap = GAP if place < len(row) - 1 else 0
            line += [*cell, Piece(Part(" " * max(width - used, 0)), item), Piece(Part(" " * gap))]
        out.append(line)
    return out
