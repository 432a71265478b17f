"""A source on screen: the text, where in it one is, and what is said below it. The place outlives a lost terminal."""

from __future__ import annotations

from dataclasses import replace

from textual.app import ComposeResult

from workbench.model.views import SourceView
from workbench.tui.copying import copy_text
from workbench.tui.reading.detail import about, describe, how_far
from workbench.tui.session import Session, tidy_memory
from workbench.tui.study_screen import StudyScreen
from workbench.tui.text.cursor import Cursor
from workbench.tui.text.transcript import TranscriptView
from workbench.tui.text.wayfinding import Place
from workbench.tui.widgets.strips import DetailStrip, TitleBar


class SourceScreen(StudyScreen):
    """A text, and the strip below it."""

    def __init__(self, session: Session, source: SourceView) -> None:
        super().__init__(session)
        self.source = source
        self.is_read = False
        """Whether the text is there."""
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
        if self.is_read:
            self.remember()
            self.session.left_at = self.place_now

    def on_screen_resume(self) -> None:
        """A capital may mark a place elsewhere by now."""
        if self.is_read:
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

    def remember(self) -> None:
        """Keep place and marks for the next time, also after a restart."""
        if not self.is_read:
            return
        view, memory, revision_id = self.view, self.session.memory, self.source.revision_id
        memory.keep_place(revision_id, view.cursor.caret, view.top_char)
        for letter, offset in view.letters.items():
            memory.mark(revision_id, letter, offset)
        memory.save()
        if memory.fault and not self._fault_said:
            self._fault_said = True
            self.notify(memory.fault, severity="warning", timeout=8, markup=False)

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

    def poll(self) -> None:
        """Also remember where reading is, so that a lost terminal loses no place: of the text in front alone."""
        super().poll()
        if self.is_active:
            self.remember()
        self._tidy_while_resting()

    def _tidy_while_resting(self) -> None:
        """Once after something was done, and when nothing has been done since the last look."""
        now, before = (self.view.cursor, self.session.version), self._doing
        self._doing = now
        if now == before != self._tidied and self.is_active:
            self._tidied = now
            tidy_memory()
