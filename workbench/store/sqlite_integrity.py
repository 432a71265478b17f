"""Looking a study file over from end to end: what is damaged, and what is still readable. It changes nothing."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from workbench.errors import StudyDamaged
from workbench.model.identity import excerpt_id, sha256_text
from workbench.store import change_log
from workbench.store.log_replay import replay_faults
from workbench.store.merging.past import merged_faults
from workbench.store.mounts import network_filesystem
from workbench.store.schema import FORMAT_VERSION, TABLES
from workbench.store.sqlite_engine import (
    BUSY_SECONDS,
    driver_connection,
    explained,
    fault_words,
    is_busy,
    may_write,
    open_engine,
    plain_errors,
    verify_header,
)

MAX_FAULTS = 20
"""Faults listed for each part; one damaged page can break thousands of rows."""

Look = Callable[[sqlite3.Connection], Iterator[str]]

UNREADABLE = (DBAPIError, sqlite3.Error, ValueError, TypeError, AttributeError)
"""What a look at a damaged file raises: SQLite's own errors, or values that are not of the type they were."""


@dataclass(slots=True)
class CheckReport:
    """What was verified and what was found: part of the file to its faults; `readable` rows of each table."""

    faults: dict[str, list[str]] = field(default_factory=dict)
    readable: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        """Whether nothing at all is wrong."""
        return not any(self.faults.values())


def check(path: Path, *, wait_seconds: float = BUSY_SECONDS) -> CheckReport:
    """Verify structure, foreign keys, hashes of every revision and quote, the log's chain and the search index.

    A file of an earlier format is looked at as far as the formats agree, which a note says.

    Raises:
        NotAStudy, NotFound: there is no study to check. StudyLocked, StudyUnusable: it cannot be looked at now.
    """
    with suppress(StudyDamaged):  # what is damaged is what this is to find out
        verify_header(path)
    report = CheckReport()
    engine = _open(path)
    try:
        with plain_errors(path):
            for name, look in PARTS.items():
                report.faults[name] = _faults(engine, look, path)
            if not report.faults["format"]:
                report.faults.update(_log_faults(engine, path))
            if (version := _version(engine)) < FORMAT_VERSION:
                report.notes.append(
                    f"this is a file of format {version}, so its log was verified and not compared with the content;"
                    " bring it up to date: workbench study migrate"
                )
            _check_index(path, report, wait_seconds=wait_seconds)
            if not report.sound:
                report.readable = _readable(engine)
    finally:
        engine.dispose()
    return report


OPENING_CHECK_BYTES = 64_000_000
"""Files up to this size are looked over quickly when somebody sits down to work (0.1 s for 40 MB); larger ones take
seconds, so they rely on the hashes of what is shown and on `check`."""


def quick_faults(connection: Connection) -> list[str]:
    """What a quick look finds: broken structure and references that point nowhere; nothing for a large file."""
    raw = driver_connection(connection)
    pages, page_size = (raw.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size"))
    if pages * page_size > OPENING_CHECK_BYTES:
        return []
    return [*islice(_quick_structure(raw), MAX_FAULTS), *islice(_foreign_keys(raw), MAX_FAULTS)]


def _quick_structure(raw: sqlite3.Connection) -> Iterator[str]:
    return (str(verdict) for (verdict,) in raw.execute("PRAGMA quick_check") if verdict != "ok")


def content_faults(path: Path) -> list[str]:
    """The first faults of a copy that is about to be relied on; of an earlier format, what can be looked at."""
    engine = _open(path)
    try:
        for name in ("structure", "foreign keys", "revisions", "quotes"):
            if found := _faults(engine, PARTS[name], path):
                return found
        if not _faults(engine, PARTS["format"], path):
            return [fault for part in _log_faults(engine, path).values() for fault in part]
        return []
    finally:
        engine.dispose()


def _open(path: Path) -> Engine:
    """For reading a file that may be cut short, which SQLite otherwise refuses altogether."""
    return open_engine(path, read_only=True, salvage=True)


def _faults(engine: Engine, look: Look, path: Path) -> list[str]:
    return _looked(engine, lambda connection: look(driver_connection(connection)), path)


def _looked(engine: Engine, look: Callable[[Connection], Iterable[str]], path: Path) -> list[str]:
    found: list[str] = []
    try:
        with engine.connect() as connection, connection.begin():
            for fault in islice(look(connection), MAX_FAULTS):
                found.append(fault)  # noqa: PERF402 - those found before an error are kept
    except UNREADABLE as error:
        cause = getattr(error, "orig", None) or error
        if isinstance(cause, sqlite3.Error) and is_busy(cause):
            raise explained(cause, path) from error
        found.append(f"cannot be read: {fault_words(error)}")
    return [*found, "and perhaps more"] if len(found) >= MAX_FAULTS else found


def _version(engine: Engine) -> int:
    """The format of the file; what cannot be read is taken for the present one, and shows elsewhere."""
    try:
        with engine.connect() as connection:
            return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
    except UNREADABLE:
        return FORMAT_VERSION


def _log_faults(engine: Engine, path: Path) -> dict[str, list[str]]:
    """The chain, and then whether the log leads to what the study holds, if the log can be relied on.

    The second is asked of the present format alone, whose tables are known here.
    """
    chain = _looked(engine, change_log.chain_faults, path)
    if _version(engine) < FORMAT_VERSION:
        return {"change log": chain}
    merged = _looked(engine, merged_faults, path)
    replayed = [] if chain else _looked(engine, replay_faults, path)
    return {"change log": chain, "merged copies": merged, "log and content": replayed}


def _format(raw: sqlite3.Connection) -> Iterator[str]:
    version = raw.execute("PRAGMA user_version").fetchone()[0]
    if version < FORMAT_VERSION:
        return
    if version > FORMAT_VERSION:
        yield f"format {version}; this workbench writes format {FORMAT_VERSION}"
    have = {row[0] for row in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    yield from (f"the table {name} is missing" for name in TABLES if name not in have)


def _structure(raw: sqlite3.Connection) -> Iterator[str]:
    for (verdict,) in raw.execute(f"PRAGMA integrity_check({MAX_FAULTS})"):
        if verdict != "ok":
            yield str(verdict)


def _foreign_keys(raw: sqlite3.Connection) -> Iterator[str]:
    for table, row, target, _ in raw.execute("PRAGMA foreign_key_check"):
        yield f"{table} row {row} points to no {target}"


def _revisions(raw: sqlite3.Connection) -> Iterator[str]:
    names: dict[str, list[str]] = {}
    query = (
        "SELECT revision.sha256, source.name, char_count, length(body) FROM revision"
        " JOIN source ON source.id = revision.source_id JOIN revision_text USING (sha256)"
    )
    for digest, name, stated, length in raw.execute(query):
        names.setdefault(digest, []).append(name)
        if stated != length:
            yield f"the text of {name} has {length} characters, not {stated} as recorded"
    bodies = raw.execute("SELECT sha256, CAST(body AS BLOB) FROM revision_text")
    for digest, body in bodies:
        if hashlib.sha256(body).hexdigest() != digest:
            where = ", ".join(names.get(digest, ["no source any more"]))
            yield f"the text of {where} is not what was imported"


def _quotes(raw: sqlite3.Connection) -> Iterator[str]:
    query = (
        "SELECT excerpt.id, excerpt.revision_id, start_char, end_char, quote_sha256, source.name, revision.sha256"
        " FROM excerpt JOIN revision ON revision.id = excerpt.revision_id"
        " JOIN source ON source.id = revision.source_id ORDER BY revision.sha256"
    )
    held, body = None, ""
    for identity, revision, start, end, digest, name, text_hash in raw.execute(query):
        if text_hash != held:
            held, body = text_hash, _body(raw, text_hash)
        if end > len(body):
            yield f"the excerpt {start}:{end} of {name} lies outside its text"
        elif sha256_text(body[start:end]) != digest:
            yield f"the excerpt {start}:{end} of {name} is not the text that was quoted"
        if excerpt_id(revision, start, end) != identity:
            yield f"the excerpt {start}:{end} of {name} has been moved"


def _body(raw: sqlite3.Connection, digest: str) -> str:
    """A text, whatever state it is in."""
    query = "SELECT CAST(body AS BLOB) FROM revision_text WHERE sha256 = ?"
    row = raw.execute(query, (digest,)).fetchone()
    return bytes(row[0]).decode("utf-8", errors="replace") if row else ""


def _configurations(raw: sqlite3.Connection) -> Iterator[str]:
    query = (
        "SELECT cmo.number FROM evidence JOIN slot ON slot.id IN (evidence.slot_id, evidence.to_slot_id)"
        " JOIN cmo ON cmo.id = evidence.cmo_id WHERE slot.cmo_id <> evidence.cmo_id"
    )
    for (number,) in raw.execute(query):
        yield f"CMO {number} has evidence for a slot of another configuration"


def _memos(raw: sqlite3.Connection) -> Iterator[str]:
    for (subject,) in raw.execute("SELECT DISTINCT subject_type FROM memo WHERE subject_id <> ''").fetchall():
        if subject not in TABLES or "id" not in TABLES[subject].columns:
            continue
        query = f'SELECT title FROM memo WHERE subject_type = ? AND subject_id NOT IN (SELECT id FROM "{subject}")'
        for (title,) in raw.execute(query, (subject,)):
            yield f"the memo {title!r} is about a {subject.replace('_', ' ')} that is not in the study"


PARTS: dict[str, Look] = {
    "format": _format,
    "structure": _structure,
    "foreign keys": _foreign_keys,
    "revisions": _revisions,
    "quotes": _quotes,
    "configurations": _configurations,
    "memos": _memos,
}
"""What is looked at, in this order; the log and the index follow."""


def _tables(engine: Engine) -> list[str]:
    """Our tables in the file; all of them where their list cannot be read."""
    try:
        with engine.connect() as connection:
            found = (
                connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")
                .scalars()
                .all()
            )
    except UNREADABLE:
        return list(TABLES)
    return [name for name in TABLES if name in found]


def _readable(engine: Engine) -> dict[str, str]:
    found = {}
    for name in _tables(engine):
        count = 0
        try:
            with engine.connect() as connection, connection.begin():
                for _ in driver_connection(connection).execute(f'SELECT * FROM "{name}"'):
                    count += 1
            found[name] = f"{count} rows"
        except (DBAPIError, sqlite3.Error) as error:
            found[name] = f"{count} rows, then: {fault_words(error)}"
    return found


def _check_index(path: Path, report: CheckReport, *, wait_seconds: float) -> None:
    """FTS5 verifies itself by a statement that counts as a write, so this part needs a writable file."""
    if not report.sound:
        report.notes.append("the search index was not looked at, since the file is damaged")
        return
    if not may_write(path):
        report.notes.append("the search index was not looked at, since the file may not be written")
        return
    if network_filesystem(path):
        report.notes.append("the search index was not looked at, since the file lies on a network filesystem")
        return
    engine = open_engine(path, read_only=False, wait_seconds=wait_seconds)
    try:
        with engine.connect() as connection:
            raw = driver_connection(connection)
            raw.execute("BEGIN IMMEDIATE")
            try:
                raw.execute("INSERT INTO search_index (search_index, rank) VALUES ('integrity-check', 1)")
            finally:
                raw.execute("ROLLBACK")
        report.faults["search index"] = []
    except (DBAPIError, sqlite3.Error) as error:
        cause = getattr(error, "orig", None) or error
        if isinstance(cause, sqlite3.Error) and is_busy(cause):
            report.notes.append("the search index was not looked at, since someone else is writing")
        else:
            report.faults["search index"] = [f"does not match the texts: {fault_words(error)}"]
    finally:
        engine.dispose()
