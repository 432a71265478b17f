"""Going to codings, to what is not coded, to what is searched for, to marks, and back."""

from __future__ import annotations

from workbench.tui.keys.action import Action

HITS: tuple[Action, ...] = (
    Action("hit.next", "transcript", "Find", "n", "hit(1)", "Next hit, while a search is shown", "Next hit"),
    Action("hit.previous", "transcript", "Find", "N", "hit(-1)", "Previous hit"),
    Action("hit.leave", "transcript", "Find", "escape", "leave_hits", "Show no hits any more", "End"),
)
"""They come before moving by sentence and turn, whose keys they have while hits are shown."""

ACTIONS: tuple[Action, ...] = (
    Action("find.words", "coding", "Find", "slash", "find", "Find words in this source"),
    Action("find.coding", "transcript", "Find", "greater_than_sign", "jump('coding', 1)", "Next coding"),
    Action(
        "find.coding-back", "transcript", "Find", "less_than_sign", "jump('coding', -1)", "Previous coding"
    ),
    Action(
        "find.uncoded",
        "transcript",
        "Find",
        "tab",
        "jump('uncoded', 1)",
        "Next passage not dealt with by you",
    ),
    Action("find.uncoded-back", "transcript", "Find", "shift+tab", "jump('uncoded', -1)", "The one before"),
    Action(
        "mark.set",
        "transcript",
        "Find",
        "m",
        "letter('set')",
        "Mark this place; then a letter, a capital to find it from all sources",
    ),
    Action("mark.go", "transcript", "Find", "apostrophe", "letter('go')", "Go to a mark; then its letter"),
    Action(
        "trail.back",
        "transcript",
        "Find",
        "backspace",
        "trail(-1)",
        "Back to where you came from, also in another source",
    ),
    Action("trail.on", "transcript", "Find", "equals_sign", "trail(1)", "Forward again"),
)
"""All of them, in the order in which help lists them."""
