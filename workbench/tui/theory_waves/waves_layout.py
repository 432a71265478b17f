"""Waves side by side. Pure: values in, lines out."""

from __future__ import annotations

from workbench.model.wave_views import WaveCell, WaveComparison
from workbench.tui.theory.cmo_layout import GAP, NARROWEST, Piece, Sheet
from workbench.tui.theory.side_by_side import add_cards, card, joined
from workbench.tui.widgets.choices import Part


def lay_out(comparison: WaveComparison, width: int) -> Sheet:
    """A column a wave where each has room, else one below the other; each passage is an item, `wave:passage`."""
    sheet, cells = Sheet(), comparison.cells
    if not cells:
        sheet.across(width, Part("The study has no waves.", quiet=True))
        return sheet
    each = width // len(cells) - GAP
    if each < NARROWEST:
        for place, cell in enumerate(cells):
            sheet.across(width, Part(cell.wave, strong=True), Part(_sources(cell), quiet=True))
            sheet.lines += _cards(sheet, place, cell, 0, width)
        return sheet
    widths = [each] * len(cells)
    heads = [
        [
            [Piece(Part(" " * GAP)), Piece(Part(cell.wave[: each - GAP], strong=True))],
            *card([Part(_sources(cell), quiet=True)], each, None),
            [Piece(Part("─" * each, quiet=True))],
        ]
        for cell in cells
    ]
    sheet.lines += joined(heads, widths)
    top = len(sheet.lines)
    bodies = [_cards(sheet, place, cell, place, each, top=top) for place, cell in enumerate(cells)]
    sheet.lines += joined(bodies, widths)
    return sheet


def _cards(
    sheet: Sheet, place: int, cell: WaveCell, column: int, width: int, *, top: int | None = None
) -> list[list[Piece]]:
    if cell.silence:
        return [*card([Part(f"({cell.silence})", quiet=True)], width, None), []]
    cards = [
        (
            ("passage", f"{place}:{n}"),
            (Part(f"“{one.text}”"), Part(one.attribution, quiet=True), Part(one.about, quiet=True)),
        )
        for n, one in enumerate(cell.said)
    ]
    return add_cards(sheet, cards, column, width, top=len(sheet.lines) if top is None else top)


def _sources(cell: WaveCell) -> str:
    return ", ".join(cell.sources) or "-"
