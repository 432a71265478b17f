"""Choosing what to read: the study's sources with their facts in columns; typing filters them, keys order them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, Static

from workbench.model.coding_views import SourceProgress
from workbench.model.memo_views import MemoView
from workbench.model.vocabulary import plural
from workbench.tui.aside import read_aside
from workbench.tui.keys.catalogue import bindings
from workbench.tui.session import Session
from workbench.tui.sources.source_facts import Known, as_read
from workbench.tui.sources.source_list import COLUMNS
from workbench.tui.sources.source_order import DOWN, SourceOrder
from workbench.tui.study_screen import StudyScreen
from workbench.tui.widgets.choices import ChoiceList
from workbench.tui.widgets.filter_field import FilterField
from workbench.tui.widgets.panels import Prose
from workbench.tui.widgets.strips import TitleBar
from workbench.tui.widgets.table_list import TableList

ROOMY = [replace(column, head=column.head + DOWN) for column in COLUMNS]
"""The columns with room for the sign of the order."""


class SourcesScreen(StudyScreen):
    """All sources of the study in a list."""

    BINDINGS = bindings("sources")
    KEY_PLACES: ClassVar[tuple[str, ...]] = ("sources", "list")
    SCOPED_CSS = False  # or the screen's own classes, which say how wide it is, would not be found
    CSS = """
    #source-facts { display: none; }
    .-wide #source-facts {
        display: block; width: 64; height: 1fr; border-left: solid $foreground 25%;
    }
    """

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._order = SourceOrder()
        self._notes: Sequence[MemoView] = ()

    def content(self) -> ComposeResult:
        """Filter, column heads, entries."""
        yield FilterField(placeholder="Type to filter", id="filter")
        heads = Static(id="heads")
        yield heads
        with Horizontal():
            with Vertical():
                yield TableList(ROOMY, heads, id="sources")
            yield Prose(id="source-facts")

    @property
    def main(self) -> TableList:
        """The list."""
        return self.query_one(TableList)

    def look(self) -> None:
        """Read the sources; how far they are takes longer in a large study, and is shown once it is there."""
        desk = self.session.desk.sources
        self._order.take(desk.source_views())
        self._notes = desk.notes()
        read_aside(self, "progress", desk.progress, self._take_progress)
        self._lay_out()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Filter at every key."""
        event.stop()
        self._show()

    def on_choice_list_marked(self, event: ChoiceList.Marked) -> None:
        """Show the facts of the marked source, where there is room beside the list."""
        event.stop()
        pane = self.query_one("#source-facts", Prose)
        if pane.size.width:
            pane.show(self._facts_of(event.key))

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        """A clicked source is opened."""
        event.stop()
        self.action_open()

    def on_key(self, event: events.Key) -> None:
        """A letter or digit that means nothing else begins the filter."""
        if event.key in self.active_bindings or self.panel_has_keys:
            return  # it means something here, also while nothing has the focus yet
        field = self.query_one("#filter", Input)
        if self.focused is not field and event.character and event.character.isalnum():
            event.stop()
            field.focus()
            field.insert_text_at_cursor(event.character)

    def filter_by(self, words: str) -> None:
        """Show only the sources that have these words."""
        self.query_one("#filter", Input).value = words

    def action_step(self, entries: int) -> None:
        """Move the mark while the filter has the keys."""
        self.main.action_step(entries)

    def action_read(self, lines: int) -> None:
        """Scroll the facts beside the list."""
        self.query_one("#source-facts", Prose).scroll_lines(lines)

    def action_sort(self, columns: int) -> None:
        """Order by another column."""
        self._order.by(columns)
        self._put_in_order()

    def action_reverse(self) -> None:
        """The other way round."""
        self._order.reverse()
        self._put_in_order()

    def action_open(self) -> None:
        """Read the marked source."""
        if key := self.main.key:
            self.read_source(key)

    def action_facts(self) -> None:
        """Go to all that is known of the marked source."""
        from workbench.tui.sources.record_screen import RecordScreen

        if key := self.main.key:
            self.app.push_screen(RecordScreen(self.session, key, self.main.listed))

    def action_filter(self) -> None:
        """Go to the filter."""
        self.query_one("#filter", Input).focus()

    def action_leave(self) -> None:
        """Show all sources again."""
        self.query_one("#filter", Input).value = ""
        self.main.focus()

    def _take_progress(self, progress: Sequence[SourceProgress]) -> None:
        """Show how far the sources are, if that is new."""
        if self._order.take_progress(progress):
            self._lay_out()

    def _lay_out(self) -> None:
        """Fit the columns to what the sources say, and list them."""
        self.main.take(self._order.rows)
        self._put_in_order()

    def _put_in_order(self) -> None:
        """Say by what the list is ordered, and show it."""
        self.main.entitle(self._order.heads)
        self._show()

    def _show(self) -> None:
        """The sources that the filter lets through."""
        rows, every = self._order.listed(self.query_one("#filter", Input).value), self._order.sources
        self.main.list_rows(rows)
        shown = plural(len(rows), "source")
        if len(rows) != len(every):
            shown = f"{len(rows)} of {plural(len(every), 'source')}"
        about = f"{shown}   by {self._order.column}"
        if not every:
            about = "no sources yet; in the shell: workbench source import FOLDER"
        desk = self.session.desk
        self.query_one(TitleBar).show("Sources", about, f"{desk.path}  {desk.coder}")

    def _facts_of(self, source_id: str | None) -> Text:
        source = next((one for one in self._order.sources if one.id == source_id), None)
        if source is None:
            return Text("No source has these words. Esc lists all again." if self._order.sources else "")
        notes = [memo for memo in self._notes if memo.subject_id == source.id]
        return as_read(Known(source, self._order.progress.get(source.id), notes))
