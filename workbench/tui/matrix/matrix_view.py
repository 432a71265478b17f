"""A grid that scrolls both ways under its heads and beside its cases. Draws only the cells in sight."""

from __future__ import annotations

import textwrap

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from workbench.model.matrix_views import ColumnKind, FrameworkMatrix, MatrixHead, Place
from workbench.model.vocabulary import plural
from workbench.tui.keys.catalogue import bindings
from workbench.tui.widgets.choices import safe
from workbench.tui.widgets.look import has_few_colours
from workbench.tui.widgets.strips import fit

NARROWEST, BETWEEN, LINES, HEADS = 20, 1, 3, 2
"""Cells of a column and between columns; lines of a case with the rule below it, and of the heads."""


class MatrixView(Widget, can_focus=True):
    """Shows cases by columns; one cell is marked. Posts `Marked` and `Opened`."""

    ALLOW_SELECT = False
    BINDINGS = bindings("matrix-view")
    COMPONENT_CLASSES = {"matrix--quiet", "matrix--marked"}
    DEFAULT_CSS = """
    MatrixView {
        height: 1fr; width: 1fr; background: $surface; color: $foreground;
        & > .matrix--quiet { color: $foreground 60%; }
        & > .matrix--marked { background: $secondary 35%; }
    }
    """

    class Marked(Message):
        """Another cell is marked."""

    class Opened(Message):
        """The marked cell was clicked."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.matrix: FrameworkMatrix | None = None
        self.cases: tuple[MatrixHead, ...] = ()
        self.columns: tuple[MatrixHead, ...] = ()
        self._row = self._column = self._top = self._left = 0
        self._wrapped: dict[tuple[Place, int], list[str]] = {}

    @property
    def place(self) -> tuple[MatrixHead, MatrixHead] | None:
        """Case and column of the marked cell."""
        if not self.cases or not self.columns:
            return None
        return self.cases[self._row], self.columns[self._column]

    def show(
        self, matrix: FrameworkMatrix, cases: tuple[MatrixHead, ...], columns: tuple[MatrixHead, ...]
    ) -> None:
        """Show these cases and columns, marking the cell that was marked if it is among them."""
        marked = self.place
        self.matrix, self.cases, self.columns = matrix, cases, columns
        self._wrapped = {}
        ids = [head.id for head in cases], [head.id for head in columns]
        self._row = ids[0].index(marked[0].id) if marked and marked[0].id in ids[0] else 0
        self._column = ids[1].index(marked[1].id) if marked and marked[1].id in ids[1] else 0
        self._reveal()
        self.refresh()
        self.post_message(self.Marked())

    def action_go(self, way: str) -> None:
        """Mark the cell beside."""
        self._mark(
            self._row + {"up": -1, "down": 1}.get(way, 0),
            self._column + {"left": -1, "right": 1}.get(way, 0),
        )

    def action_page(self, columns: int, pages: int) -> None:
        """Mark a cell a screen further."""
        across, down = self._in_sight()
        self._mark(self._row + pages * max(down - 1, 1), self._column + columns * max(across - 1, 1))

    def on_resize(self) -> None:
        """Keep the marked cell in sight."""
        self._reveal()

    def on_click(self, event: events.Click) -> None:
        """A click marks; on what is marked, it opens."""
        event.stop()
        name, wide = self._widths()
        row = self._top + (event.y - HEADS) // LINES
        column = self._left + (event.x - name) // (wide + BETWEEN)
        if event.y < HEADS or event.x < name or row >= len(self.cases) or column >= len(self.columns):
            return
        if (row, column) == (self._row, self._column):
            self.post_message(self.Opened())
        self._mark(row, column)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel moves the mark."""
        event.stop()
        self._mark(self._row + 1, self._column)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel moves the mark."""
        event.stop()
        self._mark(self._row - 1, self._column)

    def render_line(self, y: int) -> Strip:
        """Heads, or a line of a case."""
        width, base = self.size.width, self.rich_style
        name, wide = self._widths()
        if self.matrix is None or self.place is None:
            return Strip.blank(width, base)
        quiet = base + Style(color=self.get_component_rich_style("matrix--quiet").color)
        if y < HEADS:
            return self._heads(y, base + Style(bold=True), quiet).adjust_cell_length(width, base)
        index, line = self._top + (y - HEADS) // LINES, (y - HEADS) % LINES
        if index >= len(self.cases):
            return Strip.blank(width, base)
        if line == LINES - 1:
            return Strip([Segment("┈" * width, quiet)])
        case = self.cases[index]
        label = textwrap.wrap(safe(case.name), name - 1) or [""]
        first = label[line] if line < len(label) else ""
        segments = [Segment(_padded(first, name), base + Style(bold=True))]
        for place, column in enumerate(self._columns_in_sight(), start=self._left):
            marked = (index, place) == (self._row, self._column)
            written = (case.id, column.id) in self.matrix.summaries
            style = self._lit(base) if marked else base if written else quiet
            segments += [
                Segment(_padded(self._cell((case.id, column.id), wide)[line], wide), style),
                Segment(" " * BETWEEN, base),
            ]
        return Strip(segments).adjust_cell_length(width, base)

    def _heads(self, y: int, bold: Style, quiet: Style) -> Strip:
        name, wide = self._widths()
        if y:
            return Strip([Segment("─" * self.size.width, quiet)])
        columns = self._columns_in_sight()
        segments = [Segment(_padded(f"{'↑' if self._top else ' '}{'←' if self._left else ' '}", name), quiet)]
        segments += [Segment(_padded(safe(one.name), wide) + " " * BETWEEN, bold) for one in columns]
        if self._left + len(columns) < len(self.columns):
            strip = Strip(segments).adjust_cell_length(self.size.width - 1, bold)
            return Strip([*strip, Segment("→", quiet)])
        return Strip(segments)

    def _cell(self, place: Place, width: int) -> list[str]:
        """The lines of a cell: `=` and the summary, else counts; wrapped once for each width."""
        known = self._wrapped.get((place, width))
        if known is not None:
            return known
        words = ""
        if self.matrix is not None:
            summary, count = self.matrix.summaries.get(place), self.matrix.counts.get(place)
            if summary is not None:
                words = f"= {safe(summary.body)}"
            elif count is not None:
                noun = "coding" if self.matrix.column_kind is ColumnKind.CODE else "piece"
                words = f"{plural(count.pieces, noun)}, {plural(count.sources, 'source')}"
        lines = textwrap.wrap(words, width) or [""]
        room = LINES - 1
        shown = (
            lines[:room]
            if len(lines) <= room
            else [*lines[: room - 1], fit(" ".join(lines[room - 1 :]), width)]
        )
        shown += [""] * (room - len(shown))
        self._wrapped[place, width] = shown
        return shown

    def _widths(self) -> tuple[int, int]:
        """Cells for the names of cases, and for each column."""
        longest = max((cell_len(safe(case.name)) for case in self.cases), default=4)
        name = min(longest + 1, max(self.size.width // 4, 8))
        across = max(1, (self.size.width - name) // (NARROWEST + BETWEEN))
        shown = max(1, min(across, len(self.columns)))
        return name, max((self.size.width - name) // shown - BETWEEN, 1)

    def _in_sight(self) -> tuple[int, int]:
        name, wide = self._widths()
        return max(1, (self.size.width - name) // (wide + BETWEEN)), max(
            1, (self.size.height - HEADS) // LINES
        )

    def _columns_in_sight(self) -> tuple[MatrixHead, ...]:
        return self.columns[self._left : self._left + self._in_sight()[0]]

    def _mark(self, row: int, column: int) -> None:
        row = max(0, min(row, len(self.cases) - 1))
        column = max(0, min(column, len(self.columns) - 1))
        if (row, column) != (self._row, self._column) and self.place is not None:
            self._row, self._column = row, column
            self._reveal()
            self.refresh()
            self.post_message(self.Marked())

    def _reveal(self) -> None:
        across, down = self._in_sight()
        self._left = max(
            min(self._left, self._column, len(self.columns) - across), self._column - across + 1, 0
        )
        self._top = max(min(self._top, self._row), self._row - down + 1, 0)

    def _lit(self, base: Style) -> Style:
        ground = self.get_component_rich_style("matrix--marked")
        marked = Style(reverse=True) if has_few_colours(self) else Style(bgcolor=ground.bgcolor, bold=True)
        return base + (marked if self.has_focus else Style(bold=True, underline=True))


def _padded(text: str, width: int) -> str:
    fitted = fit(text, width)
    return fitted + " " * max(width - cell_len(fitted), 0)
