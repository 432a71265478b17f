"""Repeat interviews as a list: a row a passage, in print the waves side by side."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.export.document import Block, Cell, Column, Group, Paragraph, Phrase, Row, Run, Table, plain
from workbench.export.listing import Listing
from workbench.export.sheet import Sheet, SheetColumn, Value
from workbench.model.wave_views import NOT_INTERVIEWED, SAID_NOTHING, WaveCell, WaveComparison

_COLUMNS = (
    SheetColumn("participant or organisation", 22),
    SheetColumn("on", 30),
    SheetColumn("wave", 14),
    SheetColumn("sources", 18),
    SheetColumn("passage", 60),
    SheetColumn("attribution", 30),
    SheetColumn("about", 24),
    SheetColumn("source", 14),
    SheetColumn("start_char", 10),
    SheetColumn("end_char", 10),
)


def waves_listing(comparison: WaveComparison) -> Listing:
    """A row a passage; a wave without any has one row that says why. In print a column a wave."""
    title = f"{comparison.case.name} wave by wave"
    sheet = Sheet("Waves", _COLUMNS, list(_rows(comparison)))
    return Listing(title, sheet, lambda _: _side_by_side(comparison))


def _rows(comparison: WaveComparison) -> Iterator[tuple[Value, ...]]:
    for cell in comparison.cells:
        head = (comparison.case.name, comparison.matter, cell.wave, ", ".join(cell.sources))
        if cell.silence:
            yield (*head, f"({cell.silence})", "", "", "", None, None)
        for one in cell.said:
            place = (one.source_name, one.start_char, one.end_char)
            yield (*head, one.text, one.attribution, one.about, *place)


def _side_by_side(comparison: WaveComparison) -> list[Block]:
    if not comparison.cells:
        return [Paragraph(plain("The study has no waves."))]
    columns = tuple(Column(cell.wave, 3) for cell in comparison.cells)
    cells = tuple(_cell(cell) for cell in comparison.cells)
    caption = f"{comparison.case.name} ({comparison.case.kind}) on {comparison.matter}"
    note = (
        f"“{NOT_INTERVIEWED.capitalize()}”: no source of the wave. “{SAID_NOTHING.capitalize()}”: there is one, and "
        "nothing in it is coded or quoted on the matter."
    )
    return [Table(caption, columns, (Group((Row(cells),)),), wide=True), Paragraph(plain(note))]


def _cell(cell: WaveCell) -> Cell:
    if cell.silence:
        return Cell(((Run(cell.silence, italic=True, muted=True),),))
    phrases: list[Phrase] = [
        (Run(f"“{one.text}” "), Run(f"{one.attribution} "), Run(f"({one.about})", muted=True))
        for one in cell.said
    ]
    return Cell(tuple(phrases), bulleted=True)
