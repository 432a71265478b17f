"""The answer to a question as a list: it grows while it is read, stays marked where it was, and can be ticked."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.model.views import Quote
from workbench.model.vocabulary import plural
from workbench.tui.excerpts.quote_list import QuoteEntries, QuoteList
from workbench.tui.session import Session


class AnswerList(QuoteList):
    """The quotes that answer to a question. Until a new answer reaches to the mark, the old one stays in sight."""

    def __init__(self, session: Session, *, id: str | None = None) -> None:
        super().__init__(id=id, on_width=lambda _: self.draw())
        self.quotes: list[Quote] = []
        self.ticked: set[str] = set()
        """The codings that are ticked, by id."""
        self.whole = False
        """Whether all of the answer is there."""
        self._session = session
        self._coming: list[Quote] = []
        self._and_more = False

    @property
    def quote(self) -> Quote | None:
        """The marked quote."""
        return self.quotes[self.marked] if self.marked < len(self.quotes) else None

    @property
    def chosen(self) -> list[Quote]:
        """The ticked quotes, or without ticks the marked one."""
        if self.ticked:
            return [quote for quote in self.quotes if quote.coding_id in self.ticked]
        return [self.quote] if self.quote is not None else []

    @property
    def in_words(self) -> str:
        """How many quotes there are, and of how many sources."""
        count = plural(len(self.quotes), "coding")
        if not self.whole:
            about = f"{count} so far …"
        elif self._and_more:
            about = f"the first {count} of more: ask for fewer"
        else:
            about = f"{count} in {plural(len({quote.source_id for quote in self.quotes}), 'source')}"
        return about + (f", {len(self.ticked):,} ticked" if self.ticked else "")

    def clear(self) -> None:
        """Another question is asked: its answer has nothing to do with this one."""
        self.quotes = []
        self.ticked.clear()
        self.draw()

    def begin(self) -> None:
        """An answer is being read."""
        self._coming, self.whole, self._and_more = [], False, False

    def add(self, found: Sequence[Quote], *, whole: bool, more: bool) -> None:
        """A piece of it is there; `whole` if it is the last, `more` if others were left out."""
        self._coming.extend(found)
        if self.quotes is not self._coming and (whole or len(self._coming) > self.marked):
            self._take_over()
        else:
            self.grown()
        if whole:
            self.whole, self._and_more = True, more
            self.ticked &= {quote.coding_id for quote in self.quotes}

    def end(self) -> None:
        """There is no answer."""
        self.whole, self.quotes = True, []
        self.draw()

    def tick(self) -> None:
        """Tick the marked quote or take its tick away, and go to the next."""
        if self.quote is not None:
            self.ticked ^= {self.quote.coding_id}
            self.refresh()
            self.mark(self.marked + 1)

    def tick_all(self) -> None:
        """Tick all that are listed, or none if all are."""
        every = {quote.coding_id for quote in self.quotes}
        self.ticked = set() if every <= self.ticked else every
        self.draw()

    def draw(self, *, marked: int | None = None) -> None:
        """Show the quotes as they are now."""
        entries = QuoteEntries(
            self.quotes, ticked=self.ticked, legend=self._session.legend(), width=self.size.width - 1
        )
        self.put(entries, marked=self.marked if marked is None else marked, top=self.top)

    def _take_over(self) -> None:
        """Show the new answer instead of the old; the marked quote stays marked if it is there still."""
        key = self.quote.coding_id if self.quote else None
        self.quotes = self._coming
        at = next((i for i, quote in enumerate(self.quotes) if quote.coding_id == key), self.marked)
        self.draw(marked=at)
