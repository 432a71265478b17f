"""Reading and coding one source.

Keys become calls of the desk; what they changed is shown and named at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.screen import Screen
from textual.widgets import Footer

from workbench.errors import WorkbenchError
from workbench.model.views import CodingMark, SourceView
from workbench.model.vocabulary import plural
from workbench.tui.actions import bindings
from workbench.tui.detail import about, coding_choice, describe, how_far, marks_here
from workbench.tui.panels import Chooser, CodePicker, HelpPanel, Panel
from workbench.tui.session import Session, attempt, complain, settle_memory
from workbench.tui.strips import DetailStrip, TitleBar
from workbench.tui.transcript import Shown, TranscriptView

POLL_SECONDS = 1.5
"""How often others' changes are looked for; with the time to show them, less than two seconds."""


SETTLE_SECONDS = 0.5
"""After the first paint of a source and before anyone has read a line."""


class CodingScreen(Screen[None]):
    """One source on screen, with its codings; panels are docked beside or below the text."""

    BINDINGS = bindings("coding")
    HELP_PLACES = ("transcript", "coding", "app")

    def __init__(self, session: Session, source: SourceView) -> None:
        super().__init__()
        self.session = session
        self.source = source
        self._trouble = ""

    def compose(self) -> ComposeResult:
        """Title, text with its detail strip, panels, keys."""
        yield TitleBar()
        with Container(id="body"):
            with Vertical(id="reading"):
                yield TranscriptView(id="transcript")
                yield DetailStrip(id="detail")
            yield CodePicker(id="picker")
            yield Chooser(id="chooser")
            yield HelpPanel(*self.HELP_PLACES, id="help")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Show the source where it was left."""
        desk, revision_id = self.session.desk, self.source.revision_id

        def read() -> Shown:
            self.session.learn_codes()
            turns, marks = desk.turns(revision_id), desk.marks(revision_id)
            return Shown(desk.text(revision_id), turns, marks, self.session.legend())

        shown = attempt(self, read)
        if shown is None:
            self.call_after_refresh(self.action_back)
            return
        caret, top = self.session.places.get(revision_id, (0, 0))
        self.view.show(shown, caret=caret, top_char=top)
        self.view.focus()
        self.set_interval(POLL_SECONDS, self.poll)
        self.set_timer(SETTLE_SECONDS, settle_memory)

    @property
    def view(self) -> TranscriptView:
        """The text."""
        return self.query_one("#transcript", TranscriptView)

    def say(self, message: str) -> None:
        """Name what was done, below the text, until the caret moves."""
        strip = self.query_one("#detail", DetailStrip)
        strip.show(replace(describe(self.view, self.session), message=message))

    def poll(self) -> None:
        """Show what others changed; what is being read stays where it is. A lasting trouble is named once."""
        try:
            if self.session.desk.changed_elsewhere():
                self._look_again()
            self._trouble = ""
        except WorkbenchError as error:
            if error.message != self._trouble:
                self._trouble = error.message
                complain(self, error)

    def apply(self, code_id: str) -> None:
        """Code the selection, or without one the sentence under the caret."""
        view = self.view
        selection = view.cursor.selection
        span = view.reading.trimmed(*(selection or view.reading.segments.at("sentence", view.cursor.caret)))
        if span is None:
            self.notify("There are no words here to code.", severity="warning")
            return
        desk, revision_id = self.session.desk, self.source.revision_id
        summary = attempt(self, lambda: desk.apply_code(revision_id, *span, code_id))
        if summary is not None:
            view.cursor = replace(view.cursor, spent=selection is not None, selecting=False)
            self._reload()
            self.session.used(code_id)
            self.say(summary if selection else f"{summary} (the sentence under the caret)")

    def on_transcript_view_moved(self) -> None:
        """Name what lies under the caret now, and how far it is."""
        view, desk = self.view, self.session.desk
        self.query_one("#detail", DetailStrip).show(describe(view, self.session))
        right = f"{how_far(view)}  {desk.coder}"
        self.query_one(TitleBar).show(self.source.name, about(self.source), right)

    def on_panel_closed(self) -> None:
        """The text has the keys again."""
        self.view.focus()

    def on_code_picker_picked(self, event: CodePicker.Picked) -> None:
        """Apply the code that was picked."""
        self.apply(event.code_id)

    def on_code_picker_wanted(self, event: CodePicker.Wanted) -> None:
        """Create the code and apply it."""
        code_id = attempt(self, lambda: self.session.create_code(event.name))
        if code_id is not None:
            self.apply(code_id)

    def action_pick(self) -> None:
        """Open the code picker."""
        close_panels(self)
        what = "selection" if self.view.cursor.selection else "sentence under the caret"
        title = f"Code the {what}   Enter applies, Esc closes"
        self.query_one(CodePicker).open(self.session.finder(), self.session.legend(), title=title)

    def action_recent(self, digit: int) -> None:
        """Apply the code on a digit; 0 the last one again."""
        digits, last = self.session.digits, self.session.last_code
        if digit == 0 and last in self.session.codes:
            self.apply(last)
        elif 0 < digit <= len(digits):
            self.apply(digits[digit - 1])
        else:
            self.notify(f"{plural(len(digits), 'recent code')} so far; c chooses any.", severity="warning")

    def action_remove(self) -> None:
        """Remove the coding under the caret; of several, ask which."""
        marks = marks_here(self.view)
        own = [mark for mark in marks if mark.coder_id == self.session.desk.coder_id]
        if len(own) > 1:
            close_panels(self)
            entries = [coding_choice(mark, self.session, self.view.shown.text) for mark in own]
            title = "Remove which coding?   Enter removes it, Esc keeps all"
            self.query_one(Chooser).open(title, entries, self._remove)
        elif own:
            self._remove(own[0].coding_id)
        elif marks:
            whose = ", ".join(sorted({mark.coder for mark in marks}))
            self.notify(f"Coded by {whose}: you can remove only your own.", severity="warning", markup=False)
        else:
            self.notify("There is no coding under the caret.", severity="warning")

    def action_change(self, way: str) -> None:
        """`undo` or `redo`, naming what."""
        desk = self.session.desk
        summary = attempt(self, desk.undo if way == "undo" else desk.redo)
        if summary is not None:
            self._reload()
            self.say(summary)

    def action_help(self) -> None:
        """Show all keys, or hide them."""
        was_open = self.query_one(HelpPanel).is_open
        close_panels(self)
        if was_open:
            self.view.focus()
        else:
            self.query_one(HelpPanel).open()

    def action_back(self) -> None:
        """Back to the sources, remembering the place."""
        view = self.view
        self.session.places[self.source.revision_id] = (view.cursor.caret, view.top_char)
        self.dismiss()

    def _remove(self, coding_id: str) -> None:
        summary = attempt(self, lambda: self.session.desk.remove_coding(coding_id))
        if summary is not None:
            self._reload()
            self.say(summary)

    def _look_again(self) -> None:
        """After somebody else's change: codes, codings, and whether this is still the text to code."""
        name = self.source.name
        now = next((s for s in self.session.desk.sources() if s.id == self.source.id), None)
        if now is None:
            raise WorkbenchError(f"{name} was removed by someone else.", hint="q goes back to the sources.")
        self._reload()
        self.say(self.query_one(DetailStrip).message)
        if now.revision_id != self.source.revision_id:
            raise WorkbenchError(
                f"{name} has a newer text.", hint="q and Enter open it; this is the old one."
            )

    def _reload(self) -> None:
        """Codes and codings as the desk has them now."""

        def read() -> Sequence[CodingMark]:
            self.session.learn_codes()
            return self.session.desk.marks(self.source.revision_id)

        marks = attempt(self, read)
        if marks is not None:
            self.view.show_marks(marks, self.session.legend())


def close_panels(screen: Screen[None]) -> None:
    """Hide whatever is docked."""
    for panel in screen.query(Panel):
        panel.remove_class("-open")
