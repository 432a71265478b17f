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

_Shown = tuple[tuple[str, str, str], ...]


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
        self._shown: _Shown = ()

    def on_mount(self) -> None:
        """Follow the bindings of the screen."""
        self.screen.bindings_updated_signal.subscribe(self, self._look)
        self._look(self.screen)

    def _look(self, screen: Screen[object]) -> None:
        shown = tuple(
            (binding.key, self.app.get_key_display(binding), binding.description)
            for _, binding, enabled, _ in screen.active_bindings.values()
            if binding.show and enabled and binding.key != NO_KEY
        )
        unique = tuple({(display, text): (key, display, text) for key, display, text in shown}.values())
        if unique != self._shown:
            self._shown = unique
            self.refresh()

    def _places(self) -> Iterator[tuple[int, str, str, str]]:
        """Where each key begins, as many as fit."""
        at = 0
        for key, display, text in self._shown:
            width = cell_len(display) + cell_len(text) + 3
            if at + width > self.size.width + 1:
                return
            yield at, key, display, text
            at += width

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
            if at <= event.x < at + cell_len(display) + cell_len(text) + 3:
                self.app.simulate_key(key)
