"""Quotes edited for length: what may be left out of somebody's words, and how that is shown."""

from __future__ import annotations

import re

LEFT_OUT = "[...]"
"""Stands where words were left out."""

_LEFT_OUT = re.compile(r"\[\s*(?:\.\.\.|…)\s*\]")


def is_shortening(shortened: str, whole: str) -> bool:
    """Whether `shortened` is `whole` with something left out: its pieces between `[...]` stand there, in that order.

    White space does not matter; pieces begin and end with whole words; something must be left.
    """
    pieces = [" ".join(piece.split()) for piece in _LEFT_OUT.split(shortened)]
    text = " ".join(whole.split())
    at = 0
    if not any(pieces) or (len(pieces) == 1 and pieces[0] != text):
        return False
    for piece in pieces:
        if not piece:
            continue
        found = _word_for_word(piece, text, at)
        if found < 0:
            return False
        at = found + len(piece)
    return True


def _word_for_word(piece: str, text: str, start: int) -> int:
    """Where the piece stands in the text from `start` on, not cutting a word at either end; -1 if nowhere."""
    match = re.compile(rf"(?<!\w){re.escape(piece)}(?!\w)").search(text, start)
    return match.start() if match else -1
