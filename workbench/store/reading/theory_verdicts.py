"""Verdicts on programme theory, and what a grid of them is made of: a fixed number of statements, no source read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import Connection, func, select

from workbench.model.theory_development import Verdict
from workbench.model.theory_grid_views import CMORef, CountedStatement, VerdictView
from workbench.model.vocabulary import CMOKind, Role, Stance
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


def source_counts(reader: Connection) -> dict[tuple[str, str], int]:
    """How many sources there are by names of tracer and site; those without a tracer under an empty name."""
    source, held, about, tracer = (
        TABLES[name] for name in ("source", "source_site", "source_tracer", "tracer")
    )
    query = (
        select(func.coalesce(tracer.c.name, ""), _SITE.c.name, func.count(source.c.id.distinct()))
        .join(held, held.c.source_id == source.c.id)
        .join(_SITE, _SITE.c.id == held.c.site_id)
        .outerjoin(about, about.c.source_id == source.c.id)
        .outerjoin(tracer, tracer.c.id == about.c.tracer_id)
        .group_by(tracer.c.name, _SITE.c.name)
    )
    return {(name, site): count for name, site, count in reader.execute(query)}


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
) -> dict[str, tuple[CountedStatement, ...]]:
    """The statements of configurations, by their ids, with counts of evidence and of its distinct sources."""
    wanted = sorted(cmo_ids)
    stances, sources = _stances(reader, wanted), _distinct_sources(reader, wanted)
    query = (
        select(_SLOT, _ELEMENT.c.wording)
        .join(_ELEMENT, _ELEMENT.c.id == _SLOT.c.element_id)
        .where(_SLOT.c.cmo_id.in_(wanted))
        .order_by(_SLOT.c.cmo_id, _SLOT.c.position, _SLOT.c.id)
    )
    found: dict[str, list[CountedStatement]] = defaultdict(list)
    for row in reader.execute(query):
        status = ", ".join(filter(None, (row.expectation, row.intention, row.valence)))
        supports, contradicts, qualifies = (stances.get((row.id, stance), 0) for stance in Stance)
        found[row.cmo_id].append(
            CountedStatement(
                Role(row.role), row.wording, status, supports, contradicts, qualifies, sources.get(row.id, 0)
            )
        )
    return {identity: tuple(statements) for identity, statements in found.items()}


def _stances(reader: Connection, cmo_ids: list[str]) -> dict[tuple[str, str], int]:
    """Pieces of evidence by slot and stance; those for the link of two slots are left out."""
    query = (
        select(_EVIDENCE.c.slot_id, _EVIDENCE.c.stance, func.count())
        .where(
            _EVIDENCE.c.cmo_id.in_(cmo_ids),
            _EVIDENCE.c.slot_id.is_not(None),
            _EVIDENCE.c.to_slot_id.is_(None),
        )
        .group_by(_EVIDENCE.c.slot_id, _EVIDENCE.c.stance)
    )
    return {(slot, stance): count for slot, stance, count in reader.execute(query)}


def _distinct_sources(reader: Connection, cmo_ids: list[str]) -> dict[str, int]:
    excerpt, revision = TABLES["excerpt"], TABLES["revision"]
    query = (
        select(_EVIDENCE.c.slot_id, func.count(revision.c.source_id.distinct()))
        .join(excerpt, excerpt.c.id == _EVIDENCE.c.excerpt_id)
        .join(revision, revision.c.id == excerpt.c.revision_id)
        .where(_EVIDENCE.c.cmo_id.in_(cmo_ids), _EVIDENCE.c.to_slot_id.is_(None))
        .group_by(_EVIDENCE.c.slot_id)
    )
    return {row[0]: row[1] for row in reader.execute(query) if row[0] is not None}
