"""What an interview guide is drawn from: configurations with what is told of them where and by whom. Values only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from workbench.model.question_views import QuestionView
from workbench.model.theory_views import CMOLine
from workbench.model.views import SiteView, TracerView
from workbench.model.vocabulary import Role


@dataclass(frozen=True, slots=True)
class SlotHeld:
    """A slot and whether anything stands as evidence behind it or behind a link of it."""

    id: str
    role: Role
    wording: str
    has_evidence: bool


@dataclass(frozen=True, slots=True)
class Rivalry:
    """Two configurations that explain an outcome otherwise, by their ids."""

    link_id: str
    one: str
    other: str


@dataclass(frozen=True, slots=True)
class GuideMaterial:
    """All of it. Roles are those of interviewees, as sources record them."""

    lines: tuple[CMOLine, ...]
    slots: Mapping[str, tuple[SlotHeld, ...]]
    """By the id of a configuration, in order."""
    narratives: Mapping[str, str]
    rivals: tuple[Rivalry, ...]
    evidence_sites: frozenset[tuple[str, str]]
    """`(configuration id, site id)`: a source of that site is evidence for it."""
    judged: frozenset[tuple[str, str]]
    """`(configuration id, site id)` with a verdict."""
    source_cells: frozenset[tuple[str, str]]
    """`(tracer id, site id)` with a source."""
    told_by: Mapping[str, frozenset[str]]
    """By the id of a slot or of a configuration, the roles that spoke to it."""
    tracer_roles: Mapping[str, frozenset[str]]
    """By tracer id, the roles that spoke of it."""
    site_roles: Mapping[str, frozenset[str]]
    """By the name of a site, the roles that spoke there."""
    has_roles: bool
    tracers: tuple[TracerView, ...]
    sites: tuple[SiteView, ...]
    questions: tuple[QuestionView, ...] = field(default=())
