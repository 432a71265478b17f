"""Who coded what when: the codings that stand, by day, coder and source."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, desc, func, select

from workbench.store.reading.study import coders
from workbench.store.schema import TABLES

_CODING, _EXCERPT, _REVISION, _SOURCE = (TABLES[n] for n in ("coding", "excerpt", "revision", "source"))

_DAY = 10
"""Characters of the day in an ISO time."""


@dataclass(frozen=True, slots=True)
class DayOfCoding:
    """What a coder coded in a source on one day (UTC): codings, and passages, of which one may have several codings."""

    day: str
    coder: str
    source: str
    codings: int
    passages: int


def activity(
    reader: Connection,
    *,
    coder_id: str | None = None,
    source_id: str | None = None,
    since: str | None = None,
    until: str | None = None,
) -> tuple[DayOfCoding, ...]:
    """The days of coding, newest first, then by coder and source. What was removed since is not counted.

    `since` and `until` are ISO instants or dates, `until` inclusive. A coding counts for the coder who has it now.
    """
    day = func.substr(_CODING.c.created_at, 1, _DAY).label("day")
    passages = func.count(_CODING.c.excerpt_id.distinct())
    query = (
        select(day, _CODING.c.coder_id, _SOURCE.c.name, func.count(), passages)
        .join(_EXCERPT, _EXCERPT.c.id == _CODING.c.excerpt_id)
        .join(_REVISION, _REVISION.c.id == _EXCERPT.c.revision_id)
        .join(_SOURCE, _SOURCE.c.id == _REVISION.c.source_id)
        .group_by("day", _CODING.c.coder_id, _SOURCE.c.id)
        .order_by(desc("day"), _SOURCE.c.name)
    )
    if coder_id is not None:
        query = query.where(_CODING.c.coder_id == coder_id)
    if source_id is not None:
        query = query.where(_SOURCE.c.id == source_id)
    if since is not None:
        query = query.where(_CODING.c.created_at >= since)
    if until is not None:
        query = query.where(func.substr(_CODING.c.created_at, 1, len(until)) <= until)
    names = coders(reader)
    found = [DayOfCoding(row[0], names[row[1]], *row[2:]) for row in reader.execute(query)]
    found.sort(key=lambda one: one.coder.casefold())
    return tuple(sorted(found, key=lambda one: one.day, reverse=True))
