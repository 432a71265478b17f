"""Versions of the programme theory, and configurations as they are worded now: a fixed number of statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import Connection, func, select

from workbench.model.theory_version_views import CMOAsItStood, SlotAsItStood, VersionView
from workbench.store.reading.finding import Candidate, pick
from workbench.store.reading.study import coders, sites, tracers
from workbench.store.schema import TABLES

_VERSION, _HELD, _CMO, _SLOT, _ELEMENT, _PLACE = (
    TABLES[name] for name in ("theory_version", "theory_version_cmo", "cmo", "slot", "element", "cmo_site")
)


def theory_versions(
    reader: Connection, *, at_length: Collection[str] | None = None
) -> tuple[VersionView, ...]:
    """All versions by number; with their configurations as they stood, or of those of these ids alone."""
    tracer_names = {tracer.id: tracer.name for tracer in tracers(reader)}
    coder_names = coders(reader)
    cmos: dict[str, list[CMOAsItStood]] = defaultdict(list)
    query = select(_HELD.c.version_id, _HELD.c.cmo_id, _HELD.c.as_it_stood)
    if at_length is not None:
        query = query.where(_HELD.c.version_id.in_(sorted(at_length)))
    for version_id, cmo_id, stood in reader.execute(query.order_by(_HELD.c.position, _HELD.c.cmo_id)):
        cmos[version_id].append(CMOAsItStood.from_json(cmo_id, stood))
    counted = select(_HELD.c.version_id, func.count()).group_by(_HELD.c.version_id)
    counts: dict[str, int] = dict(reader.execute(counted).all())
    return tuple(
        VersionView(
            row.id,
            row.number,
            row.level,
            row.title,
            tracer_names.get(row.tracer_id, ""),
            row.statement,
            row.reason,
            coder_names.get(row.coder_id, ""),
            row.created_at,
            counts.get(row.id, 0),
            tuple(cmos[row.id]),
        )
        for row in reader.execute(select(_VERSION).order_by(_VERSION.c.number, _VERSION.c.id))
    )


def find_version(reader: Connection, reference: str) -> str:
    """The id of a version by number (`2`, `version 2`), id or title; raises as `pick` does."""
    rows = reader.execute(
        select(_VERSION.c.id, _VERSION.c.number, _VERSION.c.title).order_by(_VERSION.c.number)
    )
    candidates = [
        Candidate(identity, tuple(filter(None, (title, str(number), f"version {number}"))))
        for identity, number, title in rows
    ]
    return pick(reference, candidates, what="version")


def as_they_stand(reader: Connection, cmo_ids: Collection[str]) -> dict[str, CMOAsItStood]:
    """Configurations as they are worded now, by id; those that are gone are left out."""
    wanted = sorted(cmo_ids)
    slots: dict[str, list[SlotAsItStood]] = defaultdict(list)
    query = (
        select(_SLOT, _ELEMENT.c.wording)
        .join(_ELEMENT, _ELEMENT.c.id == _SLOT.c.element_id)
        .where(_SLOT.c.cmo_id.in_(wanted))
        .order_by(_SLOT.c.position, _SLOT.c.id)
    )
    for row in reader.execute(query):
        status = ", ".join(filter(None, (row.expectation, row.intention, row.valence)))
        slots[row.cmo_id].append(SlotAsItStood(row.id, row.role, row.wording, status))
    held: dict[str, set[str]] = defaultdict(set)
    for cmo_id, site_id in reader.execute(select(_PLACE).where(_PLACE.c.cmo_id.in_(wanted))):
        held[cmo_id].add(site_id)
    places = sites(reader)
    return {
        row.id: CMOAsItStood(
            row.id,
            row.number,
            row.title,
            row.kind,
            row.narrative,
            tuple(site.name for site in places if site.id in held[row.id]),
            tuple(slots[row.id]),
        )
        for row in reader.execute(select(_CMO).where(_CMO.c.id.in_(wanted)))
    }


def tracers_of(reader: Connection, cmo_ids: Collection[str]) -> dict[str, tuple[int, str | None, bool]]:
    """Number, id of the tracer, and whether it is retired, by the id of a configuration."""
    query = select(_CMO.c.id, _CMO.c.number, _CMO.c.tracer_id, _CMO.c.retired)
    rows = reader.execute(query.where(_CMO.c.id.in_(sorted(cmo_ids))))
    return {row.id: (row.number, row.tracer_id, bool(row.retired)) for row in rows}


def version_row(reader: Connection, version_id: str) -> tuple[int, str] | None:
    """Number and statement of a version, None if it is gone."""
    row = reader.execute(
        select(_VERSION.c.number, _VERSION.c.statement).where(_VERSION.c.id == version_id)
    ).first()
    return None if row is None else (row.number, row.statement)


def cmos_held(reader: Connection, version_id: str) -> tuple[str, ...]:
    """The ids of the configurations of a version, in its order."""
    query = select(_HELD.c.cmo_id).where(_HELD.c.version_id == version_id)
    return tuple(reader.scalars(query.order_by(_HELD.c.position, _HELD.c.cmo_id)))


def versions_of(reader: Connection, tracer_id: str | None) -> tuple[str, ...]:
    """The ids of the versions of a tracer, of the whole programme for None, oldest first."""
    query = select(_VERSION.c.id).where(_VERSION.c.tracer_id.is_not_distinct_from(tracer_id))
    return tuple(reader.scalars(query.order_by(_VERSION.c.created_at, _VERSION.c.number, _VERSION.c.id)))
