"""Fields to type in. One above a list leaves the list's keys to the screen: arrows move the mark, Enter takes it."""

from __future__ import annotations

from textual.widgets import Input

from workbench.tui.keys.catalogue import bindings
from workbench.tui.keys.labels import is_written


class Field(Input):
    """One line to type in, in which every printable key is text: so no footer offers it for anything else."""

    DEFAULT_CSS = """
    Field, Field:focus { height: 1; border: none; padding: 0 1; background: $surface; }
    """

    def __init__(self, *, placeholder: str, id: str | None = None) -> None:
        super().__init__(placeholder=placeholder, id=id, select_on_focus=False)

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Whether a key is typed. (Textual knows no character for keys by name, such as `slash`.)"""
        return is_written(key) or super().check_consume_key(key, character)


class FilterField(Field):
    """One line above a list. The screen has `action_step`, `action_open` and `action_leave`."""

    BINDINGS = bindings("filter")
