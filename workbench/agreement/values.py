"""What a comparison of coders takes and gives: sources with codings in, measures with their bases out.

All offsets are Unicode code points, half-open. A *category* is what codings are compared by: a code, or with roll-up
the code above it. A *unit* is a character, or a given turn, sentence or paragraph.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from workbench.model.views import CodingMark


class UnitKind(StrEnum):
    """What is judged coded or not coded."""

    CHARACTER = "character"
    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"
    TURN = "turn"


@dataclass(frozen=True, slots=True)
class Categories:
    """By what codings are compared: `of_code` gives the categories of each code that takes part.

    `paths` are the categories with their names, in the order in which they are listed.
    """

    paths: Mapping[str, str]
    of_code: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class ComparedSource:
    """A text as far as a comparison needs it: its length and the codings over it.

    `units` are the given units in order, None where each character is a unit.
    """

    name: str
    char_count: int
    marks: tuple[CodingMark, ...]
    units: tuple[tuple[int, int], ...] | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure and its bootstrap interval. None: not defined, because there is no variation to agree about."""

    value: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class CodeFigures:
    """One category, coded or not: the basis of all figures, since codings of different codes may overlap.

    `codings` by coder; `uncoded_share` of the units, where no coder has the category. The unitizing alphas are None
    where units were given. `k_coverage` is the share of the category's characters that `k_u_alpha` rests on.
    """

    code_id: str
    code: str
    codings: tuple[int, ...]
    sources: int
    uncoded_share: float
    percent: Measure
    kappa: Measure
    alpha: Measure
    u_alpha: Measure | None
    k_u_alpha: Measure | None
    k_coverage: float | None


@dataclass(frozen=True, slots=True)
class PooledFigures:
    """All categories together, each judged by itself: observed and expected are summed before they are compared."""

    percent: Measure
    kappa: Measure
    alpha: Measure
    u_alpha: Measure | None


@dataclass(frozen=True, slots=True)
class SetFigures:
    """All categories together, strictly: what counts is the whole set of codes that a coder put on a unit.

    Where nobody lays two codes on one place, these are the measures as published. `cu_coverage` is the share of all
    characters, over all coders, that `cu_alpha` rests on.
    """

    percent: Measure
    kappa: Measure
    alpha: Measure
    u_alpha: Measure | None
    binary_u_alpha: Measure | None
    cu_alpha: Measure | None
    cu_coverage: float | None


@dataclass(frozen=True, slots=True)
class SourceShare:
    """A source that was compared: its units, codings by coder, and the share of units that nobody coded."""

    source: str
    units: int
    codings: tuple[int, ...]
    uncoded_share: float


@dataclass(frozen=True, slots=True)
class Agreement:
    """A comparison of coders. `overlap_share`: units on which some coder has more than one category.

    `kappa` names which kappa was computed: Cohen's for two coders, Fleiss' for more. Intervals are percentiles of
    `resamples` drawings of sources with replacement; there are none where `resamples` is 0.
    """

    coders: tuple[str, ...]
    unit: UnitKind
    kappa: str
    units: int
    codings: tuple[int, ...]
    uncoded_share: float
    overlap_share: float
    resamples: int
    seed: int
    pooled: PooledFigures
    sets: SetFigures
    codes: tuple[CodeFigures, ...]
    sources: tuple[SourceShare, ...]
