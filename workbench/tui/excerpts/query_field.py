"""The line in which a query is typed, and the line under it: how the name goes on, or what is wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.segment import Segment
from rich.style import Style
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input

from workbench.tui.excerpts.query_completion import Completion, completions
from workbench.tui.keys.catalogue import bindings
from workbench.tui.widgets.choices import safe
from workbench.tui.widgets.filter_field import Field
from workbench.tui.widgets.strips import fit


class HintLine(Widget):
    """One line under a field. A fault is marked by a sign as well as by its colour."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES = {"hint--fault"}
    DEFAULT_CSS = """
    HintLine { height: 1; background: $surface; color: $foreground 75%;
        & > .hint--fault { color: $error; }
    }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.words = ""
        self.fault = False

    def show(self, words: str, *, fault: bool = False) -> None:
        """Say this."""
        if (words, fault) != (self.words, self.fault):
            self.words, self.fault = words, fault
            self.refresh()

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 (Textual's signature; there is one line only)
        """The one line."""
        base = self.rich_style
        if self.fault:
            base += Style(color=self.get_component_rich_style("hint--fault").color)
        words = fit(safe(("! " if self.fault else "") + self.words), self.size.width - 2)
        return Strip([Segment(" " + words, base)]).adjust_cell_length(self.size.width, base)


class QueryField(Field):
    """A field that knows what may come next. The screen has `action_ask`, `action_leave` and `action_step`.

    Posts `Typed` at every key with the completion of that moment; with None where one was asked for in vain.
    """

    BINDINGS = bindings("query")

    class Typed(Message):
        """Something else stands in the field."""

        def __init__(self, field: QueryField, completion: Completion | None) -> None:
            super().__init__()
            self.field = field
            self.completion = completion

        @property
        def control(self) -> QueryField:
            """The field."""
            return self.field

    def __init__(self, *, placeholder: str, id: str | None = None) -> None:
        super().__init__(placeholder=placeholder, id=id)
        self.names: Mapping[str, Sequence[str]] = {}

    @property
    def completion(self) -> Completion:
        """How what stands before the caret may go on."""
        return completions(self.value[: self.cursor_position], self.names)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell the screen what may come next."""
        event.stop()
        self.post_message(self.Typed(self, self.completion))

    def action_complete(self) -> None:
        """Write the likeliest name out."""
        found = self.completion
        if not found.words:
            self.post_message(self.Typed(self, None))
            return
        name, rest = found.words[0], self.value[self.cursor_position :]
        blank = "" if name.endswith(":") or rest.startswith(" ") else " "
        self.value = self.value[: found.start] + name + blank + rest
        self.cursor_position = found.start + len(name) + len(blank)


def hint_of(completion: Completion | None) -> str:
    """How a completion is offered; empty if there is none, and if it was asked for, words that say so."""
    if completion is None:
        return "Nothing goes on from here; Enter asks."
    if not completion.words:
        return ""
    how = "Not here. Tab takes the nearest: " if completion.near else "Tab: "
    return how + "   ".join(completion.words[:12])
