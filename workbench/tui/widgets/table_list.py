"""A list in columns that fit its width, with their heads in a line above."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from workbench.tui.widgets.choices import Choice
from workbench.tui.widgets.entry_list import Entries, EntryList
from workbench.tui.widgets.head_line import HeadLine
from workbench.tui.widgets.table import Column, heads, row_of, widths_of


class TableList(EntryList):
    """Rows by key. `head_line` shows the heads; the column at index `plain` is the one that is read."""

    def __init__(
        self, columns: Sequence[Column], head_line: HeadLine, *, plain: int = 0, id: str | None = None
    ) -> None:
        super().__init__(id=id)
        self._columns = columns
        self._head_line = head_line
        self._plain = plain
        self._names = [column.head for column in columns]
        self._rows: Mapping[str, Sequence[str]] = {}
        self._widths = [0 for _ in columns]
        self.listed: Sequence[str] = ()
        """The keys of the rows that are listed, in order."""

    def take(self, rows: Mapping[str, Sequence[str]]) -> None:
        """Know these rows: the columns are fitted to all of them. `list_rows` then shows some or all."""
        self._rows = rows
        self._fit()

    def entitle(self, names: Sequence[str]) -> None:
        """Call the columns so from now on; no name is longer than the head that its column was given first."""
        self._names = list(names)
        self._show_heads()

    def list_rows(self, keys: Sequence[str]) -> None:
        """List these rows in this order; the marked one stays marked, and where it stood."""
        rows, widths = self._rows, self._widths

        def make(at: int) -> Choice:
            return row_of(keys[at], self._columns, rows[keys[at]], widths, plain=self._plain)

        key, above = self.key, self.marked - self.top
        self.listed = keys
        self.choices = Entries(keys, make)
        self.marked = keys.index(key) if key in keys else 0
        self.top = max(0, min(self.marked - above, len(keys) - max(self.size.height, 1)))
        self._reveal()
        self.refresh()
        self.post_message(self.Marked(self, self.key))

    def on_resize(self) -> None:
        """Fit the columns to the width there is now."""
        self._fit()
        self.list_rows(self.listed)

    def _fit(self) -> None:
        self._widths = widths_of(self._columns, self._rows.values(), self.size.width)
        self._show_heads()

    def _show_heads(self) -> None:
        self._head_line.show(heads(self._names, self._columns, self._widths))
