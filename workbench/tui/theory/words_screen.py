"""A list under headings, and below it what is to be read of the marked entry."""

from __future__ import annotations

from collections.abc import Iterable

from rich.text import Text
from textual.app import ComposeResult

from workbench.tui.theory.view_screen import ViewScreen
from workbench.tui.widgets.choices import ChoiceList
from workbench.tui.widgets.panels import Chooser, Panel, Prose
from workbench.tui.widgets.pick_panel import PickPanel
from workbench.tui.widgets.sections import SectionList


class WordsScreen(ViewScreen):
    """A subclass looks, and has the words of the marked entry."""

    DEFAULT_CSS = """
    WordsScreen #words { height: 45%; border-top: solid $foreground 25%; }
    .-short WordsScreen #words, .-tiny WordsScreen #words { display: none; }
    """

    def content(self) -> ComposeResult:
        """List above, words below."""
        yield SectionList(id="entries", on_width=lambda _: self.show())
        yield Prose(id="words")

    def panels(self) -> Iterable[Panel]:
        """The views, and where things are chosen and typed."""
        yield from super().panels()
        yield Chooser(id="chooser")
        yield PickPanel(id="pick")

    @property
    def main(self) -> SectionList:
        """The list."""
        return self.query_one(SectionList)

    def show(self) -> None:
        """Show in the list what was read; the subclass says how."""
        raise NotImplementedError

    def words(self) -> Text:
        """What is to be read of the marked entry; the subclass says."""
        raise NotImplementedError

    def on_choice_list_marked(self, event: ChoiceList.Marked) -> None:
        """Show the words of another entry."""
        event.stop()
        self.query_one("#words", Prose).show(self.words())

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        """A clicked entry is opened."""
        event.stop()
        self.action_open()

    def action_open(self) -> None:
        """Open the marked entry; the subclass says."""
        raise NotImplementedError

    def action_step(self, entries: int) -> None:
        """Move the mark."""
        self.main.action_step(entries)

    def action_read(self, lines: int) -> None:
        """Scroll the words."""
        self.query_one("#words", Prose).scroll_lines(lines)
