"""Choosing one of many by its name: type words that it has, Enter takes the marked one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input

from workbench.tui.choices import Choice, ChoiceList
from workbench.tui.filter_field import Field
from workbench.tui.keys.catalogue import bindings
from workbench.tui.panels import Panel


class NameChooser(Panel):
    """A field above a list. Hands the key of what was chosen to a callback."""

    ASKS = True
    BINDINGS = bindings("target")
    DEFAULT_CSS = """
    NameChooser {
        height: 12;
        & > Field, & > Field:focus { background: $panel; }
    }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._choices: Sequence[tuple[str, Choice]] = ()
        self._then: Callable[[str], None] = lambda _: None

    def compose(self) -> ComposeResult:
        """Words above, entries below."""
        yield Field(placeholder="Type to find", id="name-words")
        yield ChoiceList(id="names")

    def open(self, title: str, choices: Sequence[Choice], then: Callable[[str], None]) -> None:
        """Show the entries; `then` gets the key of the one chosen."""
        self._choices = [(" ".join(part.text for part in c.parts).casefold(), c) for c in choices]
        self._then = then
        self.border_title = Content(title)
        self.add_class("-open")
        field = self.query_one(Input)
        with self.prevent(Input.Changed):
            field.value = ""
        field.focus()
        self.query_one(ChoiceList).show(choices)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search at every key."""
        event.stop()
        words = event.value.casefold().split()
        found = [choice for text, choice in self._choices if all(word in text for word in words)]
        self.query_one(ChoiceList).show(found)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter takes the marked entry."""
        event.stop()
        self.action_choose()

    def on_choice_list_marked(self, event: ChoiceList.Marked) -> None:
        """Nobody else need know."""
        event.stop()

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        """A clicked entry is taken."""
        event.stop()
        self.action_choose()

    def action_step(self, entries: int) -> None:
        """Move the mark while the field has the keys."""
        self.query_one(ChoiceList).action_step(entries)

    def action_choose(self) -> None:
        """Hand over the marked entry; without one, keep asking."""
        key = self.query_one(ChoiceList).key
        if key is not None:
            self.action_close()
            self._then(key)
