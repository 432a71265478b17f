"""The sources that are listed, in columns of which one orders them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from workbench.model.coding_views import SourceProgress
from workbench.model.views import SourceView
from workbench.model.vocabulary import plural
from workbench.tui.sources.source_list import COLUMNS
from workbench.tui.sources.source_order import DOWN, SourceOrder
from workbench.tui.widgets.head_line import HeadLine
from workbench.tui.widgets.table_list import TableList

ROOMY = [replace(column, head=column.head + DOWN) for column in COLUMNS]
"""The columns with room for the sign of the order."""

NO_SOURCES = "no sources yet; in the shell: workbench source import FOLDER"


class SourceTable(TableList):
    """A list of sources."""

    def __init__(self, head_line: HeadLine, *, id: str | None = None) -> None:
        super().__init__(ROOMY, head_line, id=id)
        self.order = SourceOrder()
        self._words = ""

    @property
    def source(self) -> SourceView | None:
        """The marked source."""
        key = self.key
        return next((one for one in self.order.sources if one.id == key), None)

    def take_sources(self, sources: Sequence[SourceView]) -> None:
        """These are the sources now."""
        self.order.take(sources)
        self._lay_out()

    def take_progress(self, progress: Sequence[SourceProgress]) -> None:
        """This is how far they are."""
        if self.order.take_progress(progress):
            self._lay_out()

    def find(self, words: str) -> None:
        """List only sources with these words."""
        self._words = words
        self.list_rows(self.order.listed(words))

    def sort(self, columns: int) -> None:
        """Order by a column so many to the right; 0 turns the order round."""
        if columns:
            self.order.by(columns)
        else:
            self.order.reverse()
        self._put_in_order()

    @property
    def in_words(self) -> str:
        """How many of how many are listed, and by what."""
        every, shown = len(self.order.sources), len(self.listed)
        if not every:
            return NO_SOURCES
        about = plural(every, "source") if shown == every else f"{shown} of {plural(every, 'source')}"
        return f"{about}   by {self.order.column}"

    def _lay_out(self) -> None:
        self.take(self.order.rows)
        self._put_in_order()

    def _put_in_order(self) -> None:
        self.entitle(self.order.heads)
        self.find(self._words)
