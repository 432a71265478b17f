"""What figures are drawn from, besides the theory map: coding day by day, codes that occur together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CodingDay:
    """A day (ISO 8601) on which something was coded, and what stands now of what was coded until its end.

    `sources` are the distinct sources that hold those codings, `of_sources` all sources of the study.
    """

    day: str
    codings: int
    sources: int
    of_sources: int


@dataclass(frozen=True, slots=True)
class CodedSpan:
    """A coding as place and code: `[start_char, end_char)` of a revision."""

    revision_id: str
    source_id: str
    start_char: int
    end_char: int
    code_id: str


@dataclass(frozen=True, slots=True)
class CoOccurrence:
    """Codes that stand on the same or overlapping words. `codes` are their names, in the codebook's order.

    `pairs` goes by the places of two codes, the lower first: in how many passages of how many distinct sources. A
    passage is a stretch of text coded with both. `rolled_up`: codes below others were
    taken for the top one, since there are too many to draw.
    """

    codes: tuple[str, ...]
    pairs: Mapping[tuple[int, int], tuple[int, int]]
    rolled_up: bool = False
