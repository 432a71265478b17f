"""Saved queries, by name."""

from __future__ import annotations

from sqlalchemy import Connection, select

from workbench.model.coding_views import SavedQueryView
from workbench.store.schema import TABLES


def saved_queries(reader: Connection) -> tuple[SavedQueryView, ...]:
    """All saved queries, by name in any case."""
    query, coder = TABLES["saved_query"], TABLES["coder"]
    rows = reader.execute(
        select(query.c.id, query.c.name, query.c.definition, coder.c.name, query.c.created_at).join(
            coder, coder.c.id == query.c.coder_id
        )
    )
    return tuple(sorted((SavedQueryView(*row) for row in rows), key=lambda one: one.name.casefold()))
