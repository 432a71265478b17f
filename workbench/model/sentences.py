"""Sentence breaks by rule: where a full stop ends a sentence and where it does not. Pure. Paragraphs, too.

A break is the offset of the first visible character of a sentence. Only breaks inside `(low, high)` are
given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_CANDIDATE = re.compile(
    "[.!?…][\"'”’)\\]»]*\\s+"  # an end mark, closing quotes, a blank
    "|[。！？][”’」』)]*\\s*"  # ideographic end marks need no blank
    "|\\n\\s*"
)

_TITLES = frozenset(
    (
        "dr",
        "mr",
        "mrs",
        "ms",
        "mx",
        "prof",
        "rev",
        "st",
        "sr",
        "sra",
        "hon",
        "gen",
        "col",
        "capt",
        "lt",
        "sgt",
        "cllr",
        "messrs",
    )
)
_NEVER_LAST = frozenset(
    (
        "eg",
        "e.g",
        "ie",
        "i.e",
        "cf",
        "vs",
        "viz",
        "al",
        "approx",
        "ca",
        "incl",
        "esp",
        "resp",
        "dept",
        "ext",
        "tel",
    )
)
_BEFORE_NUMBER = frozenset(
    (
        "no",
        "nos",
        "fig",
        "figs",
        "p",
        "pp",
        "vol",
        "ch",
        "para",
        "paras",
        "sec",
        "art",
        "eq",
        "tab",
        "app",
    )
)
_MAY_END = frozenset(
    (
        "etc",
        "inc",
        "ltd",
        "co",
        "corp",
        "plc",
        "jr",
        "dept",
        "a.m",
        "p.m",
        "am",
        "pm",
        "u.s",
        "u.k",
        "n.b",
        "ph.d",
    )
)
"""Abbreviations that end a sentence only where a capital follows."""

SHORTEST_WRAPPED, LONGEST_WRAPPED = 50, 100
"""A line of this many characters without an end mark was broken by hard wrapping, not by its author."""

WINDOW = 2_000
"""Characters looked through at a time on the way back."""


_BLOCK = re.compile(r"\S(?:[^\n]+|\n(?!\s*\n))*")
"""A paragraph: all up to an empty line."""

_LINE = re.compile(r"\S[^\n]*")

_EMPTY_LINE = re.compile(r"\S\s*?\n[^\S\n]*\n\s*\S")


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Blocks between empty lines; where there is no empty line, lines."""
    pattern = _BLOCK if _EMPTY_LINE.search(text) else _LINE
    return (match.span() for match in pattern.finditer(text))


def sentences(text: str, low: int, high: int) -> Iterator[tuple[int, int]]:
    """The sentences of `text[low:high]` as half-open spans, each with the white space behind it."""
    start = low
    for match in _CANDIDATE.finditer(text, low, high):
        if start < match.end() < high and is_break(text, match):
            yield start, match.end()
            start = match.end()
    if start < high:
        yield start, high


def first_break_after(text: str, offset: int, *, low: int, high: int) -> int:
    """The first break beyond `offset`, or `high`."""
    start = offset
    while start > max(low, offset - WINDOW) and not text[start - 1].isalnum():
        start -= 1
    for match in _CANDIDATE.finditer(text, start, high):
        if offset < match.end() < high and is_break(text, match):
            return match.end()
    return high


def last_break_before(text: str, offset: int, *, low: int) -> int:
    """The last break at or before `offset`, a visible character, or `low`."""
    window = WINDOW
    while True:
        start = max(low, offset - window)
        found = [m for m in _CANDIDATE.finditer(text, start, offset) if m.end() > low]
        for match in reversed(found):
            if is_break(text, match):
                return match.end()
        if start == low:
            return low
        window *= 4


def is_break(text: str, match: re.Match[str]) -> bool:
    """Whether a sentence ends at a match of the candidate pattern.

    And another begins where the match ends.
    """
    mark = match.group()[0]
    following = text[match.end() : match.end() + 3].lstrip("\"'“‘([«")[:1]
    if mark == "\n":
        return _is_line_break(text, match.start(), match.group(), following)
    if mark in "。！？":
        return True
    if mark in "!?":
        quoted = len(match.group().rstrip()) > 1
        ends = not (quoted and following.islower())
    elif mark == "…" or text[max(0, match.start() - 1) : match.start()] == ".":
        ends = not following.islower()
    else:
        ends = _full_stop_ends(text, match.start(), following)
    return ends or match.group().count("\n") > 1


def _full_stop_ends(text: str, position: int, following: str) -> bool:
    token = re.split(r"[\s(\[“‘\"]", text[max(0, position - 24) : position])[-1].rstrip(".")
    low = token.lower()
    if low in _TITLES or low in _NEVER_LAST:
        return False
    if low in _BEFORE_NUMBER and following.isdigit():
        return False
    if low in _MAY_END or "." in token:
        return following.isupper()
    return not (len(token) == 1 and token.isupper() and token != "I")


def _is_line_break(text: str, position: int, blanks: str, following: str) -> bool:
    """A line break without an end mark before it: a heading or list item, unless the text is hard-wrapped."""
    if blanks.count("\n") > 1:
        return True
    if following.islower():
        return False
    line_start = text.rfind("\n", max(0, position - 2 * LONGEST_WRAPPED), position) + 1
    line = text[max(line_start, position - 2 * LONGEST_WRAPPED) : position].rstrip()
    return not SHORTEST_WRAPPED <= len(line) <= LONGEST_WRAPPED
