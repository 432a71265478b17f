"""Finding one's way in the source that is read: words, marks by letter. It changes no study."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from workbench.model.views import SourceView
from workbench.tui.reading.find_panel import FindPanel
from workbench.tui.reading.reading_screen import ReadingScreen
from workbench.tui.session import Session, attempt
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
        told = {"set": "Mark this place with which letter?", "go": "Go to which mark?"}.get(event.how, "")
        if event.marked:
            told = f"Marked as {event.marked}"
        self.say(told)
        if not event.how:
            self.remember()

    def on_transcript_view_elsewhere(self, event: TranscriptView.Elsewhere) -> None:
        """Back or on to a place in another source."""
        self._read_instead(event.place.source_id, event.place.offset, on_trail=True)

    def on_transcript_view_mark_elsewhere(self, event: TranscriptView.MarkElsewhere) -> None:
        """To the mark of a capital in another source."""
        revision_id, offset = self.session.memory.marked(event.letter) or ("", 0)
        sources = attempt(self, self.session.desk.sources.source_views) or ()
        source_id = next((source.id for source in sources if source.revision_id == revision_id), "")
        if not source_id:
            self.notify(f"There is no mark {event.letter} in any source.", severity="warning", markup=False)
        else:
            self._read_instead(source_id, offset, on_trail=False)

    def _read_instead(self, source_id: str, offset: int, *, on_trail: bool) -> None:
        """Show another source in this one's stead: `q` leads to where this one was opened from."""
        source = attempt(self, lambda: self.session.desk.sources.source(source_id))
        if source is None:
            self.notify("That source is no longer in the study.", severity="warning")
            return
        self.remember()
        self.session.left_at = self.place_now
        other = type(self)(self.session, source, passage=(offset, offset))
        other.is_on_trail = on_trail
        self.app.switch_screen(other)
