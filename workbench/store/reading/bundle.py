"""Everything that a study holds, table by table; its past, the change log, stays in the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, select

from workbench.store.schema import TABLES, key_columns

PAST = frozenset({"change", "change_effect", "merged_change", "merge_conflict"})
"""The tables of the log and of merges: what happened, not what is."""

IN_ORDER: tuple[str, ...] = tuple(
    table.name
    for table in TABLES["study_setting"].metadata.sorted_tables
    if table.name in TABLES and table.name not in PAST
)
"""The tables that make up a study's content; what a row refers to comes before it."""


def columns_of(table: str) -> dict[str, tuple[type, bool]]:
    """The columns of a table by name: the type of their values, and whether they may be absent."""
    return {column.name: (column.type.python_type, bool(column.nullable)) for column in TABLES[table].columns}


def content(reader: Connection) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Each table with its rows, in the order of their keys; a code comes after its parent."""
    for name in IN_ORDER:
        table = TABLES[name]
        order = [table.c[key] for key in key_columns(table)]
        rows = [dict(row._mapping) for row in reader.execute(select(table).order_by(*order))]
        yield name, _parents_first(rows) if "parent_id" in table.columns else rows


def _parents_first(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    waiting: dict[str | None, list[dict[str, Any]]] = {}
    for row in rows:
        waiting.setdefault(row["parent_id"], []).append(row)
    out: list[dict[str, Any]] = []
    level = waiting.get(None, [])
    while level:
        out += level
        level = [child for row in level for child in waiting.get(row["id"], [])]
    return out


def reference_faults(tables: Mapping[str, Sequence[Mapping[str, Any]]]) -> Iterator[str]:
    """Rows that stand twice, and rows that refer to what is not there, by table and place from 0."""
    for name in IN_ORDER:
        table, seen = TABLES[name], set()
        names = key_columns(table)
        for place, row in enumerate(tables[name]):
            key = tuple(row[column] for column in names)
            if key in seen:
                yield f"tables.{name}.{place}: this row stands there twice"
            seen.add(key)
        for reference in table.foreign_keys:
            column, target = reference.parent.name, reference.column
            there = {row[target.name] for row in tables[target.table.name]}
            for place, row in enumerate(tables[name]):
                if row[column] is not None and row[column] not in there:
                    yield f"tables.{name}.{place}.{column}: there is no such {target.table.name.replace('_', ' ')}"
