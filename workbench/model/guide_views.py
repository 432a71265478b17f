"""Interview guides as they are read, what is proposed for them, and what changed between two."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.model.questions import InterviewPurpose

ANYONE = ""
"""The interviewee of a question for any role."""


@dataclass(frozen=True, slots=True)
class Origin:
    """What a question of a guide was drawn from, by ids; empty where it was not, and for a person's own question."""

    cmo_id: str | None = None
    slot_id: str | None = None
    tracer_id: str | None = None
    site_id: str | None = None
    question_id: str | None = None


@dataclass(frozen=True, slots=True)
class GuideQuestionView:
    """A question of a guide. `position` counts from 1; `drawn_from` says in words why it is asked."""

    id: str
    position: int
    purpose: InterviewPurpose
    interviewee: str
    wording: str
    drawn_from: str
    origin: Origin

    @property
    def is_own(self) -> bool:
        """Whether a person thought of it, and not the proposals."""
        return not self.drawn_from


@dataclass(frozen=True, slots=True)
class GuideView:
    """A guide with its questions in order."""

    id: str
    number: int
    title: str
    note: str
    coder: str
    created_at: str
    questions: tuple[GuideQuestionView, ...]

    @property
    def name(self) -> str:
        """`Guide 2: Second wave`."""
        return f"Guide {self.number}" + (f": {self.title}" if self.title else "")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A question that a gap of the study suggests. `key` stays the same as long as the gap does.

    `drawn_from` says which gap it is, `cmo_number` where it is one of a configuration; `tracer` and `site` are names.
    """

    key: str
    purpose: InterviewPurpose
    interviewee: str
    wording: str
    drawn_from: str
    origin: Origin
    cmo_number: int | None = None
    tracer: str = ""
    site: str = ""

    def is_in(self, guide: GuideView) -> bool:
        """Whether a guide has a question drawn from this gap for this interviewee."""
        gap = self.drawn_from.partition(":")[0]
        return any(
            (one.origin, one.interviewee) == (self.origin, self.interviewee)
            and one.drawn_from.partition(":")[0] == gap
            for one in guide.questions
        )


@dataclass(frozen=True, slots=True)
class Proposals:
    """What is proposed, and what could not be told for want of data, in sentences."""

    items: tuple[Proposal, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GuideDiff:
    """What changed from one guide to another. `altered` have their wording, but another purpose or interviewee."""

    before: GuideView
    after: GuideView
    added: tuple[GuideQuestionView, ...]
    dropped: tuple[GuideQuestionView, ...]
    reworded: tuple[tuple[GuideQuestionView, GuideQuestionView], ...]
    altered: tuple[tuple[GuideQuestionView, GuideQuestionView], ...]
