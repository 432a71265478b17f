"""A list to choose from: one line an entry, drawn directly, so that a thousand entries cost no more than ten.

It scrolls by itself: a `ScrollView` lays the whole screen out again whenever the number of its lines changes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from workbench.tui.keys.catalogue import bindings
from workbench.tui.text.cells import line_units
from workbench.tui.widgets.look import has_few_colours, stripe_style

MARKER = "▸ "
"""Stands before the marked entry: the mark that is left where there is no colour."""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of an entry. `hue` colours it as a code; `quiet` is for what matters less."""

    text: str
    quiet: bool = False
    hue: int | None = None
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """An entry: its key and what is shown."""

    key: str
    parts: tuple[Part, ...]

    @property
    def words(self) -> str:
        """All that is shown, casefolded, to find it by."""
        return "".join(part.text for part in self.parts).casefold()


class ChoiceList(Widget, can_focus=True):
    """Entries of which one is marked. Posts `Marked` as the mark moves and `Chosen` when one is clicked."""

    ALLOW_SELECT = False
    BINDINGS = bindings("list")
    COMPONENT_CLASSES = {"choices--quiet", "choices--marked"}
    DEFAULT_CSS = """
    ChoiceList {
        height: 1fr; width: 1fr; background: $surface; color: $foreground;
        & > .choices--quiet { color: $foreground 60%; }
        & > .choices--marked { background: $secondary 35%; }
    }
    """

    class Marked(Message):
        """Another entry is marked; `key` is None when there is none."""

        def __init__(self, choices: ChoiceList, key: str | None) -> None:
            super().__init__()
            self.choices = choices
            self.key = key

        @property
        def control(self) -> ChoiceList:
            """The list."""
            return self.choices

    class Chosen(Marked):
        """An entry was clicked."""

    def __init__(self, *, id: str | None = None, on_width: Callable[[int], None] | None = None) -> None:
        super().__init__(id=id)
        self.choices: Sequence[Choice] = ()
        self.marked = 0
        self.top = 0
        self._on_width = on_width

    @property
    def key(self) -> str | None:
        """The key of the marked entry."""
        return self.choices[self.marked].key if self.marked < len(self.choices) else None

    def show(self, choices: Sequence[Choice], *, key: str | None = None) -> None:
        """Show these entries and mark the one with `key`, or the first."""
        self.choices = choices
        keys = [choice.key for choice in choices] if key is not None else []
        self.marked = keys.index(key) if key in keys else 0
        self.top = 0
        self._reveal()
        self.refresh()
        self.post_message(self.Marked(self, self.key))

    def mark(self, index: int) -> None:
        """Mark another entry; stops at both ends."""
        index = max(0, min(index, len(self.choices) - 1))
        if index != self.marked:
            for changed in (self.marked, index):
                self.refresh(Region(0, changed - self.top, self.size.width, 1))
            self.marked = index
            self._reveal()
            self.post_message(self.Marked(self, self.key))

    def render_line(self, y: int) -> Strip:
        """One line of the list."""
        index, width = y + self.top, self.size.width
        base = self.rich_style
        if index >= len(self.choices):
            return Strip.blank(width, base)
        marked = index == self.marked and bool(self.choices[index].key)
        if marked:
            ground = self.get_component_rich_style("choices--marked")
            base += Style(reverse=True) if has_few_colours(self) else Style(bgcolor=ground.bgcolor, bold=True)
        segments = [Segment(MARKER if marked else " " * len(MARKER), base)]
        plain = marked and has_few_colours(self)
        parts = self.choices[index].parts
        segments += [Segment(safe(p.text), base if plain else self._style(p, base)) for p in parts]
        return Strip([*self._cut(Strip(segments), base), Segment(self._more(y), base)], width)

    def on_resize(self) -> None:
        """Let the owner fit its columns to the width."""
        if self._on_width is not None and self.size.width:
            self._on_width(self.size.width - 1)
        self._reveal()

    def on_click(self, event: events.Click) -> None:
        """A click marks and chooses."""
        event.stop()
        index = event.y + self.top
        if index < len(self.choices):
            self.mark(index)
            self.post_message(self.Chosen(self, self.key))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel moves the mark."""
        event.stop()
        self.mark(self.marked + 3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel moves the mark."""
        event.stop()
        self.mark(self.marked - 3)

    def action_step(self, entries: int) -> None:
        """Move the mark; a single step up from the first entry leads to the last."""
        first, last = self.marked == 0, len(self.choices) - 1
        self.mark(last if entries == -1 and first else self.marked + entries)

    def _cut(self, line: Strip, base: Style) -> Strip:
        """A line as long as the list is wide without its last column, with an ellipsis where something is missing."""
        room = self.size.width - 1
        if line.cell_length <= room:
            return line.adjust_cell_length(room, base)
        shown = line.crop(0, max(0, room - 1))
        return Strip([*shown, Segment("…", base)]).adjust_cell_length(room, base)

    def _style(self, part: Part, base: Style) -> Style:
        style = base
        if part.quiet:
            style += Style(color=self.get_component_rich_style("choices--quiet").color)
        if part.hue is not None:
            style += stripe_style(self, part.hue)
        return style + Style(bold=True) if part.strong else style

    def _reveal(self) -> None:
        """Scroll as little as shows the marked entry."""
        height = max(self.size.height, 1)
        if not self.top <= self.marked < self.top + height:
            self.top = self.marked if self.marked < self.top else self.marked - height + 1
            self.refresh()

    def _more(self, y: int) -> str:
        """In the last column: whether there is more above or below."""
        if y == 0 and self.top:
            return "↑"
        last = self.size.height - 1
        return "↓" if y == last and self.top + last + 1 < len(self.choices) else " "


def safe(text: str) -> str:
    """A label on one line, with nothing in it that a terminal would obey."""
    return text if text.isascii() and text.isprintable() else "".join(u.shown for u in line_units(text))
