"""What merges left for a person to look at: conflicts that are open, and what was decided."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Connection, select

from workbench.model.team_views import ConflictView
from workbench.store.reading.study import coders
from workbench.store.schema import TABLES


def conflicts(reader: Connection, *, only_open: bool) -> tuple[ConflictView, ...]:
    """The conflicts of all merges, those of one thing together."""
    t = TABLES["merge_conflict"]
    query = select(t).order_by(t.c.subject_type, t.c.label, t.c.field, t.c.id)
    if only_open:
        query = query.where(t.c.state == "open")
    names = coders(reader)
    return tuple(
        ConflictView(
            row.id,
            row.kind,
            row.subject_type,
            row.subject_id,
            row.field,
            row.label,
            row.note,
            row.state,
            _load(row.kept),
            names.get(row.kept_coder_id or "", ""),
            row.kept_at or "",
            _load(row.other),
            names.get(row.other_coder_id or "", ""),
            row.other_at or "",
        )
        for row in reader.execute(query)
    )


def _load(value: str | None) -> Any:
    return None if value is None else json.loads(value)
