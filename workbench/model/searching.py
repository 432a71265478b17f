"""What can be looked for in the texts of a study, and what is found."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

CONTEXT_CHARS = 40
"""How many characters of context are shown on each side of a hit."""


class SearchMode(StrEnum):
    """How words are looked for, always in any case."""

    PHRASE = "phrase"
    """Whole words in this order; accents are ignored."""
    WORDS = "words"
    """All of these whole words in one speaker turn, or in one paragraph where there are no turns."""
    REGEX = "regex"
    """A regular expression of Python's `re`."""
    FUZZY = "fuzzy"
    """Words like these, in one sentence."""


class Extent(StrEnum):
    """How far a hit is extended before it is coded."""

    HIT = "hit"
    SENTENCE = "sentence"
    TURN = "turn"


@dataclass(frozen=True, slots=True)
class Hit:
    """A place in a source: `[start_char, end_char)` of its current revision, with context on both sides."""

    source_id: str
    revision_id: str
    start_char: int
    end_char: int
    before: str
    text: str
    after: str


@dataclass(frozen=True, slots=True)
class SourceHits:
    """The hits in one source, in order. `left_out`: looking there took too long, and the hits are not all."""

    source_id: str
    source: str
    hits: tuple[Hit, ...] = ()
    left_out: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a source that a hit was extended to, with its words."""

    source: str
    revision_id: str
    start_char: int
    end_char: int
    text: str


@dataclass(frozen=True, slots=True)
class AutoCoding:
    """What coding the chosen hits does, or would do: `added` codings, while `present` were there already."""

    passages: tuple[Passage, ...]
    added: int
    present: int
    summary: str


def hit_at(source_id: str, revision_id: str, text: str, start_char: int, end_char: int) -> Hit:
    """The hit at a place of a text."""
    return Hit(
        source_id,
        revision_id,
        start_char,
        end_char,
        text[max(0, start_char - CONTEXT_CHARS) : start_char],
        text[start_char:end_char],
        text[end_char : end_char + CONTEXT_CHARS],
    )
