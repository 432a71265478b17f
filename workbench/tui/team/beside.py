"""One coder's codings in the text around a passage, to stand beside another's."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.timer import Timer
from textual.widgets import Static

from workbench.model.team_views import DisagreementView
from workbench.model.views import CodingMark
from workbench.tui.session import Session, attempt
from workbench.tui.text.painted_text import PaintedText, Shown
from workbench.tui.widgets.choices import safe

SETTLE_SECONDS = 0.1
"""The text is read once the mark in the list has come to rest."""

LINES_ABOVE = 2
"""Lines of the source that are shown above the passage."""


class _Quiet(PaintedText, can_focus=False):
    """A text that takes no keys."""


class BesidePane(Vertical):
    """The coder, the codes they have on a passage, and the text with their codings."""

    DEFAULT_CSS = """
    BesidePane { width: 1fr; height: 1fr; }
    BesidePane > Static { height: 1; padding: 0 1; background: $panel; }
    """

    def __init__(self, session: Session, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._session = session
        self._timer: Timer | None = None

    def compose(self) -> ComposeResult:
        """Who and which codes, and the text."""
        yield Static(markup=False)
        yield _Quiet()

    def show(
        self, coder: str, codes: Sequence[str], passage: DisagreementView, marks: Sequence[CodingMark]
    ) -> None:
        """Show a passage as one coder has coded it."""
        head = Text(safe(coder), "bold")
        head.append(f": {safe(', '.join(codes)) or 'nothing'}")
        self.query_one(Static).update(head)
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(SETTLE_SECONDS, lambda: self._show_text(passage, marks))

    def clear(self) -> None:
        """Show nothing."""
        if self._timer is not None:
            self._timer.stop()
        self.query_one(Static).update("")
        self.query_one(_Quiet).show(Shown())

    def scroll_lines(self, lines: int) -> None:
        """Read on or back."""
        text = self.query_one(_Quiet)
        text.scroll_to(y=text.scroll_offset.y + lines, animate=False)

    def _show_text(self, passage: DisagreementView, marks: Sequence[CodingMark]) -> None:
        reading = self._session.desk.reading
        shown = attempt(
            self,
            lambda: Shown(
                reading.text(passage.revision_id),
                reading.turns(passage.revision_id),
                marks,
                self._session.legend(),
                hits=((passage.start_char, passage.end_char),),
            ),
        )
        if shown is None:
            return
        text = self.query_one(_Quiet)
        text.show(shown, caret=passage.start_char, top_char=passage.start_char)
        top = text.reading.layout.line_at(passage.start_char) - LINES_ABOVE
        text.scroll_to(y=max(0, top), animate=False)
