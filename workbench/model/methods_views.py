"""What a study holds that a methods appendix can say: counts, dates and names, and no words of anybody interviewed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from workbench.model.views import SiteView, SourceView, StudyFacts, TracerView, WaveView


@dataclass(frozen=True, slots=True)
class CoderWork:
    """A coder with the codings that stand: how many, in how many sources, from which day to which."""

    name: str
    codings: int
    sources: int
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class CodebookPast:
    """The codebook: how many codes there are, at how many levels, and how often and when it was changed."""

    codes: int
    levels: int
    defined: int
    top: tuple[str, ...]
    changes: int
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class VersionMade:
    """A version of something that the study keeps in versions: its name and its day."""

    name: str
    day: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class TheoryHeld:
    """Configurations by kind and stage, and what stands behind them. `contrary`: contradicting or qualifying."""

    programme_theory: int
    observed: int
    agreed: int
    evidence: int
    evidence_sources: int
    contrary: int
    rivals: int


@dataclass(frozen=True, slots=True)
class MethodsFacts:
    """Everything of a study that reporting standards ask for and that it holds."""

    study: StudyFacts
    sites: tuple[SiteView, ...]
    tracers: tuple[TracerView, ...]
    waves: tuple[WaveView, ...]
    sources: tuple[SourceView, ...]
    coders: tuple[CoderWork, ...]
    codebook: CodebookPast
    theory: TheoryHeld
    theory_versions: tuple[VersionMade, ...]
    guides: tuple[VersionMade, ...]
    rounds: tuple[VersionMade, ...]
    consensus: int
    questions: tuple[str, ...]
    memos: Mapping[str, int]
    sections: Mapping[str, int]
    changes: int
    as_of: str
    version: str
