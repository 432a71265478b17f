"""Searching all texts, and coding what is found."""

from __future__ import annotations

from workbench.tui.keys.action import Action


def _hit(name: str, keys: str, do: str, description: str, footer: str = "") -> Action:
    return Action(f"search.{name}", "search", "Search", keys, do, description, footer)


def _field(name: str, keys: str, do: str, description: str, footer: str = "") -> Action:
    return Action(f"words.{name}", "words", "Search", keys, do, description, footer)


ACTIONS: tuple[Action, ...] = (
    _hit("open", "enter,o", "open", "Read the hit where it stands; q comes back", "Read"),
    _hit("words", "slash", "words", "Search for other words", "Search"),
    _hit("limits", "l", "limits", "Limit the search: speaker, site, tracer and more", "Limit"),
    _hit(
        "mode", "m,ctrl+t", "mode", "Another way of searching: phrase, all words, regex, like these", "Mode"
    ),
    _hit("context", "v", "context", "View the lines around the hit, or the list alone", "Context"),
    _hit("tick", "space", "tick", "Tick, to code several at once", "Tick"),
    _hit("tick-all", "a", "tick_all", "Tick all that are listed, or none", "All"),
    _hit(
        "code", "c", "code('sentence')", "Code the sentences of the ticked hits, after a look at them", "Code"
    ),
    _hit("code-turn", "C", "code('turn')", "Code the turns of the ticked hits, after a look at them"),
    _hit("copy", "y,ctrl+c", "copy", "Copy the ticked hits with their sources"),
    _hit("undo", "u", "change('undo')", "Undo the last change"),
    _hit("redo", "r,ctrl+r", "change('redo')", "Redo what was undone"),
    _hit("quit", "q", "quit", "Quit; everything is saved already", "Quit"),
    _field("done", "enter", "screen.leave", "To the hits", "To the hits"),
    _field("limits", "tab", "screen.limits", "Limit the search", "Limit"),
    _field("mode", "ctrl+t", "screen.mode", "Another way of searching", "Mode"),
    _field("leave", "escape", "screen.leave", "To the hits"),
    _field("up", "up", "screen.step(-1)", "Up"),
    _field("down", "down", "screen.step(1)", "Down"),
)
"""All of them, in the order in which help lists them."""
