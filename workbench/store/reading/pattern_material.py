"""Configurations as patterns compare them: no text is read, and the number of statements does not grow."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from sqlalchemy import Connection, select

from workbench.model.pattern_views import ElementRef, PatternCMO, PatternSlot
from workbench.model.vocabulary import Role, Stance
from workbench.store.reading.study import sites, tracers
from workbench.store.schema import TABLES

_CMO, _SLOT, _ELEMENT, _EVIDENCE = (TABLES[name] for name in ("cmo", "slot", "element", "evidence"))


def pattern_material(reader: Connection) -> tuple[tuple[PatternCMO, ...], dict[str, ElementRef], bool]:
    """The configurations that are not retired by number, all elements by id, and whether any has a more general one."""
    rows = reader.execute(
        select(_ELEMENT.c.id, _ELEMENT.c.number, _ELEMENT.c.wording, _ELEMENT.c.parent_id)
    ).all()
    elements = {row.id: ElementRef(row.id, row.number, row.wording) for row in rows}
    parents = {row.id: row.parent_id for row in rows if row.parent_id is not None}
    slots, (sources, contradicting) = _slots(reader, parents), _sources(reader)
    names, places = {one.id: one.name for one in tracers(reader)}, _places(reader)
    query = select(_CMO).where(_CMO.c.retired == 0).order_by(_CMO.c.number, _CMO.c.id)
    cmos = tuple(
        PatternCMO(
            row.id,
            row.number,
            row.title,
            row.kind,
            names.get(row.tracer_id, ""),
            tuple(places.get(row.id, ())),
            tuple(slots.get(row.id, ())),
            tuple(sorted(sources.get(row.id, ()))),
            tuple(sorted(contradicting.get(row.id, ()))),
        )
        for row in reader.execute(query)
    )
    return cmos, elements, bool(parents)


def _slots(reader: Connection, parents: Mapping[str, str]) -> dict[str, list[PatternSlot]]:
    query = select(_SLOT.c.cmo_id, _SLOT.c.role, _SLOT.c.element_id, _SLOT.c.valence)
    lineages: dict[str, tuple[str, ...]] = {}
    found: dict[str, list[PatternSlot]] = defaultdict(list)
    for cmo_id, role, element_id, valence in reader.execute(query.order_by(_SLOT.c.cmo_id, _SLOT.c.position)):
        if element_id not in lineages:
            lineages[element_id] = _lineage(element_id, parents)
        found[cmo_id].append(PatternSlot(Role(role), element_id, lineages[element_id], valence or ""))
    return found


def _lineage(element_id: str, parents: Mapping[str, str]) -> tuple[str, ...]:
    above: list[str] = []
    at = parents.get(element_id)
    while at is not None and at not in above and at != element_id:
        above.append(at)
        at = parents.get(at)
    return tuple(above)


def _sources(reader: Connection) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """The names of the sources that support each configuration, and of those that contradict it."""
    excerpt, revision, source = (TABLES[name] for name in ("excerpt", "revision", "source"))
    query = (
        select(_EVIDENCE.c.cmo_id, _EVIDENCE.c.stance, source.c.name)
        .join(excerpt, excerpt.c.id == _EVIDENCE.c.excerpt_id)
        .join(revision, revision.c.id == excerpt.c.revision_id)
        .join(source, source.c.id == revision.c.source_id)
        .where(_EVIDENCE.c.stance.in_((str(Stance.SUPPORTS), str(Stance.CONTRADICTS))))
        .distinct()
    )
    found: dict[str, set[str]] = defaultdict(set)
    against: dict[str, set[str]] = defaultdict(set)
    for cmo_id, stance, name in reader.execute(query):
        (against if stance == Stance.CONTRADICTS else found)[cmo_id].add(name)
    return found, against


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
