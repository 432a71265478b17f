"""The change log for people: filtered by coder, entity and time, newest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, desc, exists, func, or_, select

from workbench.store.change_log import Effect, effects_of
from workbench.store.reading.study import coders
from workbench.store.schema import TABLES

_CHANGE = TABLES["change"]
_EFFECT = TABLES["change_effect"]


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One change as a person reads it; `effects` only where they were asked for."""

    sequence: int
    id: str
    at: str
    coder: str
    command: str
    summary: str
    effects: tuple[Effect, ...]


def history(
    reader: Connection,
    *,
    coder_id: str | None = None,
    entity_id: str | None = None,
    since: str | None = None,
    until: str | None = None,
    limit: int | None = None,
    with_effects: bool = False,
) -> Iterator[HistoryEntry]:
    """Changes, newest first. `since` and `until` are ISO instants or dates, `until` inclusive.

    An entity's history is every change whose effects mention its id.
    """
    names = coders(reader)
    columns = (
        _CHANGE.c.sequence,
        _CHANGE.c.id,
        _CHANGE.c.at,
        _CHANGE.c.coder_id,
        _CHANGE.c.command,
        _CHANGE.c.summary,
    )
    query = select(*columns).order_by(desc(_CHANGE.c.sequence))
    if coder_id is not None:
        query = query.where(_CHANGE.c.coder_id == coder_id)
    if since is not None:
        query = query.where(_CHANGE.c.at >= since)
    if until is not None:
        query = query.where(func.substr(_CHANGE.c.at, 1, len(until)) <= until)
    if entity_id is not None:
        mentions = or_(
            func.instr(func.coalesce(_EFFECT.c.after, ""), entity_id) > 0,
            func.instr(func.coalesce(_EFFECT.c.before, ""), entity_id) > 0,
        )
        query = query.where(exists().where(_EFFECT.c.sequence == _CHANGE.c.sequence, mentions))
    if limit is not None:
        query = query.limit(limit)
    for sequence, identity, at, who, command, summary in reader.execute(query).all():
        effects = effects_of(reader, sequence) if with_effects else ()
        yield HistoryEntry(sequence, identity, at, names.get(who, who), command, summary, effects)
