"""A text of very many lines to read: they are made and wrapped as far as they are looked at, no further."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.cells import cell_len, chop_cells
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.strip import Strip
from textual.widget import Widget

from workbench.tui.widgets.choices import safe

MARGIN = 1
"""Cells at the left and right."""


class LongText(Widget):
    """Lines without an indent are strong; what is wrapped hangs two cells under its line."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "LongText { background: $surface; color: $foreground; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._more: Iterator[str] = iter(())
        self._read: list[str] = []
        self._rows: list[tuple[str, bool]] = []
        self._wrapped = 0
        self._top = 0

    def show(self, lines: Iterable[str]) -> None:
        """Show another text, from its beginning; its lines are asked for one by one."""
        self._more, self._read = iter(lines), []
        self.on_resize()

    def scroll_lines(self, lines: int) -> None:
        """Move on or back, as far as there is more to see."""
        height = max(self.size.height, 1)
        self._fill(self._top + lines + height)
        self._top = max(0, min(self._top + lines, len(self._rows) - height))
        self.refresh()

    def on_resize(self) -> None:
        """Wrap anew."""
        self._rows, self._wrapped, self._top = [], 0, 0
        self.refresh()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel moves the text."""
        event.stop()
        self.scroll_lines(2)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel moves the text."""
        event.stop()
        self.scroll_lines(-2)

    def render_line(self, y: int) -> Strip:
        """One line; an ellipsis at the end of the last one where there is more."""
        width, base = self.size.width, self.rich_style
        index = y + self._top
        self._fill(index + 2)
        if index >= len(self._rows):
            return Strip.blank(width, base)
        text, strong = self._rows[index]
        segments = [Segment(" " * MARGIN, base), Segment(text, base + Style(bold=strong))]
        strip = Strip(segments).adjust_cell_length(width, base)
        if y == self.size.height - 1 and index + 1 < len(self._rows):
            strip = Strip([*strip.crop(0, width - 1), Segment("…", base)], width)
        return strip

    def read_all(self) -> str:
        """The whole text."""
        for line in self._more:
            self._read += line.split("\n")
        return "\n".join(self._read)

    def _fill(self, rows: int) -> None:
        """Wrap as many lines as `rows` rows need."""
        width = self.size.width - 2 * MARGIN
        while len(self._rows) < rows and width > 0:
            if self._wrapped == len(self._read):
                line = next(self._more, None)
                if line is None:
                    return
                self._read += line.split("\n")
            line = self._read[self._wrapped]
            strong = bool(line) and not line.startswith(" ")
            self._rows += [(row, strong) for row in _rows_of(safe(line), width)]
            self._wrapped += 1


def _rows_of(line: str, width: int) -> list[str]:
    """A line in rows of at most `width` cells, broken between words where that is possible."""
    if cell_len(line) <= width:
        return [line]
    indent = len(line) - len(line.lstrip())
    head, hanging = line[:indent], " " * min(indent + 2, max(width - 8, 0))
    rows, row = [], head
    for word in line.split():
        joined = f"{row} {word}" if row.strip() else row + word
        if cell_len(joined) <= width:
            row = joined
            continue
        if row.strip():
            rows.append(row)
        pieces = chop_cells(word, max(width - cell_len(hanging), 2))
        rows += [hanging + piece for piece in pieces[:-1]]
        row = hanging + pieces[-1]
    return [*rows, row]
