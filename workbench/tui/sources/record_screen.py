"""All that is known of one source, line by line, each to be changed where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import ClassVar

from textual.app import ComposeResult

from workbench.errors import WorkbenchError
from workbench.model.coding_views import SourceProgress
from workbench.model.memo_views import MemoView
from workbench.model.views import SourceView
from workbench.tui.aside import read_aside
from workbench.tui.keys.catalogue import bindings
from workbench.tui.memos.memo_form import MemoForm
from workbench.tui.session import Session, attempt
from workbench.tui.sources.record_asking import Asking
from workbench.tui.sources.record_fields import Fields
from workbench.tui.sources.record_lines import Attributes, Notes, People, RecordLines
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
        self._progress: Mapping[str, SourceProgress] = {}
        asking = Asking(self)
        self._people, self._attributes, self._notes = People(asking), Attributes(asking), Notes(asking)
        self._lines: Mapping[str, RecordLines] = {
            "field": Fields(asking),
            "person": self._people,
            "attribute": self._attributes,
            "note": self._notes,
        }

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
        notes = [memo for memo in desk.notes() if memo.subject_id == source.id]
        self._known = Known(source, self._progress.get(source.id), notes)
        read_aside(self, "progress", desk.progress, self._take_progress)
        self._show()

    def _take_progress(self, progress: Sequence[SourceProgress]) -> None:
        """Show how far the source is: in a large study that takes longer to read."""
        self._progress = {one.source_id: one for one in progress}
        if self._known is not None:
            far = self._progress.get(self._known.source.id)
            if far != self._known.progress:
                self._known = replace(self._known, progress=far)
                self._show()

    @property
    def notes(self) -> Sequence[MemoView]:
        """The memos on the source."""
        return self._known.notes if self._known is not None else ()

    def on_choice_list_marked(self, event: ChoiceList.Marked) -> None:
        """Nothing hangs on the mark."""
        event.stop()

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        """A click marks, and opens nothing."""
        event.stop()

    def action_step(self, lines: int) -> None:
        """Move the mark."""
        self.main.action_step(lines)

    def action_line(self, what: str) -> None:
        """`edit`, `rename` or `remove` what is marked."""
        if self._known is None:
            self.notify("This source is no longer in the study; q goes back.", severity="warning")
            return
        kind, _, key = (self.main.key or "").partition(":")
        lines = self._lines.get(kind)
        if lines is not None:
            {"edit": lines.edit, "rename": lines.rename, "remove": lines.remove}[what](key)

    def action_add(self, what: str) -> None:
        """Add an `attribute`, a `person` or a `note`."""
        if self._known is not None:
            add = {"attribute": self._attributes.add, "person": self._people.add, "note": self._notes.add}
            add[what]()

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
