"""One connection to a study file, with the pragmas that make it safe, and SQLite's errors in our words.

Transactions are explicit: a write begins `IMMEDIATE`, so that two writers queue instead of failing late; a read
begins deferred and sees one state of the study to its end.
"""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from textwrap import shorten
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
from workbench.store.mounts import network_filesystem
from workbench.store.schema import APPLICATION_ID

BUSY_SECONDS = 10.0
"""How long a write waits for another to finish. Our transactions take milliseconds; a bulk import seconds."""

SALVAGE = "PRAGMA writable_schema = ON"
"""Lets SQLite read a file that is shorter than its header says; only for connections that do not write."""


def verify_header(path: Path) -> None:
    """Refuse what is not a study by its first bytes; nothing is written, not even beside the file.

    The bytes are read through SQLite: to open and close the file by other means would let go of the locks
    that this process holds on it (https://www.sqlite.org/howtocorrupt.html, section 2.2).

    Raises:
        NotFound: there is no such file.
        NotAStudy: a folder, an empty file, another format, or another program's database.
        StudyUnusable: the file cannot be read.
    """
    try:
        found = path.stat()
    except FileNotFoundError:
        from workbench.files.nearby import near_files

        hint = near_files(path) or f"Create it with: workbench study new {path}"
        raise NotFound(f"there is no study file {path}", hint=hint) from None
    except OSError as error:
        raise StudyUnusable(f"{path} cannot be read: {error.strerror}") from error
    if not stat.S_ISREG(found.st_mode):
        what = "a folder" if stat.S_ISDIR(found.st_mode) else "a device or a pipe"
        raise NotAStudy(f"{path} is {what}, not a study file")
    if not found.st_size:
        raise NotAStudy(f"{path} is empty, not a study file", hint="Restore it from a backup.")
    if not os.access(path, os.R_OK):
        raise StudyUnusable(f"{path} cannot be read: Permission denied", hint="Ask its owner for access.")
    if _application_id(path) != APPLICATION_ID:
        raise NotAStudy(f"{path} is a database of another program, not a study file")


def _application_id(path: Path) -> int:
    with plain_errors(path), closing(sqlite3.connect(_as_it_lies(path), uri=True)) as connection:
        connection.execute(SALVAGE)
        return int(connection.execute("PRAGMA application_id").fetchone()[0])


def _as_it_lies(path: Path) -> str:
    return _uri(path) + "?mode=ro&immutable=1"


def _uri(path: Path) -> str:
    return "file:" + quote(os.fsencode(path.absolute()))


def open_engine(
    path: Path, *, read_only: bool, wait_seconds: float = BUSY_SECONDS, salvage: bool = False
) -> Engine:
    """An engine holding one connection; the caller disposes of it. The file must exist.

    Opening alone changes nothing in the file: see `journal_ahead`. `salvage` reads on where a file is cut short.
    """

    def connect() -> sqlite3.Connection:
        connection = _connect(path, read_only=read_only, wait_seconds=wait_seconds)
        if salvage:
            connection.execute(SALVAGE)
        return connection

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

    Where the file or folder may not be written, or lies on another machine, a file that nobody has open is read as
    it lies.

    Raises:
        StudyReadOnly: it is to be written and lies on a network filesystem.
        StudyUnusable: it lies there and somebody has it open.
    """
    remote = network_filesystem(path)
    if remote:
        return _remote_location(path, remote, read_only=read_only)
    if not read_only or may_write(path):
        return _uri(path) + "?mode=rw"
    log, index = (path.with_name(path.name + end) for end in ("-wal", "-shm"))
    in_use = log.exists() and (index.exists() or log.stat().st_size > 0)
    return _uri(path) + "?mode=ro" if in_use else _as_it_lies(path)


def _remote_location(path: Path, kind: str, *, read_only: bool) -> str:
    """Over a network nobody sees who else is writing, so that a study is only read there, and only at rest."""
    if not read_only:
        require_local(path)
    if path.with_name(path.name + "-wal").exists():
        raise StudyUnusable(
            f"{path} lies on a network filesystem ({kind}) and is open on some machine, or was not closed there",
            hint="Close it there and try again, or work on a copy on a disk of this computer.",
        )
    return _as_it_lies(path)


def require_local(path: Path) -> None:
    """Refuse to write to a study on a filesystem of another machine, where SQLite's locks cannot be relied on.

    Raises:
        StudyReadOnly: with what to do instead.
    """
    if kind := network_filesystem(path):
        raise StudyReadOnly(
            f"{path} lies on a network filesystem ({kind}), where two who write at once would damage it",
            hint="Copy it to a disk of this computer and work there. Copies of several people come together with: "
            "workbench study merge. Reading it where it lies still works.",
        )


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
    except UnicodeDecodeError as error:
        words = f"{path} is damaged: its structure holds text that is not UTF-8"
        raise StudyDamaged(words, hint=RESTORE_HINT) from error
    except OverflowError as error:
        if "SQLite" not in str(error):
            raise
        raise BadInput("a number is larger than a study can hold") from error


def is_busy(error: sqlite3.Error) -> bool:
    """Whether an error says no more than that somebody else holds the file."""
    name = getattr(error, "sqlite_errorname", "") or ""
    return name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED"))


def fault_words(error: BaseException) -> str:
    """An error of SQLite in few words: without the statement, and without the text that it stumbled over."""
    cause = getattr(error, "orig", None) or error
    words = str(cause) or type(cause).__name__
    if words.startswith(UNDECODABLE):
        return "text that is not UTF-8"
    return shorten(words, 160, placeholder=" …")


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
    if (
        name.startswith("SQLITE_CORRUPT")
        or words.startswith(DAMAGE_WORDS)
        or str(error).startswith(UNDECODABLE)
    ):
        return StudyDamaged(f"{path} is damaged: {words}", hint=RESTORE_HINT)
    if name.startswith(("SQLITE_IOERR", "SQLITE_CANTOPEN")):
        return StudyUnusable(
            f"{path} cannot be read or written: {words}",
            hint="Check the disk, its free space and the permissions of the folder; nothing was changed.",
        )
    return StudyUnusable(f"{path}: {words}", hint="Nothing was changed.")


DAMAGE_WORDS = (
    "no such table",
    "no such column",
    "no such index",
    "unsupported file format",
    "vtable constructor",
)
"""How errors begin that SQLite gives no code of their own, when part of the file's structure is lost."""

RESTORE_HINT = "See what is readable: workbench study check. Restore from a backup if need be."
