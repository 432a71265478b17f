"""Asking for one line: a name, a file."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input

from workbench.tui.widgets.filter_field import Field
from workbench.tui.widgets.panels import Panel


class LinePanel(Panel):
    """A field with a title. Enter hands the line to a callback, which says whether it will do; Escape gives up."""

    DEFAULT_CSS = """
    LinePanel { height: 2; & > Field, & > Field:focus { background: $panel; } }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._then: Callable[[str], bool] = lambda _: True

    def compose(self) -> ComposeResult:
        """The field."""
        yield Field(placeholder="", id="line")

    def open(self, title: str, value: str, then: Callable[[str], bool]) -> None:
        """Ask; the panel stays open until `then` accepts a line."""
        self._then = then
        self.border_title = Content(f"{title}   Enter takes it, Esc gives up")
        self.add_class("-open")
        self.put(value)

    def put(self, value: str) -> None:
        """Put another line into the field, to go on with."""
        field = self.query_one(Field)
        field.value = value
        field.cursor_position = len(value)
        field.focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Nobody else need know."""
        event.stop()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter hands the line over."""
        event.stop()
        self.action_choose()

    def action_choose(self) -> None:
        """Hand the line over."""
        line = self.query_one(Field).value.strip()
        if line and self._then(line):
            self.action_close()
