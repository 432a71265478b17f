"""What an interview guide is drawn from: no text is read, and the number of statements does not grow."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from sqlalchemy import Connection, select

from workbench.model.guide_material import GuideMaterial, Rivalry, SlotHeld
from workbench.model.vocabulary import LinkKind, Role
from workbench.store.reading.cmo_lines import cmo_lines
from workbench.store.reading.questions import questions
from workbench.store.reading.study import sites, tracers
from workbench.store.schema import TABLES

_SLOT, _ELEMENT, _EVIDENCE = (TABLES[name] for name in ("slot", "element", "evidence"))
_EXCERPT, _REVISION, _SPOKE = (TABLES[name] for name in ("excerpt", "revision", "source_participant"))


def guide_material(reader: Connection) -> GuideMaterial:
    """All of it, from one state of the study."""
    cmo, verdict, about, at = (
        TABLES[name] for name in ("cmo", "theory_verdict", "source_tracer", "source_site")
    )
    cells = select(about.c.tracer_id, at.c.site_id).join(at, at.c.source_id == about.c.source_id)
    judged = select(verdict.c.cmo_id, verdict.c.site_id)
    roles = reader.execute(
        select(about.c.tracer_id, _SPOKE.c.role)
        .join(_SPOKE, _SPOKE.c.source_id == about.c.source_id)
        .where(_SPOKE.c.role != "")
        .distinct()
    )
    there = (
        select(TABLES["site"].c.name, _SPOKE.c.role)
        .join(at, at.c.site_id == TABLES["site"].c.id)
        .join(_SPOKE, _SPOKE.c.source_id == at.c.source_id)
        .where(_SPOKE.c.role != "")
        .distinct()
    )
    at_sites: dict[str, set[str]] = defaultdict(set)
    for site, role in reader.execute(there):
        at_sites[site].add(role)
    heard, told = _heard(reader)
    of_tracers: dict[str, set[str]] = defaultdict(set)
    for tracer_id, role in roles:
        of_tracers[tracer_id].add(role)
    return GuideMaterial(
        lines=cmo_lines(reader),
        slots=_slots(reader),
        narratives={row.id: row.narrative for row in reader.execute(select(cmo.c.id, cmo.c.narrative))},
        rivals=_rivals(reader),
        evidence_sites=heard,
        judged=frozenset((row[0], row[1]) for row in reader.execute(judged.distinct())),
        source_cells=frozenset((row[0], row[1]) for row in reader.execute(cells.distinct())),
        told_by=told,
        tracer_roles={key: frozenset(found) for key, found in of_tracers.items()},
        site_roles={name: frozenset(found) for name, found in at_sites.items()},
        has_roles=reader.execute(select(_SPOKE.c.role).where(_SPOKE.c.role != "").limit(1)).first()
        is not None,
        tracers=tracers(reader),
        sites=sites(reader),
        questions=questions(reader),
    )


def _slots(reader: Connection) -> dict[str, tuple[SlotHeld, ...]]:
    told = {
        *reader.scalars(select(_EVIDENCE.c.slot_id).distinct()),
        *reader.scalars(select(_EVIDENCE.c.to_slot_id).distinct()),
    }
    query = (
        select(_SLOT.c.id, _SLOT.c.cmo_id, _SLOT.c.role, _ELEMENT.c.wording)
        .join(_ELEMENT, _ELEMENT.c.id == _SLOT.c.element_id)
        .order_by(_SLOT.c.cmo_id, _SLOT.c.position, _SLOT.c.id)
    )
    found: dict[str, list[SlotHeld]] = defaultdict(list)
    for identity, cmo_id, role, wording in reader.execute(query):
        found[cmo_id].append(SlotHeld(identity, Role(role), wording, identity in told))
    return {cmo_id: tuple(slots) for cmo_id, slots in found.items()}


def _rivals(reader: Connection) -> tuple[Rivalry, ...]:
    link = TABLES["cmo_link"]
    query = select(link.c.id, link.c.from_cmo_id, link.c.to_cmo_id).where(link.c.kind == LinkKind.RIVAL_OF)
    return tuple(Rivalry(*row) for row in reader.execute(query.order_by(link.c.id)))


def _heard(reader: Connection) -> tuple[frozenset[tuple[str, str]], dict[str, frozenset[str]]]:
    """`(configuration, site)` of the sources behind each, and by slot or configuration the roles that spoke to it."""
    at = TABLES["source_site"]
    sites_of, roles_of = _by_source(reader, at.c.site_id), _by_source(reader, _SPOKE.c.role)
    ends = (_EVIDENCE.c.cmo_id, _EVIDENCE.c.slot_id, _EVIDENCE.c.to_slot_id)
    query = (
        select(*ends, _REVISION.c.source_id)
        .join(_EXCERPT, _EXCERPT.c.id == _EVIDENCE.c.excerpt_id)
        .join(_REVISION, _REVISION.c.id == _EXCERPT.c.revision_id)
    )
    told: dict[str, set[str]] = defaultdict(set)
    heard: set[tuple[str, str]] = set()
    for cmo_id, slot_id, to_slot_id, source_id in {tuple(row) for row in reader.execute(query)}:
        heard.update((cmo_id, site_id) for site_id in sites_of.get(source_id, ()))
        for end in filter(None, (cmo_id, slot_id, to_slot_id)):
            told[end].update(roles_of.get(source_id, ()))
    return frozenset(heard), {end: frozenset(roles) for end, roles in told.items() if roles}


def _by_source(reader: Connection, column: Any) -> dict[str, set[str]]:
    """Source to the values of a column of a table that ties sources to something; empty ones are left out."""
    found: dict[str, set[str]] = defaultdict(set)
    for source_id, value in reader.execute(select(column.table.c.source_id, column).where(column != "")):
        found[source_id].add(value)
    return found
