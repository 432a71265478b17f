"""One connection to a study file, with the pragmas that make it safe, and SQLite's errors in our words.

Transactions are explicit: a write begins `IMMEDIATE`, so that two writers queue instead of failing late; a read
begins deferred and sees one state of the study to its end.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from workbench.errors import (
    DiskFull,
    NotAStudy,
    NotFound,
    StudyDamaged,
    StudyLocked,
    StudyReadOnly,
    StudyUnusable,
)
from workbench.store.schema import APPLICATION_ID

BUSY_SECONDS = 10.0
"""How long a write waits for another to finish. Our transactions take milliseconds; a bulk import seconds."""

SQLITE_MAGIC = b"SQLite format 3\x00"
APPLICATION_ID_OFFSET = 68


def verify_header(path: Path) -> None:
    """Refuse what is not a study by its first bytes, before SQLite touches it.

    Raises:
        NotFound: there is no such file.
        NotAStudy: a folder, an empty file, another format, or another program's database.
        StudyUnusable: the file cannot be read.
    """
    try:
        with path.open("rb") as file:
            header = file.read(100)
    except FileNotFoundError:
        hint = f"Create it with: workbench study new {path.name}"
        raise NotFound(f"there is no study file {path}", hint=hint) from None
    except IsADirectoryError:
        raise NotAStudy(f"{path} is a folder, not a study file") from None
    except OSError as error:
        raise StudyUnusable(f"{path} cannot be read: {error.strerror}") from error
    if not header:
        raise NotAStudy(f"{path} is empty, not a study file", hint="Restore it from a backup.")
    if not header.startswith(SQLITE_MAGIC):
        raise NotAStudy(f"{path} is not a study file", hint="Study files end in .study and are SQLite files.")
    if int.from_bytes(header[APPLICATION_ID_OFFSET : APPLICATION_ID_OFFSET + 4], "big") != APPLICATION_ID:
        raise NotAStudy(f"{path} is a database of another program, not a study file")


def open_engine(path: Path, *, read_only: bool) -> Engine:
    """An engine holding one connection; the caller disposes of it. The file must exist."""
    engine = create_engine(
        "sqlite+pysqlite://", creator=lambda: _connect(path, read_only=read_only), poolclass=StaticPool
    )

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        immediate = connection.info.pop("immediate", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")

    return engine


def _connect(path: Path, *, read_only: bool) -> sqlite3.Connection:
    connection = sqlite3.connect(
        _location(path, read_only=read_only),
        uri=True,
        isolation_level=None,
        timeout=BUSY_SECONDS,
        check_same_thread=False,
    )
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA cache_size = -32768")
        if read_only:
            connection.execute("PRAGMA query_only = ON")
        else:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _location(path: Path, *, read_only: bool) -> str:
    """The URI to open. A reader of a writable file may make and clear away the side files that WAL needs.

    Where the file or folder may not be written there are no side files, and the file is read as it lies.
    """
    location = "file:" + quote(str(path.absolute()))
    if not read_only or may_write(path):
        return location + "?mode=rw"
    log = path.with_name(path.name + "-wal")
    return location + ("?mode=ro" if log.exists() and log.stat().st_size else "?mode=ro&immutable=1")


def may_write(path: Path) -> bool:
    """Whether both the file and its folder may be written: SQLite needs both."""
    return os.access(path, os.W_OK) and os.access(path.absolute().parent, os.W_OK)


@contextmanager
def writing(connection: Connection) -> Iterator[Connection]:
    """A short write transaction: committed at the end, rolled back on any error."""
    connection.info["immediate"] = True
    with connection.begin():
        yield connection


def driver_connection(connection: Connection) -> sqlite3.Connection:
    """The sqlite3 connection underneath, for what SQLAlchemy has no words for."""
    raw: Any = connection.connection.driver_connection
    assert isinstance(raw, sqlite3.Connection)
    return raw


@contextmanager
def plain_errors(path: Path) -> Iterator[None]:
    """SQLite's errors as errors of the study file at `path`."""
    try:
        yield
    except DBAPIError as error:
        cause = error.orig
        if isinstance(cause, sqlite3.Error):
            raise explained(cause, path) from error
        raise
    except sqlite3.Error as error:
        raise explained(error, path) from error


def explained(error: sqlite3.Error, path: Path) -> Exception:
    """What an error of SQLite means for the study file at `path`; a broken constraint stays as it is."""
    name = getattr(error, "sqlite_errorname", "") or ""
    if name.startswith("SQLITE_CONSTRAINT"):
        return error
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return StudyLocked(
            f"{path} is being written by someone else; waited {BUSY_SECONDS:.0f} seconds",
            hint="Try again; nothing was changed.",
        )
    if name.startswith("SQLITE_FULL"):
        return DiskFull(f"no room left on the disk of {path}", hint="Free some space; nothing was changed.")
    if name.startswith("SQLITE_READONLY"):
        return StudyReadOnly(
            f"{path} may not be written", hint="Check the permissions of the file and of its folder."
        )
    if name.startswith("SQLITE_NOTADB"):
        return NotAStudy(f"{path} is not a study file, or its first page is damaged", hint=RESTORE_HINT)
    if name.startswith("SQLITE_CORRUPT") or "no such" in str(error):
        return StudyDamaged(f"{path} is damaged: {error}", hint=RESTORE_HINT)
    if name.startswith(("SQLITE_IOERR", "SQLITE_CANTOPEN")):
        return StudyUnusable(
            f"{path} cannot be read or written: {error}",
            hint="Check the disk, its free space and the permissions of the folder; nothing was changed.",
        )
    return StudyUnusable(f"{path}: {error}", hint="Nothing was changed.")


RESTORE_HINT = "See what is readable: workbench study check. Restore from a backup if need be."
