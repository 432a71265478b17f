"""What screens that are a list under a filter share: typing filters, keys move the mark also from the filter."""

from __future__ import annotations

from typing import ClassVar

from textual.widgets import Input

from workbench.tui.study_screen import StudyScreen
from workbench.tui.widgets.choices import ChoiceList
from workbench.tui.widgets.panels import Prose


class ListScreen(StudyScreen):
    """A `ChoiceList` as `main`, a `FilterField` with the id `filter`, and a `Prose` with the id `PANE` beside them."""

    PANE: ClassVar[str] = ""
    """Where the marked entry is read."""

    @property
    def main(self) -> ChoiceList:
        """The list."""
        return self.query_one(ChoiceList)

    @property
    def filter(self) -> Input:
        """The field that filters the list."""
        return self.query_one("#filter", Input)

    @property
    def pane(self) -> Prose:
        """Where the marked entry is read."""
        return self.query_one(f"#{self.PANE}", Prose)

    def show_list(self) -> None:
        """Show what the filter lets through; the subclass says."""
        raise NotImplementedError

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

    def action_read(self, lines: int) -> None:
        """Scroll what is read beside the list."""
        self.pane.scroll_lines(lines)

    def action_filter(self) -> None:
        """Go to the filter; typing replaces what stands there, an arrow key goes on with it."""
        self.filter.focus()
        self.filter.select_all()
