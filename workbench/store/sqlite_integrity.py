"""Looking a study file over from end to end: what is damaged, and what is still readable. It changes nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from workbench.model.identity import excerpt_id, sha256_text
from workbench.store import change_log
from workbench.store.schema import FORMAT_VERSION, TABLES
from workbench.store.sqlite_engine import driver_connection, may_write, open_engine, verify_header, writing

MAX_FAULTS = 20
"""Faults listed for each part; one damaged page can break thousands of rows."""

Look = Callable[[sqlite3.Connection], Iterator[str]]


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


def check(path: Path) -> CheckReport:
    """Verify structure, foreign keys, hashes of every revision and quote, the log's chain and the search index.

    Raises:
        NotAStudy, NotFound: there is no study to check.
    """
    verify_header(path)
    report = CheckReport()
    engine = open_engine(path, read_only=True)
    try:
        for name, look in PARTS.items():
            report.faults[name] = _faults(engine, look)
        report.faults["change log"] = _log_faults(engine)
        if not report.sound:
            report.readable = _readable(engine)
    finally:
        engine.dispose()
    _check_index(path, report)
    return report


def _faults(engine: Engine, look: Look) -> list[str]:
    found: list[str] = []
    try:
        with engine.connect() as connection, connection.begin():
            for fault in look(driver_connection(connection)):
                found.append(fault)
                if len(found) == MAX_FAULTS:
                    found.append("and more")
                    break
    except (DBAPIError, sqlite3.Error) as error:
        found.append(f"cannot be read: {getattr(error, 'orig', None) or error}")
    return found


def _log_faults(engine: Engine) -> list[str]:
    try:
        with engine.connect() as connection, connection.begin():
            return change_log.chain_faults(connection, limit=MAX_FAULTS)
    except (DBAPIError, sqlite3.Error, ValueError) as error:
        return [f"cannot be read: {getattr(error, 'orig', None) or error}"]


def _format(raw: sqlite3.Connection) -> Iterator[str]:
    version = raw.execute("PRAGMA user_version").fetchone()[0]
    if version != FORMAT_VERSION:
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
    query = "SELECT revision.sha256, source.name FROM revision JOIN source ON source.id = revision.source_id"
    for digest, name in raw.execute(query):
        names.setdefault(digest, []).append(name)
    for digest, body in raw.execute("SELECT sha256, body FROM revision_text"):
        if sha256_text(body) != digest:
            where = ", ".join(names.get(digest, ["no source any more"]))
            yield f"the text of {where} is not what was imported"


def _quotes(raw: sqlite3.Connection) -> Iterator[str]:
    query = (
        "SELECT excerpt.id, excerpt.revision_id, start_char, end_char, quote_sha256, source.name, revision.sha256"
        " FROM excerpt JOIN revision ON revision.id = excerpt.revision_id"
        " JOIN source ON source.id = revision.source_id ORDER BY revision.sha256"
    )
    held, body = None, ""
    cursor = raw.cursor()
    for identity, revision, start, end, digest, name, text_hash in raw.execute(query):
        if text_hash != held:
            row = cursor.execute("SELECT body FROM revision_text WHERE sha256 = ?", (text_hash,)).fetchone()
            held, body = text_hash, row[0] if row else ""
        if end > len(body):
            yield f"the excerpt {start}:{end} of {name} lies outside its text"
        elif sha256_text(body[start:end]) != digest:
            yield f"the excerpt {start}:{end} of {name} is not the text that was quoted"
        if excerpt_id(revision, start, end) != identity:
            yield f"the excerpt {start}:{end} of {name} has been moved"


def _configurations(raw: sqlite3.Connection) -> Iterator[str]:
    query = (
        "SELECT cmo.number FROM evidence JOIN slot ON slot.id IN (evidence.slot_id, evidence.to_slot_id)"
        " JOIN cmo ON cmo.id = evidence.cmo_id WHERE slot.cmo_id <> evidence.cmo_id"
    )
    for (number,) in raw.execute(query):
        yield f"CMO {number} has evidence for a slot of another configuration"


PARTS: dict[str, Look] = {
    "format": _format,
    "structure": _structure,
    "foreign keys": _foreign_keys,
    "revisions": _revisions,
    "quotes": _quotes,
    "configurations": _configurations,
}
"""What is looked at, in this order; the log and the index follow."""


def _readable(engine: Engine) -> dict[str, str]:
    found = {}
    for name in TABLES:
        count = 0
        try:
            with engine.connect() as connection, connection.begin():
                for _ in driver_connection(connection).execute(f'SELECT * FROM "{name}"'):
                    count += 1
            found[name] = f"{count} rows"
        except (DBAPIError, sqlite3.Error) as error:
            found[name] = f"{count} rows, then: {getattr(error, 'orig', None) or error}"
    return found


def _check_index(path: Path, report: CheckReport) -> None:
    """FTS5 verifies itself by a statement that counts as a write, so this part needs a writable file."""
    if not report.sound:
        report.notes.append("the search index was not looked at, since the file is damaged")
        return
    if not may_write(path):
        report.notes.append("the search index was not looked at, since the file may not be written")
        return
    engine = open_engine(path, read_only=False)
    try:
        with engine.connect() as connection, writing(connection):
            connection.exec_driver_sql(
                "INSERT INTO search_index (search_index, rank) VALUES ('integrity-check', 1)"
            )
        report.faults["search index"] = []
    except DBAPIError as error:
        report.faults["search index"] = [f"does not match the texts: {error.orig}"]
    finally:
        engine.dispose()
