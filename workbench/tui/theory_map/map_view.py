"""The canvas of the map on screen: one node is marked, and it scrolls both ways. Draws only the lines in sight."""

from __future__ import annotations

from collections.abc import Callable

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from workbench.tui.keys.catalogue import bindings
from workbench.tui.theory_map.canvas import BOX, ROW, Box, Canvas
from workbench.tui.widgets.look import has_few_colours

HEIGHT = ROW - 1
"""Lines of a box."""


class MapView(Widget, can_focus=True):
    """Shows a canvas. `beside` says which node an arrow leads to. Posts `Marked` and `Opened`."""

    ALLOW_SELECT = False
    BINDINGS = bindings("map-view")
    COMPONENT_CLASSES = {"map--marked", "map--lines"}
    DEFAULT_CSS = """
    MapView {
        height: 1fr; width: 1fr; background: $surface; color: $foreground;
        & > .map--marked { background: $secondary 35%; }
    }
    """

    class Marked(Message):
        """Another node is marked."""

    class Opened(Message):
        """The marked node was clicked."""

    def __init__(self, beside: Callable[[str, str], str], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._beside = beside
        self.canvas = Canvas()
        self.at = ""
        self._left = self._top = 0

    @property
    def box(self) -> Box | None:
        """What is marked."""
        return self.canvas.boxes.get(self.at)

    def show(self, canvas: Canvas) -> None:
        """Show a map, marking what was marked, else the first node."""
        self.canvas = canvas
        if self.at not in canvas.boxes:
            self.at = next(iter(canvas.boxes), "")
            self._left = self._top = 0
        self._reveal()
        self.refresh()
        self.post_message(self.Marked())

    def mark(self, node_id: str) -> None:
        """Mark a node and bring it into sight."""
        if node_id in self.canvas.boxes and node_id != self.at:
            self.at = node_id
            self._reveal()
            self.refresh()
            self.post_message(self.Marked())

    def action_go(self, way: str) -> None:
        """Along a link or to what is near."""
        if self.box is not None:
            self.mark(self._beside(self.at, way))

    def action_page(self, columns: int, pages: int) -> None:
        """Scroll by most of what is in sight."""
        self._scroll(columns * max(self.size.width - BOX, 1), pages * max(self.size.height - ROW, 1))

    def on_resize(self) -> None:
        """Keep the marked node in sight."""
        self._reveal()
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """A click marks; on what is marked, it opens."""
        event.stop()
        x, y = event.x + self._left, event.y + self._top
        for box in self.canvas.boxes.values():
            if box.x <= x < box.x + BOX and box.y <= y < box.y + HEIGHT:
                if box.node.id == self.at:
                    self.post_message(self.Opened())
                self.mark(box.node.id)
                return

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel moves the map."""
        event.stop()
        self._scroll(0, 2)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel moves the map."""
        event.stop()
        self._scroll(0, -2)

    def render_line(self, y: int) -> Strip:
        """One line of what is in sight."""
        width, base = self.size.width, self.rich_style
        index = y + self._top
        if index >= len(self.canvas.cells):
            return Strip.blank(width, base)
        line, box = self.canvas.cells[index], self.box
        ends = (0, 0)
        if box is not None and box.y <= index < box.y + HEIGHT:
            ends = (box.x, box.x + BOX)
        parts = (
            (line[self._left : max(ends[0], self._left)], base),
            (line[max(ends[0], self._left) : max(ends[1], self._left)], self._lit(base)),
            (line[max(ends[1], self._left) : self._left + width], base),
        )
        strip = Strip([Segment("".join(cells), style) for cells, style in parts if cells])
        strip = strip.adjust_cell_length(width - 1, base)
        return Strip([*strip, Segment(self._more(y), base)], width)

    def _lit(self, base: Style) -> Style:
        ground = self.get_component_rich_style("map--marked")
        marked = Style(reverse=True) if has_few_colours(self) else Style(bgcolor=ground.bgcolor, bold=True)
        return base + (marked if self.has_focus else Style(bold=True, underline=True))

    def _more(self, y: int) -> str:
        """In the last column: whether there is more above, below or at a side."""
        last = self.size.height - 1
        if y == 0 and self._top:
            return "↑"
        if y == last and self._top + last + 1 < len(self.canvas.cells):
            return "↓"
        wide = len(self.canvas.cells[0]) if self.canvas.cells else 0
        if y == 1 and self._left:
            return "←"
        return "→" if y == 2 and self._left + self.size.width - 1 < wide else " "

    def _scroll(self, x: int, y: int) -> None:
        wide = len(self.canvas.cells[0]) if self.canvas.cells else 0
        left = max(0, min(self._left + x, wide - self.size.width + 1))
        top = max(0, min(self._top + y, len(self.canvas.cells) - self.size.height))
        if (left, top) != (self._left, self._top):
            self._left, self._top = left, top
            self.refresh()

    def _reveal(self) -> None:
        """Scroll as little as shows the marked node, and never past the ends of the map."""
        box, width, height = self.box, self.size.width - 1, self.size.height
        if box is None or width < 1:
            self._left = self._top = 0
            return
        left = max(min(self._left, box.x), box.x + BOX - width) if width >= BOX else box.x
        top = max(min(self._top, box.y), box.y + HEIGHT - height)
        wide = len(self.canvas.cells[0]) if self.canvas.cells else 0
        self._left = max(0, min(left, wide - width))
        self._top = max(0, min(top, len(self.canvas.cells) - height))
