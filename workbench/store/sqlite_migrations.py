"""Bringing a study file to the present format, one numbered step after another, after a verified backup."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from importlib import resources
from pathlib import Path

from sqlalchemy import Connection

from workbench.errors import StudyDamaged, StudyNeedsMigration, StudyTooNew
from workbench.store.schema import APPLICATION_ID, FORMAT_VERSION
from workbench.store.sqlite_backup import back_up
from workbench.store.sqlite_engine import (
    driver_connection,
    open_engine,
    plain_errors,
    verify_header,
    writing,
)

Migration = Callable[[Connection], None]
"""One step; it runs inside the transaction of the whole migration."""


def _from_file(number: int) -> Migration:
    def run(connection: Connection) -> None:
        script = (
            resources.files("workbench.store").joinpath(f"migrations/{number:04d}.sql").read_text("utf-8")
        )
        for statement in statements(script):
            connection.exec_driver_sql(statement)

    return run


MIGRATIONS: Mapping[int, Migration] = {number: _from_file(number) for number in range(1, FORMAT_VERSION + 1)}
"""Format version to the step that leads to it from the one before."""


def statements(script: str) -> Iterator[str]:
    """The single statements of an SQL script; a trigger's body stays whole."""
    pending = ""
    for line in script.splitlines(keepends=True):
        if not pending and (not line.strip() or line.lstrip().startswith("--")):
            continue
        pending += line
        if sqlite3.complete_statement(pending):
            yield pending
            pending = ""


def version_of(connection: Connection) -> int:
    """The format version of an open study file."""
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def require_present_format(path: Path, version: int) -> None:
    """Refuse a file of another format.

    Raises:
        StudyTooNew: written by a later workbench.
        StudyNeedsMigration: written by an earlier one.
    """
    if version > FORMAT_VERSION:
        raise too_new(path, version, known=FORMAT_VERSION)
    if version < FORMAT_VERSION:
        raise StudyNeedsMigration(
            f"{path} has format {version}, older than {FORMAT_VERSION}",
            hint="Bring it up to date (a backup is made first): workbench study migrate",
        )


def too_new(path: Path, version: int, *, known: int) -> StudyTooNew:
    """The refusal of a file that a later workbench wrote."""
    return StudyTooNew(
        f"{path} has format {version}; this workbench knows format {known}",
        hint="Install a newer workbench. The file was not altered.",
    )


def apply(connection: Connection, migrations: Mapping[int, Migration], *, start: int) -> int:
    """Run the steps after `start` inside the caller's transaction. Returns the version reached.

    Raises:
        StudyDamaged: a row would point nowhere afterwards; the caller rolls back.
    """
    version = start
    for number in sorted(migrations):
        if number > start:
            migrations[number](connection)
            version = number
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {version}")
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if broken is not None:
        raise StudyDamaged(f"the migration would leave a row of {broken[0]} that points nowhere")
    return version


def migrate(
    path: Path, *, migrations: Mapping[int, Migration] = MIGRATIONS, stamp: str
) -> tuple[int, int, Path | None]:
    """Bring the file at `path` to the last of `migrations`: `(from version, to version, backup)`.

    A verified backup precedes the change and is kept; None when nothing had to be done. `stamp` is the
    present instant, which names the backup. Nobody else can write between the backup and the change, and of
    two who migrate at once the second finds the work done.

    Raises:
        StudyTooNew: the file is newer than the last of `migrations`.
    """
    verify_header(path)
    target = max(migrations)
    engine = open_engine(path, read_only=False)
    try:
        with plain_errors(path), engine.connect() as connection:
            before = version_of(connection)
            connection.rollback()
            if before == target:
                return before, before, None
            if before > target:
                raise too_new(path, before, known=target)
            # Steps that rebuild a table drop it first, so references are checked as a whole at the end.
            driver_connection(connection).execute("PRAGMA foreign_keys = OFF")
            with writing(connection):
                before = version_of(connection)
                if before >= target:
                    return before, before, None
                backup = back_up(path, stamp=re.sub(r"\W", "", stamp), reason=f"before-format-{target}")
                return before, apply(connection, migrations, start=before), backup
    finally:
        engine.dispose()
