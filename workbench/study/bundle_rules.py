"""What the rows of a bundle must hold beyond their types: names, numbers of their own, and times."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from workbench.store.distinct import SHARED_BY_NONE

Rows = Sequence[Mapping[str, Any]]

WORDED = ("name", "label", "wording")
"""Columns without which a person would have nothing to call the thing by."""


def rule_faults(tables: Mapping[str, Rows]) -> Iterator[str]:
    """What no study could have come by, each with its table and row (from 0)."""
    for table, rows in tables.items():
        for number, row in enumerate(rows):
            where = f"tables.{table}.{number}"
            yield from (f"{where}.{name}: empty" for name in WORDED if name in row and not row[name].strip())
            yield from (
                f"{where}.{name}: {value!r} is no time such as 2026-01-31T09:30:00.000Z"
                for name, value in row.items()
                if name.endswith("_at") and value is not None and not _is_instant(value)
            )
    for table, columns in SHARED_BY_NONE.items():
        yield from _doubles(table, columns, tables.get(table, ()))


def _doubles(table: str, columns: Sequence[str], rows: Rows) -> Iterator[str]:
    held = Counter(tuple(_folded(row[name]) for name in columns) for row in rows)
    for values, count in held.items():
        if count > 1:
            yield f"tables.{table}: {count} rows have the {columns[-1]} {values[-1]!r}"


def _folded(value: object) -> object:
    return value.casefold() if isinstance(value, str) else value


def _is_instant(value: str) -> bool:
    try:
        return datetime.fromisoformat(value).tzinfo is not None
    except ValueError:
        return False
