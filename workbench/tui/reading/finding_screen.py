"""Finding one's way in the source that is read: words, marks by letter. It changes no study."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from workbench.model.views import SourceView
from workbench.tui.reading.find_panel import FindPanel
from workbench.tui.reading.reading_screen import ReadingScreen
from workbench.tui.session import Session
from workbench.tui.text.cursor import Cursor
from workbench.tui.text.transcript import TranscriptView
from workbench.tui.text.wayfinding import TextSearch, next_start
from workbench.tui.widgets.panels import Panel


class FindingScreen(ReadingScreen):
    """A source to read and search."""

    def __init__(
        self, session: Session, source: SourceView, *, passage: tuple[int, int] | None = None
    ) -> None:
        super().__init__(session, source, passage=passage)
        self._search: TextSearch | None = None
        self._search_from = Cursor()

    def panels(self) -> Iterable[Panel]:
        """Also the line to type words in."""
        yield from super().panels()
        yield FindPanel(id="find")

    def action_find(self) -> None:
        """Find words in this source, from here on."""
        self.close_panels()
        self._search = self._search or TextSearch(self.view.shown.text)
        self._search_from = self.view.cursor
        self.query_one(FindPanel).open()

    def on_find_panel_sought(self, event: FindPanel.Sought) -> None:
        """Show the hits and the first one from where the search began."""
        view, origin = self.view, self._search_from
        hits = self._search.hits(event.words) if self._search is not None else []
        view.lay_over(hits=hits)
        starts = [start for start, _ in hits]
        ahead = next_start(starts, origin.caret - 1, 1)
        target = ahead if ahead is not None else starts[0] if starts else origin.caret
        view.show_cursor(replace(origin, caret=view.reading.layout.snap(target), anchor=None))

    def on_find_panel_taken(self) -> None:
        """Stay there; the way back leads to where the search began."""
        if self.view.shown.hits:
            self.view.trail.jump(self._search_from.caret)

    def on_find_panel_left(self) -> None:
        """A search that was given up leaves no trace."""
        self.view.lay_over(hits=())
        self.view.show_cursor(self._search_from)

    def on_transcript_view_nothing(self, event: TranscriptView.Nothing) -> None:
        """Say why nothing moved."""
        self.notify(event.words, severity="warning", markup=False)

    def on_transcript_view_letter_wanted(self, event: TranscriptView.LetterWanted) -> None:
        """Ask for the letter of a mark, and keep the marks once it was given."""
        asked = {"set": "Mark this place with which letter?", "go": "Go to which mark?"}.get(event.how, "")
        self.say(asked)
        if not event.how:
            self.call_after_refresh(self.remember)
