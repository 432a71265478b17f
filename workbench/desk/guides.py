"""Interview guides for the screen (`tui.desk.guides`)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from workbench.desk.sitting import Sitting
from workbench.export.interview_guide import render_guide
from workbench.export.writing import write_output
from workbench.findings.interview_guides import difference, guide_at, proposals
from workbench.model.guide_views import GuideDiff, GuideView, Proposal, Proposals
from workbench.model.questions import InterviewPurpose
from workbench.model.theory_views import Names
from workbench.store.reading.cmo_lines import names
from workbench.store.reading.guides import guides
from workbench.store.reading.roles import roles
from workbench.store.reading.study import facts
from workbench.store.reading.tracer_report import as_of
from workbench.theory.guides import (
    AskQuestions,
    DropGuideQuestion,
    EditGuide,
    EditGuideQuestion,
    MoveGuideQuestion,
    NewGuide,
    NewQuestion,
    RemoveGuide,
)


class StudyGuides:
    """The interview guides of the study, changed in one coder's name."""

    def __init__(self, sitting: Sitting) -> None:
        self._sitting = sitting

    def guides(self) -> Sequence[GuideView]:
        """All guides, oldest first."""
        with self._sitting.reading() as reader:
            return guides(reader)

    def proposals(self, *, tracer: str = "", site: str = "", role: str = "") -> Proposals:
        """What is proposed."""
        with self._sitting.reading_aside() as reader:
            return proposals(reader, tracer=tracer, site=site, role=role)

    def roles(self) -> Sequence[str]:
        """The roles in which participants spoke."""
        with self._sitting.reading() as reader:
            return roles(reader)

    def names(self) -> Names:
        """The tracers and sites of the study."""
        with self._sitting.reading() as reader:
            return names(reader)

    def new(self, title: str, *, from_id: str | None) -> str:
        """Begin a guide; its id."""
        return self._sitting.execute(NewGuide(title, from_id=from_id)).value

    def retitle(self, guide_id: str, title: str) -> str:
        """Give a guide another title."""
        return self._sitting.execute(EditGuide(guide_id, title)).summary

    def remove(self, guide_id: str) -> str:
        """Take a guide away."""
        return self._sitting.execute(RemoveGuide(guide_id)).summary

    def adopt(self, guide_id: str, proposal: Proposal) -> Sequence[str]:
        """Take a proposed question into a guide."""
        asked = NewQuestion(
            proposal.wording, proposal.purpose, proposal.interviewee, proposal.drawn_from, proposal.origin
        )
        return self._sitting.execute(AskQuestions(guide_id, (asked,))).value

    def add(
        self,
        guide_id: str,
        wording: str,
        *,
        purpose: InterviewPurpose,
        interviewee: str,
        position: int | None,
    ) -> Sequence[str]:
        """Add a question of one's own."""
        asked = NewQuestion(wording, purpose, interviewee)
        return self._sitting.execute(AskQuestions(guide_id, (asked,), position)).value

    def edit(
        self,
        question_id: str,
        *,
        wording: str | None = None,
        purpose: InterviewPurpose | None = None,
        interviewee: str | None = None,
    ) -> str:
        """Change a question of a guide."""
        return self._sitting.execute(EditGuideQuestion(question_id, wording, purpose, interviewee)).summary

    def move(self, question_id: str, position: int) -> str:
        """Put a question at another place."""
        return self._sitting.execute(MoveGuideQuestion(question_id, position)).summary

    def drop(self, question_id: str) -> str:
        """Take a question out of its guide."""
        return self._sitting.execute(DropGuideQuestion(question_id)).summary

    def difference(self, before_id: str, after_id: str) -> GuideDiff:
        """What changed from one guide to another."""
        with self._sitting.reading() as reader:
            return difference(reader, before_id, after_id)

    def write(self, guide_id: str, file: str) -> str:
        """Write a guide to a file; where it is."""
        path = Path(file).expanduser()
        with self._sitting.reading() as reader:
            found, title, date = guide_at(reader, guide_id), facts(reader).title, as_of(reader)
        form = {"": "md", "htm": "html", "markdown": "md"}.get(
            path.suffix.lower().removeprefix("."), path.suffix.lower().removeprefix(".")
        )
        with self._sitting.leaving():
            write_output(path, render_guide(found, format=form, study_title=title, as_of=date), force=False)
        return f"Wrote {found.name} to {path}"
