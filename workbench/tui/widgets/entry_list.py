"""A list of very many entries, of which only those in sight are made."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import overload

from workbench.tui.widgets.choices import Choice, ChoiceList


class Entries(Sequence[Choice]):
    """Entries by key that are made when they are looked at: of a thousand, a screen shows twenty."""

    def __init__(self, keys: Sequence[str], make: Callable[[int], Choice]) -> None:
        self.keys = keys
        self._make = make
        self._made: dict[int, Choice] = {}

    def __len__(self) -> int:
        return len(self.keys)

    @overload
    def __getitem__(self, index: int) -> Choice: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Choice]: ...
    def __getitem__(self, index: int | slice) -> Choice | Sequence[Choice]:
        if isinstance(index, slice):
            return [self[at] for at in range(*index.indices(len(self.keys)))]
        if not -len(self.keys) <= index < len(self.keys):
            raise IndexError(index)
        at = index % len(self.keys)
        if at not in self._made:
            self._made[at] = self._make(at)
        return self._made[at]


class EntryList(ChoiceList):
    """A list of entries that are made when they are looked at; shown anew, it stays scrolled where it was."""

    @property
    def key(self) -> str | None:
        """The key of the marked entry, which need not be made for that."""
        keys = self.choices.keys if isinstance(self.choices, Entries) else ()
        return keys[self.marked] if self.marked < len(keys) else None

    def show_entries(self, entries: Entries, *, key: str | None) -> None:
        """Show these and mark the entry with `key`; if it is gone, the one that came in its place."""
        found = entries.keys.index(key) if key in entries.keys else min(self.marked, max(0, len(entries) - 1))
        self.choices = entries
        self.marked = found if key is not None else 0
        self.top = max(0, min(self.top, len(entries) - self.size.height))
        self._reveal()
        self.refresh()
        self.post_message(self.Marked(self, self.key))
