"""Keys as a reader knows them, and as they are written in a key map."""

from __future__ import annotations

_SHOWN = {
    "left_parenthesis": "(",
    "right_parenthesis": ")",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "left_curly_bracket": "{",
    "right_curly_bracket": "}",
    "question_mark": "?",
    "full_stop": ".",
    "slash": "/",
    "comma": ",",
    "minus": "-",
    "apostrophe": "'",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "plus": "+",
    "equals_sign": "=",
    "semicolon": ";",
    "colon": ":",
    "asterisk": "*",
    "number_sign": "#",
    "dollar_sign": "$",
    "circumflex_accent": "^",
    "exclamation_mark": "!",
    "quotation_mark": '"',
    "backslash": "\\",
    "vertical_line": "|",
    "underscore": "_",
    "tilde": "~",
    "grave_accent": "`",
    "ampersand": "&",
    "percent_sign": "%",
    "at": "@",
}
_NAMES = {
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "escape": "Esc",
    "enter": "Enter",
    "space": "Space",
    "delete": "Del",
    "backspace": "Backspace",
    "tab": "Tab",
    "insert": "Ins",
    "home": "Home",
    "end": "End",
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
    **{f"f{n}": f"F{n}" for n in range(1, 13)},
}
_WRITTEN = {shown: name for name, shown in _SHOWN.items()}

MODIFIERS = ("ctrl", "shift", "alt", "meta", "super")
"""What may stand before a key, joined by `+`."""


NO_KEY = "no-key"
"""What an action has in a key map that is to have no key: no terminal sends it."""


def key_label(keys: str) -> str:
    """Keys as a reader knows them: `ctrl+left,b` is `Ctrl-← b`; empty for an action without any."""
    if keys == NO_KEY:
        return ""
    return " ".join("-".join(_part(part) for part in key.split("+")) for key in keys.split(","))


def is_written(key: str) -> bool:
    """Whether a key, by Textual's name, writes a character into a field."""
    return key in _SHOWN or key == "space" or len(key) == 1


def key_name(written: str) -> str | None:
    """The name Textual has for a key as people write it (`/`, `Ctrl-x`, `pgdn`), None if there is no such key."""
    text = written.strip()
    if text in _WRITTEN or len(text) == 1:
        return _WRITTEN.get(text, text if text.isalnum() else None)
    *modifiers, last = text.replace("-", "+").split("+") if len(text) > 1 else [text]
    modifiers = [m.casefold() for m in modifiers]
    if any(m not in MODIFIERS for m in modifiers):
        return None
    key = _plain(last)
    return None if key is None else "+".join([*modifiers, key])


def _plain(last: str) -> str | None:
    if len(last) == 1:
        return _WRITTEN.get(last, last if last.isalnum() else None)
    name = last.casefold()
    aliases = {shown.casefold(): name for name, shown in _NAMES.items()}
    return name if name in _NAMES or name in _SHOWN else aliases.get(name)


def _part(part: str) -> str:
    return _SHOWN.get(part) or _NAMES.get(part) or (part.capitalize() if len(part) > 1 else part)
