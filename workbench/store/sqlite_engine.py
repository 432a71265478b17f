"""One connection to a study file, with the pragmas that make it safe, and SQLite's errors in our words.

Transactions are explicit: a write begins `IMMEDIATE`, so that two writers queue instead of failing late; a read
begins deferred and sees one state of the study to its end.
"""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from workbench.errors import (
    BadInput,
    Conflict,
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
        if not stat.S_ISREG(path.stat().st_mode):
            raise NotAStudy(f"{path} is {_what(path)}, not a study file")
        with path.open("rb") as file:
            header = file.read(100)
    except FileNotFoundError:
        hint = f"Create it with: workbench study new {path.name}"
        raise NotFound(f"there is no study file {path}", hint=hint) from None
    except OSError as error:
        raise StudyUnusable(f"{path} cannot be read: {error.strerror}") from error
    if not header:
        raise NotAStudy(f"{path} is empty, not a study file", hint="Restore it from a backup.")
    if not header.startswith(SQLITE_MAGIC):
        raise NotAStudy(f"{path} is not a study file", hint="Study files end in .study and are SQLite files.")
    if int.from_bytes(header[APPLICATION_ID_OFFSET : APPLICATION_ID_OFFSET + 4], "big") != APPLICATION_ID:
        raise NotAStudy(f"{path} is a database of another program, not a study file")


def _what(path: Path) -> str:
    return "a folder" if path.is_dir() else "a device or a pipe"


def open_engine(path: Path, *, read_only: bool, wait_seconds: float = BUSY_SECONDS) -> Engine:
    """An engine holding one connection; the caller disposes of it. The file must exist.

    Opening alone changes nothing in the file: see `journal_ahead`.
    """

    def connect() -> sqlite3.Connection:
        return _connect(path, read_only=read_only, wait_seconds=wait_seconds)

    engine = create_engine("sqlite+pysqlite://", creator=connect, poolclass=StaticPool)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        immediate = connection.info.pop("immediate", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")

    return engine


def _connect(path: Path, *, read_only: bool, wait_seconds: float) -> sqlite3.Connection:
    connection = sqlite3.connect(
        location(path, read_only=read_only),
        uri=True,
        isolation_level=None,
        timeout=wait_seconds,
        check_same_thread=False,
    )
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA cache_size = -32768")
        if read_only:
            connection.execute("PRAGMA query_only = ON")
        else:
            connection.execute("PRAGMA synchronous = FULL")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def journal_ahead(connection: Connection) -> None:
    """Let readers and one writer work at once. It marks the file, so it comes after the file was found good."""
    driver_connection(connection).execute("PRAGMA journal_mode = WAL")


def location(path: Path, *, read_only: bool) -> str:
    """The URI to open. A reader of a writable file may make and clear away the side files that WAL needs.

    Where the file or folder may not be written, a file that nobody has open is read as it lies.
    """
    uri = "file:" + quote(os.fsencode(path.absolute()))
    if not read_only or may_write(path):
        return uri + "?mode=rw"
    log, index = (path.with_name(path.name + end) for end in ("-wal", "-shm"))
    in_use = log.exists() and (index.exists() or log.stat().st_size > 0)
    return uri + ("?mode=ro" if in_use else "?mode=ro&immutable=1")


def may_write(path: Path) -> bool:
    """Whether both the file and its folder may be written: SQLite needs both."""
    return os.access(path, os.W_OK) and os.access(path.absolute().parent, os.W_OK)


@contextmanager
def writing(connection: Connection) -> Iterator[Connection]:
    """A short write transaction: committed at the end, rolled back on any error.

    Raises:
        RuntimeError: within another transaction, where it would see and keep an older state.
    """
    if connection.in_transaction():
        raise RuntimeError("a change cannot be made while the study is being read")
    connection.info["immediate"] = True
    try:
        with connection.begin():
            yield connection
    finally:
        connection.info.pop("immediate", None)


def driver_connection(connection: Connection) -> sqlite3.Connection:
    """The sqlite3 connection underneath, for what SQLAlchemy has no words for."""
    raw: Any = connection.connection.driver_connection
    assert isinstance(raw, sqlite3.Connection)
    return raw


@contextmanager
def plain_errors(path: Path, *, waited_seconds: float = BUSY_SECONDS) -> Iterator[None]:
    """SQLite's errors as errors of the study file at `path`, and text that no file can hold as bad input."""
    try:
        yield
    except DBAPIError as error:
        cause = error.orig
        if isinstance(cause, sqlite3.Error):
            raise explained(cause, path, waited_seconds=waited_seconds) from error
        raise
    except sqlite3.Error as error:
        raise explained(error, path, waited_seconds=waited_seconds) from error
    except UnicodeEncodeError as error:
        if error.reason != "surrogates not allowed":
            raise
        raise BadInput(
            f"the text {error.object[:40]!r} is not valid Unicode", hint="Type it again, in UTF-8."
        ) from error


def is_busy(error: sqlite3.Error) -> bool:
    """Whether an error says no more than that somebody else holds the file."""
    name = getattr(error, "sqlite_errorname", "") or ""
    return name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED"))


def fault_words(error: BaseException) -> str:
    """An error of SQLite in few words: without the statement, and without the text that it stumbled over."""
    cause = getattr(error, "orig", None) or error
    words = str(cause) or type(cause).__name__
    return "text that is not UTF-8" if words.startswith(UNDECODABLE) else words


UNDECODABLE = "Could not decode to UTF-8"
"""How Python's sqlite3 begins its complaint about broken text; the text itself follows, which is nobody's business."""


def explained(error: sqlite3.Error, path: Path, *, waited_seconds: float = BUSY_SECONDS) -> Exception:
    """What an error of SQLite means for the study file at `path`."""
    name = getattr(error, "sqlite_errorname", "") or ""
    words = fault_words(error)
    if name.startswith("SQLITE_CONSTRAINT"):
        return Conflict(f"the study refuses this change: {words}", hint="Nothing was changed.")
    if is_busy(error):
        return StudyLocked(
            f"{path} is being written by someone else; waited {waited_seconds:.3g} seconds",
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
    if name.startswith("SQLITE_CORRUPT") or words.startswith(DAMAGE_WORDS) or str(error).startswith(UNDECODABLE):
        return StudyDamaged(f"{path} is damaged: {words}", hint=RESTORE_HINT)
    if name.startswith(("SQLITE_IOERR", "SQLITE_CANTOPEN")):
        return StudyUnusable(
            f"{path} cannot be read or written: {words}",
            hint="Check the disk, its free space and the permissions of the folder; nothing was changed.",
        )
    return StudyUnusable(f"{path}: {words}", hint="Nothing was changed.")


DAMAGE_WORDS = ("no such table", "no such column", "no such index", "unsupported file format", "vtable constructor")
"""How errors begin that SQLite gives no code of their own, when part of the file's structure is lost."""

RESTORE_HINT = "See what is readable: workbench study check. Restore from a backup if need be."
