"""Research questions with what answers them: a fixed number of statements, however many questions there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, func, select

from workbench.model.question_views import AnswerKind, AnswerView, QuestionState, QuestionView
from workbench.store.reading.finding import Candidate, pick
from workbench.store.reading.study import coders
from workbench.store.schema import TABLES

_QUESTION, _ANSWER = TABLES["research_question"], TABLES["question_answer"]
SHOWN_CHARS = 70
"""So much of a report section without a claim says which one it is."""


def questions(reader: Connection) -> tuple[QuestionView, ...]:
    """All questions, each before its sub-questions, in the order that people gave them."""
    rows = reader.execute(select(_QUESTION).order_by(_QUESTION.c.position, _QUESTION.c.id)).all()
    names, answers = coders(reader), _answers(reader) if rows else {}
    below: dict[str | None, list[Any]] = defaultdict(list)
    for row in rows:
        below[row.parent_id].append(row)
    states = dict(_states(below, answers))
    return tuple(
        QuestionView(
            row.id,
            row.number,
            row.parent_id,
            depth,
            place,
            row.wording,
            row.note,
            names.get(row.coder_id, ""),
            row.created_at,
            states[row.id],
            tuple(answers.get(row.id, ())),
        )
        for row, depth, place in _walk(below, None, 0)
    )


def _walk(below: Mapping[str | None, Sequence[Any]], parent: str | None, depth: int) -> Iterator[Any]:
    for place, row in enumerate(below.get(parent, ()), 1):
        yield row, depth, place
        yield from _walk(below, row.id, depth + 1)


def _states(
    below: Mapping[str | None, Sequence[Any]], answers: Mapping[str, Sequence[AnswerView]]
) -> Iterator[tuple[str, QuestionState]]:
    """The state of each question, those below first."""
    found: dict[str, QuestionState] = {}
    for row, _, _ in reversed(list(_walk(below, None, 0))):
        parts = [found[part.id] for part in below.get(row.id, ())]
        if answers.get(row.id):
            found[row.id] = QuestionState.ANSWERED
        elif parts and all(p in (QuestionState.ANSWERED, QuestionState.IN_ITS_PARTS) for p in parts):
            found[row.id] = QuestionState.IN_ITS_PARTS
        elif any(p is not QuestionState.OPEN for p in parts):
            found[row.id] = QuestionState.PARTLY
        else:
            found[row.id] = QuestionState.OPEN
    yield from found.items()


def _answers(reader: Connection) -> dict[str, list[AnswerView]]:
    source, cmo, memo, section = (TABLES[kind] for kind in AnswerKind)
    coder = TABLES["coder"]
    query = (
        select(
            _ANSWER,
            source.c.name.label("source_name"),
            cmo.c.number,
            cmo.c.title.label("cmo_title"),
            memo.c.kind.label("memo_kind"),
            memo.c.title.label("memo_title"),
            func.substr(memo.c.body, 1, SHOWN_CHARS).label("memo_body"),
            section.c.kind.label("section_kind"),
            section.c.claim,
            func.substr(section.c.body, 1, SHOWN_CHARS).label("section_body"),
            coder.c.name.label("coder"),
        )
        .outerjoin(source, source.c.id == _ANSWER.c.source_id)
        .outerjoin(cmo, cmo.c.id == _ANSWER.c.cmo_id)
        .outerjoin(memo, memo.c.id == _ANSWER.c.memo_id)
        .outerjoin(section, section.c.id == _ANSWER.c.section_id)
        .join(coder, coder.c.id == _ANSWER.c.coder_id)
        .order_by(cmo.c.number, source.c.name, _ANSWER.c.created_at, _ANSWER.c.id)
    )
    found: dict[str, list[AnswerView]] = defaultdict(list)
    for row in reader.execute(query):
        kind, target, name = _named(row)
        view = AnswerView(row.id, kind, target, name, row.note, row.coder, row.created_at)
        found[row.question_id].append(view)
    for views in found.values():
        views.sort(key=lambda view: list(AnswerKind).index(view.kind))
    return found


def _named(row: Any) -> tuple[AnswerKind, str, str]:
    if row.source_id is not None:
        return AnswerKind.SOURCE, row.source_id, f"source {row.source_name}"
    if row.cmo_id is not None:
        return AnswerKind.CMO, row.cmo_id, f"CMO {row.number} {row.cmo_title}".strip()
    if row.memo_id is not None:
        said = " ".join((row.memo_title or row.memo_body).split())
        return AnswerKind.MEMO, row.memo_id, f"{row.memo_kind} memo {said}"
    said = " ".join((row.claim or row.section_body).split())
    return AnswerKind.SECTION, row.section_id, f"{row.section_kind}: {said}"


def question_rows(reader: Connection) -> dict[str, Any]:
    """The bare rows by id (`number, parent_id, position, wording, note`), siblings in their order."""
    rows = reader.execute(select(_QUESTION).order_by(_QUESTION.c.position, _QUESTION.c.id))
    return {row.id: row for row in rows}


def answer_rows(reader: Connection) -> list[Any]:
    """The bare rows of all answers."""
    return list(reader.execute(select(_ANSWER).order_by(_ANSWER.c.id)))


def drawn_from_questions(reader: Connection, question_ids: Sequence[str]) -> list[str]:
    """The ids of the questions of interview guides that were drawn from these."""
    table = TABLES["guide_question"]
    query = select(table.c.id).where(table.c.question_id.in_(question_ids)).order_by(table.c.id)
    return list(reader.scalars(query))


def answered_by(reader: Connection, kind: AnswerKind, target_id: str) -> tuple[int, ...]:
    """The numbers of the questions that this answers, in order."""
    query = (
        select(_QUESTION.c.number)
        .join(_ANSWER, _ANSWER.c.question_id == _QUESTION.c.id)
        .where(_ANSWER.c[kind.column] == target_id)
        .order_by(_QUESTION.c.number)
    )
    return tuple(reader.scalars(query))


def find_question(reader: Connection, reference: str) -> str:
    """The id of a question by number (`3`, `Q3`), wording or id; raises as `pick` does."""
    candidates = [
        Candidate(row.id, (row.wording, str(row.number), f"Q{row.number}"))
        for row in question_rows(reader).values()
    ]
    return pick(reference, candidates, what="question")


def section_titles(reader: Connection) -> list[tuple[str, str]]:
    """The report sections, id and title each, without their quotes."""
    table = TABLES["report_section"]
    query = select(table.c.id, table.c.claim, table.c.body).order_by(table.c.position, table.c.id)
    return [(identity, " ".join((claim or body).split())) for identity, claim, body in reader.execute(query)]
