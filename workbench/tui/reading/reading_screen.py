"""Reading one source: where the caret is, what lies under it, and where reading goes on. It changes no study."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from textual.app import ComposeResult

from workbench.errors import WorkbenchError
from workbench.model.memo_views import MemoMark
from workbench.model.views import CodingMark, SourceView
from workbench.tui.copying import copy_text
from workbench.tui.reading.detail import about, describe, how_far
from workbench.tui.reading.filter_panel import READ, FilterPanel
from workbench.tui.session import Session, attempt, settle_memory, tidy_memory
from workbench.tui.study_screen import StudyScreen
from workbench.tui.text.cursor import Cursor
from workbench.tui.text.painted_text import Shown
from workbench.tui.text.transcript import TranscriptView
from workbench.tui.text.wayfinding import Place, Track
from workbench.tui.widgets.panels import Panel
from workbench.tui.widgets.strips import DetailStrip, TitleBar

SETTLE_SECONDS = 0.5
"""After the first paint of a source and before anyone has read a line."""


@dataclass(frozen=True, slots=True)
class Over:
    """What lies over a text: codings, what this coder has marked as read, and memos."""

    marks: Sequence[CodingMark] = ()
    read: Sequence[tuple[int, int]] = ()
    memos: Sequence[MemoMark] = ()


class ReadingScreen(StudyScreen):
    """One source on screen, with its codings; panels are docked beside or below the text."""

    KEY_PLACES: ClassVar[tuple[str, ...]] = ("transcript",)

    def __init__(
        self, session: Session, source: SourceView, *, passage: tuple[int, int] | None = None
    ) -> None:
        super().__init__(session)
        self.source = source
        self.first_passage = passage
        """What to go to and select at first; an empty span only puts the caret there."""
        self.is_on_trail = False
        """Whether going back or on led here: then it is no jump."""
        self._text_read = False
        self._over = Over()
        self._fault_said = False
        self._said_at: Cursor | None = None
        self._doing: tuple[Cursor, int] | None = None
        self._tidied: tuple[Cursor, int] | None = None

    @property
    def place_now(self) -> Place:
        """Where the caret is."""
        return Place(self.source.id, self.view.cursor.caret)

    def on_screen_suspend(self) -> None:
        """From here the way leads to what is opened next; behind it, nothing is remembered any more."""
        if self._text_read:
            self.remember()
            self.session.left_at = self.place_now

    def on_screen_resume(self) -> None:
        """A capital may mark a place elsewhere by now."""
        if self._text_read:
            self.view.letters = self.session.memory.marks(self.source.revision_id)

    def content(self) -> ComposeResult:
        """The text and, below it, what lies under the caret."""
        yield TranscriptView(id="transcript")
        yield DetailStrip(id="detail")

    @property
    def view(self) -> TranscriptView:
        """The text."""
        return self.query_one("#transcript", TranscriptView)

    @property
    def main(self) -> TranscriptView:
        """The text."""
        return self.view

    @property
    def source_in_hand(self) -> str:
        """The source."""
        return self.source.id

    def on_mount(self) -> None:
        """A source that cannot be read leads back at once. (The base shows it.)"""
        self.call_after_refresh(lambda: None if self._text_read else self.action_back())
        self.set_timer(SETTLE_SECONDS, settle_memory)

    def panels(self) -> Iterable[Panel]:
        """Choosing what is shown."""
        yield FilterPanel(id="shown-codings")

    def look(self) -> None:
        """The text at first, then codes and codings, and whether this is still the text to read."""
        if not self._text_read:
            self._read_text()
            return
        name = self.source.name
        now = self.session.desk.sources.source(self.source.id)
        if now is None:
            raise WorkbenchError(f"{name} was removed by someone else.", hint="q goes back.")
        self.show_codings(self._read_over())
        self.say(self.query_one(DetailStrip).message)
        if now.revision_id != self.source.revision_id:
            raise WorkbenchError(
                f"{name} has a newer text.", hint="q and Enter open it; this is the old one."
            )

    def show_codings(self, over: Over) -> None:
        """Draw these codings and marks, as far as they are to be shown; what is read does not move."""
        self._over = over
        hidden = self.query_one(FilterPanel).hidden
        self.view.lay_over(
            marks=[mark for mark in over.marks if hidden.shows(mark)],
            legend=self.session.legend(),
            read=() if READ in hidden.keys else over.read,
            memos=over.memos,
        )

    def look_at_codings(self) -> None:
        """Codes and codings as they are after a change of one's own: cheaper than to `look` at everything."""
        over = attempt(self, self._read_over)
        if over is not None:
            self.show_codings(over)

    def poll(self) -> None:
        """Also remember where reading is, so that a lost terminal loses no place: of the text in front alone."""
        super().poll()
        if self.is_active:
            self.remember()
        self._tidy_while_resting()

    def say(self, message: str) -> None:
        """Name what was done, below the text, until the caret moves."""
        strip = self.query_one("#detail", DetailStrip)
        self._said_at = self.view.cursor
        strip.show(replace(describe(self.view, self.session), message=message))

    def tell_place(self) -> None:
        """Name what lies under the caret now, and how far it is."""
        view, desk = self.view, self.session.desk
        strip = self.query_one("#detail", DetailStrip)
        message = strip.message if view.cursor == self._said_at else ""
        strip.show(replace(describe(view, self.session), message=message))
        right = f"{how_far(view)}  {desk.coder}"
        self.query_one(TitleBar).show(self.source.name, about(self.source), right)

    def action_copy(self) -> None:
        """Copy the selected words; with none, say how to, and how to do what Ctrl-C does elsewhere."""
        selection = self.view.cursor.selection
        if selection is None:
            self.app.action_help_quit()
        else:
            self.say(copy_text(self, self.view.shown.text[slice(*selection)]))

    def action_back(self) -> None:
        """Back to where one came from, remembering the place."""
        self.remember()
        self.dismiss()

    def action_filter(self) -> None:
        """Choose what is shown over the text."""
        self.close_panels()
        self.query_one(FilterPanel).open(self._over.marks, self.session)

    def on_filter_panel_changed(self) -> None:
        """Show what is wanted now."""
        self.show_codings(self._over)
        self.tell_place()

    def _tidy_while_resting(self) -> None:
        """Once after something was done, and when nothing has been done since the last look."""
        now, before = (self.view.cursor, self.session.version), self._doing
        self._doing = now
        if now == before != self._tidied and self.is_active:
            self._tidied = now
            tidy_memory()

    def _read_text(self) -> None:
        desk, revision_id, memory = self.session.desk, self.source.revision_id, self.session.memory
        text, turns = desk.reading.text(revision_id), desk.reading.turns(revision_id)
        self._over = self._read_over()
        self._text_read = True
        caret, top = memory.place(revision_id)
        view = self.view
        view.at_once = self.tell_place
        view.trail = Track(self.session.trail, self.source.id)
        view.own_coder_id, view.letters = desk.coder_id, memory.marks(revision_id)
        over = self._over
        shown = Shown(text, turns, over.marks, self.session.legend(), over.read, memos=over.memos)
        view.show(shown, caret=caret if self.first_passage is None else self.first_passage[0], top_char=top)
        if self.first_passage is not None and self.first_passage[0] < self.first_passage[1]:
            self.view.cursor = self.view.reading.select(
                self.view.cursor, *self.first_passage, unit="sentence"
            )
        left = self.session.left_at
        if left is not None and left != self.place_now and not self.is_on_trail:
            self.session.trail.jump(left)

    def _read_over(self) -> Over:
        """Codes, codings and marks of what was read, as the desk has them now."""
        self.session.learn_codes()
        desk, revision_id = self.session.desk, self.source.revision_id
        coding, memos = desk.coding, desk.reading.memo_marks(revision_id)
        return Over(coding.marks(revision_id), coding.read_spans(revision_id), memos)

    def remember(self) -> None:
        """Keep place and marks for the next time, also after a restart."""
        if not self._text_read:
            return
        view, memory, revision_id = self.view, self.session.memory, self.source.revision_id
        memory.keep_place(revision_id, view.cursor.caret, view.top_char)
        for letter, offset in view.letters.items():
            memory.mark(revision_id, letter, offset)
        memory.save()
        if memory.fault and not self._fault_said:
            self._fault_said = True
            self.notify(memory.fault, severity="warning", timeout=8, markup=False)
