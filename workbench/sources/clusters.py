"""What a reader takes for one character: a letter with its accents, an emoji of several code points."""

from __future__ import annotations

import unicodedata

_JOINER = "\u200d"


def whole_characters(text: str, start: int, end: int) -> tuple[int, int]:
    """The span `[start, end)`, widened where it would begin or end inside a character as a reader sees it."""
    while 0 < start < len(text) and _runs_on(text, start):
        start -= 1
    while 0 < end < len(text) and _runs_on(text, end):
        end += 1
    return start, end


def _runs_on(text: str, at: int) -> bool:
    """Whether the code point at this place belongs to the one before it."""
    char = text[at]
    if char.isascii():
        return False
    return (
        char == _JOINER
        or text[at - 1] == _JOINER
        or unicodedata.category(char).startswith("M")
        or "\U0001f3fb" <= char <= "\U0001f3ff"  # skin tones
    )
