"""Interview guides with their questions, in three statements."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from sqlalchemy import Connection, func, select

from workbench.errors import NotFound
from workbench.model.guide_views import GuideQuestionView, GuideView, Origin
from workbench.model.questions import InterviewPurpose
from workbench.store.reading.finding import Candidate, pick
from workbench.store.reading.study import coders
from workbench.store.schema import TABLES

_GUIDE, _QUESTION = TABLES["interview_guide"], TABLES["guide_question"]


def guides(reader: Connection) -> tuple[GuideView, ...]:
    """All guides by number."""
    names = coders(reader)
    asked: dict[str, list[GuideQuestionView]] = defaultdict(list)
    for row in reader.execute(select(_QUESTION).order_by(_QUESTION.c.position, _QUESTION.c.id)):
        mine = asked[row.guide_id]
        mine.append(
            GuideQuestionView(
                row.id,
                len(mine) + 1,
                InterviewPurpose(row.purpose),
                row.interviewee,
                row.wording,
                row.drawn_from,
                Origin(row.cmo_id, row.slot_id, row.tracer_id, row.site_id, row.question_id),
            )
        )
    rows = reader.execute(select(_GUIDE).order_by(_GUIDE.c.number, _GUIDE.c.id))
    return tuple(
        GuideView(
            row.id,
            row.number,
            row.title,
            row.note,
            names.get(row.coder_id, ""),
            row.created_at,
            tuple(asked[row.id]),
        )
        for row in rows
    )


def guide(reader: Connection, identity: str) -> GuideView | None:
    """The guide of this id, None if it is gone."""
    return next((one for one in guides(reader) if one.id == identity), None)


def next_guide_number(reader: Connection) -> int:
    """The next free number."""
    return int(reader.execute(select(func.coalesce(func.max(_GUIDE.c.number), 0))).scalar_one()) + 1


def guide_question_row(reader: Connection, identity: str) -> Any | None:
    """The bare row of a question of a guide, None if it is gone."""
    return reader.execute(select(_QUESTION).where(_QUESTION.c.id == identity)).first()


def question_ids(reader: Connection, guide_id: str) -> list[str]:
    """The ids of a guide's questions, in order."""
    query = select(_QUESTION.c.id).where(_QUESTION.c.guide_id == guide_id)
    return list(reader.scalars(query.order_by(_QUESTION.c.position, _QUESTION.c.id)))


def find_guide(reader: Connection, reference: str) -> str:
    """The id of a guide by number, title or id, or `last`; raises as `pick` does."""
    rows = reader.execute(
        select(_GUIDE.c.id, _GUIDE.c.number, _GUIDE.c.title).order_by(_GUIDE.c.number)
    ).all()
    if reference.strip().casefold() == "last" and rows:
        return str(rows[-1].id)
    candidates = [
        Candidate(row.id, tuple(filter(None, (row.title, str(row.number), f"Guide {row.number}"))))
        for row in rows
    ]
    return pick(reference, candidates, what="interview guide")


def find_guide_question(guide: GuideView, reference: str) -> GuideQuestionView:
    """The question of a guide by its place or id; raises as `pick` does."""
    candidates = [Candidate(one.id, (one.wording, str(one.position))) for one in guide.questions]
    try:
        identity = pick(reference, candidates, what="question")
    except NotFound:
        raise NotFound(
            f"{guide.name} has no question {reference!r}; it has {len(guide.questions)}",
            hint=f"See their numbers: workbench guide show {guide.number}",
        ) from None
    return next(one for one in guide.questions if one.id == identity)
