"""A line above a list. It is drawn, not laid out: showing another one measures nothing else anew."""

from __future__ import annotations

from rich.segment import Segment
from rich.text import Text
from textual.strip import Strip
from textual.widget import Widget


class HeadLine(Widget):
    """The heads of columns, or what the keys do."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "HeadLine { height: 1; background: $surface; color: $foreground; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.shown = Text()

    def show(self, words: str | Text) -> None:
        """Show this, if it is anything new."""
        text = Text(words) if isinstance(words, str) else words
        if text != self.shown or text.spans != self.shown.spans:
            self.shown = text
            self.refresh()

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 (Textual's signature; there is one line only)
        """The one line."""
        width, base = self.size.width, self.rich_style
        text = self.shown
        if text.cell_len > width:
            text = text.copy()
            text.truncate(width, overflow="ellipsis")
        segments = [
            Segment(words, base + style if style else base)
            for words, style, _ in text.render(self.app.console, end="")
        ]
        return Strip(segments).adjust_cell_length(width, base)
