"""Coded excerpts by a query, the field that asks, and queries kept under a name."""

from __future__ import annotations

from workbench.tui.keys.action import Action


def _quote(name: str, keys: str, do: str, description: str, footer: str = "") -> Action:
    return Action(f"excerpts.{name}", "excerpts", "Excerpts", keys, do, description, footer)


def _field(name: str, keys: str, do: str, description: str, footer: str = "") -> Action:
    return Action(f"query.{name}", "query", "Query", keys, do, description, footer)


def _saved(name: str, keys: str, do: str, description: str, footer: str = "") -> Action:
    return Action(f"saved.{name}", "saved", "Saved queries", keys, do, description, footer)


ACTIONS: tuple[Action, ...] = (
    _quote("open", "enter,o", "open", "Read it where it stands; q comes back", "Read"),
    _quote("query", "slash", "query", "Ask: codes, sites, words and more", "Ask"),
    _quote("context", "v", "context", "View the lines around it, or the quote alone", "Context"),
    _quote("tick", "space", "tick", "Tick, to change or save several at once", "Tick"),
    _quote("tick-all", "a", "tick_all", "Tick all that are listed, or none"),
    _quote("recode", "c", "recode", "Give it, or the ticked ones, another code", "Recode"),
    _quote("remove", "x,delete", "remove", "Remove your codings: this one, or the ticked ones"),
    _quote("copy", "y,ctrl+c", "copy", "Copy it, or the ticked ones, with attribution"),
    _quote("write", "w", "write", "Write the list, or the ticked ones, to a file: md, docx, csv", "Write"),
    _quote("saved", "s", "saved", "Saved queries: ask, rename, remove", "Saved"),
    _quote("save", "S", "save", "Save this query under a name"),
    _quote("read-on", "ctrl+down", "read(2)", "Quote: read on"),
    _quote("read-back", "ctrl+up", "read(-2)", "Quote: back"),
    _quote("undo", "u", "change('undo')", "Undo the last change"),
    _quote("redo", "r,ctrl+r", "change('redo')", "Redo what was undone"),
    _quote("quit", "q", "quit", "Quit; everything is saved already", "Quit"),
    _field("ask", "enter", "screen.ask", "Ask what is written", "Ask"),
    _field("complete", "tab", "complete", "Complete the name that is being written", "Complete"),
    _field("leave", "escape", "screen.leave", "Back to the list", "Back"),
    _field("up", "up", "screen.step(-1)", "Up"),
    _field("down", "down", "screen.step(1)", "Down"),
    _saved("rename", "r", "rename", "Rename the marked query", "Rename"),
    _saved("remove", "x,delete", "remove", "Remove the marked query", "Remove"),
)
"""All of them, in the order in which help lists them."""
