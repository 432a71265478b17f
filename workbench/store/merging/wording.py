"""The versions of a finding in words: what refers to something by its name, of a row only what people would look at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from workbench.store.schema import TABLES

NameOf = Callable[[str, str], str]
"""What people call the row of a table by its id."""

UNTOLD = frozenset({"id", "row_number", "position", "number", "created_at", "imported_at"})
"""Columns of a row that say nothing of what somebody changed in it."""

REFERRING_FINDINGS = {"merged": "code"}
"""Kinds of findings whose version is the id of a row of this table."""


def in_words(value: Any, *, kind: str, table: str, field: str, name_of: NameOf) -> str:
    """A version as people read it, one line a column where it is a row; empty where nothing is to be said of it."""
    if isinstance(value, Mapping):
        return "\n".join(_columns(table, value, name_of))
    if value is None:
        return {"changed": "(none)", "removed": "(removed)"}.get(kind, "")
    target = _target(kind, table, field)
    if target and isinstance(value, str):
        return name_of(target, value)
    return str(value) or "(empty)"


def referred(value: Any, *, kind: str, table: str, field: str) -> Iterator[tuple[str, str]]:
    """The rows, as table and id, whose names `in_words` will ask for."""
    cells = value.items() if isinstance(value, Mapping) else [(field, value)]
    for column, one in cells:
        target = _target(kind, table, column)
        if target and isinstance(one, str):
            yield target, one


def _columns(table: str, row: Mapping[str, Any], name_of: NameOf) -> Iterator[str]:
    for column, value in row.items():
        if column in UNTOLD or value in (None, ""):
            continue
        target = _target("", table, column)
        words = name_of(target, value) if target and isinstance(value, str) else str(value)
        yield f"{field_words(column)}: {words}"


def field_words(column: str) -> str:
    """What people call a column: `full definition`, and of a reference what it refers to."""
    return column.removesuffix("_id").replace("_", " ")


def _target(kind: str, table: str, column: str) -> str:
    """The table to whose rows a column refers, empty if it does not refer."""
    if kind in REFERRING_FINDINGS:
        return REFERRING_FINDINGS[kind]
    found = TABLES[table].columns.get(column)
    return next((key.column.table.name for key in found.foreign_keys), "") if found is not None else ""
