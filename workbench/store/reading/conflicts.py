"""What merges left for a person to look at: conflicts that are open, and what was decided."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, Row, select

from workbench.model.team_views import ConflictView
from workbench.store.merging.plan import label_of, noun_of
from workbench.store.merging.wording import in_words, referred
from workbench.store.reading.study import coders
from workbench.store.schema import TABLES
from workbench.store.sqlite_bulk import fetch_by_key


def conflicts(reader: Connection, *, only_open: bool) -> tuple[ConflictView, ...]:
    """The conflicts of all merges, those of one thing together."""
    t = TABLES["merge_conflict"]
    query = select(t).order_by(t.c.subject_type, t.c.label, t.c.field, t.c.id)
    if only_open:
        query = query.where(t.c.state == "open")
    found = [(row, _load(row.kept), _load(row.other)) for row in reader.execute(query)]
    names, called = coders(reader), _called(reader, found)

    def words(row: Row[Any], value: Any) -> str:
        return in_words(
            value,
            kind=row.kind,
            table=row.subject_type,
            field=row.field,
            name_of=lambda table, identity: called.get((table, identity), noun_of(table)),
        )

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
            kept,
            names.get(row.kept_coder_id or "", ""),
            row.kept_at or "",
            other,
            names.get(row.other_coder_id or "", ""),
            row.other_at or "",
            words(row, kept),
            words(row, other),
        )
        for row, kept, other in found
    )


def _called(reader: Connection, found: Iterable[tuple[Row[Any], Any, Any]]) -> Mapping[tuple[str, str], str]:
    """What the rows are called to which versions refer, by table and id: a query for each table."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for row, *versions in found:
        for value in versions:
            for table, identity in referred(value, kind=row.kind, table=row.subject_type, field=row.field):
                wanted[table].add(identity)
    called: dict[tuple[str, str], str] = {}
    for name, ids in wanted.items():
        columns = TABLES[name].columns.keys()
        rows = fetch_by_key(reader, TABLES[name], columns, ("id",), [(one,) for one in ids])
        called.update(
            ((name, key[0]), label_of(name, dict(zip(columns, row, strict=True))))
            for key, row in rows.items()
        )
    return called


def _load(value: str | None) -> Any:
    return None if value is None else json.loads(value)
