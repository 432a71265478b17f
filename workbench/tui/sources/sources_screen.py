"""Choosing what to read: the study's sources with their facts in columns; typing filters them, keys order them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import ClassVar

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, Static

from workbench.model.coding_views import SourceProgress
from workbench.model.memo_views import MemoView
from workbench.model.views import SourceView
from workbench.model.vocabulary import plural
from workbench.tui.keys.catalogue import bindings
from workbench.tui.session import Session, attempt
from workbench.tui.sources.source_facts import Known, as_read
from workbench.tui.sources.source_list import COLUMNS, SORTS, cells_of, ordered, shares, words_of
from workbench.tui.study_screen import StudyScreen
from workbench.tui.widgets.choices import Choice, ChoiceList
from workbench.tui.widgets.filter_field import FilterField
from workbench.tui.widgets.panels import Prose
from workbench.tui.widgets.strips import TitleBar
from workbench.tui.widgets.table import heads, row_of, show_again, widths_of

UP, DOWN = " \u25b2", " \u25bc"
"""Stand after the head of the column by which the list is ordered."""


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
        self._sources: Sequence[SourceView] = ()
        self._ordered: Sequence[SourceView] = ()
        self._progress: Mapping[str, SourceProgress] = {}
        self._done: Mapping[str, float] = {}
        self._notes: Sequence[MemoView] = ()
        self._words: Mapping[str, str] = {}
        self._entries: Mapping[str, Choice] = {}
        self._widths: Sequence[int] = ()
        self._sort = "source"
        self._backwards = False

    def content(self) -> ComposeResult:
        """Filter, column heads, entries."""
        yield FilterField(placeholder="Type to filter", id="filter")
        yield Static(id="heads")
        with Horizontal():
            with Vertical():
                yield ChoiceList(id="sources", on_width=lambda _: self._lay_out())
            yield Prose(id="source-facts")

    @property
    def main(self) -> ChoiceList:
        """The list."""
        return self.query_one(ChoiceList)

    def look(self) -> None:
        """Read the sources; how far they are takes longer in a large study, and is read once they are shown."""
        desk = self.session.desk.sources
        self._sources = desk.source_views()
        self.call_after_refresh(self._look_at_progress)
        self._words = {source.id: words_of(source) for source in self._sources}
        self._notes = desk.notes()
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
        self.query_one(ChoiceList).action_step(entries)

    def action_read(self, lines: int) -> None:
        """Scroll the facts beside the list."""
        self.query_one("#source-facts", Prose).scroll_lines(lines)

    def action_sort(self, columns: int) -> None:
        """Order by another column."""
        names = list(SORTS)
        self._sort = names[(names.index(self._sort) + columns) % len(names)]
        self._backwards = self._sort in ("done", "codings")
        self._put_in_order()

    def action_reverse(self) -> None:
        """The other way round."""
        self._backwards = not self._backwards
        self._put_in_order()

    def action_open(self) -> None:
        """Read the marked source."""
        key = self.query_one(ChoiceList).key
        for source in self._sources:
            if source.id == key:
                self.read_source(source.id)

    def action_facts(self) -> None:
        """Go to all that is known of the marked source."""
        from workbench.tui.sources.record_screen import RecordScreen

        if key := self.main.key:
            order = [choice.key for choice in self.main.choices]
            self.app.push_screen(RecordScreen(self.session, key, order))

    def action_filter(self) -> None:
        """Go to the filter."""
        self.query_one("#filter", Input).focus()

    def action_leave(self) -> None:
        """Show all sources again."""
        self.query_one("#filter", Input).value = ""
        self.query_one(ChoiceList).focus()

    def _look_at_progress(self) -> None:
        """Read how far the sources are, and show it if that is new."""
        found = attempt(self, self.session.desk.sources.progress) or ()
        if tuple(found) != tuple(self._progress.values()):
            self._progress = {one.source_id: one for one in found}
            self._done = shares(found)
            self._lay_out()

    def _lay_out(self) -> None:
        """Fit the columns to the width, with room for the sign of the order, and show the list."""
        cells = {source.id: cells_of(source, self._done.get(source.id, 0.0)) for source in self._sources}
        roomy = [replace(column, head=column.head + DOWN) for column in COLUMNS]
        self._widths = widths_of(roomy, cells.values(), self.main.size.width)
        self._entries = {i: row_of(i, COLUMNS, row, self._widths) for i, row in cells.items()}
        self._put_in_order()

    def _put_in_order(self) -> None:
        """Order the sources, say by what, and show the list."""
        sign = DOWN if self._backwards else UP
        columns = [replace(c, head=c.head + sign * (c.head == self._sort)) for c in COLUMNS]
        self.query_one("#heads", Static).update(heads(columns, self._widths))
        self._ordered = ordered(self._sources, self._done, self._sort, backwards=self._backwards)
        self._show()

    def _show(self) -> None:
        """The sources that the filter lets through."""
        wanted = self.query_one("#filter", Input).value.casefold().split()
        rows = [s.id for s in self._ordered if all(word in self._words[s.id] for word in wanted)]
        show_again(self.main, [self._entries[i] for i in rows], key=self.main.key)
        shown = plural(len(rows), "source")
        if len(rows) != len(self._sources):
            shown = f"{len(rows)} of {plural(len(self._sources), 'source')}"
        if not self._sources:
            shown = "no sources yet; in the shell: workbench source import FOLDER"
        desk = self.session.desk
        about = f"{shown}   by {self._sort}" if self._sources else shown
        self.query_one(TitleBar).show("Sources", about, f"{desk.path}  {desk.coder}")

    def _facts_of(self, source_id: str | None) -> Text:
        source = next((one for one in self._sources if one.id == source_id), None)
        if source is None:
            return Text("No source has these words. Esc lists all again." if self._sources else "")
        notes = [memo for memo in self._notes if memo.subject_id == source.id]
        return as_read(Known(source, self._progress.get(source.id), notes))
