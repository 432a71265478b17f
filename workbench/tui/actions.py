"""Every key of the screen, as data. Bindings, help and command palette are made from this one list."""

from __future__ import annotations

from dataclasses import dataclass

from textual.binding import Binding, BindingType


@dataclass(frozen=True, slots=True)
class Action:
    """One thing a key does.

    `place` is where it works; `do` the Textual action; `footer` a short word to show.
    """

    id: str
    place: str
    group: str
    keys: str
    do: str
    description: str
    footer: str = ""
    shown_as: str = ""


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


_SELECT = [
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
    Action("select.clear", "transcript", "Select", "escape", "select('clear')", "Select nothing"),
]

_CODE = [
    Action(
        "code.pick",
        "coding",
        "Code",
        "c,enter",
        "pick",
        "Choose a code for the selection or sentence",
        "Code",
    ),
    *(
        Action(
            f"code.recent-{n}",
            "coding",
            "Code",
            str(n),
            f"recent({n})",
            "Code with the first to ninth recent code" if n == 1 else "",
            "Recent" if n == 1 else "",
            "1-9" if n == 1 else "",
        )
        for n in range(1, 10)
    ),
    Action("code.repeat", "coding", "Code", "full_stop", "recent(0)", "Code with the last code again"),
    Action(
        "code.remove", "coding", "Code", "x,delete", "remove", "Remove a coding under the caret", "Remove"
    ),
    Action("change.undo", "coding", "Code", "u", "change('undo')", "Undo the last change", "Undo"),
    Action("change.redo", "coding", "Code", "r,ctrl+r", "change('redo')", "Redo what was undone"),
]

_ELSEWHERE = [
    Action("screen.back", "coding", "Screen", "q", "back", "Back to the sources", "Sources"),
    Action("sources.open", "sources", "Sources", "enter", "open", "Read the source", "Open"),
    Action(
        "sources.filter", "sources", "Sources", "slash", "filter", "Filter; any letter does, too", "Filter"
    ),
    Action("sources.leave", "sources", "Sources", "escape", "leave", "Clear the filter"),
    Action(
        "sources.quit", "sources", "Sources", "q", "app.quit", "Quit; everything is saved already", "Quit"
    ),
    Action("list.up", "list", "Lists", "up", "step(-1)", "Up"),
    Action("list.down", "list", "Lists", "down", "step(1)", "Down"),
    Action("list.page-up", "list", "Lists", "pageup", "step(-8)", "Page up"),
    Action("list.page-down", "list", "Lists", "pagedown", "step(8)", "Page down"),
    Action("picker.up", "picker", "Lists", "up", "step(-1)", "Up"),
    Action("picker.down", "picker", "Lists", "down", "step(1)", "Down"),
    Action("picker.page-up", "picker", "Lists", "pageup", "step(-8)", "Page up"),
    Action("picker.page-down", "picker", "Lists", "pagedown", "step(8)", "Page down"),
    Action("picker.read-on", "picker", "Lists", "ctrl+down", "read(2)", "Definition: read on"),
    Action("picker.read-back", "picker", "Lists", "ctrl+up", "read(-2)", "Definition: back"),
    Action("list.choose", "panel", "Lists", "enter", "choose", "Take the marked entry"),
    Action("panel.close", "panel", "Lists", "escape", "close", "Close the panel", "Close"),
    Action("app.help", "app", "Screen", "question_mark,f1", "screen.help", "All keys of this screen", "Help"),
    Action("app.quit", "app", "Screen", "ctrl+q", "quit", "Quit; everything is saved already"),
    Action("app.theme", "app", "Screen", "f2", "theme", "Dark or light"),
]

CATALOGUE: tuple[Action, ...] = (*_CODE, *_SELECT, *_moves(), *_ELSEWHERE)
"""All actions, in the order in which help lists them."""

_KEY_NAMES = {
    "left_parenthesis": "(",
    "right_parenthesis": ")",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "left_curly_bracket": "{",
    "right_curly_bracket": "}",
    "question_mark": "?",
    "full_stop": ".",
    "slash": "/",
    "minus": "-",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "escape": "Esc",
    "enter": "Enter",
    "space": "Space",
    "delete": "Del",
    "home": "Home",
    "end": "End",
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
    "f1": "F1",
    "f2": "F2",
}


def key_label(keys: str) -> str:
    """Keys as a reader knows them: `ctrl+left,b` is `Ctrl-← b`."""
    return " ".join("-".join(_part(part) for part in key.split("+")) for key in keys.split(","))


def bindings(*places: str) -> list[BindingType]:
    """The bindings of these places, each with the id by which a key map can change it."""
    return [
        Binding(
            action.keys,
            action.do,
            action.footer or action.description,
            show=bool(action.footer),
            key_display=action.shown_as or (key_label(action.keys.split(",")[0]) if action.footer else None),
            tooltip=action.description,
            id=action.id,
        )
        for action in CATALOGUE
        if action.place in places
    ]


def listed(*places: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """For help: `(group, [(keys, description)])` of these places, in order.

    Actions without a description are left out.
    """
    groups: dict[str, list[tuple[str, str]]] = {}
    for action in CATALOGUE:
        if action.place in places and action.description:
            label = action.shown_as or key_label(action.keys)
            groups.setdefault(action.group, []).append((label, action.description))
    return list(groups.items())


def _part(part: str) -> str:
    return _KEY_NAMES.get(part, part.capitalize() if len(part) > 1 else part)
