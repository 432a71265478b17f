"""The keys that matter here, in the last line. It is one widget: one for each key would be made anew at every focus."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from workbench.tui.keys.labels import NO_KEY

_Key = tuple[str, str, str]
"""The key, how it is shown, and what it does."""


HELP = "screen.help"
"""The action of the key that lists all others."""


class KeyLine(Widget):
    """The bindings that are shown, as `key description`; a click does what the key does."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES = {"keys--key"}
    DEFAULT_CSS = """
    KeyLine { height: 1; dock: bottom; background: $footer-background; color: $footer-description-foreground;
        & > .keys--key { color: $footer-key-foreground; text-style: bold; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[_Key, ...] = ()
        self._last: tuple[_Key, ...] = ()
        """What lists all others, and has its place at the end however narrow the line is."""

    def on_mount(self) -> None:
        """Follow the bindings of the screen."""
        self.screen.bindings_updated_signal.subscribe(self, self._look)
        self._look(self.screen)

    def _look(self, screen: Screen[object]) -> None:
        shown = [
            (binding.key, self.app.get_key_display(binding), binding.description, binding.action)
            for _, binding, enabled, _ in screen.active_bindings.values()
            if binding.show and enabled and binding.key != NO_KEY
        ]
        unique = {(display, text): (key, display, text) for key, display, text, _ in shown}
        last = tuple(unique[display, text] for _, display, text, action in shown if action == HELP)[:1]
        if (tuple(unique.values()), last) != (self._shown, self._last):
            self._shown, self._last = tuple(unique.values()), last
            self.refresh()

    def _places(self) -> Iterator[tuple[int, str, str, str]]:
        """Where each key begins, as many as fit."""
        room, keys, last = self.size.width + 1, self._shown, self._last
        if sum(map(_width, keys)) > room:
            keys = tuple(key for key in keys if key not in last)
            while keys and sum(map(_width, keys + last)) > room:
                keys = keys[:-1]
            keys += last
        at = 0
        for key in keys:
            if at + _width(key) <= room:
                yield at, *key
            at += _width(key)

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 (Textual's signature; there is one line only)
        """The one line."""
        base, strong = self.rich_style, self.get_component_rich_style("keys--key")
        segments: list[Segment] = []
        for _, _, display, text in self._places():
            segments += [Segment(f" {display} ", strong), Segment(f"{text} ", base)]
        return Strip(segments).adjust_cell_length(self.size.width, base)

    def on_click(self, event: events.Click) -> None:
        """A click on a key is the key."""
        event.stop()
        for at, key, display, text in self._places():
            if at <= event.x < at + _width((key, display, text)):
                self.app.simulate_key(key)


def _width(key: _Key) -> int:
    """Cells of a key in the line, with the blanks around it."""
    return cell_len(key[1]) + cell_len(key[2]) + 3
