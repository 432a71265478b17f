"""Choosing what to read: the study's sources with their facts in columns; typing filters them, keys order them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from workbench.model.memo_views import MemoView
from workbench.tui.aside import read_aside
from workbench.tui.keys.catalogue import bindings
from workbench.tui.list_screen import ListScreen
from workbench.tui.session import Session
from workbench.tui.sources.source_facts import Known, as_read
from workbench.tui.sources.source_table import SourceTable
from workbench.tui.widgets.choices import ChoiceList
from workbench.tui.widgets.filter_field import FilterField
from workbench.tui.widgets.head_line import HeadLine
from workbench.tui.widgets.panels import Prose
from workbench.tui.widgets.strips import TitleBar


class SourcesScreen(ListScreen):
    """All sources of the study in a list."""

    BINDINGS = bindings("sources")
    KEY_PLACES: ClassVar[tuple[str, ...]] = ("sources", "list")
    PANE = "source-facts"
    SCOPED_CSS = False  # or the screen's own classes, which say how wide it is, would not be found
    CSS = """
    #source-facts { display: none; }
    .-wide #source-facts {
        display: block; width: 64; height: 1fr; border-left: solid $foreground 25%;
    }
    """

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._notes: Sequence[MemoView] = ()

    def content(self) -> ComposeResult:
        """Filter, column heads, entries."""
        yield FilterField(placeholder="Type to filter", id="filter")
        heads = HeadLine(id="heads")
        yield heads
        with Horizontal():
            with Vertical():
                yield SourceTable(heads, id="sources")
            yield Prose(id="source-facts")

    @property
    def main(self) -> SourceTable:
        """The list."""
        return self.query_one(SourceTable)

    def look(self) -> None:
        """Read the sources; how far they are takes longer in a large study, and is shown once it is there."""
        desk = self.session.desk.sources
        self._notes = desk.notes()
        self.main.take_sources(desk.source_views())
        read_aside(self, "progress", desk.progress, self.main.take_progress)

    def show_list(self) -> None:
        """The sources that the filter lets through."""
        self.main.find(self.filter.value)

    def on_choice_list_marked(self, event: ChoiceList.Marked) -> None:
        """Say what is listed, and show the facts of the marked source where there is room beside the list."""
        event.stop()
        desk = self.session.desk
        self.query_one(TitleBar).show("Sources", self.main.in_words, f"{desk.path}  {desk.coder}")
        if self.pane.size.width:
            self.pane.show(self._facts())

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        """A clicked source is opened."""
        event.stop()
        self.action_open()

    def on_key(self, event: events.Key) -> None:
        """A letter or digit that means nothing else begins the filter."""
        if event.key in self.active_bindings or self.panel_has_keys:
            return  # it means something here, also while nothing has the focus yet
        field = self.filter
        if self.focused is not field and event.character and event.character.isalnum():
            event.stop()
            field.focus()
            field.insert_text_at_cursor(event.character)

    def filter_by(self, words: str) -> None:
        """Show only the sources that have these words."""
        self.filter.value = words

    def action_sort(self, columns: int) -> None:
        """Order by another column; 0 turns the order round."""
        self.main.sort(columns)

    def action_open(self) -> None:
        """Read the marked source."""
        if key := self.main.key:
            self.read_source(key)

    def action_facts(self) -> None:
        """Go to all that is known of the marked source."""
        from workbench.tui.sources.record_screen import RecordScreen

        if key := self.main.key:
            self.app.push_screen(RecordScreen(self.session, key, self.main.listed))

    def action_leave(self) -> None:
        """Show all sources again."""
        self.filter.value = ""
        self.main.focus()

    def _facts(self) -> Text:
        source, order = self.main.source, self.main.order
        if source is None:
            return Text("No source has these words. Esc lists all again." if order.sources else "")
        notes = [memo for memo in self._notes if memo.subject_id == source.id]
        return as_read(Known(source, order.progress.get(source.id), notes))
