"""Advice on configurations: the rules it comes from, what they look at, and what somebody set aside."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from workbench.model.vocabulary import Role


class Check(StrEnum):
    """A rule by which advice is given. None of them blocks anything."""

    SETTING = "setting"
    ACTIVITY = "activity"
    RESTATED = "restated"
    ONE_SOURCE = "one-source"
    OBSERVED = "observed"


ABOUT_CHECKS = {
    Check.SETTING: "A context that only names a place, a service or a body does not say what about it makes the "
    "mechanism work or fail. Say how it matters: not “the clinic in the north”, but “a clinic whose staff have known "
    "each other for years”. Read: a phrase without a verb or a quality, whose main word names a setting.",
    Check.ACTIVITY: "What a programme does or offers is a resource; the mechanism is also how people respond to it: "
    "what they think, feel or decide. Add the reasoning, or word it. Read: a mechanism with words of activity and "
    "none of reasoning, in a CMO without a mechanism-reasoning slot.",
    Check.RESTATED: "An outcome in the words of its mechanism explains nothing: say what produced it. Read: most "
    "of the words of one are in the other, or both are one element.",
    Check.ONE_SOURCE: "All that supports this CMO comes from one source. It may still be right; see whether others "
    "say so, or say otherwise: workbench cmo hunt. Read: an observed CMO whose supporting passages are of one source.",
    Check.OBSERVED: "A programme theory says what was anticipated. What was observed belongs in an observed CMO, "
    "linked to it. Read: an outcome of a programme theory whose status is not anticipated.",
}
"""Each rule in words: what it is for, and by what it is read."""


HUNT = "hunt:"
"""Before the id of an excerpt: as the rule of a dismissal, that the passage is no case against the configuration."""


@dataclass(frozen=True, slots=True)
class CheckedSlot:
    """A slot as the checks look at it; `position` is 1-based."""

    id: str
    position: int
    role: Role
    element_id: str
    wording: str
    expectation: str = ""


@dataclass(frozen=True, slots=True)
class CheckedCMO:
    """A configuration as the checks look at it. `supporting_sources`: distinct sources of what supports it."""

    id: str
    number: int
    title: str
    kind: str
    slots: tuple[CheckedSlot, ...]
    supporting_sources: int = 0


@dataclass(frozen=True, slots=True)
class Advice:
    """What a check says of a configuration, or of one of its slots (then `slot_id` and `position` are given)."""

    check: Check
    cmo_id: str
    cmo_number: int
    cmo_title: str
    said: str
    slot_id: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True)
class Dismissal:
    """Advice that somebody set aside, and why."""

    id: str
    check: str
    cmo_id: str
    cmo_number: int
    slot_id: str
    reason: str
    coder: str
    created_at: str


@dataclass(frozen=True, slots=True)
class Advised:
    """What the checks say of a study: what stands, and what was set aside with the reason."""

    standing: tuple[Advice, ...]
    dismissed: tuple[tuple[Advice, Dismissal], ...]
