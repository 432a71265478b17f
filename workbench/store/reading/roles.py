"""The roles in which participants spoke."""

from __future__ import annotations

from sqlalchemy import Connection, select

from workbench.store.schema import TABLES


def roles(reader: Connection) -> tuple[str, ...]:
    """All roles that sources record, by name."""
    table = TABLES["source_participant"]
    query = select(table.c.role).where(table.c.role != "").distinct()
    return tuple(sorted(reader.scalars(query), key=str.casefold))
