"""Where reading goes next: to codings, to what is not coded yet, to what was searched for, and back. Pure."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from workbench.model.views import CodingMark, Turn

MOST_STEPS = 200
"""Places a trail remembers; nobody goes further back."""

MOST_HITS = 10_000
"""Hits beyond which a search is for everything and nothing."""

_VISIBLE = re.compile(r"\S")
_LETTER = re.compile(r"\w")

Span = tuple[int, int]
"""Half-open code points."""


@dataclass(frozen=True, slots=True)
class Place:
    """An offset in a source."""

    source_id: str
    offset: int


@dataclass(slots=True)
class Trail:
    """Where one jumped from, in whatever source. `at` is where one is: at the end, unless one has gone back."""

    places: list[Place] = field(default_factory=list)
    at: int = 0

    def jump(self, origin: Place) -> None:
        """Remember where a jump begins. What lay ahead is forgotten."""
        self.places = [*self.places[: self.at], origin][-MOST_STEPS:]
        self.at = len(self.places)

    def back(self, here: Place) -> Place | None:
        """The place before; None at the beginning. `here` is kept for going forward again."""
        if self.at == 0:
            return None
        self.places[self.at :] = [here, *self.places[self.at + 1 :]]
        self.at -= 1
        return self.places[self.at]

    def forward(self, here: Place) -> Place | None:
        """The place that one went back from; None where there is none."""
        if self.at + 1 >= len(self.places):
            return None
        self.places[self.at] = here
        self.at += 1
        return self.places[self.at]


@dataclass(frozen=True, slots=True)
class Track:
    """A trail as the view of one source walks it."""

    trail: Trail = field(default_factory=Trail)
    source_id: str = ""

    def jump(self, origin: int) -> None:
        """Remember where in this source a jump begins."""
        self.trail.jump(Place(self.source_id, origin))

    def step(self, here: int, direction: int) -> Place | None:
        """One back (-1) or on (1) from an offset of this source."""
        place = Place(self.source_id, here)
        return self.trail.forward(place) if direction > 0 else self.trail.back(place)


def next_start(starts: Sequence[int], offset: int, direction: int) -> int | None:
    """Of sorted offsets the first after `offset` (`direction` -1: the last before); None if there is none."""
    if direction > 0:
        index = bisect_right(starts, offset)
        return starts[index] if index < len(starts) else None
    index = bisect_left(starts, offset) - 1
    return starts[index] if index >= 0 else None


def coding_starts(marks: Iterable[CodingMark]) -> list[int]:
    """Where codings begin, each place once."""
    return sorted({mark.start_char for mark in marks})


def uncoded_starts(text: str, turns: Sequence[Turn], dealt_with: Iterable[Span]) -> list[int]:
    """Where each stretch begins that nobody has dealt with and in which an interviewee (or a document) says something.

    Labels and questions are no passages to code.
    """
    passed = [(t.start_char, t.end_char if t.is_interviewer else t.speech_char) for t in turns]
    starts, reached = [], 0
    for low, high in (*sorted([*dealt_with, *passed]), (len(text), len(text))):
        if low > reached and _LETTER.search(text, reached, low):
            visible = _VISIBLE.search(text, reached, low)
            starts.append(visible.start() if visible else reached)
        reached = max(reached, high)
    return starts


class TextSearch:
    """One text prepared for searching as one types."""

    def __init__(self, text: str) -> None:
        self._text = text
        lowered = text.lower()
        if len(lowered) != len(text):  # in few languages a capital has two small letters: offsets would shift
            lowered = "".join(small if len(small := c.lower()) == 1 else c for c in text)
        self._lowered = lowered

    def hits(self, wanted: str) -> list[Span]:
        """Where some words stand, whatever their case and however they are broken into lines; at most `MOST_HITS`."""
        words = wanted.split()
        if not words:
            return []
        first = words[0].lower()
        whole = re.compile(r"\s+".join(re.escape(word) for word in words), re.IGNORECASE)
        hits: list[Span] = []
        at = self._lowered.find(first)
        while at >= 0 and len(hits) < MOST_HITS:
            match = whole.match(self._text, at)
            if match:
                hits.append(match.span())
            at = self._lowered.find(first, match.end() if match else at + 1)
        return hits


def within(spans: Sequence[Span], start: int, end: int) -> list[Span]:
    """Those of sorted spans that do not overlap which share a character with `[start, end)`."""
    index = max(0, bisect_right(spans, (start, start)) - 1)
    found = []
    while index < len(spans) and spans[index][0] < end:
        if spans[index][1] > start:
            found.append(spans[index])
        index += 1
    return found
