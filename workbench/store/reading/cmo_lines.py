"""Configurations in short: counts instead of quotes, so that no text is read. A fixed number of statements."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import Connection, case, func, select

from workbench.model.theory import Parts, explain_stage, stage_of
from workbench.model.theory_views import CMOLine, Names, Statement
from workbench.model.vocabulary import CMOKind, Expectation, Role, Stance
from workbench.store.reading.study import coders, facts, sites, tracers
from workbench.store.schema import TABLES

_CMO, _SLOT, _EVIDENCE, _ELEMENT = (TABLES[name] for name in ("cmo", "slot", "evidence", "element"))


def cmo_lines(reader: Connection) -> tuple[CMOLine, ...]:
    """All configurations by number, retired ones too."""
    tracer_names = {tracer.id: tracer.name for tracer in tracers(reader)}
    coder_names, places = coders(reader), _places(reader)
    behind = _behind(reader)
    supported = set(
        reader.scalars(select(_EVIDENCE.c.slot_id).where(_EVIDENCE.c.to_slot_id.is_(None)).distinct())
    )
    statements: dict[str, list[Statement]] = defaultdict(list)
    expectations: dict[str, list[str | None]] = defaultdict(list)
    bare: dict[str, int] = defaultdict(int)
    query = (
        select(
            _SLOT.c.id, _SLOT.c.cmo_id, _SLOT.c.role, _SLOT.c.expectation, _ELEMENT.c.id, _ELEMENT.c.wording
        )
        .join(_ELEMENT, _ELEMENT.c.id == _SLOT.c.element_id)
        .order_by(_SLOT.c.cmo_id, _SLOT.c.position, _SLOT.c.id)
    )
    for slot_id, cmo_id, role, expectation, element_id, wording in reader.execute(query):
        statements[cmo_id].append(Statement(Role(role), element_id, wording))
        bare[cmo_id] += slot_id not in supported
        if role == Role.OUTCOME:
            expectations[cmo_id].append(expectation)
    out = []
    for row in reader.execute(select(_CMO).order_by(_CMO.c.number, _CMO.c.id)):
        mine, seen = statements[row.id], expectations[row.id]
        parts = Parts(tuple(one.role for one in mine))
        if row.kind == CMOKind.OBSERVED:
            unseen = bool(seen) and all(one == Expectation.ANTICIPATED for one in seen)
            parts = Parts(parts.roles, unseen, bare[row.id])
        held = {"agreed": bool(row.agreed), "retired": bool(row.retired)}
        out.append(
            CMOLine(
                id=row.id,
                number=row.number,
                title=row.title,
                kind=row.kind,
                tracer=tracer_names.get(row.tracer_id, ""),
                sites=tuple(places[row.id]),
                stage=stage_of(parts, **held),
                stage_explained=explain_stage(parts, **held),
                coder=coder_names.get(row.coder_id, ""),
                statements=tuple(mine),
                bare=bare[row.id],
                **behind.get(row.id, {}),
            )
        )
    return tuple(out)


def names(reader: Connection) -> Names:
    """What a configuration can be given."""
    return Names(
        tuple((tracer.id, tracer.name) for tracer in tracers(reader)),
        tuple((site.id, site.name) for site in sites(reader)),
        facts(reader).dialect,
    )


def _behind(reader: Connection) -> dict[str, dict[str, int]]:
    """How many pieces of evidence a configuration has of each stance, and from how many distinct sources."""
    excerpt, revision = TABLES["excerpt"], TABLES["revision"]
    query = (
        select(
            _EVIDENCE.c.cmo_id,
            *(func.count(case((_EVIDENCE.c.stance == stance, 1))).label(stance) for stance in Stance),
            func.count(revision.c.source_id.distinct()).label("source_count"),
        )
        .outerjoin(excerpt, excerpt.c.id == _EVIDENCE.c.excerpt_id)
        .outerjoin(revision, revision.c.id == excerpt.c.revision_id)
        .group_by(_EVIDENCE.c.cmo_id)
    )
    rows = [dict(row._mapping) for row in reader.execute(query)]
    return {row.pop("cmo_id"): row for row in rows}


def _places(reader: Connection) -> dict[str, list[str]]:
    """The names of the sites of each configuration, in the study's order."""
    table = TABLES["cmo_site"]
    held: dict[str, list[str]] = defaultdict(list)
    for cmo_id, site_id in reader.execute(select(table.c.cmo_id, table.c.site_id)):
        held[site_id].append(cmo_id)
    found: dict[str, list[str]] = defaultdict(list)
    for site in sites(reader):
        for cmo_id in held[site.id]:
            found[cmo_id].append(site.name)
    return found
