"""A text as it sounds: typography folded away, with the way back to the code points of the original.

Folded are quotation marks, dashes and the space around them, runs of white space, the ellipsis, ligatures, Markdown's
marks of emphasis, invisible characters, capitals, and accents that stand apart from their letters. Two texts that fold
alike are the same words.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

_QUOTATION_MARKS = "\"'`´‘’‚‛“”„‟′″«»‹›"
_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_SPACES = " \t\n\r\x0b\x0c\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000"
_WIDTHS = "".join(map(chr, range(0x2000, 0x200B)))
"""Spaces of set widths, em to hair."""

_ALIKE = (
    {ord(mark): "'" for mark in _QUOTATION_MARKS}
    | {ord(dash): "-" for dash in _DASHES}
    | {ord(space): " " for space in _SPACES + _WIDTHS}
)
"""One character for one, so that no offset moves."""

_ELLIPSIS = r"(?:…|\.\.\.|\. \. \.)"
_RESIZED = re.compile(
    rf" +{_ELLIPSIS} *| [ \-*_]+|-[ \-]+|[*_]+ *|{_ELLIPSIS} *"
    r"|\xad+ ?|\u200b+|\u2060+|\ufeff+|\ufb00|\ufb01|\ufb02|\ufb03|\ufb04"
)
"""Each alternative begins with a character of its own, which lets the search skip over plain text."""

_ACCENTED = re.compile(rf"{_RESIZED.pattern}|[^\W\d_][\u0300-\u036f]+")
"""The same, and a letter with accents that stand as characters of their own: used only where there are any."""

_LIGATURES = {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl"}


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text in pieces: piece `i` begins at `folded_starts[i]`, its original at `starts[i]`.

    Pieces were copied character by character, or stand as a whole for `[starts[i], ends[i])`; for the
    former `ends[i]` is -1.
    """

    text: str
    folded_starts: tuple[int, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """The code points of the original for the folded `[start, end)`, which is not empty."""
        return self._start_of(start), self._end_of(end - 1)

    def _start_of(self, at: int) -> int:
        piece = bisect_right(self.folded_starts, at) - 1
        return (
            self.starts[piece]
            if self.ends[piece] >= 0
            else self.starts[piece] + at - self.folded_starts[piece]
        )

    def _end_of(self, last: int) -> int:
        piece = bisect_right(self.folded_starts, last) - 1
        return (
            self.ends[piece]
            if self.ends[piece] >= 0
            else self.starts[piece] + last - self.folded_starts[piece] + 1
        )


def fold(text: str) -> Folded:
    """The text folded; linear in its length."""
    alike = _lower(text.translate(_ALIKE))
    pieces: list[str] = []
    marks: list[tuple[int, int, int]] = [(0, 0, -1)]
    at = length = 0
    resized = _RESIZED if unicodedata.is_normalized("NFC", alike) else _ACCENTED
    for match in resized.finditer(alike):
        start, end = match.span()
        instead = _instead(match[0])
        length += start - at
        marks.append((length, start, end))
        length += len(instead)
        marks.append((length, end, -1))
        pieces += (alike[at:start], instead)
        at = end
    pieces.append(alike[at:])
    kept = [
        mark
        for mark, after in zip(marks, [*marks[1:], None], strict=True)
        if after is None or mark[0] < after[0]
    ]
    folded_starts, starts, ends = zip(*kept, strict=True)
    return Folded("".join(pieces), folded_starts, starts, ends)


def _instead(run: str) -> str:
    if "…" in run or "." in run:
        return "..."
    if "-" in run:
        return "-"
    if run[0] == " " or (run[-1] == " " and run[0] in "*_"):
        return " "
    return (
        unicodedata.normalize("NFC", run)
        if run[0].isalpha() and run not in _LIGATURES
        else _LIGATURES.get(run, "")
    )


def _lower(text: str) -> str:
    """Small letters, as many characters as before: those few that would become two stay."""
    small = text.lower()
    if len(small) == len(text):
        return small
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
