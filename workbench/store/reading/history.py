"""The change log for people: filtered by coder, entity and time, newest first; with what came from merged copies."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import Connection, desc, exists, func, or_, select

from workbench.store.change_log import Effect, effects_of
from workbench.store.merging.past import merged_changes
from workbench.store.reading.study import coders
from workbench.store.schema import TABLES

_CHANGE = TABLES["change"]
_EFFECT = TABLES["change_effect"]


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One change as a person reads it; `effects` only where they were asked for.

    A change `from_copy` was made in a copy; its `sequence` is that of the merge with which it came.
    """

    sequence: int
    id: str
    at: str
    coder: str
    command: str
    summary: str
    effects: tuple[Effect, ...]
    previous_hash: str
    hash: str
    from_copy: bool = False


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

    An entity's history is every change whose effects mention its id. What came with a merge follows its entry, also
    where that merge was undone.
    """
    wanted = {"coder_id": coder_id, "entity_id": entity_id, "since": since, "until": until}
    entries = heapq.merge(
        _own(reader, **wanted, limit=limit, with_effects=with_effects),
        _from_copies(reader, **wanted, with_effects=with_effects),
        key=lambda entry: (-entry.sequence, entry.from_copy),
    )
    yield from islice(entries, limit)


def _own(
    reader: Connection,
    *,
    coder_id: str | None,
    entity_id: str | None,
    since: str | None,
    until: str | None,
    limit: int | None,
    with_effects: bool,
) -> Iterator[HistoryEntry]:
    names = coders(reader)
    columns = (
        _CHANGE.c.sequence,
        _CHANGE.c.id,
        _CHANGE.c.at,
        _CHANGE.c.coder_id,
        _CHANGE.c.command,
        _CHANGE.c.summary,
        _CHANGE.c.previous_hash,
        _CHANGE.c.hash,
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
    for sequence, identity, at, who, command, summary, *hashes in reader.execute(query).all():
        effects = effects_of(reader, sequence) if with_effects else ()
        yield HistoryEntry(sequence, identity, at, names.get(who, who), command, summary, effects, *hashes)


def _from_copies(
    reader: Connection,
    *,
    coder_id: str | None,
    entity_id: str | None,
    since: str | None,
    until: str | None,
    with_effects: bool,
) -> Iterator[HistoryEntry]:
    names = coders(reader)
    for sequence, change in merged_changes(reader):
        if coder_id is not None and change.coder_id != coder_id:
            continue
        if (since is not None and change.at < since) or (
            until is not None and change.at[: len(until)] > until
        ):
            continue
        if entity_id is not None and not change.mentions(entity_id):
            continue
        yield HistoryEntry(
            sequence,
            change.id,
            change.at,
            names.get(change.coder_id, change.coder_id),
            change.command,
            change.summary,
            change.effects if with_effects else (),
            change.previous_hash,
            change.hash,
            from_copy=True,
        )
