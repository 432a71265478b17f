"""The sources of a study as they are listed: found by words, ordered by a column. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from workbench.model.coding_views import SourceProgress
from workbench.model.views import SourceView
from workbench.tui.sources.source_list import COLUMNS, SORTS, cells_of, ordered, shares, words_of

UP, DOWN = "▲", "▼"
"""Stand after the head of the column by which the list is ordered."""

LARGEST_FIRST = ("done", "codings")
"""Columns that begin with what is largest."""


class SourceOrder:
    """All sources with how far they are, and by which column they are ordered."""

    def __init__(self) -> None:
        self.sources: Sequence[SourceView] = ()
        self.progress: Mapping[str, SourceProgress] = {}
        self.column = "source"
        self._backwards = False
        self._done: Mapping[str, float] = {}
        self._words: Mapping[str, str] = {}
        self._in_order: Sequence[SourceView] | None = None

    def take(self, sources: Sequence[SourceView]) -> None:
        """These are the sources now."""
        self.sources = sources
        self._words = {source.id: words_of(source) for source in sources}
        self._in_order = None

    def take_progress(self, progress: Sequence[SourceProgress]) -> bool:
        """This is how far they are; whether that is new."""
        if tuple(progress) == tuple(self.progress.values()):
            return False
        self.progress = {one.source_id: one for one in progress}
        self._done = shares(progress)
        self._in_order = None
        return True

    def by(self, columns: int) -> None:
        """Order by a column so many to the right of the present one."""
        names = list(SORTS)
        self.column = names[(names.index(self.column) + columns) % len(names)]
        self._backwards = self.column in LARGEST_FIRST
        self._in_order = None

    def reverse(self) -> None:
        """The other way round."""
        self._backwards = not self._backwards
        self._in_order = None

    @property
    def heads(self) -> list[str]:
        """What the columns are called, with a sign at the one that orders."""
        sign = DOWN if self._backwards else UP
        return [column.head + sign * (column.head == self.column) for column in COLUMNS]

    @property
    def rows(self) -> dict[str, tuple[str, ...]]:
        """The cells of all sources, by id."""
        return {source.id: cells_of(source, self._done.get(source.id, 0.0)) for source in self.sources}

    def listed(self, words: str) -> list[str]:
        """The ids of the sources that have all the words, in order."""
        if self._in_order is None:  # not at every key of a filter: a thousand names take 10 ms
            self._in_order = ordered(self.sources, self._done, self.column, backwards=self._backwards)
        wanted = words.casefold().split()
        return [row.id for row in self._in_order if all(word in self._words[row.id] for word in wanted)]
