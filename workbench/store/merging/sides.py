"""One of two copies while they are compared: its rows, its past, and what it touched that the other does not know."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, select

from workbench.store.change_log import Row
from workbench.store.merging.past import Past, PastChange
from workbench.store.merging.plan import RowValues
from workbench.store.merging.touches import RowKey, RowTouch, identity_columns, taken_touches, touches
from workbench.store.schema import TABLES
from workbench.store.sqlite_bulk import fetch_by_key
from workbench.store.sqlite_engine import driver_connection


class Side:
    """A copy: `rows` by their identity, `touched` what is new in it for the other copy."""

    def __init__(self, reader: Connection, past: Past, other: Past) -> None:
        self.reader = reader
        self.past = past
        revision = TABLES["revision"]
        rows = reader.execute(select(revision.c.row_number, revision.c.id))
        self._revisions: dict[int, str] = {row[0]: row[1] for row in rows}
        self.touched: dict[RowKey, RowTouch] = touches(past, known=other.known, revisions=self._revisions)
        self._add_taken(taken_touches(past, known=other.known, revisions=self._revisions))

    def _add_taken(self, taken: Mapping[RowKey, RowTouch]) -> None:
        """Touches of changes that came with merges, as far as they tell why the row is as it is here."""
        by_table: dict[str, list[Row]] = {}
        for table, key in taken:
            by_table.setdefault(table, []).append(key)
        for table, keys in by_table.items():
            present = self.rows(table, keys)
            for key in keys:
                new, old = taken[table, key], self.touched.get((table, key))
                if old is None:
                    if new.whole is None or new.removed is (key not in present):
                        self.touched[table, key] = new
                elif not old.removed:
                    old.columns = new.columns | old.columns if old.whole is None else old.columns

    @cached_property
    def removals(self) -> dict[RowKey, PastChange]:
        """The changes since the parting by which rows went, known to the other copy or not."""
        found = touches(self.past, known=frozenset(), revisions=self._revisions)
        return {key: touch.whole for key, touch in found.items() if touch.removed and touch.whole is not None}

    def rows(self, table: str, keys: Iterable[Row]) -> dict[Row, RowValues]:
        """The rows that are there, by key."""
        names = identity_columns(table)
        rest = [column.name for column in TABLES[table].columns if column.name not in names]
        found = fetch_by_key(self.reader, TABLES[table], rest, names, keys)
        return {
            key: dict(zip(names, key, strict=True)) | dict(zip(rest, values, strict=True))
            for key, values in found.items()
        }

    def has(self, table: str, identity: str) -> bool:
        """Whether a row of this id is there."""
        names = identity_columns(table)
        return bool(fetch_by_key(self.reader, TABLES[table], (), names, [(identity,)]))

    def all(self, table: str, columns: Sequence[str]) -> list[Row]:
        """These columns of all rows of a table: for tables that stay small."""
        selected = [TABLES[table].c[name] for name in columns]
        return [tuple(row) for row in self.reader.execute(select(*selected))]

    def alike(self, table: str, values: Mapping[str, Any]) -> list[str]:
        """The ids of the rows with exactly these values, NULL being a value."""
        match = " AND ".join(f'"{name}" IS ?' for name in values)
        statement = f'SELECT id FROM "{table}" WHERE {match} ORDER BY id'
        raw = driver_connection(self.reader)
        return [row[0] for row in raw.execute(statement, tuple(values.values()))]

    def referring(self, table: str, column: str, targets: Iterable[str]) -> list[tuple[Row, str]]:
        """The rows of `table` whose `column` is one of these, as `(key, target)`."""
        names = ", ".join(f'"{name}"' for name in identity_columns(table))
        statement = f'SELECT {names}, "{column}" FROM "{table}" WHERE "{column}" = ?'
        raw = driver_connection(self.reader)
        return [(tuple(row[:-1]), row[-1]) for one in targets for row in raw.execute(statement, (one,))]

    def text(self, digest: str) -> str:
        """A text by its hash."""
        table = TABLES["revision_text"]
        return str(self.reader.execute(select(table.c.body).where(table.c.sha256 == digest)).scalar_one())
