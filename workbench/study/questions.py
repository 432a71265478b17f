"""Changes to research questions: a tree of wordings with notes, in an order that people give."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from workbench.errors import BadInput, Conflict
from workbench.model.questions import GuideQuestion, QuestionAnswer, ResearchQuestion
from workbench.model.vocabulary import plural
from workbench.store.reading.questions import answer_rows, drawn_from_questions, question_rows
from workbench.store.unit_of_work import Outcome, UnitOfWork

WORDING_LIMIT = 1000
"""Characters of a question at most."""


@dataclass(frozen=True, slots=True)
class AddQuestion:
    """Add a research question, as part of another if `parent_id` is given; the value is its id.

    `position` counts from 1 among its siblings; without one it comes last.
    """

    wording: str
    note: str = ""
    parent_id: str | None = None
    position: int | None = None

    def perform(self, work: UnitOfWork) -> Outcome[str]:
        """Carry it out.

        Raises:
            BadInput: no wording, or too long a one. Conflict: the wider question is gone or has this part already.
        """
        rows = question_rows(work.connection)
        wording = clean_wording(self.wording)
        if self.parent_id is not None:
            _row(rows, self.parent_id)
        _require_new(rows, wording, self.parent_id)
        identity = _insert(work, rows, wording, self.note, self.parent_id)
        _place(work, rows, identity, self.parent_id, self.position)
        return Outcome(f"added question {_next_number(rows)} {_short(wording)}", identity)


@dataclass(frozen=True, slots=True)
class EditQuestion:
    """Change a question's wording or note; what is None stays. The value is whether anything changed."""

    question_id: str
    wording: str | None = None
    note: str | None = None

    def perform(self, work: UnitOfWork) -> Outcome[bool]:
        """Carry it out.

        Raises:
            BadInput: no wording, or too long a one. Conflict: it is gone, or another one beside it is worded so.
        """
        rows = question_rows(work.connection)
        row = _row(rows, self.question_id)
        values: dict[str, Any] = {}
        if self.wording is not None:
            values["wording"] = clean_wording(self.wording)
            others = {key: one for key, one in rows.items() if key != row.id}
            _require_new(others, values["wording"], row.parent_id)
        if self.note is not None:
            values["note"] = self.note.strip()
        changed = bool(values) and work.update(ResearchQuestion, row.id, **values)
        said = f"edited question {row.number}" if changed else f"nothing changed: question {row.number} is so"
        return Outcome(said, changed)


@dataclass(frozen=True, slots=True)
class MoveQuestion:
    """Put a question elsewhere: under another (`parent_id`; empty: under none; None: where it is), at a position.

    Its sub-questions go with it. Without a position it comes last under another, and stays where it is otherwise.
    """

    question_id: str
    parent_id: str | None = None
    position: int | None = None

    def perform(self, work: UnitOfWork) -> Outcome[None]:
        """Carry it out.

        Raises:
            Conflict: one of them is gone, or it would become part of itself, or its place has one worded so.
        """
        rows = question_rows(work.connection)
        row = _row(rows, self.question_id)
        parent = row.parent_id if self.parent_id is None else self.parent_id or None
        if parent is not None:
            _row(rows, parent)
            if row.id in _lineage(rows, parent):
                raise Conflict(
                    f"question {row.number} cannot become part of itself",
                    hint="Move it under a question that is not one of its own parts.",
                )
        others = {key: one for key, one in rows.items() if key != row.id}
        _require_new(others, row.wording, parent)
        moved = parent != row.parent_id and work.update(ResearchQuestion, row.id, parent_id=parent)
        if moved or self.position is not None:
            moved |= _place(work, rows, row.id, parent, self.position)
        said = f"moved question {row.number}" if moved else f"nothing changed: question {row.number} is there"
        return Outcome(said, None)


@dataclass(frozen=True, slots=True)
class RemoveQuestion:
    """Take a question away; with what answers it and with its sub-questions only if that is said.

    Questions of interview guides that were drawn from it stay as they were asked.
    """

    question_id: str
    with_answers: bool = False
    with_parts: bool = False

    def perform(self, work: UnitOfWork) -> Outcome[None]:
        """Carry it out.

        Raises:
            Conflict: it is gone, or something answers it or is part of it and that was not said.
        """
        rows = question_rows(work.connection)
        row = _row(rows, self.question_id)
        family = _family(rows, row.id)
        if len(family) > 1 and not self.with_parts:
            parts = plural(len(family) - 1, "sub-question")
            raise Conflict(
                f"question {row.number} has {parts}, so it stays",
                hint=f"Move them first, or take them along: question remove {row.number} --with-parts",
            )
        answers = [one.id for one in answer_rows(work.connection) if one.question_id in family]
        if answers and not self.with_answers:
            raise Conflict(
                f"question {row.number} is answered ({plural(len(answers), 'answer')}), so it stays",
                hint=f"Take the answers along: question remove {row.number} --with-answers",
            )
        if answers:
            work.delete(QuestionAnswer, [(one,) for one in answers])
        drawn = drawn_from_questions(work.connection, family)
        if drawn:
            work.update_rows(GuideQuestion, ("question_id",), {(one,): (None,) for one in drawn})
        for identity in reversed(family):
            work.delete(ResearchQuestion, [(identity,)])
        said = f" and {plural(len(family) - 1, 'sub-question')}" if len(family) > 1 else ""
        said += f" with {plural(len(answers), 'answer')}" if answers else ""
        return Outcome(f"removed question {row.number}{said}", None)


@dataclass(frozen=True, slots=True)
class PlannedQuestion:
    """A question as a study's file has it; a note that is None stays as it is."""

    wording: str
    note: str | None = None
    parts: tuple[PlannedQuestion, ...] = field(default=())


def plan_questions(work: UnitOfWork, planned: Sequence[PlannedQuestion]) -> tuple[int, int]:
    """Add the questions that are not there yet, and their notes; how many were added, and how many changed."""
    return _plan(work, planned, None)


def _plan(work: UnitOfWork, planned: Sequence[PlannedQuestion], parent: str | None) -> tuple[int, int]:
    added = changed = 0
    for one in planned:
        rows = question_rows(work.connection)
        wording = clean_wording(one.wording)
        identity = _alike(rows, wording, parent)
        if identity is None:
            identity = _insert(work, rows, wording, one.note or "", parent)
            added += 1
        elif one.note is not None:
            changed += work.update(ResearchQuestion, identity, note=one.note.strip())
        more = _plan(work, one.parts, identity)
        added, changed = added + more[0], changed + more[1]
    return added, changed


def clean_wording(wording: str) -> str:
    """A question on one line.

    Raises:
        BadInput: there is none, or it is too long.
    """
    tidy = " ".join(wording.split())
    if not tidy:
        raise BadInput("a question needs its wording", hint="Put it into quotation marks.")
    if len(tidy) > WORDING_LIMIT:
        raise BadInput(
            f"this question has {len(tidy):,} characters; one has at most {WORDING_LIMIT:,}",
            hint="Put what explains it into the note.",
        )
    return tidy


def _insert(work: UnitOfWork, rows: Mapping[str, Any], wording: str, note: str, parent: str | None) -> str:
    identity = work.new_id()
    work.insert(
        ResearchQuestion(
            id=identity,
            number=_next_number(rows),
            parent_id=parent,
            position=max((one.position for one in rows.values() if one.parent_id == parent), default=-1) + 1,
            wording=wording,
            note=note.strip(),
            coder_id=work.coder_id,
            created_at=work.at,
        )
    )
    return identity


def _next_number(rows: Mapping[str, Any]) -> int:
    return max((one.number for one in rows.values()), default=0) + 1


def _place(
    work: UnitOfWork, rows: Mapping[str, Any], identity: str, parent: str | None, position: int | None
) -> bool:
    """Put a question in its place among its siblings; whether any of them moved."""
    siblings = [one.id for one in rows.values() if one.parent_id == parent and one.id != identity]
    at = len(siblings) if position is None else max(0, min(position - 1, len(siblings)))
    siblings.insert(at, identity)
    moved = [work.update(ResearchQuestion, one, position=place) for place, one in enumerate(siblings)]
    return any(moved)


def _row(rows: Mapping[str, Any], identity: str) -> Any:
    if identity not in rows:
        raise Conflict("this question is no longer in the study", hint="Someone else removed it.")
    return rows[identity]


def _alike(rows: Mapping[str, Any], wording: str, parent: str | None) -> str | None:
    folded = wording.casefold()
    same = (key for key, one in rows.items() if one.parent_id == parent and one.wording.casefold() == folded)
    return next(same, None)


def _require_new(rows: Mapping[str, Any], wording: str, parent: str | None) -> None:
    same = _alike(rows, wording, parent)
    if same is not None:
        raise Conflict(
            f"question {rows[same].number} is worded so already", hint="See them: workbench question list"
        )


def _lineage(rows: Mapping[str, Any], identity: str | None) -> set[str]:
    """The question with all that it is part of."""
    found: set[str] = set()
    while identity is not None and identity not in found:
        found.add(identity)
        identity = rows[identity].parent_id
    return found


def _family(rows: Mapping[str, Any], identity: str) -> list[str]:
    """The question with all its parts, each before its own."""
    return [
        identity,
        *(key for one in rows.values() if one.parent_id == identity for key in _family(rows, one.id)),
    ]


def _short(wording: str) -> str:
    return repr(wording if len(wording) <= 50 else wording[:49].rstrip() + "…")
