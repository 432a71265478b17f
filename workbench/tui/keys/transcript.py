"""Moving and selecting in a text."""

from __future__ import annotations

from workbench.tui.keys.action import Action


def _moves() -> list[Action]:
    steps = (
        ("left", "left", "cell", -1, "left", "shift+left"),
        ("right", "right", "cell", 1, "right", "shift+right"),
        ("up", "line up", "line", -1, "up", "shift+up"),
        ("down", "line down", "line", 1, "down", "shift+down"),
        ("word-back", "word back", "word", -1, "ctrl+left,b", "ctrl+shift+left"),
        ("word-on", "word on", "word", 1, "ctrl+right,f", "ctrl+shift+right"),
        ("sentence-back", "previous sentence", "sentence", -1, "p,left_parenthesis", ""),
        ("sentence-on", "next sentence", "sentence", 1, "n,right_parenthesis", ""),
        ("turn-back", "previous turn", "turn", -1, "P,ctrl+up", "ctrl+shift+up"),
        ("turn-on", "next turn", "turn", 1, "N,ctrl+down", "ctrl+shift+down"),
        ("page-up", "page up", "page", -1, "pageup,minus", "shift+pageup"),
        ("page-down", "page down", "page", 1, "pagedown,space", "shift+pagedown"),
        ("line-start", "start of line", "line-edge", -1, "home", "shift+home"),
        ("line-end", "end of line", "line-edge", 1, "end", "shift+end"),
        ("text-start", "start of text", "text-edge", -1, "g,ctrl+home", "ctrl+shift+home"),
        ("text-end", "end of text", "text-edge", 1, "G,ctrl+end", "ctrl+shift+end"),
    )
    moves = [
        Action(f"move.{id_}", "transcript", "Move", keys, f"move('{unit}', {way})", words.capitalize())
        for id_, words, unit, way, keys, _ in steps
    ]
    moves += [
        Action(
            f"extend.{id_}", "transcript", "Extend", keys, f"move('{unit}', {way}, True)", f"Select: {words}"
        )
        for id_, words, unit, way, _, keys in steps
        if keys
    ]
    return moves


_SELECT = (
    Action("select.word", "transcript", "Select", "w", "take('word')", "Select the word; again: one more"),
    Action(
        "select.sentence",
        "transcript",
        "Select",
        "s",
        "take('sentence')",
        "Select the sentence; again: one more",
        "Sentence",
    ),
    Action(
        "select.turn", "transcript", "Select", "t", "take('turn')", "Select the turn; again: one more", "Turn"
    ),
    Action("select.mode", "transcript", "Select", "v", "select('toggle')", "Select while moving, on or off"),
    Action(
        "select.grow", "transcript", "Select", "right_square_bracket", "adjust('end', 1)", "End: one more"
    ),
    Action(
        "select.shrink", "transcript", "Select", "left_square_bracket", "adjust('end', -1)", "End: one less"
    ),
    Action(
        "select.grow-start",
        "transcript",
        "Select",
        "left_curly_bracket",
        "adjust('start', -1)",
        "Start: one more",
    ),
    Action(
        "select.shrink-start",
        "transcript",
        "Select",
        "right_curly_bracket",
        "adjust('start', 1)",
        "Start: one less",
    ),
    Action("select.copy", "transcript", "Select", "y,ctrl+c", "screen.copy", "Copy the selected words"),
    Action("select.clear", "transcript", "Select", "escape", "select('clear')", "Select nothing"),
)

ACTIONS: tuple[Action, ...] = (*_SELECT, *_moves())
"""All of them, in the order in which help lists them."""
