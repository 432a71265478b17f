"""A list with headings: entries without a key stand between the others and are never marked."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.tui.widgets.choices import Choice, ChoiceList, Part


def heading(*parts: Part) -> Choice:
    """A line that cannot be chosen."""
    return Choice("", parts)


class SectionList(ChoiceList):
    """Entries under headings."""

    def show(self, choices: Sequence[Choice], *, key: str | None = None) -> None:
        """Show these and mark the entry with `key`, or the first that is no heading."""
        keys = [choice.key for choice in choices]
        super().show(choices, key=key if key and key in keys else next(filter(None, keys), None))

    def mark(self, index: int) -> None:
        """Mark another entry; a heading leads on to the next entry in the same direction, or else back."""
        if not self.choices:
            return
        last = len(self.choices) - 1
        index = max(0, min(index, last))
        onward = range(index, last + 1) if index >= self.marked else range(index, -1, -1)
        back = range(index, -1, -1) if index >= self.marked else range(index, last + 1)
        found = next((i for i in (*onward, *back) if self.choices[i].key), None)
        if found is not None:
            super().mark(found)

    def _reveal(self) -> None:
        """Headings above the first entry are shown with it."""
        super()._reveal()
        if (
            self.top
            and not any(choice.key for choice in self.choices[: self.marked])
            and self.marked < self.size.height
        ):
            self.top = 0
            self.refresh()
