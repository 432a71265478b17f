"""One line that names what was just done: a list that is worked on fast would be covered by notices."""

from __future__ import annotations

import re

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from workbench.tui.widgets.choices import safe
from workbench.tui.widgets.strips import fit

_PATH = re.compile(r"""(['"])[^'"]*/([^'"/]*)\1""")
"""The path of a code as summaries quote it: where there is no room for more, its last name tells it."""


class SaidLine(Widget):
    """What was done last, until something else is marked."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES = {"said--words"}
    DEFAULT_CSS = """
    SaidLine { height: 1; background: $surface; color: $foreground;
        & > .said--words { color: $accent; }
    }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.words = ""
        self._about: str | None = None

    def show(self, words: str, about: str | None) -> None:
        """Name what was done; `about` is the key of what is marked then."""
        self.words, self._about = words, about
        self.refresh()

    def marked(self, key: str | None) -> None:
        """Something is marked: what was said of another is over."""
        if self.words and key != self._about:
            self.words = ""
            self.refresh()

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 (Textual's signature; there is one line only)
        """The one line."""
        base = self.rich_style
        style = base + Style(color=self.get_component_rich_style("said--words").color)
        room, words = self.size.width - 2, safe(self.words)
        if cell_len(words) > room:
            words = _PATH.sub(r"\1…/\2\1", words)
        segment = Segment(" " + fit(words, room), style)
        return Strip([segment]).adjust_cell_length(self.size.width, base)
