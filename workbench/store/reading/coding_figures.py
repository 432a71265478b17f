"""What figures of coding are drawn from: the days of coding, and where codings stand."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import Connection, func, select

from workbench.model.figure_views import CodedSpan, CodingDay
from workbench.store.schema import TABLES

_CODING, _EXCERPT, _REVISION = TABLES["coding"], TABLES["excerpt"], TABLES["revision"]
_DAY = 10
"""Characters of the day in an ISO time."""


def coding_days(reader: Connection) -> tuple[CodingDay, ...]:
    """The days on which codings that still stand were made, in order, added up."""
    query = (
        select(func.substr(_CODING.c.created_at, 1, _DAY).label("day"), _REVISION.c.source_id, func.count())
        .join(_EXCERPT, _EXCERPT.c.id == _CODING.c.excerpt_id)
        .join(_REVISION, _REVISION.c.id == _EXCERPT.c.revision_id)
        .group_by("day", _REVISION.c.source_id)
        .order_by("day")
    )
    of_sources = int(reader.execute(select(func.count()).select_from(TABLES["source"])).scalar_one())
    counts: dict[str, int] = defaultdict(int)
    seen: set[str] = set()
    reached: dict[str, int] = {}
    for day, source_id, count in reader.execute(query):
        counts[day] += count
        seen.add(source_id)
        reached[day] = len(seen)
    total = 0
    out = []
    for day, count in counts.items():
        total += count
        out.append(CodingDay(day, total, reached[day], of_sources))
    return tuple(out)


def coded_spans(reader: Connection) -> tuple[CodedSpan, ...]:
    """All codings of the current texts as places with codes, by text and place; one code at one place once."""
    newer = _REVISION.alias("newer")
    last = (
        select(func.max(newer.c.number)).where(newer.c.source_id == _REVISION.c.source_id).scalar_subquery()
    )
    query = (
        select(
            _EXCERPT.c.revision_id,
            _REVISION.c.source_id,
            _EXCERPT.c.start_char,
            _EXCERPT.c.end_char,
            _CODING.c.code_id,
        )
        .join(_EXCERPT, _EXCERPT.c.id == _CODING.c.excerpt_id)
        .join(_REVISION, _REVISION.c.id == _EXCERPT.c.revision_id)
        .where(_REVISION.c.number == last)
        .distinct()
        .order_by(_EXCERPT.c.revision_id, _EXCERPT.c.start_char, _EXCERPT.c.end_char, _CODING.c.code_id)
    )
    return tuple(CodedSpan(*row) for row in reader.execute(query))
