"""What the codebook and the excerpts of a code share: a list under a filter, and a line that names what was done."""

from __future__ import annotations

from textual.widgets import Input

from workbench.tui.study_screen import StudyScreen
from workbench.tui.widgets.choices import ChoiceList
from workbench.tui.widgets.entry_list import EntryList
from workbench.tui.widgets.said_line import SaidLine


class EntryScreen(StudyScreen):
    """An `EntryList`, an `Input` with the id `filter`, and a `SaidLine`."""

    AUTO_FOCUS = "EntryList"

    @property
    def main(self) -> EntryList:
        """The list."""
        return self.query_one(EntryList)

    def say(self, message: str) -> None:
        """Name what was done, below the list."""
        self.query_one(SaidLine).show(message, self.main.key)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Filter at every key."""
        event.stop()
        self.show_list()

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        """A click marks, and does nothing else."""
        event.stop()

    def action_step(self, entries: int) -> None:
        """Move the mark, also while the filter has the keys."""
        self.main.action_step(entries)

    def action_filter(self) -> None:
        """Go to the filter."""
        self.query_one("#filter", Input).focus()

    def show_list(self) -> None:
        """Show what the filter lets through; the subclass says."""
        raise NotImplementedError
