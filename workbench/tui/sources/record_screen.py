"""All that is known of one source, line by line, each to be changed where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.app import ComposeResult

from workbench.errors import WorkbenchError
from workbench.model.memo_views import SubjectView
from workbench.model.views import SourceView
from workbench.tui.keys.catalogue import bindings
from workbench.tui.memos.memo_form import MemoForm, MemoTask
from workbench.tui.memos.memo_writing import new_memo, other_words
from workbench.tui.reading.memo_panel import MemoPanel
from workbench.tui.session import Session, attempt
from workbench.tui.sources.record_editing import RecordEditing
from workbench.tui.sources.source_facts import Known, lines
from workbench.tui.study_screen import StudyScreen
from workbench.tui.widgets.choices import ChoiceList
from workbench.tui.widgets.line_panel import LinePanel
from workbench.tui.widgets.panels import Chooser, Panel
from workbench.tui.widgets.pick_panel import PickPanel
from workbench.tui.widgets.sections import SectionList
from workbench.tui.widgets.strips import TitleBar


class RecordScreen(StudyScreen):
    """The facts of a source. `order` holds the ids of the sources that one can go on to."""

    BINDINGS = bindings("record")
    KEY_PLACES: ClassVar[tuple[str, ...]] = ("record", "list", "memo")

    def __init__(self, session: Session, source_id: str, order: Sequence[str] = ()) -> None:
        super().__init__(session)
        self.sources: Sequence[SourceView] = ()
        self.wanted_key: str | None = None
        """The line to be marked once a change is shown."""
        self._source_id = source_id
        self._order = list(order)
        self._known: Known | None = None
        self._editing = RecordEditing(self)

    def content(self) -> ComposeResult:
        """One list under headings."""
        yield SectionList(id="facts", on_width=lambda _: self._show())

    def panels(self) -> Iterable[Panel]:
        """Where one is asked, and where notes are written."""
        yield LinePanel(id="line-panel")
        yield PickPanel(id="pick-panel")
        yield Chooser(id="chooser")
        yield MemoForm(self.session.memory, id="memo")

    @property
    def main(self) -> SectionList:
        """The list."""
        return self.query_one("#facts", SectionList)

    @property
    def source(self) -> SourceView:
        """The source as it was read last."""
        if self._known is None:
            raise WorkbenchError("This source is no longer in the study.", hint="q goes back.")
        return self._known.source

    def look(self) -> None:
        """Read the source and what belongs to it."""
        desk = self.session.desk.sources
        self.sources = desk.source_views()
        source = next((one for one in self.sources if one.id == self._source_id), None)
        if source is None:
            self._known = None
            raise WorkbenchError("This source was removed by someone else.", hint="q goes back.")
        far = next((one for one in desk.progress() if one.source_id == source.id), None)
        notes = [memo for memo in desk.notes() if memo.subject_id == source.id]
        self._known = Known(source, far, notes)
        self._show()

    def on_choice_list_marked(self, event: ChoiceList.Marked) -> None:
        """Nothing hangs on the mark."""
        event.stop()

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        """A click marks, and opens nothing."""
        event.stop()

    def on_memo_panel_saved(self, event: MemoPanel.Saved) -> None:
        """Say that the note is saved."""
        self.say(event.summary)

    def action_edit(self) -> None:
        """Change what is marked."""
        what, key = self._marked()
        if what == "field":
            self._editing.field(key)
        elif what == "person":
            self._editing.role(int(key))
        elif what == "attribute":
            self._editing.attribute(key)
        elif what == "note":
            self._note(key)

    def action_rename(self) -> None:
        """Change the left column of what is marked."""
        what, key = self._marked()
        if what == "person":
            self._editing.label(int(key))
        elif what == "attribute":
            self._editing.rename_attribute(key)
        elif what:
            self.notify("n renames attributes and participants; Enter changes this.", severity="warning")

    def action_remove(self) -> None:
        """Remove what is marked, or empty it."""
        what, key = self._marked()
        if what == "field":
            self._editing.clear(key)
        elif what == "person":
            self._editing.remove_person(int(key))
        elif what == "attribute":
            self._editing.remove_attribute(key)
        elif what == "note":
            summary = self.change(lambda: self.session.desk.memos.remove(key))
            if summary is not None:
                self.say(f"{summary}; u undoes it")

    def action_add_attribute(self) -> None:
        """Add an attribute."""
        if self._known is not None:
            self._editing.add_attribute()

    def action_add_person(self) -> None:
        """Add a participant."""
        if self._known is not None:
            self._editing.add_person()

    def action_note(self) -> None:
        """Write a memo on this source."""
        if self._known is not None:
            subject = SubjectView("source", self.source.id, f"source {self.source.name}")
            self._form(new_memo(self, subject))

    def action_read_text(self) -> None:
        """Read the source."""
        self.read_source(self._source_id)

    def action_other(self, steps: int) -> None:
        """Go on to another source, in the order of the list."""
        if self._source_id in self._order:
            at = self._order.index(self._source_id) + steps
            if 0 <= at < len(self._order):
                self._source_id = self._order[at]
                attempt(self, self.look)
            else:
                self.notify("This is the last of them." if steps > 0 else "This is the first of them.")

    def action_back(self) -> None:
        """Back to where one came from."""
        self.dismiss()

    def _marked(self) -> tuple[str, str]:
        """What is marked and which one; empty where nothing can be done."""
        if self._known is None:
            self.notify("This source is no longer in the study; q goes back.", severity="warning")
            return "", ""
        what, _, key = (self.main.key or "").partition(":")
        return what, key

    def _note(self, memo_id: str) -> None:
        notes = self._known.notes if self._known is not None else ()
        memo = next((note for note in notes if note.id == memo_id), None)
        if memo is not None:
            self._form(other_words(self, memo))

    def _form(self, task: MemoTask) -> None:
        self.close_panels()
        self.query_one(MemoForm).write(task)

    def _show(self) -> None:
        """The lines, with the mark on the same one, or near where it was if that is gone."""
        if self._known is None:
            return
        entries, source = self.main, self._known.source
        was, key = entries.marked, self.wanted_key or entries.key
        choices = lines(self._known, entries.size.width)
        top = entries.top
        entries.show(choices, key=key)
        if key not in {choice.key for choice in choices}:
            entries.mark(was)
        entries.top = min(top, max(0, len(choices) - entries.size.height))
        entries._reveal()
        desk = self.session.desk
        at = f"{self._order.index(source.id) + 1} of {len(self._order)}" if source.id in self._order else ""
        self.query_one(TitleBar).show(source.name, source.title or source.kind, f"{at}  {desk.coder}".strip())
