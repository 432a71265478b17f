"""Quotation marks on paper: double outside, single within, and so on by nesting. Stored words are never changed.

Tables for machines (csv, xlsx, json) hold the words as they are and need nothing of this.
"""

from __future__ import annotations

from workbench.export.plain_text import printable

_OPENING = {"“": "”", "‘": "’"}
_MARKS = (("‘", "’"), ("“", "”"))
"""The marks of speech within the outer quotation, by how deep it stands."""

_BEFORE_SPEECH = "([{—–-/“‘\u00a0"
"""A straight quotation mark behind one of these, or behind white space, opens."""


def quoted(text: str) -> str:
    """The words between double quotation marks, with reported speech in them in single ones.

    Marks without a partner, as in an excerpt that ends in the middle of what somebody said, are turned by
    which way they face. Apostrophes and single straight marks stay.
    """
    return f"“{_nested(printable(text).strip())}”"


def _nested(text: str) -> str:
    out: list[str] = []
    awaited: list[str] = []  # the closing mark, as written, of each speech that is still open
    for place, char in enumerate(text):
        if char in _OPENING and (char == "“" or _is_closed(text, place)):
            out.append(_MARKS[len(awaited) % 2][0])
            awaited.append(_OPENING[char])
        elif char == '"' and _opens(text, place, awaited):
            out.append(_MARKS[len(awaited) % 2][0])
            awaited.append('"')
        elif awaited and char == awaited[-1] and not _is_apostrophe(text, place):
            awaited.pop()
            out.append(_MARKS[len(awaited) % 2][1])
        elif char in '”"':
            out.append(_closing_alone(char, awaited))
        else:
            out.append(char)
    return "".join(out)


def _closing_alone(char: str, awaited: list[str]) -> str:
    """A closing mark that nothing here opened, or over which another speech was left open."""
    if char in awaited:
        del awaited[awaited.index(char) :]
    return _MARKS[len(awaited) % 2][1]


def _opens(text: str, place: int, awaited: list[str]) -> bool:
    """Whether a straight mark opens: it stands before a word and behind none, and closes none."""
    before, after = text[place - 1 : place] if place else "", text[place + 1 : place + 2]
    if not after or after.isspace() or (awaited and awaited[-1] == '"'):
        return False
    return not before or before.isspace() or before in _BEFORE_SPEECH


def _is_closed(text: str, place: int) -> bool:
    """Whether a single opening mark has a partner: `‘em` has none."""
    return any(text[at] == "’" and not _is_apostrophe(text, at) for at in range(place + 1, len(text)))


def _is_apostrophe(text: str, place: int) -> bool:
    """Whether the mark stands before a letter, as in `won’t`: a closing one stands before none."""
    return text[place] == "’" and text[place + 1 : place + 2].isalnum()
