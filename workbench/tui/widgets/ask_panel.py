"""A question before a change that takes much along: what it would do, Enter does it, Escape leaves it."""

from __future__ import annotations

from collections.abc import Callable

from rich.text import Text
from textual.app import ComposeResult
from textual.content import Content

from workbench.tui.keys.catalogue import bindings
from workbench.tui.widgets.panels import Panel, Prose


class AskPanel(Panel, can_focus=True):
    """A text to read and to answer."""

    ASKS = True
    BINDINGS = bindings("ask")
    DEFAULT_CSS = """
    AskPanel { height: 10; & > Prose { height: 1fr; } }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._then: Callable[[], None] = lambda: None

    def compose(self) -> ComposeResult:
        """The text."""
        yield Prose(id="asked")

    def open(self, title: str, text: Text, then: Callable[[], None]) -> None:
        """Ask; `then` is called if the answer is yes."""
        self._then = then
        self.border_title = Content(title)
        self.add_class("-open")
        self.query_one(Prose).show(text)
        self.screen.set_focus(
            self
        )  # at once: the panel that asked first is just closing, and would leave it elsewhere

    def action_read(self, lines: int) -> None:
        """Scroll the text."""
        self.query_one(Prose).scroll_lines(lines)

    def action_choose(self) -> None:
        """Yes."""
        self.action_close()
        self._then()
