"""A look at some tables as they were before: effects are taken back within a savepoint, which is then left behind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

from workbench.store.change_log import Effect
from workbench.store.schema import TABLES, key_columns
from workbench.store.sqlite_bulk import delete_rows, insert_rows, update_row


@contextmanager
def rewound(connection: Connection, inverses: Iterable[Effect]) -> Iterator[None]:
    """Within, the tables that `inverses` (the newest first) write are as they were; afterwards all is as it is now.

    What those tables refer to in others may be missing meanwhile.
    """
    connection.exec_driver_sql("SAVEPOINT rewound")
    connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")  # until the transaction ends
    try:
        for effect in inverses:
            _write(connection, effect)
        yield
    finally:
        connection.exec_driver_sql("ROLLBACK TO rewound")
        connection.exec_driver_sql("RELEASE rewound")


def _write(connection: Connection, effect: Effect) -> None:
    """An effect, whatever the rows are like."""
    table = TABLES[effect.table]
    key = key_columns(table)
    if effect.operation == "insert":
        insert_rows(connection, table, effect.columns, effect.after or ())
    elif effect.operation == "delete":
        places = [effect.columns.index(name) for name in key]
        delete_rows(connection, table, key, [tuple(row[p] for p in places) for row in effect.before or ()])
    else:
        width = len(key)
        for row in effect.after or ():
            values = dict(zip(effect.columns[width:], row[width:], strict=True))
            update_row(connection, table, effect.columns[:width], row[:width], values)
