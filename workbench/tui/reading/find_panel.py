"""Finding words in the text that is read: hits appear as one types."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.message import Message
from textual.widgets import Input

from workbench.tui.keys.catalogue import bindings
from workbench.tui.widgets.filter_field import Field
from workbench.tui.widgets.panels import Panel


class FindPanel(Panel):
    """One line to type in. Posts `Sought` at every key and `Taken` on Enter; closed without, the screen goes back."""

    BINDINGS = bindings("find")
    SCOPED_CSS = False  # rules begin at the screen, which knows how wide it is
    DEFAULT_CSS = """
    FindPanel { height: 2; }
    .-wide FindPanel { height: 2; width: 40; }
    """

    class Sought(Message):
        """These words are looked for."""

        def __init__(self, words: str) -> None:
            super().__init__()
            self.words = words

    class Taken(Message):
        """The hit that is shown is the place to be."""

    class Left(Message):
        """The search was given up."""

    def compose(self) -> ComposeResult:
        """The field."""
        yield Field(placeholder="Find in this source", id="words")

    def open(self) -> None:
        """Take the keys, with an empty field."""
        self.border_title = "Find   Enter stays, Esc goes back"
        self.add_class("-open")
        field = self.query_one(Field)
        with self.prevent(Input.Changed):
            field.value = ""
        field.focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Look at every key."""
        event.stop()
        self.post_message(self.Sought(event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter takes it."""
        event.stop()
        self.action_take()

    def action_take(self) -> None:
        """Stay at the hit."""
        self.post_message(self.Taken())
        super().action_close()

    def action_close(self) -> None:
        """Give the search up."""
        self.post_message(self.Left())
        super().action_close()
