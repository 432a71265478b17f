"""What the checks look at: configurations without their texts, in few statements; and what was set aside."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, func, select

from workbench.model.advice_views import CheckedCMO, CheckedSlot, Dismissal
from workbench.model.vocabulary import Role, Stance
from workbench.store.schema import TABLES

_CMO, _SLOT, _ELEMENT, _EVIDENCE, _ASIDE = (
    TABLES[name] for name in ("cmo", "slot", "element", "evidence", "dismissed_check")
)


def checked_cmos(reader: Connection, *, only: Collection[str] | None = None) -> tuple[CheckedCMO, ...]:
    """The configurations that are not retired, by number; with `only`, those of these ids."""
    slots: dict[str, list[CheckedSlot]] = defaultdict(list)
    columns = (_SLOT.c.id, _SLOT.c.cmo_id, _SLOT.c.role, _SLOT.c.element_id, _SLOT.c.expectation)
    query = (
        select(*columns, _ELEMENT.c.wording)
        .join(_ELEMENT, _ELEMENT.c.id == _SLOT.c.element_id)
        .order_by(_SLOT.c.cmo_id, _SLOT.c.position, _SLOT.c.id)
    )
    for row in reader.execute(_among(query, _SLOT.c.cmo_id, only)):
        mine = slots[row.cmo_id]
        mine.append(
            CheckedSlot(
                row.id, len(mine) + 1, Role(row.role), row.element_id, row.wording, row.expectation or ""
            )
        )
    sources = _supporting_sources(reader, only)
    facts = select(_CMO.c.id, _CMO.c.number, _CMO.c.title, _CMO.c.kind).where(_CMO.c.retired == 0)
    rows = reader.execute(_among(facts, _CMO.c.id, only).order_by(_CMO.c.number, _CMO.c.id))
    return tuple(
        CheckedCMO(row.id, row.number, row.title, row.kind, tuple(slots[row.id]), sources.get(row.id, 0))
        for row in rows
    )


def _supporting_sources(reader: Connection, only: Collection[str] | None) -> dict[str, int]:
    excerpt, revision = TABLES["excerpt"], TABLES["revision"]
    query = (
        select(_EVIDENCE.c.cmo_id, func.count(revision.c.source_id.distinct()))
        .join(excerpt, excerpt.c.id == _EVIDENCE.c.excerpt_id)
        .join(revision, revision.c.id == excerpt.c.revision_id)
        .where(_EVIDENCE.c.stance == str(Stance.SUPPORTS))
        .group_by(_EVIDENCE.c.cmo_id)
    )
    return {row[0]: row[1] for row in reader.execute(_among(query, _EVIDENCE.c.cmo_id, only))}


def dismissals(reader: Connection, *, only: Collection[str] | None = None) -> tuple[Dismissal, ...]:
    """The advice that was set aside, oldest first."""
    coder = TABLES["coder"]
    query = (
        select(_ASIDE, _CMO.c.number, coder.c.name)
        .join(_CMO, _CMO.c.id == _ASIDE.c.cmo_id)
        .outerjoin(coder, coder.c.id == _ASIDE.c.coder_id)
        .order_by(_ASIDE.c.created_at, _ASIDE.c.id)
    )
    return tuple(
        Dismissal(
            row.id,
            row.rule,
            row.cmo_id,
            row.number,
            row.slot_id or "",
            row.reason,
            row.name or "",
            row.created_at,
        )
        for row in reader.execute(_among(query, _ASIDE.c.cmo_id, only))
    )


def _among(query: Any, column: Any, ids: Collection[str] | None) -> Any:
    return query if ids is None else query.where(column.in_(sorted(ids)))
