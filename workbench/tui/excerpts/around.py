"""A place in its source: the lines around it, with the codings that there are."""

from __future__ import annotations

from textual.timer import Timer

from workbench.errors import WorkbenchError
from workbench.tui.session import Session, complain
from workbench.tui.text.painted_text import PaintedText, Shown

SETTLE_SECONDS = 0.12
"""The lines around a place are read once the mark in the list has come to rest."""

LINES_ABOVE = 3
"""Lines of the source that are shown above the place."""


class Around(PaintedText, can_focus=False):
    """Shows one place after another."""

    def __init__(self, session: Session, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._session = session
        self._timer: Timer | None = None

    def show_soon(self, revision_id: str, start_char: int, end_char: int) -> None:
        """Show a place, unless another is asked for at once."""
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(
            SETTLE_SECONDS, lambda: self.show_place(revision_id, start_char, end_char)
        )

    def show_place(self, revision_id: str, start_char: int, end_char: int) -> None:
        """Read the source and show the place in it."""
        desk = self._session.desk
        try:
            shown = Shown(
                desk.reading.text(revision_id),
                desk.reading.turns(revision_id),
                desk.coding.marks(revision_id),
                self._session.legend(),
                hits=((start_char, end_char),),
            )
        except WorkbenchError as error:
            complain(self, error)
            return
        self.show(shown, caret=start_char, top_char=start_char)
        top = self.reading.layout.line_at(start_char) - LINES_ABOVE
        self.scroll_to(y=max(0, top), animate=False)
