"""The web of linked configurations, without any text of a source: seven statements, whatever its size."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from sqlalchemy import Connection, func, select

from workbench.model.path_views import Linked, LinkedCMO, PathLink
from workbench.model.theory_views import Statement
from workbench.model.vocabulary import MemoKind, Role, Stance
from workbench.store.schema import TABLES

_CMO, _SLOT, _ELEMENT, _EVIDENCE, _LINK = (
    TABLES[name] for name in ("cmo", "slot", "element", "evidence", "cmo_link")
)


def linked_cmos(reader: Connection) -> Linked:
    """All configurations, retired ones too, and all links."""
    statements: dict[str, list[Statement]] = defaultdict(list)
    roles: dict[str, Role] = {}
    slots = (
        select(_SLOT.c.id, _SLOT.c.cmo_id, _SLOT.c.role, _ELEMENT.c.id, _ELEMENT.c.wording)
        .join(_ELEMENT, _ELEMENT.c.id == _SLOT.c.element_id)
        .order_by(_SLOT.c.cmo_id, _SLOT.c.position, _SLOT.c.id)
    )
    for slot_id, cmo_id, role, element_id, wording in reader.execute(slots):
        roles[slot_id] = Role(role)
        statements[cmo_id].append(Statement(roles[slot_id], element_id, wording))
    sources, inferred, counts = _sources(reader, roles), _inferred(reader), _counts(reader)
    cmos = {
        row.id: LinkedCMO(
            row.id,
            row.number,
            row.title,
            bool(row.retired),
            row.kind,
            tuple(statements[row.id]),
            tuple(sorted(sources[row.id])),
            tuple(sorted(_tellers(statements[row.id], sources[row.id], inferred=row.id in inferred))),
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


_Told = dict[str, set[str]]
"""Source name to what it supports of a configuration: `_PARTS`, or all of it as `_WHOLE`."""

_PARTS = ("context", "mechanism", "outcome")
_WHOLE = "whole"


def _part(role: Role) -> str:
    return "mechanism" if role.is_mechanism else str(role)


def _sources(reader: Connection, roles: Mapping[str, Role]) -> dict[str, _Told]:
    """By configuration, the sources whose passages support it anywhere, with what of it they support.

    `roles` by the id of a slot.
    """
    excerpt, revision, source = TABLES["excerpt"], TABLES["revision"], TABLES["source"]
    named = select(revision.c.id, source.c.name).join(source, source.c.id == revision.c.source_id)
    names = {row[0]: row[1] for row in reader.execute(named)}
    query = (
        select(_EVIDENCE.c.cmo_id, excerpt.c.revision_id, _EVIDENCE.c.slot_id, _EVIDENCE.c.to_slot_id)
        .join(excerpt, excerpt.c.id == _EVIDENCE.c.excerpt_id)
        .where(_EVIDENCE.c.stance == str(Stance.SUPPORTS))
    )
    found: dict[str, _Told] = defaultdict(lambda: defaultdict(set))
    for cmo_id, revision_id, slot_id, to_slot_id in reader.execute(query):
        of_it = found[cmo_id][names[revision_id]]
        of_it.add(_part(roles[slot_id]) if slot_id else _WHOLE)
        if to_slot_id:
            of_it.add(_part(roles[to_slot_id]))
    return found


def _inferred(reader: Connection) -> set[str]:
    """Configurations with a mechanism that rests on a memo of retroduction."""
    memo = TABLES["memo"]
    query = (
        select(_EVIDENCE.c.cmo_id, _SLOT.c.role)
        .join(_SLOT, _SLOT.c.id == _EVIDENCE.c.slot_id)
        .join(memo, memo.c.id == _EVIDENCE.c.memo_id)
        .where(_EVIDENCE.c.stance == str(Stance.SUPPORTS), memo.c.kind == str(MemoKind.RETRODUCTION))
    )
    return {cmo_id for cmo_id, role in reader.execute(query) if Role(role).is_mechanism}


def _tellers(statements: list[Statement], told: _Told, *, inferred: bool) -> set[str]:
    """The sources that support a context, a mechanism and an outcome, where there is one to support."""
    present = {_part(one.role) for one in statements} & set(_PARTS)
    if inferred and not any("mechanism" in parts for parts in told.values()):
        present.discard("mechanism")
    return {name for name, parts in told.items() if _WHOLE in parts or present <= parts}


def _counts(reader: Connection) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = defaultdict(dict)
    query = select(_EVIDENCE.c.cmo_id, _EVIDENCE.c.stance, func.count())
    for cmo_id, stance, count in reader.execute(query.group_by(_EVIDENCE.c.cmo_id, _EVIDENCE.c.stance)):
        found[cmo_id][stance] = count
    return found
