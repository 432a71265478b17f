"""The web of linked configurations, without any text of a source: five statements, whatever its size."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import Connection, func, select

from workbench.model.path_views import Linked, LinkedCMO, PathLink
from workbench.model.theory_views import Statement
from workbench.model.vocabulary import Role, Stance
from workbench.store.schema import TABLES

_CMO, _SLOT, _ELEMENT, _EVIDENCE, _LINK = (
    TABLES[name] for name in ("cmo", "slot", "element", "evidence", "cmo_link")
)


def linked_cmos(reader: Connection) -> Linked:
    """All configurations, retired ones too, and all links."""
    statements: dict[str, list[Statement]] = defaultdict(list)
    slots = (
        select(_SLOT.c.cmo_id, _SLOT.c.role, _ELEMENT.c.id, _ELEMENT.c.wording)
        .join(_ELEMENT, _ELEMENT.c.id == _SLOT.c.element_id)
        .order_by(_SLOT.c.cmo_id, _SLOT.c.position, _SLOT.c.id)
    )
    for cmo_id, role, element_id, wording in reader.execute(slots):
        statements[cmo_id].append(Statement(Role(role), element_id, wording))
    sources, counts = _sources(reader), _counts(reader)
    cmos = {
        row.id: LinkedCMO(
            row.id,
            row.number,
            row.title,
            bool(row.retired),
            row.kind,
            tuple(statements[row.id]),
            tuple(sorted(sources[row.id])),
            counts[row.id].get(Stance.SUPPORTS, 0),
            counts[row.id].get(Stance.CONTRADICTS, 0),
        )
        for row in reader.execute(select(_CMO).order_by(_CMO.c.number, _CMO.c.id))
    }
    links = select(_LINK, _ELEMENT.c.wording).outerjoin(_ELEMENT, _ELEMENT.c.id == _LINK.c.element_id)
    return Linked(
        cmos,
        tuple(
            PathLink(row.kind, row.from_cmo_id, row.to_cmo_id, row.element_id or "", row.wording or "")
            for row in reader.execute(links.order_by(_LINK.c.id))
        ),
    )


def _sources(reader: Connection) -> dict[str, set[str]]:
    """The names of the sources whose passages support each configuration, anywhere in it."""
    excerpt, revision, source = TABLES["excerpt"], TABLES["revision"], TABLES["source"]
    query = (
        select(_EVIDENCE.c.cmo_id, source.c.name)
        .join(excerpt, excerpt.c.id == _EVIDENCE.c.excerpt_id)
        .join(revision, revision.c.id == excerpt.c.revision_id)
        .join(source, source.c.id == revision.c.source_id)
        .where(_EVIDENCE.c.stance == str(Stance.SUPPORTS))
        .distinct()
    )
    found: dict[str, set[str]] = defaultdict(set)
    for cmo_id, name in reader.execute(query):
        found[cmo_id].add(name)
    return found


def _counts(reader: Connection) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = defaultdict(dict)
    query = select(_EVIDENCE.c.cmo_id, _EVIDENCE.c.stance, func.count())
    for cmo_id, stance, count in reader.execute(query.group_by(_EVIDENCE.c.cmo_id, _EVIDENCE.c.stance)):
        found[cmo_id][stance] = count
    return found
