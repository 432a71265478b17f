"""What the codebook and the excerpts of a code share: a list under a filter, and a line that names what was done."""

from __future__ import annotations

from workbench.tui.list_screen import ListScreen
from workbench.tui.widgets.entry_list import EntryList
from workbench.tui.widgets.said_line import SaidLine


class EntryScreen(ListScreen):
    """Its list is an `EntryList`; below it is a `SaidLine`."""

    AUTO_FOCUS = "EntryList"

    @property
    def main(self) -> EntryList:
        """The list."""
        return self.query_one(EntryList)

    def say(self, message: str) -> None:
        """Name what was done, below the list."""
        self.query_one(SaidLine).show(message, self.main.key)
