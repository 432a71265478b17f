"""A configuration on screen: cards of which one is marked. It scrolls by itself and draws only its lines."""

from __future__ import annotations

from collections.abc import Callable

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from workbench.tui.keys.catalogue import bindings
from workbench.tui.theory.cmo_layout import Item, Sheet, neighbour
from workbench.tui.widgets.choices import MARKER
from workbench.tui.widgets.look import has_few_colours

MARGIN = 1
"""Cells at the left and right of the sheet; the right one says whether there is more."""


class SheetView(Widget, can_focus=True):
    """Shows a sheet, which the owner lays out anew for each width. Posts `Marked` and `Opened`."""

    ALLOW_SELECT = False
    BINDINGS = bindings("sheet")
    COMPONENT_CLASSES = {"sheet--quiet", "sheet--marked"}
    DEFAULT_CSS = """
    SheetView {
        height: 1fr; width: 1fr; background: $surface; color: $foreground;
        & > .sheet--quiet { color: $foreground 60%; }
        & > .sheet--marked { background: $secondary 35%; }
    }
    """

    class Marked(Message):
        """Another item is marked."""

    class Opened(Message):
        """An item was clicked."""

    def __init__(self, make: Callable[[int], Sheet], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._make = make
        self.sheet = Sheet()
        self.at = 0
        self._top = 0

    @property
    def item(self) -> Item | None:
        """What is marked."""
        return self.sheet.items[self.at] if self.at < len(self.sheet.items) else None

    def show(self, *, key: str = "") -> None:
        """Lay out again, marking the item of this key, else the one that was marked, else the first slot."""
        if not self.size.width:
            return
        column = self.item.column if self.item else 0
        key = key or (self.item.key if self.item else "")
        self.sheet = self._make(max(self.size.width - 2 * MARGIN, 1))
        items = self.sheet.items
        found = [i for i, item in enumerate(items) if item.key == key]
        slots = [i for i, item in enumerate(items) if item.kind == "slot"]
        near = [i for i in slots if items[i].column == column]
        self.at = next(iter((*found, *(near if key else ()), *slots)), 0)
        self._reveal()
        self.refresh()
        self.post_message(self.Marked())

    def on_resize(self) -> None:
        """Lay out for the width there is now."""
        self.show()

    def action_go(self, way: str) -> None:
        """Mark the item beside, above or below; where there is none, scroll."""
        target = neighbour(self.sheet.items, self.at, way)
        if target != self.at:
            self._mark(target)
            self._reveal()
        elif way in ("up", "down"):
            self._scroll(-1 if way == "up" else 1)

    def action_page(self, pages: int) -> None:
        """Scroll by pages; the mark comes along, in its column where that has something to mark there."""
        height, here = max(self.size.height, 1), self.item
        self._scroll(pages * max(height - 2, 1))
        seen = range(self._top, self._top + height)
        if here is not None and here.line not in seen:
            ahead = [i for i, item in enumerate(self.sheet.items) if item.line in seen]
            beside = [i for i in ahead if self.sheet.items[i].column == here.column] or ahead
            if beside:
                self._mark(beside[0] if pages > 0 else beside[-1])

    def action_end(self, way: int) -> None:
        """Mark the first (-1) or the last (1) item, with all that stands beyond it."""
        if self.sheet.items:
            self._mark(0 if way < 0 else len(self.sheet.items) - 1)
            self._scroll(way * len(self.sheet.lines))

    def on_click(self, event: events.Click) -> None:
        """A click marks; on what is marked, it opens."""
        event.stop()
        column, index = 0, event.y + self._top
        for piece in self.sheet.lines[index] if index < len(self.sheet.lines) else ():
            column += cell_len(piece.part.text)
            if event.x - MARGIN < column:
                if piece.item is not None:
                    if piece.item == self.at:
                        self.post_message(self.Opened())
                    else:
                        self._mark(piece.item)
                return

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel moves the sheet."""
        event.stop()
        self._scroll(2)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel moves the sheet."""
        event.stop()
        self._scroll(-2)

    def render_line(self, y: int) -> Strip:
        """One line of the sheet."""
        width, base = self.size.width, self.rich_style
        index = y + self._top
        if index >= len(self.sheet.lines):
            return Strip.blank(width, base)
        ground = self.get_component_rich_style("sheet--marked")
        lit = base + (Style(reverse=True) if has_few_colours(self) else Style(bgcolor=ground.bgcolor))
        lit = lit if self.has_focus else base + Style(bold=True)
        quiet = Style(color=self.get_component_rich_style("sheet--quiet").color)
        segments = [Segment(" " * MARGIN, base)]
        for piece in self.sheet.lines[index]:
            mine = piece.item is not None and piece.item == self.at
            style = lit if mine else base
            if piece.part.quiet and not (mine and self.has_focus and has_few_colours(self)):
                style += quiet
            if piece.part.strong:
                style += Style(bold=True)
            segments.append(Segment(MARKER if mine and piece.first else piece.part.text, style))
        strip = Strip(segments).adjust_cell_length(width - MARGIN, base)
        return Strip([*strip, Segment(self._more(y), base)], width)

    def _more(self, y: int) -> str:
        if y == 0 and self._top:
            return "↑"
        more = self._top + self.size.height < len(self.sheet.lines)
        return "↓" if y == self.size.height - 1 and more else " "

    def _mark(self, index: int) -> None:
        self.at = index
        self.refresh()
        self.post_message(self.Marked())

    def _scroll(self, lines: int) -> None:
        top = max(0, min(self._top + lines, len(self.sheet.lines) - self.size.height))
        if top != self._top:
            self._top = top
            self.refresh()

    def _reveal(self) -> None:
        """Scroll as little as shows the marked item; with the first one, all that stands above it."""
        height, item = max(self.size.height, 1), self.item
        self._top = max(0, min(self._top, len(self.sheet.lines) - height))
        if item is None:
            return
        if item.line + item.height > self._top + height:
            self._top = item.line + item.height - height
        if item.line < self._top:
            self._top = item.line
        if not any(other.line < item.line for other in self.sheet.items):
            self._top = 0
