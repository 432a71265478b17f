"""Changes to interview guides and their questions. A later guide is a new one, so that each stays as it was used."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from workbench.errors import BadInput, Conflict
from workbench.model.guide_views import GuideView, Origin
from workbench.model.questions import GuideQuestion, InterviewGuide, InterviewPurpose
from workbench.model.vocabulary import plural
from workbench.store.reading import guides as reading
from workbench.store.unit_of_work import Outcome, UnitOfWork
from workbench.theory.commands import clean_title

NOWHERE = Origin()
"""Of a question that a person thought of."""

WORDING_LIMIT = 10_000
"""Characters of a question at most."""


@dataclass(frozen=True, slots=True)
class NewQuestion:
    """A question for a guide. `drawn_from` is empty for one that a person thought of."""

    wording: str
    purpose: InterviewPurpose
    interviewee: str = ""
    drawn_from: str = ""
    origin: Origin = NOWHERE

    def row(self, work: UnitOfWork, guide_id: str, position: int) -> GuideQuestion:
        """The question as it is stored; raises BadInput without wording or with too long a one."""
        origin = self.origin
        return GuideQuestion(
            id=work.new_id(),
            guide_id=guide_id,
            position=position,
            purpose=str(self.purpose),
            interviewee=" ".join(self.interviewee.split()),
            wording=clean_wording(self.wording),
            drawn_from=self.drawn_from,
            cmo_id=origin.cmo_id,
            slot_id=origin.slot_id,
            tracer_id=origin.tracer_id,
            site_id=origin.site_id,
            question_id=origin.question_id,
        )


@dataclass(frozen=True, slots=True)
class NewGuide:
    """Begin a guide, empty or with the questions of another (`from_id`); the value is its id."""

    title: str = ""
    note: str = ""
    from_id: str | None = None

    def perform(self, work: UnitOfWork) -> Outcome[str]:
        """Carry it out.

        Raises:
            BadInput: the title is too long. Conflict: the guide to begin from is gone.
        """
        number, identity = reading.next_guide_number(work.connection), work.new_id()
        held = () if self.from_id is None else guide_of(work, self.from_id).questions
        work.insert(
            InterviewGuide(
                id=identity,
                number=number,
                title=clean_title(self.title),
                note=self.note.strip(),
                coder_id=work.coder_id,
                created_at=work.at,
            )
        )
        copies = [NewQuestion(q.wording, q.purpose, q.interviewee, q.drawn_from, q.origin) for q in held]
        work.insert(*(copy.row(work, identity, place) for place, copy in enumerate(copies)))
        with_them = f" with {plural(len(copies), 'question')}" if self.from_id is not None else ""
        return Outcome(f"began interview guide {number}{with_them}", identity)


@dataclass(frozen=True, slots=True)
class EditGuide:
    """Change a guide's title or note; what is None stays."""

    guide_id: str
    title: str | None = None
    note: str | None = None

    def perform(self, work: UnitOfWork) -> Outcome[bool]:
        """Carry it out; the value is whether anything changed.

        Raises:
            BadInput: the title is too long. Conflict: the guide is gone.
        """
        guide = guide_of(work, self.guide_id)
        title = guide.title if self.title is None else clean_title(self.title)
        note = guide.note if self.note is None else self.note.strip()
        changed = work.update(InterviewGuide, guide.id, title=title, note=note)
        said = f"edited guide {guide.number}" if changed else f"nothing changed: guide {guide.number} is so"
        return Outcome(said, changed)


@dataclass(frozen=True, slots=True)
class RemoveGuide:
    """Take a guide with its questions away."""

    guide_id: str

    def perform(self, work: UnitOfWork) -> Outcome[None]:
        """Carry it out.

        Raises:
            Conflict: it is gone.
        """
        guide = guide_of(work, self.guide_id)
        if guide.questions:
            work.delete(GuideQuestion, [(one.id,) for one in guide.questions])
        work.delete(InterviewGuide, [(guide.id,)])
        held = plural(len(guide.questions), "question")
        return Outcome(f"removed guide {guide.number} with {held}", None)


@dataclass(frozen=True, slots=True)
class AskQuestions:
    """Put questions into a guide, after the others or from a place on (from 1); the value is their ids."""

    guide_id: str
    questions: tuple[NewQuestion, ...]
    position: int | None = None

    def perform(self, work: UnitOfWork) -> Outcome[tuple[str, ...]]:
        """Carry it out.

        Raises:
            BadInput: a question without wording, or too long a one.
            Conflict: the guide is gone, or asks one of them already of the same people for the same purpose.
        """
        guide = guide_of(work, self.guide_id)
        known = {(q.wording.casefold(), q.interviewee, q.purpose) for q in guide.questions}
        rows = [one.row(work, guide.id, len(guide.questions) + n) for n, one in enumerate(self.questions)]
        for row in rows:
            mine = (row.wording.casefold(), row.interviewee, InterviewPurpose(row.purpose))
            if mine in known:
                raise Conflict(
                    f"guide {guide.number} asks this already: {_short(row.wording)}",
                    hint=f"See it: workbench guide show {guide.number}",
                )
            known.add(mine)
        work.insert(*rows)
        if self.position is not None:
            held, new = [q.id for q in guide.questions], [row.id for row in rows]
            at = max(0, min(self.position - 1, len(held)))
            put_in_order(work, [*held[:at], *new, *held[at:]])
        said = f"added {plural(len(rows), 'question')} to guide {guide.number}"
        return Outcome(said, tuple(row.id for row in rows))


@dataclass(frozen=True, slots=True)
class EditGuideQuestion:
    """Change a question of a guide; what is None stays. It keeps what it was drawn from."""

    question_id: str
    wording: str | None = None
    purpose: InterviewPurpose | None = None
    interviewee: str | None = None

    def perform(self, work: UnitOfWork) -> Outcome[bool]:
        """Carry it out; the value is whether anything changed.

        Raises:
            BadInput: no wording, or too long a one. Conflict: it is gone.
        """
        row = _row(work, self.question_id)
        values = {
            "wording": row.wording if self.wording is None else clean_wording(self.wording),
            "purpose": row.purpose if self.purpose is None else str(self.purpose),
            "interviewee": row.interviewee
            if self.interviewee is None
            else " ".join(self.interviewee.split()),
        }
        changed = work.update(GuideQuestion, self.question_id, **values)
        said = f"edited the question {_short(values['wording'])}"
        return Outcome(said if changed else "nothing changed: the question is so already", changed)


@dataclass(frozen=True, slots=True)
class MoveGuideQuestion:
    """Put a question of a guide at another place, counted from 1."""

    question_id: str
    position: int

    def perform(self, work: UnitOfWork) -> Outcome[bool]:
        """Carry it out; the value is whether anything moved.

        Raises:
            Conflict: it is gone.
        """
        row = _row(work, self.question_id)
        ids = reading.question_ids(work.connection, row.guide_id)
        ids.remove(row.id)
        at = max(0, min(self.position - 1, len(ids)))
        ids.insert(at, row.id)
        moved = put_in_order(work, ids)
        return Outcome(
            f"moved a question to {at + 1}" if moved else "nothing changed: it is there already", moved
        )


@dataclass(frozen=True, slots=True)
class DropGuideQuestion:
    """Take a question out of a guide."""

    question_id: str

    def perform(self, work: UnitOfWork) -> Outcome[None]:
        """Carry it out.

        Raises:
            Conflict: it is gone.
        """
        row = _row(work, self.question_id)
        work.delete(GuideQuestion, [(row.id,)])
        return Outcome(f"dropped the question {_short(row.wording)}", None)


def guide_of(work: UnitOfWork, guide_id: str) -> GuideView:
    """The guide of this id; raises Conflict if it is gone."""
    found = reading.guide(work.connection, guide_id)
    if found is None:
        raise Conflict("this interview guide is no longer in the study", hint="Someone else removed it.")
    return found


def clean_wording(wording: str) -> str:
    """A question on one line.

    Raises:
        BadInput: there is none, or it is too long.
    """
    tidy = " ".join(wording.split())
    if not tidy:
        raise BadInput("a question needs its wording")
    if len(tidy) > WORDING_LIMIT:
        raise BadInput(f"this question has {len(tidy):,} characters; one has at most {WORDING_LIMIT:,}")
    return tidy


def put_in_order(work: UnitOfWork, ids: list[str]) -> bool:
    """Give the questions of a guide these places; whether any of them moved."""
    changed = [work.update(GuideQuestion, one, position=place) for place, one in enumerate(ids)]
    return any(changed)


def _row(work: UnitOfWork, question_id: str) -> Any:
    row = reading.guide_question_row(work.connection, question_id)
    if row is None:
        raise Conflict("this question is no longer in the guide", hint="Someone else dropped it.")
    return row


def _short(wording: str) -> str:
    return repr(wording if len(wording) <= 50 else wording[:49].rstrip() + "…")
