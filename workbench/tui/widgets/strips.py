"""The lines around the text: title above, and below what lies under the caret and what has just happened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from workbench.tui.widgets.choices import Part, safe
from workbench.tui.widgets.look import stripe_style

SHORTEST_TITLE = 12
"""Cells that the left of a title bar keeps when the right wants all."""


BETWEEN = "   "
"""Stands between the codings under the caret."""


def fit(text: str, cells: int) -> str:
    """A text cut to `cells`, with an ellipsis where something is missing."""
    if cells <= 0:
        return ""
    return text if cell_len(text) <= cells else set_cell_size(text, cells - 1).rstrip() + "…"


class TitleBar(Widget):
    """What is being read, and at the right how far and by whom."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES = {"title--quiet"}
    DEFAULT_CSS = """
    TitleBar { height: 1; background: $panel; color: $foreground;
        & > .title--quiet { color: $foreground 60%; }
    }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._shown = ("", "", "")
        self._job = ""

    def show_job(self, words: str) -> None:
        """Say at the right how far a long piece of work is; empty once it is over."""
        if words != self._job:
            self._job = words
            self.refresh()

    def show(self, name: str, about: str, right: str) -> None:
        """Show a name, what is known about it, and the right-hand side."""
        shown = (safe(name), safe(about), safe(right))
        if shown != self._shown:
            self._shown = shown
            self.refresh()

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 (Textual's signature; there is one line only)
        """The one line."""
        width, base = self.size.width, self.rich_style
        quiet = base + Style(color=self.get_component_rich_style("title--quiet").color)
        name, about, right = self._shown
        right = fit(safe(self._job) or right, max(0, width - SHORTEST_TITLE - 2))
        room = width - cell_len(right) - 3
        name = fit(name, room)
        about = fit(about, room - cell_len(name) - 2)
        segments = [
            Segment(f" {name}", base + Style(bold=True)),
            Segment(f"  {about}" if about else "", quiet),
        ]
        gap = width - cell_len(name) - 1 - (cell_len(about) + 2 if about else 0) - cell_len(right) - 1
        segments += [Segment(" " * max(gap, 1), base), Segment(right + " ", quiet)]
        return Strip(segments).adjust_cell_length(width, base)


@dataclass(frozen=True, slots=True)
class Entry:
    """A coding under the caret, at length and in short."""

    long: tuple[Part, ...]
    short: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Detail:
    """The two lines below the text. `message` takes the second line's place until the caret moves."""

    here: tuple[Entry, ...] = ()
    below: tuple[Part, ...] = ()
    message: str = ""


class DetailStrip(Widget):
    """The codings under the caret by glyph, name and coder.

    Below, what was done, or what a digit would do.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES = {"detail--quiet", "detail--message"}
    DEFAULT_CSS = """
    DetailStrip { height: 2; background: $surface; color: $foreground;
        & > .detail--quiet { color: $foreground 60%; }
        & > .detail--message { color: $accent; }
    }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.detail = Detail()

    @property
    def message(self) -> str:
        """What was said last, empty once the caret has moved."""
        return self.detail.message

    def show(self, detail: Detail) -> None:
        """Show this, if it is anything new."""
        if detail != self.detail:
            self.detail = detail
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """One of the two lines."""
        base = self.rich_style
        if y == 1 and self.detail.message:
            style = base + Style(color=self.get_component_rich_style("detail--message").color)
            segments = [Segment(" " + fit(safe(self.detail.message), self.size.width - 2), style)]
        else:
            here = entries_that_fit(self.detail.here, self.size.width - 2)
            segments = self._paint(self.detail.below if y else here)
        return Strip(segments).adjust_cell_length(self.size.width, base)

    def _paint(self, parts: Sequence[Part]) -> list[Segment]:
        base = self.rich_style
        quiet = base + Style(color=self.get_component_rich_style("detail--quiet").color)
        segments, room = [Segment(" ", base)], self.size.width - 2
        for part in parts:
            text = fit(safe(part.text), room)
            room -= cell_len(text)
            style = quiet if part.quiet else base
            if part.hue is not None:
                style += stripe_style(self, part.hue)
            segments.append(Segment(text, style + Style(bold=part.strong or part.hue is not None)))
        return segments


def entries_that_fit(entries: Sequence[Entry], cells: int) -> tuple[Part, ...]:
    """All at length, else all in short, else as many in short as fit and how many more there are."""
    if not entries:
        return (Part("no coding here", quiet=True),)
    for shown in ([e.long for e in entries], [e.short for e in entries]):
        if _cells(shown) <= cells:
            return _joined(shown)
    short = [e.short for e in entries]
    for kept in range(len(short) - 1, 0, -1):
        more = (Part(f"and {len(short) - kept} more", quiet=True),)
        if _cells([*short[:kept], more]) <= cells:
            return _joined([*short[:kept], more])
    count = (Part(f"{len(short)} codings: ", quiet=True),)
    return (*count, *short[0]) if len(short) > 1 else short[0]


def _cells(shown: Sequence[Sequence[Part]]) -> int:
    return sum(cell_len(part.text) for parts in shown for part in parts) + len(BETWEEN) * (len(shown) - 1)


def _joined(shown: Sequence[Sequence[Part]]) -> tuple[Part, ...]:
    parts: list[Part] = []
    for entry in shown:
        parts += [*([Part(BETWEEN)] if parts else []), *entry]
    return tuple(parts)
