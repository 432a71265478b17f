"""Whether the study is what its change log leads to: the log played forward, and compared table by table.

The hash chain shows that no entry was altered; this shows that none is missing at the end, and that nothing was
changed past the log. Tables are compared by sums of hashes, so that a large study costs no memory.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import Connection, select

from workbench.store.change_log import Row, stored_effects
from workbench.store.schema import TABLES, key_columns

NOT_FROM_THE_LOG = frozenset({"change", "change_effect", "merged_change", "study_setting", "revision_text"})
"""The log itself; settings that a new file begins with; texts and the logs of merged copies, which their own hashes
vouch for."""

WRAP = 1 << 64


class _Tally:
    """The content of one table as a number of cells and the sum of their hashes, whatever their order.

    Python's hash of a tuple is keyed anew in each process, so nobody can write rows that cancel out.
    """

    def __init__(self, table: str, *, by_cell: bool) -> None:
        self.columns = [column.name for column in TABLES[table].columns]
        self.key = [self.columns.index(name) for name in key_columns(TABLES[table])]
        self.by_cell = by_cell
        self.sum = 0
        self.interned: set[Row] = set()

    def add(self, columns: Sequence[str], rows: Iterable[Row], *, sign: int, whole: bool = False) -> None:
        """Add rows. In a `whole` row a column that is not given is NULL: a format before it wrote that row."""
        places = [columns.index(name) if name in columns else None for name in self.columns]
        for row in rows:
            values = tuple(None if place is None else row[place] for place in places)
            if not self.by_cell:
                self.sum += sign * hash(values)
                continue
            key = tuple(values[index] for index in self.key)
            for index, place in enumerate(places):
                if whole or place is not None:
                    self.sum += sign * hash((key, index, values[index]))

    def intern(self, columns: Sequence[str], rows: Iterable[Row]) -> None:
        new = []
        for row in rows:
            key = self.key_of(columns, row)
            if key not in self.interned:
                self.interned.add(key)
                new.append(row)
        self.add(columns, new, sign=1, whole=True)

    def forget(self, columns: Sequence[str], rows: Iterable[Row]) -> None:
        if self.interned:
            self.interned.difference_update(self.key_of(columns, row) for row in rows)

    def key_of(self, columns: Sequence[str], row: Row) -> Row:
        return tuple(row[columns.index(self.columns[index])] for index in self.key)


def replay_faults(connection: Connection, *, limit: int = 20) -> list[str]:
    """The rows that are not what the log leads to, each with its table and key; empty if all is well."""
    updated = list(_updated_tables(connection))
    expected = _tallies(updated)
    for table, operation, columns, before, after in _effects(connection):
        tally = expected.get(table)
        if tally is None:
            continue
        if operation == "intern":
            tally.intern(columns, after)
            continue
        tally.forget(columns, before if operation == "delete" else ())
        whole = operation != "update"
        tally.add(columns, before, sign=-1, whole=whole)
        tally.add(columns, after, sign=1, whole=whole)
    present = _tallies(updated)
    faults: list[str] = []
    for table, tally in present.items():
        for rows in _rows_of(connection, table):
            tally.add(tally.columns, rows, sign=1, whole=True)
        if (tally.sum - expected[table].sum) % WRAP:
            faults += _differences(connection, table, limit=limit - len(faults))
    return faults


def _tallies(updated: Sequence[str]) -> dict[str, _Tally]:
    return {name: _Tally(name, by_cell=name in updated) for name in TABLES if name not in NOT_FROM_THE_LOG}


def _updated_tables(connection: Connection) -> Iterator[str]:
    """The tables whose rows were ever changed in part; whole rows are cheaper to compare where none was."""
    effect = TABLES["change_effect"]
    yield from connection.execute(
        select(effect.c.table_name).where(effect.c.operation == "update").distinct()
    ).scalars()


def _effects(connection: Connection) -> Iterator[tuple[str, str, list[str], list[Row], list[Row]]]:
    for _, _, table, operation, columns, before, after, _ in stored_effects(connection):
        yield table, operation, json.loads(columns), _load(before), _load(after)


def _load(value: str | None) -> list[Row]:
    return [] if value is None else json.loads(value)


def _rows_of(connection: Connection, table: str) -> Iterator[Sequence[Any]]:
    result = connection.execute(select(TABLES[table]), execution_options={"yield_per": 500})
    yield from result.partitions()


def _differences(connection: Connection, table: str, *, limit: int) -> list[str]:
    """Row by row what differs in one table: here its rows are held in memory."""
    names = key_columns(TABLES[table])
    logged: dict[Row, dict[str, Any]] = defaultdict(dict)
    for name, operation, columns, before, after in _effects(connection):
        if name != table:
            continue
        for row in before if operation == "delete" else ():
            logged.pop(tuple(row[columns.index(key)] for key in names), None)
        for row in after:
            values = dict(zip(columns, row, strict=True))
            key = tuple(values[name] for name in names)
            if operation != "intern" or key not in logged:
                logged[key].update(values)
    return list(islice(_compared(connection, table, logged), max(limit, 0)))


def _compared(connection: Connection, table: str, logged: dict[Row, dict[str, Any]]) -> Iterator[str]:
    names = key_columns(TABLES[table])
    seen: Counter[Row] = Counter()
    for rows in _rows_of(connection, table):
        for row in rows:
            values = row._asdict()
            key = tuple(values[name] for name in names)
            seen[key] += 1
            shown = f"{table} {'/'.join(map(str, key))}"
            if key not in logged:
                yield f"{shown} was never logged"
            elif wrong := [name for name, value in values.items() if logged[key].get(name) != value]:
                yield f"{shown} is not as the log left it: {', '.join(wrong)}"
    for key in logged:
        if key not in seen:
            yield f"{table} {'/'.join(map(str, key))} is in the log and not in the study"
