"""The append-only log behind undo, history, audit and merging: what each change did, chained by hashes.

An effect is a batch of rows of one table under one operation. `intern` marks values that are written once and
never change (coders, excerpts, texts): undo leaves them where they are.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import groupby, islice
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, desc, select

from workbench.store.schema import TABLES
from workbench.store.sqlite_bulk import insert_rows

GENESIS = "0" * 64
"""The hash before the first change."""

ROWS_PER_EFFECT = 1_000
"""A bulk import is logged in pieces of this size, so that no single log value grows without bound."""

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Effect:
    """What a change did to rows of `table`: `before` and `after` are rows in the order of `columns`.

    `before` is None for insert and intern, `after` is None for delete. For an update the columns are the key and
    then those that changed.
    """

    table: str
    operation: str
    columns: tuple[str, ...]
    before: tuple[Row, ...] | None
    after: tuple[Row, ...] | None

    @property
    def row_count(self) -> int:
        """How many rows it touched."""
        return len(self.after if self.after is not None else self.before or ())

    def pieces(self) -> Iterator[Effect]:
        """The same effect in pieces of at most `ROWS_PER_EFFECT` rows."""
        if self.row_count <= ROWS_PER_EFFECT:
            yield self
            return
        for start in range(0, self.row_count, ROWS_PER_EFFECT):
            cut = slice(start, start + ROWS_PER_EFFECT)
            yield Effect(
                self.table,
                self.operation,
                self.columns,
                None if self.before is None else self.before[cut],
                None if self.after is None else self.after[cut],
            )


@dataclass(frozen=True, slots=True)
class LoggedChange:
    """A change as it stands in the log, without its effects."""

    sequence: int
    id: str
    coder_id: str
    at: str
    command: str
    summary: str
    undoes: str | None
    redoes: str | None
    previous_hash: str
    hash: str

    @property
    def facts(self) -> tuple[Any, ...]:
        """What the hash covers besides the effects and the hash before it."""
        return (
            self.sequence,
            self.id,
            self.coder_id,
            self.at,
            self.command,
            self.summary,
            self.undoes,
            self.redoes,
        )


_CHANGE = TABLES["change"]
_EFFECT = TABLES["change_effect"]
_CHANGE_COLUMNS = (
    "sequence",
    "id",
    "coder_id",
    "at",
    "command",
    "summary",
    "undoes",
    "redoes",
    "previous_hash",
    "hash",
)
_EFFECT_COLUMNS = (
    "sequence",
    "position",
    "table_name",
    "operation",
    "columns",
    "before",
    "after",
    "row_count",
)


def append(
    connection: Connection,
    effects: Sequence[Effect],
    *,
    change_id: str,
    coder_id: str,
    at: str,
    command: str,
    summary: str,
    undoes: str | None = None,
    redoes: str | None = None,
) -> LoggedChange:
    """Write one change and its effects at the end of the log, inside the caller's transaction."""
    last = last_change(connection)
    sequence, previous = (last.sequence + 1, last.hash) if last else (1, GENESIS)
    rows = [
        (sequence, position, *_effect_values(piece))
        for position, piece in enumerate(piece for effect in effects for piece in effect.pieces())
    ]
    facts = (sequence, change_id, coder_id, at, command, summary, undoes, redoes)
    digest = chain_hash(previous, facts, rows)
    change = LoggedChange(*facts, previous, digest)
    insert_rows(connection, _CHANGE, _CHANGE_COLUMNS, [(*facts, previous, digest)])
    insert_rows(connection, _EFFECT, _EFFECT_COLUMNS, rows)
    return change


def chain_hash(previous: str, facts: Sequence[Any], effect_rows: Iterable[Row]) -> str:
    """The hash of a change: over the hash before it, its own facts and its effects as stored."""
    digest = hashlib.sha256(previous.encode())
    digest.update(_dump(facts).encode())
    for row in effect_rows:
        for value in row:
            data = b"\x00" if value is None else str(value).encode()
            digest.update(len(data).to_bytes(8, "big"))
            digest.update(data)
    return digest.hexdigest()


def last_change(connection: Connection) -> LoggedChange | None:
    """The newest change, None in an empty log."""
    row = connection.execute(select(*_columns()).order_by(desc(_CHANGE.c.sequence)).limit(1)).first()
    return LoggedChange(*row) if row else None


def change_by_id(connection: Connection, change_id: str) -> LoggedChange | None:
    """The change with this id."""
    row = connection.execute(select(*_columns()).where(_CHANGE.c.id == change_id)).first()
    return LoggedChange(*row) if row else None


def changes(
    connection: Connection, *, coder_id: str | None = None, newest_first: bool
) -> Iterator[LoggedChange]:
    """All changes in order, streamed; of one coder if given."""
    query = select(*_columns()).order_by(desc(_CHANGE.c.sequence) if newest_first else _CHANGE.c.sequence)
    if coder_id is not None:
        query = query.where(_CHANGE.c.coder_id == coder_id)
    rows = _streamed(connection, query)
    with closing(rows):
        for row in rows:
            yield LoggedChange(*row)


def effects_of(connection: Connection, sequence: int) -> tuple[Effect, ...]:
    """The effects of one change, in order."""
    query = select(
        _EFFECT.c.table_name, _EFFECT.c.operation, _EFFECT.c.columns, _EFFECT.c.before, _EFFECT.c.after
    )
    rows = connection.execute(query.where(_EFFECT.c.sequence == sequence).order_by(_EFFECT.c.position))
    return tuple(_effect(*row) for row in rows)


def effects_back_to(connection: Connection, sequence: int, *, tables: Collection[str]) -> tuple[Effect, ...]:
    """The effects on some tables of a change and of all after it, the newest first."""
    query = select(
        _EFFECT.c.table_name, _EFFECT.c.operation, _EFFECT.c.columns, _EFFECT.c.before, _EFFECT.c.after
    )
    query = query.where(_EFFECT.c.sequence >= sequence, _EFFECT.c.table_name.in_(tables))
    rows = connection.execute(query.order_by(desc(_EFFECT.c.sequence), desc(_EFFECT.c.position)))
    return tuple(_effect(*row) for row in rows)


def stored_effects(connection: Connection) -> Iterator[Row]:
    """The effects of all changes exactly as stored, in order, streamed; the first value is the change's sequence."""
    query = select(*(_EFFECT.c[name] for name in _EFFECT_COLUMNS))
    yield from _streamed(connection, query.order_by(_EFFECT.c.sequence, _EFFECT.c.position))


def chain_faults(connection: Connection, *, limit: int = 20) -> list[str]:
    """What is wrong with the log's numbering and hash chain; empty if all is well. The log is streamed."""
    return list(islice(_chain_faults(connection), limit))


def _chain_faults(connection: Connection) -> Iterator[str]:
    by_change = groupby(stored_effects(connection), key=itemgetter(0))
    owner, effects = next(by_change, _NO_MORE)
    expected, previous = 1, GENESIS
    for change in changes(connection, newest_first=False):
        if change.sequence != expected:
            yield f"changes {expected} to {change.sequence - 1} are missing from the log"
        while owner is not None and owner < change.sequence:
            yield f"there are effects of a change {owner}, which is not in the log"
            owner, effects = next(by_change, _NO_MORE)
        if change.previous_hash != previous:
            yield f"change {change.sequence} does not follow from the one before it"
        mine = effects if owner == change.sequence else ()
        if chain_hash(change.previous_hash, change.facts, mine) != change.hash:
            yield f"change {change.sequence} ({change.at}) is not what was written"
        if owner == change.sequence:
            owner, effects = next(by_change, _NO_MORE)
        expected, previous = change.sequence + 1, change.hash
    while owner is not None:
        yield f"there are effects of a change {owner}, which is not in the log"
        owner, effects = next(by_change, _NO_MORE)


_NO_MORE: tuple[None, tuple[Row, ...]] = (None, ())


def _streamed(connection: Connection, query: Any) -> Generator[Any, None, None]:
    """Rows a few hundred at a time. The cursor is closed at the end, also when the reader stops early: an open
    one would hold its state of the study beyond its transaction, and the next change would be refused as late.
    """
    result = connection.execute(query, execution_options={"yield_per": 500})
    try:
        yield from result
    finally:
        if not connection.closed:
            result.close()


def _columns() -> list[Any]:
    return [_CHANGE.c[name] for name in _CHANGE_COLUMNS]


def _effect_values(effect: Effect) -> Row:
    return (
        effect.table,
        effect.operation,
        _dump(effect.columns),
        None if effect.before is None else _dump(effect.before),
        None if effect.after is None else _dump(effect.after),
        effect.row_count,
    )


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _effect(table: str, operation: str, columns: str, before: str | None, after: str | None) -> Effect:
    return Effect(table, operation, tuple(json.loads(columns)), _load(before), _load(after))


def _load(value: str | None) -> tuple[Row, ...] | None:
    return None if value is None else tuple(tuple(row) for row in json.loads(value))
