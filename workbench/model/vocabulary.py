"""The field's closed word lists, as enumerations whose values are the words on screens, in files and in reports."""

from __future__ import annotations

from enum import StrEnum


class SourceKind(StrEnum):
    """What a source records."""

    INTERVIEW = "interview"
    MEETING = "meeting"
    DOCUMENT = "document"


class MemoKind(StrEnum):
    """Why a memo was written."""

    ANALYTIC = "analytic"
    DECISION = "decision"
    RETRODUCTION = "retroduction"
    REFLEXIVE = "reflexive"


class Role(StrEnum):
    """What an element is in one configuration; the same element may have another role in the next."""

    INTERVENTION = "intervention"
    ACTOR = "actor"
    CONTEXT = "context"
    MECHANISM_RESOURCE = "mechanism-resource"
    MECHANISM_REASONING = "mechanism-reasoning"
    MECHANISM = "mechanism"
    OUTCOME = "outcome"

    @property
    def is_mechanism(self) -> bool:
        """True for the undivided mechanism and for its two halves."""
        return self in MECHANISM_ROLES


MECHANISM_ROLES = frozenset({Role.MECHANISM_RESOURCE, Role.MECHANISM_REASONING, Role.MECHANISM})
"""What the programme offers, how people respond, or both undivided (Dalkin et al. 2015 set the two apart)."""


class Expectation(StrEnum):
    """Whether an outcome was foreseen by theory, seen in the field, or follows from what was said."""

    ANTICIPATED = "anticipated"
    OBSERVED = "observed"
    IMPLIED = "implied"


class Intention(StrEnum):
    """Whether the programme meant the outcome."""

    INTENDED = "intended"
    UNINTENDED = "unintended"


class Valence(StrEnum):
    """For good or ill."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    MIXED = "mixed"


class CMOKind(StrEnum):
    """A configuration read out of policy, or one found in the field."""

    PROGRAMME_THEORY = "programme theory"
    OBSERVED = "observed"


class Stage(StrEnum):
    """How far a configuration has come. A fragment always saves."""

    FRAGMENT = "fragment"
    DRAFT = "draft"
    COMPLETE = "complete"
    RETIRED = "retired"


class Stance(StrEnum):
    """What a piece of evidence does to the statement it stands behind."""

    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"
    QUALIFIES = "qualifies"


class Rating(StrEnum):
    """Of the relevance, richness or rigour of a piece of evidence."""

    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"


class LinkKind(StrEnum):
    """How one configuration stands to another."""

    RIPPLE = "ripple"
    NESTS = "nests"
    REFINES = "refines"
    RIVAL_OF = "rival of"
    GENERALISES = "generalises"


class TheoryLevel(StrEnum):
    """How far the programme theory of a version has come."""

    INITIAL = "initial"
    REFINED = "refined"
    MIDDLE_RANGE = "middle-range"


class Verdict(StrEnum):
    """What was found at a site of what theory anticipated there."""

    CONFIRMED = "confirmed"
    PARTLY = "partly"
    CONTRADICTED = "contradicted"
    UNFORESEEN = "unforeseen"
    NOT_ASKED = "not asked"


class SectionKind(StrEnum):
    """What a person has written for a tracer report, in the order in which the report prints it."""

    INTRODUCTION = "introduction"
    BACKGROUND = "background"
    THEME = "theme"
    SUMMARY = "summary"
    MESSAGE = "message"


def plural(count: int, noun: str, many: str = "") -> str:
    """`1 coding`, `2 codings`, `2 people`: a count with its noun, for messages."""
    return f"{count:,} {noun if count == 1 else many or noun + 's'}"
