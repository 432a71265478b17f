"""A list of quotes that grows while they are read: an entry is made when it is drawn, so that 20,000 cost no more."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import overload

from rich.cells import cell_len

from workbench.model.views import Quote
from workbench.tui.text.painter import Legend
from workbench.tui.widgets.choices import MARKER, Choice, ChoiceList, Part
from workbench.tui.widgets.shown_code import glyph_part
from workbench.tui.widgets.strips import fit

LONGEST_SHOWN = 300
"""Characters of a quote that can fit on a line."""

TICK = "✓ "
"""Stands before a ticked quote."""


class QuoteEntries(Sequence[Choice]):
    """Quotes as entries of a list: tick, code, words, and the attribution at the right."""

    def __init__(self, quotes: list[Quote], *, ticked: set[str], legend: Legend, width: int) -> None:
        self.quotes = quotes
        self._ticked = ticked
        self._legend = legend
        self._width = width - len(MARKER)

    def __len__(self) -> int:
        return len(self.quotes)

    @overload
    def __getitem__(self, index: int) -> Choice: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Choice]: ...
    def __getitem__(self, index: int | slice) -> Choice | Sequence[Choice]:
        if isinstance(index, slice):
            return [self._entry(quote) for quote in self.quotes[index]]
        return self._entry(self.quotes[index])

    def _entry(self, quote: Quote) -> Choice:
        tick = Part(TICK if quote.coding_id in self._ticked else "  ", strong=True)
        glyph = glyph_part(self._legend, quote.code_id)
        room = self._width - cell_len(tick.text) - cell_len(glyph.text)
        where = fit(quote.attribution or quote.source_name, max(14, room // 3))
        words = fit(" ".join(quote.text[:LONGEST_SHOWN].split()), room - cell_len(where) - 2)
        gap = " " * max(2, room - cell_len(words) - cell_len(where))
        return Choice(quote.coding_id, (tick, glyph, Part(words), Part(gap + where, quiet=True)))


class QuoteList(ChoiceList):
    """The quotes of one answer."""

    def __init__(self, *, id: str | None = None, on_width: Callable[[int], None] | None = None) -> None:
        super().__init__(id=id, on_width=on_width)
        self.choices: Sequence[Choice] = ()

    def put(self, entries: Sequence[Choice], *, marked: int, top: int) -> None:
        """Show these entries with that one marked, scrolled as it was."""
        self.choices = entries
        self.marked = max(0, min(marked, len(entries) - 1))
        self.top = max(0, min(top, len(entries) - 1))
        self._reveal()
        self.refresh()
        self.post_message(self.Marked(self, self.key))

    def grown(self) -> None:
        """There are more entries at the end."""
        self.refresh()
