"""Where elements stand: the slots that hold them and the ripples that go through them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from workbench.store.schema import TABLES

_CMO, _SLOT, _LINK = (TABLES[name] for name in ("cmo", "slot", "cmo_link"))


@dataclass(frozen=True, slots=True)
class HeldIn:
    """A slot that holds an element; `position` is its place in its configuration, from 1, which may be `retired`."""

    id: str
    element_id: str
    role: str
    cmo_id: str
    cmo_number: int
    position: int
    retired: int


def slots_holding(reader: Connection, element_ids: Collection[str]) -> tuple[HeldIn, ...]:
    """The slots that hold these elements, by configuration and place."""
    place = func.row_number().over(partition_by=_SLOT.c.cmo_id, order_by=(_SLOT.c.position, _SLOT.c.id))
    placed = select(
        _SLOT.c.id, _SLOT.c.element_id, _SLOT.c.role, _SLOT.c.cmo_id, place.label("place")
    ).subquery()
    query = (
        select(
            placed.c.id,
            placed.c.element_id,
            placed.c.role,
            placed.c.cmo_id,
            _CMO.c.number,
            placed.c.place,
            _CMO.c.retired,
        )
        .join(_CMO, _CMO.c.id == placed.c.cmo_id)
        .where(placed.c.element_id.in_(sorted(element_ids)))
        .order_by(_CMO.c.number, placed.c.place)
    )
    return tuple(HeldIn(*row) for row in reader.execute(query))


def ripples_through(reader: Connection, element_id: str) -> tuple[str, ...]:
    """The ids of the ripples through an element."""
    query = select(_LINK.c.id).where(_LINK.c.element_id == element_id).order_by(_LINK.c.id)
    return tuple(reader.execute(query).scalars())
