"""Lists, fields that filter them, and panels."""

from __future__ import annotations

from workbench.tui.keys.action import Action


def _steps(place: str, do: str) -> tuple[Action, ...]:
    ways = (
        ("up", "up", -1, "Up"),
        ("down", "down", 1, "Down"),
        ("page-up", "pageup", -8, "Page up"),
        ("page-down", "pagedown", 8, "Page down"),
    )
    return tuple(
        Action(f"{place}.{name}", place, "Lists", keys, f"{do}({by})", words)
        for name, keys, by, words in ways
    )


ACTIONS: tuple[Action, ...] = (
    *_steps("list", "step"),
    Action("list.first", "list", "Lists", "home", "step(-1000000)", "To the first"),
    Action("list.last", "list", "Lists", "end", "step(1000000)", "To the last"),
    *_steps("filter", "screen.step"),
    Action("filter.take", "filter", "Lists", "enter", "screen.open", "Take the marked entry", "Open"),
    Action("filter.leave", "filter", "Lists", "escape", "screen.leave", "Clear the filter", "Clear"),
    *_steps("picker", "step"),
    Action(
        "picker.tick",
        "picker",
        "Lists",
        "tab",
        "tick",
        "Tick one of several codes; also a blank, before typing",
        "Tick",
    ),
    Action("picker.read-on", "picker", "Lists", "ctrl+down", "read(2)", "Definition: read on"),
    Action("picker.read-back", "picker", "Lists", "ctrl+up", "read(-2)", "Definition: back"),
    Action(
        "show.toggle",
        "show",
        "What is shown",
        "space",
        "switch",
        "Show or hide the marked entry",
        "Show/hide",
    ),
    Action(
        "show.only",
        "show",
        "What is shown",
        "o",
        "only",
        "Show it alone of its kind; again: all",
        "Only this",
    ),
    Action("show.all", "show", "What is shown", "a", "all", "Show everything", "All"),
    Action("memo.save", "memo", "Memo", "ctrl+s", "save", "Save the memo", "Save"),
    Action("memo.kind", "memo", "Memo", "ctrl+t", "kind", "Another kind of memo", "Kind"),
    Action("find.take", "find", "Find", "enter", "take", "Stay at this hit; n and N go to others", "Go"),
    Action("list.choose", "panel", "Lists", "enter", "choose", "Take the marked entry", "Take"),
    Action("panel.close", "panel", "Lists", "escape", "close", "Close the panel", "Close"),
)
"""All of them, in the order in which help lists them."""
