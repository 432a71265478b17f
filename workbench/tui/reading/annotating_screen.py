"""Working on what is coded already, and on what is not to be: bounds, notes, memos, marks of what was read.

Keys become calls of the desk; what they changed is shown and named at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from textual import on

from workbench.model.views import CodingMark, SourceView
from workbench.tui.reading.detail import coding_choice, marks_here, memo_choice, memos_here
from workbench.tui.reading.finding_screen import FindingScreen
from workbench.tui.reading.memo_panel import MemoPanel
from workbench.tui.reading.memo_subjects import go_to_memo, memo_subjects
from workbench.tui.session import Session, attempt
from workbench.tui.text.transcript import TranscriptView
from workbench.tui.widgets.choices import Choice, Part
from workbench.tui.widgets.panels import Chooser, Panel

Result = TypeVar("Result")


class AnnotatingScreen(FindingScreen):
    """A source whose codings can be worked on."""

    def __init__(
        self, session: Session, source: SourceView, *, passage: tuple[int, int] | None = None
    ) -> None:
        super().__init__(session, source, passage=passage)
        self._adjusted: CodingMark | None = None

    def panels(self) -> Iterable[Panel]:
        """Also a chooser for what is ambiguous, and where memos are written."""
        yield from super().panels()
        yield Chooser(id="chooser")
        yield MemoPanel(self.session.memory, id="memo")

    @property
    def is_adjusting(self) -> bool:
        """Whether the selection is a coding whose bounds are being adjusted."""
        return self._adjusted is not None and self.view.cursor.selection is not None

    def change(self, call: Callable[[], Result]) -> Result | None:
        """Carry out a change and show the codings as they are then."""
        result = attempt(self, call)
        if result is not None:
            self.session.version += 1
            self.look_at_codings()
        return result

    def passage(self, unit: str) -> tuple[int, int] | None:
        """The selection, or without one the unit under the caret, without blanks at its ends; None if no words."""
        view = self.view
        start, end = view.cursor.selection or view.reading.segments.at(unit, view.cursor.caret)
        span = view.reading.trimmed(start, end)
        if span is None:
            self.notify("There are no words here.", severity="warning")
        return span

    def on_transcript_view_edge_dragged(self, event: TranscriptView.EdgeDragged) -> None:
        """The end of a coding was dragged in the margin."""
        self._adjust(event.mark, event.span)

    @on(MemoPanel.Saved)
    def mark_memo(self) -> None:
        """A memo on a passage is marked in the text."""
        self.look_at_codings()

    def action_remove(self) -> None:
        """Remove the coding under the caret; of several, ask which."""
        self._with_own_coding("Remove which coding?   Enter removes it, Esc keeps all", self._remove)

    def action_adjust_coding(self) -> None:
        """Select a coding of one's own to change its bounds; again: keep the bounds it has now."""
        mark, selection = self._adjusted, self.view.cursor.selection
        if mark is not None and selection is not None:
            self._adjusted = None
            self._adjust(mark, selection)
        else:
            self._with_own_coding("Adjust which coding?   Enter takes it, Esc none", self._begin_to_adjust)

    def action_mark_read(self, read: bool) -> None:
        """Mark the selection, or else the turn, as read with nothing to code in it, or no longer."""
        span, coding, revision_id = self.passage("turn"), self.session.desk.coding, self.source.revision_id
        if span is not None:
            act = coding.mark_read if read else coding.unmark_read
            summary = self.change(lambda: act(revision_id, *span))
            if summary is not None:
                self.say(summary)

    def action_memo(self) -> None:
        """Write on what lies under the caret; of several subjects, ask which."""
        self.close_panels()
        subjects = {subject.key: subject for subject in memo_subjects(self)}
        entries = [Choice(key, (Part(subject.label),)) for key, subject in subjects.items()]
        there = {memo.memo_id: memo_choice(memo) for memo in memos_here(self.view)}

        def take(key: str) -> None:
            if key in there:
                self.call_later(go_to_memo, self, key)
            else:
                self.query_one(MemoPanel).open(subjects[key])

        self.query_one(Chooser).open("Memo on what?   Enter, Esc none", [*entries, *there.values()], take)

    def on_painted_text_moved(self) -> None:
        """Clearing the selection leaves a coding's bounds as they were."""
        mark = self._adjusted
        if mark is not None and self.view.cursor.selection is None:
            self._adjusted = None
            self._stand_in(mark.start_char, mark.end_char)
            self.call_later(self.say, "Left as it was.")
        elif mark is not None:
            self.call_later(self._tell_adjusting, mark)

    def _with_own_coding(self, question: str, then: Callable[[CodingMark], None]) -> None:
        """Do something with the coder's own coding under the caret; of several, ask which."""
        marks = marks_here(self.view)
        own = {mark.coding_id: mark for mark in marks if mark.coder_id == self.session.desk.coder_id}
        if len(own) > 1:
            self.close_panels()
            entries = [coding_choice(mark, self.session, self.view.shown.text) for mark in own.values()]
            self.query_one(Chooser).open(question, entries, lambda key: then(own[key]))
        elif own:
            then(next(iter(own.values())))
        elif marks:
            whose = ", ".join(sorted({mark.coder for mark in marks}))
            self.notify(f"Coded by {whose}: you can change only your own.", severity="warning", markup=False)
        else:
            self.notify("There is no coding under the caret.", severity="warning")

    def _remove(self, mark: CodingMark) -> None:
        summary = self.change(lambda: self.session.desk.coding.remove_coding(mark.coding_id))
        if summary is not None:
            self.say(summary)

    def _begin_to_adjust(self, mark: CodingMark) -> None:
        self._adjusted = mark
        view = self.view
        view.show_cursor(view.reading.select(view.cursor, mark.start_char, mark.end_char, unit="word"))
        self._tell_adjusting(mark)

    def _tell_adjusting(self, mark: CodingMark) -> None:
        if self._adjusted is mark:
            label = self.session.label(mark.code_id)
            self.say(f"Adjusting {label}: [ ] end, {{ }} start, Enter keeps, Esc leaves it")

    def _stand_in(self, start_char: int, end_char: int) -> None:
        """Put the caret at the end of a passage, but in it, so that what comes next is done to it."""
        view = self.view
        view.show_cursor(view.reading.place(view.reading.clear(view.cursor), max(start_char, end_char - 1)))

    def _adjust(self, mark: CodingMark, span: tuple[int, int]) -> None:
        whole = self.view.reading.trimmed(*span) or span
        summary = self.change(lambda: self.session.desk.coding.adjust_coding(mark, *whole))
        self._stand_in(*whole)
        if summary is not None:
            self.say(summary)
