"""The one way in: a command's writes, recorded as effects, in one transaction that ends with the log entry."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from sqlalchemy import Connection, Table

from workbench.errors import Conflict
from workbench.model.coding import Excerpt
from workbench.model.entity import Entity
from workbench.model.identity import clean_name, derived_id, excerpt_id, sha256_text
from workbench.model.people import Coder
from workbench.model.sources import RevisionText
from workbench.store.change_log import Effect, Row
from workbench.store.schema import TABLES, key_columns, table_of
from workbench.store.sqlite_bulk import (
    delete_rows,
    fetch_by_key,
    idle_excerpts,
    insert_rows,
    memo_about,
    update_row,
    update_rows,
)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """What a command did, in one line for the history and the screen, and what it gives back."""

    summary: str
    value: T


class Command(Protocol[T]):
    """A change to a study: a small frozen value that knows how to carry itself out within a unit of work."""

    def perform(self, work: UnitOfWork) -> Outcome[T]:
        """Make the change; raise a WorkbenchError to refuse it as a whole."""
        ...


class UnitOfWork:
    """Writes of one command. Every write goes through here, so that the log has it."""

    def __init__(
        self, connection: Connection, *, study_id: str, coder_id: str, at: str, new_id: Callable[[], str]
    ) -> None:
        self.connection = connection
        self.study_id = study_id
        self.coder_id = coder_id
        self.at = at
        self.new_id = new_id
        self.effects: list[Effect] = []

    def identity_for(self, kind: type[Entity], key: str) -> str:
        """The id that `key` gives within this study, or a new one if that is taken (after a rename)."""
        table = table_of(kind)
        identity = derived_id(self.study_id, f"{table.name}:{key}")
        taken = fetch_by_key(self.connection, table, (), key_columns(table), [(identity,)])
        return self.new_id() if taken else identity

    def coder_for(self, name: str) -> str:
        """The id of the coder of this name, who joins the study now if new."""
        tidy = clean_name(name, "coder")
        identity = derived_id(self.study_id, f"coder:{tidy.casefold()}")
        self.intern_rows(Coder, ("id", "name"), [(identity, tidy)])
        return identity

    def insert(self, *entities: Entity) -> None:
        """Add entities, table by table in the order in which the tables first appear."""
        batches: dict[type[Entity], list[Entity]] = {}
        for entity in entities:
            batches.setdefault(type(entity), []).append(entity)
        for kind, batch in batches.items():
            columns = tuple(column.name for column in table_of(kind).columns)
            rows = [tuple(getattr(entity, column) for column in columns) for entity in batch]
            self.insert_rows(kind, columns, rows)

    def insert_rows(self, kind: type[Entity], columns: Sequence[str], rows: Sequence[Row]) -> None:
        """Add many rows given as tuples in the order of `columns`."""
        if rows:
            insert_rows(self.connection, table_of(kind), columns, rows)
            self._record(kind, "insert", columns, None, rows)

    def intern_rows(self, kind: type[Entity], columns: Sequence[str], rows: Sequence[Row]) -> None:
        """Add values that are written once and kept through undo; known ones are left as they are."""
        if rows:
            insert_rows(self.connection, table_of(kind), columns, rows, keep_existing=True)
            self._record(kind, "intern", columns, None, rows)

    def intern_text(self, text: str) -> str:
        """Keep a text by its hash, which is returned. The log holds the hash; the text stands once, in its table."""
        digest = sha256_text(text)
        insert_rows(
            self.connection, table_of(RevisionText), ("sha256", "body"), [(digest, text)], keep_existing=True
        )
        self._record(RevisionText, "intern", ("sha256",), None, [(digest,)])
        return digest

    def intern_excerpts(
        self, revision_id: str, spans: Iterable[tuple[int, int]], body: str
    ) -> dict[tuple[int, int], str]:
        """Excerpts of one revision, by span; `body` is its text. Spans must lie within it."""
        ids = {span: excerpt_id(revision_id, *span) for span in spans}
        rows = [
            (identity, revision_id, start, end, sha256_text(body[start:end]))
            for (start, end), identity in ids.items()
        ]
        self.intern_rows(Excerpt, ("id", "revision_id", "start_char", "end_char", "quote_sha256"), rows)
        return ids

    def update(self, kind: type[Entity], key: str, /, **values: Any) -> bool:
        """Set columns of the entity with this id; returns whether anything changed.

        Raises:
            Conflict: the entity is gone.
        """
        table = table_of(kind)
        key_names = key_columns(table)
        columns = tuple(values)
        found = fetch_by_key(self.connection, table, columns, key_names, [(key,)])
        if (key,) not in found:
            raise Conflict(f"this {table.name} is no longer in the study", hint="Someone else removed it.")
        old = dict(zip(columns, found[(key,)], strict=True))
        changed = {name: value for name, value in values.items() if old[name] != value}
        if not changed:
            return False
        update_row(self.connection, table, key_names, (key,), changed)
        before = [(key, *(old[name] for name in changed))]
        after = [(key, *changed.values())]
        self._record(kind, "update", (*key_names, *changed), before, after)
        return True

    def update_rows(self, kind: type[Entity], columns: Sequence[str], values: Mapping[Row, Row]) -> int:
        """Set the same columns of many entities, `values` by key; returns how many changed.

        Raises:
            Conflict: an entity is gone.
        """
        table = table_of(kind)
        key_names = key_columns(table)
        found = fetch_by_key(self.connection, table, columns, key_names, values)
        if len(found) < len(values):
            raise Conflict(f"this {table.name} is no longer in the study", hint="Someone else removed it.")
        changed = {key: new for key, new in values.items() if found[key] != new}
        if changed:
            rows = [(*new, *key) for key, new in changed.items()]
            update_rows(self.connection, table, key_names, columns, rows)
            before = [(*key, *found[key]) for key in changed]
            after = [(*key, *new) for key, new in changed.items()]
            self._record(kind, "update", (*key_names, *columns), before, after)
        return len(changed)

    def delete(self, kind: type[Entity], keys: Sequence[Row]) -> int:
        """Delete the entities with these keys (tuples, one value a key column); returns how many there were.

        Raises:
            Conflict: an entity is gone already, or a memo is about it.
        """
        if not keys:
            return 0
        table = table_of(kind)
        key_names = key_columns(table)
        rest = tuple(column.name for column in table.columns if column.name not in key_names)
        if table.name == "revision":
            self._drop_idle_excerpts(keys)
        found = fetch_by_key(self.connection, table, rest, key_names, keys)
        if len(found) < len(set(keys)):
            raise Conflict(f"this {table.name} is no longer in the study", hint="Someone else removed it.")
        self._require_no_memo(table, found)
        delete_rows(self.connection, table, key_names, found)
        before = [(*key, *values) for key, values in found.items()]
        self._record(kind, "delete", (*key_names, *rest), before, None)
        return len(found)

    def replay(self, effect: Effect) -> None:
        """Carry out an effect (an inverted one, for undo), provided that the rows are as it expects them.

        Raises:
            Conflict: the rows have changed since.
        """
        table = TABLES[effect.table]
        key = key_columns(table)
        width = len(key)
        if effect.operation == "insert":
            rows = effect.after or ()
            _require_absent(self.connection, table, rows, effect.columns, key)
            insert_rows(self.connection, table, effect.columns, rows)
        elif effect.operation == "update":
            before, after = effect.before or (), effect.after or ()
            _require_unchanged(self.connection, table, before, effect.columns, key)
            for row in after:
                values = dict(zip(effect.columns[width:], row[width:], strict=True))
                update_row(self.connection, table, effect.columns[:width], row[:width], values)
        else:
            rows = effect.before or ()
            if effect.table == "revision":
                self._drop_idle_excerpts([_key_of(row, effect.columns, key) for row in rows])
            _require_unchanged(self.connection, table, rows, effect.columns, key)
            keys = [_key_of(row, effect.columns, key) for row in rows]
            self._require_no_memo(table, keys)
            delete_rows(self.connection, table, key, keys)
        self.effects.append(effect)

    def _require_no_memo(self, table: Table, keys: Iterable[Row]) -> None:
        """A memo names its subject by table and id, which no foreign key can guard."""
        if memo_about(self.connection, table.name, keys):
            raise Conflict(
                f"a memo is about this {table.name.replace('_', ' ')}, so it cannot be taken away",
                hint="Take the memo back first, or retire this instead.",
            )

    def _drop_idle_excerpts(self, revisions: Sequence[Row]) -> None:
        """Before a revision goes, so do excerpts of it on which nothing rests any more; others stop the change."""
        idle = idle_excerpts(self.connection, [int(key[0]) for key in revisions])
        if idle:
            self.delete(Excerpt, idle)

    def _record(
        self,
        kind: type[Entity],
        operation: str,
        columns: Sequence[str],
        before: Sequence[Row] | None,
        after: Sequence[Row] | None,
    ) -> None:
        self.effects.append(
            Effect(
                str(kind.__tablename__),
                operation,
                tuple(columns),
                None if before is None else tuple(before),
                None if after is None else tuple(after),
            )
        )


def _key_of(row: Row, columns: Sequence[str], key: Sequence[str]) -> Row:
    return tuple(row[columns.index(name)] for name in key)


def _require_unchanged(
    connection: Connection, table: Table, rows: Sequence[Row], columns: Sequence[str], key: Sequence[str]
) -> None:
    expected = {_key_of(row, columns, key): tuple(row) for row in rows}
    present = fetch_by_key(connection, table, columns, key, expected)
    for wanted, row in expected.items():
        if present.get(wanted) != row:
            raise Conflict(
                f"a {table.name.replace('_', ' ')} that this concerns has been changed or removed since",
                hint="See who changed it: workbench history",
            )


def _require_absent(
    connection: Connection, table: Table, rows: Sequence[Row], columns: Sequence[str], key: Sequence[str]
) -> None:
    keys = [_key_of(row, columns, key) for row in rows]
    if fetch_by_key(connection, table, (), key, keys):
        raise Conflict(f"a {table.name.replace('_', ' ')} that this would restore is in the study already")
