"""Many rows at once through the driver: per-row object work is what costs in bulk imports."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Table

from workbench.store.schema import referring_to
from workbench.store.sqlite_engine import driver_connection


def insert_rows(
    connection: Connection,
    table: Table,
    columns: Sequence[str],
    rows: Sequence[tuple[Any, ...]],
    *,
    keep_existing: bool = False,
) -> None:
    """Insert rows given as tuples in the order of `columns`; `keep_existing` leaves rows with a known key be."""
    if not rows:
        return
    names = ", ".join(f'"{column}"' for column in columns)
    marks = ", ".join("?" * len(columns))
    manner = "INSERT OR IGNORE" if keep_existing else "INSERT"
    connection.exec_driver_sql(f'{manner} INTO "{table.name}" ({names}) VALUES ({marks})', list(rows))


def fetch_by_key(
    connection: Connection,
    table: Table,
    columns: Sequence[str],
    key: Sequence[str],
    keys: Iterable[tuple[Any, ...]],
) -> dict[tuple[Any, ...], tuple[Any, ...]]:
    """The present rows with these keys, by key; absent ones are left out."""
    names = ", ".join(f'"{column}"' for column in (*key, *columns))
    match = " AND ".join(f'"{name}" = ?' for name in key)
    statement = f'SELECT {names} FROM "{table.name}" WHERE {match}'
    cursor = driver_connection(connection).cursor()
    found: dict[tuple[Any, ...], tuple[Any, ...]] = {}
    for wanted in keys:
        row = cursor.execute(statement, wanted).fetchone()
        if row is not None:
            found[row[: len(key)]] = row[len(key) :]
    return found


def update_row(
    connection: Connection,
    table: Table,
    key: Sequence[str],
    key_values: Sequence[Any],
    values: dict[str, Any],
) -> None:
    """Set columns of the row with this key."""
    sets = ", ".join(f'"{name}" = ?' for name in values)
    match = " AND ".join(f'"{name}" = ?' for name in key)
    statement = f'UPDATE "{table.name}" SET {sets} WHERE {match}'
    connection.exec_driver_sql(statement, (*values.values(), *key_values))


def update_rows(
    connection: Connection,
    table: Table,
    key: Sequence[str],
    columns: Sequence[str],
    rows: Sequence[tuple[Any, ...]],
) -> None:
    """Set the same columns of many rows, each given as its new values and then its key."""
    sets = ", ".join(f'"{name}" = ?' for name in columns)
    match = " AND ".join(f'"{name}" = ?' for name in key)
    connection.exec_driver_sql(f'UPDATE "{table.name}" SET {sets} WHERE {match}', list(rows))


def delete_rows(
    connection: Connection, table: Table, key: Sequence[str], keys: Iterable[tuple[Any, ...]]
) -> None:
    """Delete the rows with these keys."""
    match = " AND ".join(f'"{name}" = ?' for name in key)
    connection.exec_driver_sql(f'DELETE FROM "{table.name}" WHERE {match}', list(keys))


def idle_excerpts(connection: Connection, row_numbers: Sequence[int]) -> list[tuple[str]]:
    """The ids of excerpts of these revisions (by row number) on which no row of any table rests."""
    unused = "".join(
        f' AND NOT EXISTS (SELECT 1 FROM "{table}" WHERE "{table}"."{column}" = excerpt.id)'
        for table, column in referring_to("excerpt")
    )
    statement = (
        "SELECT excerpt.id FROM excerpt JOIN revision ON revision.id = excerpt.revision_id"
        f" WHERE revision.row_number = ?{unused}"
    )
    raw = driver_connection(connection)
    found: list[tuple[str]] = []
    for number in row_numbers:
        found += raw.execute(statement, (number,))
    return found


def memo_about(connection: Connection, table_name: str, keys: Iterable[tuple[Any, ...]]) -> bool:
    """Whether any memo is about one of these rows; a look at all memos of that kind, of which there are few."""
    raw = driver_connection(connection)
    subjects = raw.execute("SELECT subject_id FROM memo WHERE subject_type = ?", (table_name,)).fetchall()
    return bool(subjects) and not {subject for (subject,) in subjects}.isdisjoint(str(key[0]) for key in keys)


def highest_row_number_ever(connection: Connection) -> int:
    """The highest row number that a revision has or had, 0 if there was none: the log remembers those taken back."""
    statement = (
        "SELECT max(coalesce((SELECT max(row_number) FROM revision), 0), coalesce("
        "(SELECT max(json_extract(value, '$[0]')) FROM change_effect, json_each(change_effect.before)"
        " WHERE table_name = 'revision' AND operation = 'delete'), 0))"
    )
    return int(driver_connection(connection).execute(statement).fetchone()[0])


def fetch_text(connection: Connection, revision_id: str) -> str | None:
    """The text of a revision, None if there is none; straight from the driver, since exports read one per source."""
    row = (
        driver_connection(connection)
        .execute(
            "SELECT body FROM revision_text JOIN revision USING (sha256) WHERE revision.id = ?",
            (revision_id,),
        )
        .fetchone()
    )
    return None if row is None else str(row[0])
