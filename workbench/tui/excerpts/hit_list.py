"""The hits of a search as a list under their sources, which grows while they are looked for and can be ticked."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.model.searching import Hit, SourceHits
from workbench.model.vocabulary import plural
from workbench.tui.excerpts.hit_lines import hit_entries, hit_entry, key_of
from workbench.tui.widgets.choices import Choice
from workbench.tui.widgets.sections import SectionList


class HitList(SectionList):
    """Hits, of which one is marked and some may be ticked."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, on_width=lambda _: self.draw())
        self.found: list[SourceHits] = []
        self.hits: dict[str, Hit] = {}
        """What is listed, by the keys of the entries."""
        self.ticked: set[str] = set()
        self.whole = True
        """Whether all hits are there."""
        self._coming: list[SourceHits] = []
        self._lines: list[Choice] = []
        self._and_more = False

    @property
    def hit(self) -> Hit | None:
        """The marked hit."""
        return self.hits.get(self.key or "")

    @property
    def chosen(self) -> list[Hit]:
        """The ticked hits, or without ticks the marked one."""
        if self.ticked:
            return [hit for key, hit in self.hits.items() if key in self.ticked]
        return [self.hit] if self.hit is not None else []

    @property
    def left_out(self) -> list[str]:
        """The sources in which the pattern took too long."""
        return [one.source for one in self.found if one.left_out]

    @property
    def in_words(self) -> str:
        """How many hits there are, and in how many sources."""
        sources = sum(bool(one.hits) for one in self.found)
        about = f"{plural(len(self.hits), 'hit')} in {plural(sources, 'source')}"
        about += " and more" if self._and_more else "" if self.whole else " so far …"
        return about + (f", {len(self.ticked):,} ticked" if self.ticked else "")

    def begin(self) -> None:
        """Something is being looked for; what was found before stays in sight until the first hit."""
        self._coming, self.whole, self._and_more = [], False, False

    def add(self, found: Sequence[SourceHits], *, whole: bool, more: bool = False) -> None:
        """Hits are there; `whole` if they are the last, `more` if others were left out."""
        self._coming.extend(found)
        if found or whole:
            self.found = self._coming
            self.draw()
        if whole:
            self.whole, self._and_more = True, more
            self.ticked &= self.hits.keys()

    def tick(self) -> None:
        """Tick the marked hit or take its tick away, and go to the next."""
        if hit := self.hit:
            self.ticked ^= {key_of(hit)}
            self._lines[self.marked] = hit_entry(hit, self.ticked, self._line_width)
            self.mark(self.marked + 1)

    def tick_all(self) -> None:
        """Tick all that are listed, or none if all are."""
        self.ticked = set() if self.hits.keys() <= self.ticked else set(self.hits)
        self.draw()

    def untick(self) -> None:
        """Nothing is ticked any more."""
        if self.ticked:
            self.ticked.clear()
            self.draw()

    def draw(self) -> None:
        """Show the hits as they are now."""
        self._lines = list(hit_entries(self.found, self.ticked, self._line_width))
        self.hits = {key_of(hit): hit for one in self.found for hit in one.hits}
        self.show(self._lines, key=self.key)

    @property
    def _line_width(self) -> int:
        return self.size.width - 5
