"""The list of sources, and the facts of one."""

from __future__ import annotations

from workbench.tui.keys.action import Action


def _list(name: str, keys: str, do: str, description: str, footer: str = "") -> Action:
    return Action(f"sources.{name}", "sources", "Sources", keys, do, description, footer)


def _facts(name: str, keys: str, do: str, description: str, footer: str = "") -> Action:
    return Action(f"record.{name}", "record", "Facts of a source", keys, do, description, footer)


_SOURCES = (
    _list("open", "enter", "open", "Read the source", "Open"),
    _list(
        "facts",
        "space",
        "facts",
        "Its facts: attributes, participants, notes, who read it; all editable",
        "Facts",
    ),
    _list("sort", "greater_than_sign", "sort(1)", "Order by the next column", "Sort"),
    _list("sort-back", "less_than_sign", "sort(-1)", "Order by the column before"),
    _list("reverse", "equals_sign", "sort(0)", "The other way round", "Reverse"),
    _list("filter", "slash", "filter", "Filter; letters that are no keys do, too", "Filter"),
    _list("leave", "escape", "leave", "Clear the filter"),
    _list("read-on", "ctrl+down", "read(2)", "Facts beside the list: read on"),
    _list("read-back", "ctrl+up", "read(-2)", "Facts beside the list: back"),
    _list("quit", "q", "quit", "Quit; everything is saved already", "Quit"),
)

_RECORD = (
    _facts("edit", "enter,e", "line('edit')", "Change what is marked", "Edit"),
    _facts(
        "rename", "n", "line('rename')", "Another name for the attribute, another label for the participant"
    ),
    _facts(
        "remove",
        "x,delete",
        "line('remove')",
        "Empty the field; remove the participant, attribute or note",
        "Remove",
    ),
    _facts("attribute", "a", "add('attribute')", "Add an attribute", "Attribute"),
    _facts("person", "p", "add('person')", "Add a participant", "Person"),
    _facts("note", "M", "add('note')", "Write a note: a memo on this source"),
    _facts("read", "o", "read_text", "Read the source", "Open"),
    _facts("next", "right_square_bracket,right", "other(1)", "Next source"),
    _facts("previous", "left_square_bracket,left", "other(-1)", "Source before"),
    _facts("undo", "u", "change('undo')", "Undo the last change"),
    _facts("redo", "r,ctrl+r", "change('redo')", "Redo what was undone"),
    _facts("back", "q,escape", "back", "Back to the sources", "Back"),
)

ACTIONS: tuple[Action, ...] = (*_SOURCES, *_RECORD)
"""All of them, in the order in which help lists them."""
