"""A source's text drawn with its codings, a caret and a selection; keys and mouse are `transcript`'s.

A thin shell around pure parts (`layout`, `lanes`, `cursor`, `painter`): it refreshes only the lines that
changed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from workbench.model.memo_views import MemoMark
from workbench.model.views import CodingMark, Turn
from workbench.tui.text.cursor import Cursor, Reading, changed_lines
from workbench.tui.text.lanes import CodingLayer
from workbench.tui.text.layout import lay_out
from workbench.tui.text.painter import Legend, Page, Painter, Pen, frame
from workbench.tui.text.segments import Segments
from workbench.tui.widgets.look import look_of

CONTEXT_LINES = 2
"""Lines kept in sight above and below the caret."""

MOST_LINES_APART = 1_000
"""Lines with other codings that are painted one by one; beyond it all are painted anew."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a view shows: a text, its turns and codings, and how codes look."""

    text: str = ""
    turns: Sequence[Turn] = ()
    marks: Sequence[CodingMark] = ()
    legend: Legend = field(default_factory=Legend)
    read: Sequence[tuple[int, int]] = ()
    """What was marked as read: spans in order that do not overlap."""
    hits: Sequence[tuple[int, int]] = ()
    """What a search found: likewise."""
    memos: Sequence[MemoMark] = ()
    """Memos on passages of it."""


class PaintedText(ScrollView, can_focus=True):
    """A text with its codings. Posts `Moved` whenever caret or selection are elsewhere."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES = {
        "transcript--interviewer",
        "transcript--speaker",
        "transcript--timestamp",
        "transcript--number",
        "transcript--number-here",
        "transcript--label",
        "transcript--selection",
        "transcript--hit",
        "transcript--caret",
    }
    DEFAULT_CSS = """
    PaintedText {
        height: 1fr; width: 1fr; overflow-x: hidden; overflow-y: scroll; scrollbar-size-vertical: 1;
        background: $background; color: $foreground; scrollbar-background: $background;
        scrollbar-color: $foreground 25%; scrollbar-background-hover: $background;
        scrollbar-background-active: $background;
        & > .transcript--interviewer { color: $foreground 72%; text-style: italic; }
        & > .transcript--speaker { color: $primary; text-style: bold; }
        & > .transcript--timestamp { color: $foreground 50%; }
        & > .transcript--number { color: $foreground 38%; }
        & > .transcript--number-here { color: $foreground 85%; }
        & > .transcript--label { color: $foreground 65%; }
        & > .transcript--selection { background: $secondary; color: $background; }
        & > .transcript--hit { background: $accent; color: $background; }
        & > .transcript--caret { text-style: reverse; }
    }
    """

    class Moved(Message):
        """The caret or the selection is elsewhere."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.cursor = Cursor()
        self.painter = Painter()
        self.shown = Shown()
        self.reading = Reading(lay_out("", width=40), Segments("", ()))
        self.page: Page | None = None
        self.at_once: Callable[[], None] = lambda: None
        """Called before `Moved` is posted: what it shows is painted together with the caret, not 2 ms later."""
        self._generation = 0
        self._top_char = 0
        self._laid: Sequence[CodingMark] | None = None

    @property
    def top_char(self) -> int:
        """The offset at the top of the view."""
        layout = self.reading.layout
        return (
            layout.starts[min(self.scroll_offset.y, layout.line_count - 1)] if self.page else self._top_char
        )

    @property
    def codings(self) -> CodingLayer:
        """The codings over the present layout."""
        return self.page.layer if self.page else CodingLayer((), self.reading.layout)

    def show(self, shown: Shown, *, caret: int = 0, top_char: int = 0) -> None:
        """Show a source from the offset `top_char`, the caret at `caret`."""
        self.shown = shown
        self.page = self._laid = None
        self._top_char = min(top_char, max(len(shown.text) - 1, 0))
        self.cursor = Cursor(caret=caret)
        if self.size.width:
            self._lay_out()

    def lay_over(
        self,
        *,
        marks: Sequence[CodingMark] | None = None,
        legend: Legend | None = None,
        read: Sequence[tuple[int, int]] | None = None,
        hits: Sequence[tuple[int, int]] | None = None,
        memos: Sequence[MemoMark] | None = None,
    ) -> None:
        """Show these over the text instead of what was there; None leaves it. What is read does not move."""
        before = self.shown
        self.shown = replace(
            before,
            marks=before.marks if marks is None else marks,
            legend=legend or before.legend,
            read=before.read if read is None else read,
            hits=before.hits if hits is None else hits,
            memos=before.memos if memos is None else memos,
        )
        if self.page is None:
            return
        after = self.shown
        laid, lay = (before.read, before.hits, before.memos), (after.read, after.hits, after.memos)
        if after.legend is before.legend and laid == lay:
            self._lay_marks(self.page, before.marks)
        else:
            self.page = self._new_page(self.codings)
            self.refresh()

    def show_cursor(self, cursor: Cursor) -> None:
        """Put caret and selection where `cursor` says and bring the caret into sight."""
        before, self.cursor = self.cursor, cursor
        for first, last in changed_lines(self.reading.layout, before, cursor):
            self._refresh_in_sight(first, last)
        self._reveal()
        self.tell()

    def tell(self) -> None:
        """Say that something is elsewhere, or shown otherwise."""
        self.at_once()
        self.post_message(self.Moved())

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines in sight, as the painter remembers them.

        Textual would put each through what draws borders, padding and opacity, of which a text has none: that is half
        of what a line scrolled costs.
        """
        strips = [self.render_line(y) for y in crop.line_range]
        background = self.background_colors[1]
        for line_filter in self.get_line_filters():
            strips = [strip.apply_filter(line_filter, background) for strip in strips]
        if crop.column_span != (0, self.size.width):
            strips = [strip.crop(*crop.column_span) for strip in strips]
        return strips

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        if self.page is None:
            return Strip.blank(self.size.width, self.rich_style)
        pen = Pen(self.cursor.selection or (0, 0), self.cursor.caret)
        return self.painter.strip(self.page, y + self.scroll_offset.y, pen)

    def notify_style_update(self) -> None:
        """Take new colours when the theme changes."""
        super().notify_style_update()
        if self.page is not None:
            self.page = self._new_page(self.page.layer)

    def on_resize(self) -> None:
        """Wrap to the new width; the line at the top stays."""
        if self.size.width:
            self._top_char = self.top_char
            self._lay_out()

    def _lay_out(self) -> None:
        """Wrap the text to the width there is, unless it is wrapped so; keep the top line and the caret."""
        text, height = self.shown.text, self.size.height
        width = self.scrollable_content_region.width
        text_width = frame(width, text_lines=text.count("\n") + 1).text_width
        layout, segments = self.reading.layout, self.reading.segments
        if layout.text is not text or layout.width != text_width:
            layout = lay_out(text, width=text_width)
        if segments.text is not text or segments.turns is not self.shown.turns:
            segments = Segments(text, self.shown.turns)
        kept = self.codings
        self.reading = Reading(layout, segments, height)
        self.page = self._new_page(kept)
        self.cursor = replace(self.cursor, caret=layout.snap(self.cursor.caret))
        self.virtual_size = Size(width, layout.line_count)
        self.scroll_to(y=layout.line_at(self._top_char), animate=False)
        self._reveal()
        self.refresh()
        self.tell()

    def _lay_marks(self, page: Page, before: Sequence[CodingMark]) -> None:
        """Show other codings; only the lines that have gained or lost one are painted."""
        layout = self.reading.layout
        changed = {
            (layout.line_at(mark.start_char), layout.line_at(mark.end_char - 1))
            for mark in set(before) ^ set(self.shown.marks)
        }
        if sum(last - first + 1 for first, last in changed) > MOST_LINES_APART:
            self.page = self._new_page(page.layer)
            self.refresh()
            return
        self.page = replace(page, layer=self._layer(page.layer))
        for first, last in changed:
            self.painter.forget(first, last)
            self._refresh_in_sight(first, last)

    def _refresh_in_sight(self, first: int, last: int) -> None:
        top = self.scroll_offset.y
        first, last = max(first, top), min(last, top + self.size.height)
        if first <= last:
            self.refresh_lines(first, last - first + 1)

    def _new_page(self, previous: CodingLayer) -> Page:
        """What to paint from, after anything but caret and selection has changed."""
        self._generation += 1
        shown, layout = self.shown, self.reading.layout
        return Page(
            layout=layout,
            turns=shown.turns,
            layer=self._layer(previous),
            frame=frame(self.scrollable_content_region.width, text_lines=shown.text.count("\n") + 1),
            look=look_of(self, shown.legend),
            legend=shown.legend,
            generation=self._generation,
            read=shown.read,
            hits=shown.hits,
            memo_lines=frozenset(
                layout.line_at(memo.start_char) for memo in shown.memos if memo.start_char < len(shown.text)
            ),
            turn_starts=[turn.start_char for turn in shown.turns],
        )

    def _layer(self, previous: CodingLayer) -> CodingLayer:
        """The codings over the layout; the same layer as long as they are the same codings over the same layout."""
        shown, layout = self.shown, self.reading.layout
        if self._laid is not shown.marks or previous.layout is not layout:
            self._laid = shown.marks
            return CodingLayer(shown.marks, layout, previous=previous)
        return previous

    def _reveal(self) -> None:
        """Scroll as little as brings the caret and some context into sight; far away, to the middle."""
        line, top = self.reading.layout.line_at(self.cursor.caret), self.scroll_offset.y
        height = max(self.size.height, 1)
        context = min(CONTEXT_LINES, (height - 1) // 2)
        low, high = line + context - height + 1, line - context
        if low <= top <= high:
            return
        near = low - height < top < high + height
        target = (low if top < low else high) if near else line - height // 2
        self.scroll_to(y=max(0, target), animate=False)
