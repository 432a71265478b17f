"""Reading one source with its codings, and where reading goes on. It changes no study."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from workbench.errors import WorkbenchError
from workbench.model.memo_views import MemoMark
from workbench.model.views import CodingMark, SourceView
from workbench.tui.reading.filter_panel import READ, FilterPanel
from workbench.tui.reading.source_screen import SourceScreen
from workbench.tui.session import Session, attempt, settle_memory
from workbench.tui.text.painted_text import Shown
from workbench.tui.text.wayfinding import Track
from workbench.tui.widgets.panels import Panel
from workbench.tui.widgets.strips import DetailStrip

SETTLE_SECONDS = 0.5
"""After the first paint of a source and before anyone has read a line."""


@dataclass(frozen=True, slots=True)
class Over:
    """What lies over a text: codings, what this coder has marked as read, and memos."""

    marks: Sequence[CodingMark] = ()
    read: Sequence[tuple[int, int]] = ()
    memos: Sequence[MemoMark] = ()


class ReadingScreen(SourceScreen):
    """One source on screen, with its codings; panels are docked beside or below the text."""

    KEY_PLACES: ClassVar[tuple[str, ...]] = ("transcript",)

    def __init__(
        self, session: Session, source: SourceView, *, passage: tuple[int, int] | None = None
    ) -> None:
        super().__init__(session, source)
        self.first_passage = passage
        """What to go to and select at first; an empty span only puts the caret there."""
        self.is_on_trail = False
        """Whether going back or on led here: then it is no jump."""
        self._over = Over()

    def on_mount(self) -> None:
        """A source that cannot be read leads back at once. (The base shows it.)"""
        self.call_after_refresh(lambda: None if self.is_read else self.action_back())
        self.set_timer(SETTLE_SECONDS, settle_memory)

    def panels(self) -> Iterable[Panel]:
        """Choosing what is shown."""
        yield FilterPanel(id="shown-codings")

    def look(self) -> None:
        """The text at first, then codes and codings, and whether this is still the text to read."""
        if not self.is_read:
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

    def action_filter(self) -> None:
        """Choose what is shown over the text."""
        self.close_panels()
        self.query_one(FilterPanel).open(self._over.marks, self.session)

    def on_filter_panel_changed(self) -> None:
        """Show what is wanted now."""
        self.show_codings(self._over)
        self.tell_place()

    def _read_text(self) -> None:
        desk, revision_id, memory = self.session.desk, self.source.revision_id, self.session.memory
        text, turns = desk.reading.text(revision_id), desk.reading.turns(revision_id)
        self._over = self._read_over()
        self.is_read = True
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
