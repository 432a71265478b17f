"""What interview guides on screen need of a study. What changes something returns a summary, or new ids."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from workbench.model.guide_views import GuideDiff, GuideView, Proposal, Proposals
from workbench.model.questions import InterviewPurpose
from workbench.model.theory_views import Names


class GuidesDesk(Protocol):
    """Interview guides, what is proposed for them, and changes to them."""

    def guides(self) -> Sequence[GuideView]:
        """All guides, oldest first."""
        ...

    def proposals(self, *, tracer: str = "", site: str = "", role: str = "") -> Proposals:
        """What is proposed; of one tracer, site (names) and role, if given. Over a connection of its own."""
        ...

    def roles(self) -> Sequence[str]:
        """The roles in which participants spoke."""
        ...

    def names(self) -> Names:
        """The tracers and sites of the study."""
        ...

    def new(self, title: str, *, from_id: str | None) -> str:
        """Begin a guide, with the questions of another if given; returns its id."""
        ...

    def retitle(self, guide_id: str, title: str) -> str:
        """Give a guide another title."""
        ...

    def remove(self, guide_id: str) -> str:
        """Take a guide away."""
        ...

    def adopt(self, guide_id: str, proposal: Proposal) -> Sequence[str]:
        """Take a proposed question into a guide; returns the ids of what is new."""
        ...

    def add(
        self,
        guide_id: str,
        wording: str,
        *,
        purpose: InterviewPurpose,
        interviewee: str,
        position: int | None,
    ) -> Sequence[str]:
        """Add a question of one's own; returns the ids of what is new."""
        ...

    def edit(
        self,
        question_id: str,
        *,
        wording: str | None = None,
        purpose: InterviewPurpose | None = None,
        interviewee: str | None = None,
    ) -> str:
        """Change a question of a guide; what is None stays."""
        ...

    def move(self, question_id: str, position: int) -> str:
        """Put a question at another place."""
        ...

    def drop(self, question_id: str) -> str:
        """Take a question out of its guide."""
        ...

    def difference(self, before_id: str, after_id: str) -> GuideDiff:
        """What changed from one guide to another."""
        ...

    def write(self, guide_id: str, file: str) -> str:
        """Write a guide to a file whose ending says in which format; never over another one. Returns where it is."""
        ...
