"""Versions of the programme theory, and repeat interviews."""

from __future__ import annotations

from workbench.tui.keys.action import Action


def _versions(name: str, keys: str, do: str, description: str, footer: str = "") -> Action:
    return Action(f"versions.{name}", "versions", "Versions", keys, do, description, footer)


def _waves(name: str, keys: str, do: str, description: str, footer: str = "") -> Action:
    return Action(f"waves.{name}", "waves", "Waves", keys, do, description, footer)


ACTIONS: tuple[Action, ...] = (
    _versions("diff", "enter,d", "diff", "What changed since another version", "Compare"),
    _versions("leave", "escape", "leave", "Read the version itself again", "Read"),
    _versions("new", "n", "new", "New version, of the last one's CMOs or those that stand now", "New"),
    _versions("title", "t", "mend('title')", "Another title"),
    _versions("statement", "w", "mend('statement')", "Mend the statement"),
    _versions("reason", "e", "mend('reason')", "Mend the reason"),
    _versions("remove", "x,delete", "remove", "Remove the version; its CMOs stay"),
    _versions("read-on", "ctrl+down,J", "read(2)", "Read on"),
    _versions("read-back", "ctrl+up,K", "read(-2)", "Read back"),
    _versions("undo", "u", "change('undo')", "Undo the last change", "Undo"),
    _versions("redo", "r,ctrl+r", "change('redo')", "Redo what was undone"),
    _versions("back", "q", "back", "Back to the list of CMOs", "Back"),
    _waves(
        "read", "enter", "read_there", "Read the marked passage where it stands; q comes back", "Read there"
    ),
    _waves("case", "w", "case", "Of whom: a participant or an organisation", "Who"),
    _waves("matter", "m", "matter", "On what: a code or an element", "On what"),
    _waves("save", "s", "save", "Save it in a file", "Save"),
    _waves("back", "q", "back", "Back to the list of CMOs", "Back"),
)
"""All of them, in the order in which help lists them."""
