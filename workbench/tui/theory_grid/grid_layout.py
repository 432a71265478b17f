"""The grid laid out: tracers down, as many sites across as there is room for. Pure: values in, lines out."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len

from workbench.model.theory_grid_views import AT_AREAS, NOT_JUDGED, CMORef, GridCell, GridRow, TheoryGrid
from workbench.model.vocabulary import plural
from workbench.tui.theory.cmo_layout import GAP, Item, Sheet
from workbench.tui.theory.side_by_side import card, joined
from workbench.tui.widgets.choices import Part, safe
from workbench.tui.widgets.strips import fit

NARROWEST = 18
"""Cells in which a site can still be read."""

KEY_SIGN = "\t"
"""Stands between tracer and site in the id of a cell."""


def key_of(tracer: str, site: str) -> str:
    """The id of a cell among the items."""
    return f"{tracer}{KEY_SIGN}{site}"


def place_of(item: Item) -> tuple[str, str]:
    """Tracer and site of a cell."""
    tracer, _, site = item.id.partition(KEY_SIGN)
    return tracer, site


def widths(grid: TheoryGrid, width: int, first: int) -> list[int]:
    """Cells for the tracers and for each site from the first that is shown."""
    name = min(max((cell_len(row.name) for row in grid.rows), default=1), max(12, width // 5))
    count = max(1, (width - name) // (NARROWEST + GAP))
    shown = max(1, min(count, len(grid.sites) - first))
    return [name, *([(width - name) // shown - GAP] * shown)]


def first_shown(grid: TheoryGrid, width: int, first: int, column: int) -> int:
    """The first site to show so that the one at `column` is in sight, moving as little as can be."""
    count = max(1, min((width - widths(grid, width, 0)[0]) // (NARROWEST + GAP), len(grid.sites)))
    return max(min(first, column, len(grid.sites) - count), column - count + 1, 0)


def heads(grid: TheoryGrid, width: int, first: int) -> str:
    """The names of the sites over their columns, with arrows where there are more at a side."""
    columns = widths(grid, width, first)
    names = [safe(name) for name in grid.sites[first : first + len(columns) - 1]]
    if first and names:
        names[0] = f"← {names[0]}"
    if first + len(names) < len(grid.sites) and names:
        names[-1] += " →"
    cells = ["", *(" " * GAP + name for name in names)]
    padded = (
        fit(cell, room) + " " * (room - cell_len(fit(cell, room)))
        for cell, room in zip(cells, columns, strict=False)
    )
    return " " + (" " * GAP).join(padded)


def lay_out(grid: TheoryGrid, width: int, first: int) -> Sheet:
    """The sheet. Items are cells; their columns are the places of their sites."""
    sheet, columns = Sheet(), widths(grid, width, first)
    for row in grid.rows:
        name = [piece[1:] for piece in card([Part(row.name, strong=True)], columns[0] + GAP, None)]
        cells = []
        for place, room in enumerate(columns[1:], start=first):
            cell = row.cells[place] if place < len(row.cells) else None
            if cell is not None:
                made = card(tuple(parts_of(row, cell)), room, len(sheet.items))
                identity = key_of(row.tracer, cell.site)
                sheet.items.append(Item("cell", identity, place, len(sheet.lines), len(made)))
                cells.append(made)
        sheet.lines += joined([name, *cells], columns[: 1 + len(cells)])
        sheet.blank()
    return sheet


def parts_of(row: GridRow, cell: GridCell) -> list[Part]:
    """What a cell says: each verdict with the numbers of its configurations."""
    parts = [
        Part(f"{words}: {numbers(refs)}", quiet=words.startswith((NOT_JUDGED, AT_AREAS)))
        for words, refs in cell.groups()
    ]
    if row.without_theory:
        parts.insert(0, Part(row.without_theory))
        if cell.observed:
            parts.append(Part(f"observed: {numbers(cell.observed)}", quiet=True))
    return parts or [Part("nothing anticipated", quiet=True)]


def numbers(refs: Sequence[CMORef]) -> str:
    """`1, 4`."""
    return ", ".join(str(ref.number) for ref in refs)


def said_below(row: GridRow, cell: GridCell) -> str:
    """What is said of the marked cell below the grid."""
    observed = f"observed there: CMO {numbers(cell.observed)}" if cell.observed else "nothing observed there"
    words = f"{row.name} at {cell.site}: {plural(cell.sources, 'source')}; {observed}."
    if row.without_theory and row.searched:
        words += f" What was searched: {row.searched}"
    if cell.offered:
        words += f" No theory leads to CMO {numbers(cell.offered)}: unforeseen?"
    if cell.proposes_not_asked and any(one.verdict is None for one in cell.theories):
        words += " No source and nothing observed: perhaps it was not asked."
    return words
