"""Where a question is asked: the line it is typed in, and below it how it may go on or what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input

from workbench.errors import WorkbenchError
from workbench.tui.excerpts.query_field import HintLine, QueryField, hint_of


class QueryLine(Vertical):
    """A `QueryField` with its `HintLine`."""

    DEFAULT_CSS = "QueryLine { height: 2; }"

    def __init__(self, *, placeholder: str, id: str | None = None) -> None:
        super().__init__(id=id)
        self._field = QueryField(placeholder=placeholder, id="query")
        self._hint = HintLine(id="hint")

    def compose(self) -> ComposeResult:
        """One above the other."""
        yield self._field
        yield self._hint

    @property
    def field(self) -> QueryField:
        """Where one types."""
        return self._field

    def know(self, names: Mapping[str, Sequence[str]]) -> None:
        """The names that may stand in a question; without any, they are asked for again when they are needed."""
        self._field.names = names

    def show(self, line: str) -> None:
        """Show a question, with nothing said about it."""
        with self._field.prevent(Input.Changed):
            self._field.value = line
        self._field.cursor_position = len(line)
        self._hint.show("")

    def refuse(self, error: WorkbenchError) -> str:
        """Say what is wrong with the question, and take the keys; returns what the line had no room for."""
        self.screen.set_focus(self._field)
        words = " ".join(filter(None, (f"{error.message}.", error.hint)))
        if cell_len(words) + 4 <= self.size.width:
            self._hint.show(words, fault=True)
            return ""
        self._hint.show(f"{error.message}.", fault=True)
        return error.hint or error.message

    def on_query_field_typed(self, event: QueryField.Typed) -> None:
        """Offer how the name goes on."""
        event.stop()
        self._hint.show(hint_of(event.completion))
