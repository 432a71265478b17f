"""Verdicts on programme theory, and what a grid of them is made of: a fixed number of statements, no source read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection, case, func, select

from workbench.model.theory_grid_views import CMORef, CountedStatement, EvidenceCounts, PlacedCMO, VerdictView
from workbench.model.vocabulary import CMOKind, Role, Stance, Verdict
from workbench.store.schema import TABLES

_VERDICT, _BASIS, _CMO, _SITE, _CODER = (
    TABLES[name] for name in ("theory_verdict", "theory_verdict_basis", "cmo", "site", "coder")
)
_SLOT, _ELEMENT, _EVIDENCE, _LINK = (TABLES[name] for name in ("slot", "element", "evidence", "cmo_link"))


def verdicts(reader: Connection, *, cmo_id: str | None = None) -> tuple[VerdictView, ...]:
    """All verdicts by number of the configuration and order of the site; with `cmo_id`, those on one."""
    bases = _bases(reader)
    query = (
        select(
            _VERDICT.c.id,
            _VERDICT.c.cmo_id,
            _CMO.c.number,
            _CMO.c.title,
            _SITE.c.name,
            _VERDICT.c.verdict,
            _VERDICT.c.note,
            _CODER.c.name,
            _VERDICT.c.created_at,
        )
        .join(_CMO, _CMO.c.id == _VERDICT.c.cmo_id)
        .join(_SITE, _SITE.c.id == _VERDICT.c.site_id)
        .join(_CODER, _CODER.c.id == _VERDICT.c.coder_id)
        .order_by(_CMO.c.number, _CMO.c.id, _SITE.c.position, _SITE.c.name)
    )
    if cmo_id is not None:
        query = query.where(_VERDICT.c.cmo_id == cmo_id)
    return tuple(
        VerdictView(
            identity,
            CMORef(cmo, number, title),
            site,
            Verdict(verdict),
            note,
            coder,
            at,
            tuple(bases[identity]),
        )
        for identity, cmo, number, title, site, verdict, note, coder, at in reader.execute(query)
    )


def _bases(reader: Connection) -> dict[str, list[CMORef]]:
    query = (
        select(_BASIS.c.verdict_id, _CMO.c.id, _CMO.c.number, _CMO.c.title)
        .join(_CMO, _CMO.c.id == _BASIS.c.cmo_id)
        .order_by(_CMO.c.number, _CMO.c.id)
    )
    found: dict[str, list[CMORef]] = defaultdict(list)
    for verdict_id, identity, number, title in reader.execute(query):
        found[verdict_id].append(CMORef(identity, number, title))
    return found


def verdict_row(reader: Connection, cmo_id: str, site_id: str) -> tuple[str, str, str] | None:
    """The id, verdict and note of the verdict on a configuration at a site, None if there is none."""
    columns = (_VERDICT.c.id, _VERDICT.c.verdict, _VERDICT.c.note)
    query = select(*columns).where(_VERDICT.c.cmo_id == cmo_id, _VERDICT.c.site_id == site_id)
    row = reader.execute(query).first()
    return None if row is None else (row.id, row.verdict, row.note)


def basis_of(reader: Connection, verdict_id: str) -> set[str]:
    """The ids of the configurations on which a verdict rests."""
    return set(reader.scalars(select(_BASIS.c.cmo_id).where(_BASIS.c.verdict_id == verdict_id)))


def placed_cmos(reader: Connection) -> tuple[PlacedCMO, ...]:
    """The configurations that are not retired, by number."""
    held, tracer = TABLES["cmo_site"], TABLES["tracer"]
    places: dict[str, list[str]] = defaultdict(list)
    query = select(held.c.cmo_id, _SITE.c.name).join(_SITE, _SITE.c.id == held.c.site_id)
    for cmo_id, name in reader.execute(query.order_by(_SITE.c.position, _SITE.c.name)):
        places[cmo_id].append(name)
    cmos = (
        select(_CMO.c.id, _CMO.c.number, _CMO.c.title, _CMO.c.kind, func.coalesce(tracer.c.name, ""))
        .outerjoin(tracer, tracer.c.id == _CMO.c.tracer_id)
        .where(_CMO.c.retired == 0)
        .order_by(_CMO.c.number, _CMO.c.id)
    )
    return tuple(
        PlacedCMO(CMORef(identity, number, title), kind, name, tuple(places[identity]))
        for identity, number, title, kind, name in reader.execute(cmos)
    )


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a configuration belongs: its kind, the id of its tracer, the names of its sites."""

    kind: str
    tracer_id: str | None
    sites: frozenset[str]


def standings(reader: Connection, cmo_ids: Collection[str]) -> dict[str, Standing]:
    """Where configurations belong, by their ids."""
    wanted, held = sorted(cmo_ids), TABLES["cmo_site"]
    places: dict[str, set[str]] = defaultdict(set)
    query = select(held.c.cmo_id, _SITE.c.name).join(_SITE, _SITE.c.id == held.c.site_id)
    for cmo_id, name in reader.execute(query.where(held.c.cmo_id.in_(wanted))):
        places[cmo_id].add(name)
    rows = reader.execute(select(_CMO.c.id, _CMO.c.kind, _CMO.c.tracer_id).where(_CMO.c.id.in_(wanted)))
    return {row.id: Standing(row.kind, row.tracer_id, frozenset(places[row.id])) for row in rows}


def source_counts(reader: Connection) -> dict[tuple[str, str], int]:
    """How many sources there are by names of tracer and site; all sources of a site stand under an empty name."""
    held, about, tracer = (TABLES[name] for name in ("source_site", "source_tracer", "tracer"))
    at_sites = (
        select(_SITE.c.name, func.count()).join(held, held.c.site_id == _SITE.c.id).group_by(_SITE.c.id)
    )
    of_tracers = (
        select(tracer.c.name, _SITE.c.name, func.count())
        .join(about, about.c.tracer_id == tracer.c.id)
        .join(held, held.c.source_id == about.c.source_id)
        .join(_SITE, _SITE.c.id == held.c.site_id)
        .group_by(tracer.c.id, _SITE.c.id)
    )
    found = {("", site): count for site, count in reader.execute(at_sites)}
    return found | {(name, site): count for name, site, count in reader.execute(of_tracers)}


def joins_to_theory(reader: Connection) -> dict[str, tuple[str, ...]]:
    """By the id of an observed configuration, how it is linked to programme theory: `refines CMO 1`."""
    first, second = _CMO.alias(), _CMO.alias()
    query = (
        select(_LINK.c.kind, first.c.id, first.c.kind, first.c.number, second.c.id, second.c.number)
        .join(first, first.c.id == _LINK.c.from_cmo_id)
        .join(second, second.c.id == _LINK.c.to_cmo_id)
        .where(first.c.kind != second.c.kind)
        .order_by(_LINK.c.kind, first.c.number, second.c.number)
    )
    found: dict[str, list[str]] = defaultdict(list)
    for kind, from_id, from_kind, from_number, to_id, to_number in reader.execute(query):
        if from_kind == CMOKind.OBSERVED:
            found[from_id].append(f"{kind} → CMO {to_number}")
        else:
            found[to_id].append(f"{kind} ← CMO {from_number}")
    return {identity: tuple(words) for identity, words in found.items()}


def counted_statements(
    reader: Connection, cmo_ids: Collection[str]
) -> dict[str, tuple[tuple[CountedStatement, ...], EvidenceCounts]]:
    """The statements of configurations with counts of their evidence, and counts for the whole, by their ids."""
    wanted = sorted(cmo_ids)
    counts = _counts(reader, wanted)
    query = (
        select(_SLOT, _ELEMENT.c.wording)
        .join(_ELEMENT, _ELEMENT.c.id == _SLOT.c.element_id)
        .where(_SLOT.c.cmo_id.in_(wanted))
        .order_by(_SLOT.c.cmo_id, _SLOT.c.position, _SLOT.c.id)
    )
    found: dict[str, list[CountedStatement]] = defaultdict(list)
    for row in reader.execute(query):
        status = ", ".join(filter(None, (row.expectation, row.intention, row.valence)))
        behind = counts.get(row.id, EvidenceCounts())
        found[row.cmo_id].append(CountedStatement(Role(row.role), row.wording, status, behind))
    return {one: (tuple(found[one]), counts.get(one, EvidenceCounts())) for one in wanted}


def _counts(reader: Connection, cmo_ids: list[str]) -> dict[str, EvidenceCounts]:
    """By the id of a slot, or of the configuration for the whole; evidence for links of slots is left out."""
    excerpt, revision = TABLES["excerpt"], TABLES["revision"]
    behind = func.coalesce(_EVIDENCE.c.slot_id, _EVIDENCE.c.cmo_id)
    stances = [func.count(case((_EVIDENCE.c.stance == stance, 1))) for stance in Stance]
    query = (
        select(behind, *stances, func.count(revision.c.source_id.distinct()))
        .outerjoin(excerpt, excerpt.c.id == _EVIDENCE.c.excerpt_id)
        .outerjoin(revision, revision.c.id == excerpt.c.revision_id)
        .where(_EVIDENCE.c.cmo_id.in_(cmo_ids), _EVIDENCE.c.to_slot_id.is_(None))
        .group_by(behind)
    )
    return {identity: EvidenceCounts(*counted) for identity, *counted in reader.execute(query)}
