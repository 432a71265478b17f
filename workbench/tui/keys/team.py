"""The team: its rounds, where coders differ, and conflicts that merges left open."""

from __future__ import annotations

from workbench.tui.keys.action import Action


def _team(name: str, keys: str, do: str, description: str, footer: str = "") -> Action:
    return Action(f"team.{name}", "team", "Team", keys, do, description, footer)


def _differing(name: str, keys: str, do: str, description: str, footer: str = "") -> Action:
    return Action(f"differing.{name}", "differing", "Disagreements", keys, do, description, footer)


def _conflict(name: str, keys: str, do: str, description: str, footer: str = "") -> Action:
    return Action(f"conflict.{name}", "conflicts", "Conflicts", keys, do, description, footer)


ACTIONS: tuple[Action, ...] = (
    _team("open", "enter", "open", "Open what is marked", "Open"),
    _team("begin", "n", "begin", "Begin a round: who codes what apart", "New round"),
    _team("freeze", "f", "freeze", "Freeze the marked round: all have finished coding", "Freeze"),
    _team("compare", "c", "compare", "Where two coders differ, of your choice", "Compare two"),
    _team("undo", "u", "change('undo')", "Undo the last change", "Undo"),
    _team("quit", "q", "quit", "Quit; everything is saved already", "Quit"),
    _differing("read", "enter", "read", "Read the passage in its source", "Read"),
    _differing("applies", "a", "agree(True)", "Agreed: a code applies here", "Applies"),
    _differing("not", "x", "agree(False)", "Agreed: a code does not apply here", "Does not"),
    _differing("withdraw", "w", "withdraw", "Withdraw what was agreed here last", "Withdraw"),
    _differing("memo", "M", "memo", "Write a memo on the passage", "Memo"),
    _differing("open", "o", "only_open", "List only what is not settled yet; again: all", "Open only"),
    _differing("pair", "p", "pair", "Show the next two coders side by side"),
    _differing("on", "space,J", "scroll(3)", "Read on in the text"),
    _differing("back", "backspace,K", "scroll(-3)", "Read back in the text"),
    _differing("undo", "u", "change('undo')", "Undo the last change", "Undo"),
    _differing("leave", "q,escape", "leave", "Back to the team", "Back"),
    _conflict("keep", "k", "settle(False)", "Keep what stands", "Keep ours"),
    _conflict("other", "o", "settle(True)", "Take the other version", "Take other"),
    _conflict("on", "space,J", "scroll(3)", "Read on in the versions"),
    _conflict("back", "backspace,K", "scroll(-3)", "Read back in the versions"),
    _conflict("undo", "u", "change('undo')", "Undo the last change", "Undo"),
    _conflict("leave", "q,escape", "leave", "Back to the team", "Back"),
)
"""All of them, in the order in which help lists them."""
