"""What a reader sees of the work of coding: what is read, how far each source is, what a merge of codes would do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReadSpan:
    """A stretch `[start_char, end_char)` that a coder has read and found nothing to code in."""

    id: str
    start_char: int
    end_char: int
    coder_id: str
    coder: str


@dataclass(frozen=True, slots=True)
class CoderProgress:
    """How many characters of a source one coder has coded, marked as read, and either; `last_at` is ISO 8601."""

    coder_id: str
    coder: str
    coded_chars: int
    read_chars: int
    covered_chars: int
    last_at: str


@dataclass(frozen=True, slots=True)
class SourceProgress:
    """How far a source's current text is worked through; `covered_chars` by all coders together."""

    source_id: str
    source: str
    revision_id: str
    char_count: int
    covered_chars: int
    coders: tuple[CoderProgress, ...]


@dataclass(frozen=True, slots=True)
class SavedQueryView:
    """A saved query; `definition` is the JSON text that was saved."""

    id: str
    name: str
    definition: str
    coder: str
    created_at: str


@dataclass(frozen=True, slots=True)
class CodingsMoved:
    """What became of codings that went to another code.

    `doubles` are those whose passage the same coder had coded so already: they are dropped, and their memos kept.
    `by_coder` holds each coder's name and how many of theirs moved or were doubles.
    """

    moved: int
    doubles: int
    by_coder: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class CodesMerged:
    """What a merge of codes does, in paths of codes and in counts."""

    into: str
    merged: tuple[str, ...]
    codings: CodingsMoved
    sub_codes: tuple[str, ...]
    memos: int
    examples: int
    """Examples that the remaining code takes over."""
    left: tuple[str, ...]
    """Fields of the merged codes that the remaining one does not take over; the history keeps them."""
    summaries: int = 0
    """Summaries of the framework matrix that go along; two of one cell are united, both texts kept."""


def covered(spans: Iterable[tuple[int, int]]) -> int:
    """How many characters lie in at least one of the half-open spans."""
    total = reached = 0
    for start, end in sorted(spans):
        total += max(0, end - max(start, reached))
        reached = max(reached, end)
    return total
