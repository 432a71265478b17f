"""What rests on a configuration besides its slots, evidence and links: by id, for commands that move it along."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Connection, select

from workbench.store.schema import TABLES


def tracer_id_of(reader: Connection, cmo_id: str) -> str | None:
    """The id of the tracer of a configuration, None if it has none."""
    table = TABLES["cmo"]
    return reader.execute(select(table.c.tracer_id).where(table.c.id == cmo_id)).scalar_one_or_none()


def rows_about(
    reader: Connection, noun: str, cmo_id: str, columns: Sequence[str]
) -> list[tuple[str, tuple[Any, ...]]]:
    """`(id, values of columns)` of the rows of a table that name this configuration, in the order of their ids."""
    table = TABLES[noun]
    query = select(table.c.id, *(table.c[name] for name in columns)).where(table.c.cmo_id == cmo_id)
    return [(row[0], tuple(row[1:])) for row in reader.execute(query.order_by(table.c.id))]


def rows_on_slots(reader: Connection, noun: str, slot_ids: Collection[str]) -> list[tuple[str, str]]:
    """`(id, slot)` of the rows of a table that name one of these slots."""
    table = TABLES[noun]
    query = select(table.c.id, table.c.slot_id).where(table.c.slot_id.in_(sorted(slot_ids)))
    return [(row[0], row[1]) for row in reader.execute(query.order_by(table.c.id))]


def verdicts_resting_on(reader: Connection, cmo_id: str) -> set[str]:
    """The ids of the verdicts that rest on this observed configuration."""
    table = TABLES["theory_verdict_basis"]
    return set(reader.execute(select(table.c.verdict_id).where(table.c.cmo_id == cmo_id)).scalars())
