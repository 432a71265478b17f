"""Putting a backup back in the place of a study: what differs first, and the present state saved before.

Uses SQLite's backup interface, so that a study which somebody has open is never swapped under their hands.
"""

from __future__ import annotations

import sqlite3
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from workbench.errors import (
    BadInput,
    NotFound,
    StudyDamaged,
    StudyLocked,
    StudyTooNew,
    StudyUnusable,
    WorkbenchError,
)
from workbench.model.vocabulary import plural
from workbench.store.reading.study import COUNTED
from workbench.store.schema import FORMAT_VERSION
from workbench.store.sqlite_backup import KEEP_BACKUPS, back_up, backup_folder, copy_study, reason_of
from workbench.store.sqlite_engine import BUSY_SECONDS, location, plain_errors, verify_header
from workbench.store.sqlite_integrity import content_faults

SIDE_FILES = ("-wal", "-shm")
"""What SQLite lays beside a file that is in use."""


@dataclass(frozen=True, slots=True)
class LoggedLine:
    """A change in one line."""

    sequence: int
    at: str
    coder: str
    summary: str


@dataclass(frozen=True, slots=True)
class RestorePreview:
    """What putting a backup back would do: counts by kind (present, backup), changes that go and that come again.

    `damage` says why the present file cannot be read, if so; then it is kept aside as it is.
    """

    counts: dict[str, tuple[int, int]]
    going: tuple[LoggedLine, ...]
    coming: tuple[LoggedLine, ...]
    damage: str = ""

    @staticmethod
    def by(lines: Sequence[LoggedLine]) -> dict[str, int]:
        """Coder to how many of these changes are theirs."""
        return dict(Counter(line.coder for line in lines))


@dataclass(frozen=True, slots=True)
class BackupFacts:
    """A backup as it is listed: when and why it was made, and what it holds, or why it cannot be read."""

    file: Path
    at: str
    reason: str
    size_bytes: int
    holds: str


def facts_of(path: Path, backup: Path) -> BackupFacts:
    """What is known of a backup of the study at `path`; it is opened for it."""
    made = backup.stat()
    at = datetime.fromtimestamp(made.st_mtime, UTC).isoformat(timespec="seconds")[:19]
    try:
        verify_header(backup)
        with plain_errors(backup), closing(_reading(backup)) as saved:
            count, last = saved.execute("SELECT count(*), max(at) FROM change").fetchone()
        holds = f"{plural(count, 'change')}" + (
            f", the last of {last[:16].replace('T', ' ')}" if last else ""
        )
    except WorkbenchError as error:
        holds = error.message
    return BackupFacts(backup, at, reason_of(path, backup), made.st_size, holds)


def preview(path: Path, backup: Path) -> RestorePreview:
    """How the study at `path` differs from a backup of it.

    Raises:
        StudyDamaged, StudyTooNew, NotAStudy, NotFound: the backup cannot be put back.
        BadInput: it is a backup of another study, or the study itself.
    """
    _require_usable(path, backup)
    damage = damage_of(path)
    with closing(_reading(backup)) as saved, plain_errors(backup):
        if damage:
            counts = {words: (0, count) for words, count in _counts(saved).items()}
            return RestorePreview(counts, (), (), damage)
        with closing(_reading(path)) as present:
            return _compared(present, saved, backup)


def put_back(path: Path, backup: Path, *, stamp: str, keep: int = KEEP_BACKUPS) -> Path | None:
    """Make the study at `path` what the backup is; returns where the present state was saved, None if there was none.

    Raises:
        StudyLocked: somebody was writing for longer than we wait; nothing was changed.
    """
    _require_usable(path, backup)
    if not path.exists():
        copy_study(backup, path)
        return None
    if damage_of(path):
        saved = _move_aside(path, stamp)
        copy_study(backup, path)
        return saved
    saved = back_up(path, stamp=stamp, reason="before-restore", keep=keep)
    with plain_errors(path), closing(_reading(backup)) as source:
        place = location(path, read_only=False)
        with closing(sqlite3.connect(place, uri=True, timeout=BUSY_SECONDS)) as target:
            _copy_pages(source, target, path)
    return saved


def damage_of(path: Path) -> str:
    """Why the file cannot be relied on: what is wrong with it first; empty if it is sound.

    Raises:
        StudyTooNew, StudyLocked: it is not damaged, only not ours to judge now.
    """
    try:
        verify_header(path)
        with plain_errors(path):
            faults = content_faults(path)
    except (StudyLocked, StudyTooNew):
        raise
    except NotFound:
        return "there is no such file"
    except WorkbenchError as error:
        return error.message
    return faults[0] if faults else ""


def _require_usable(path: Path, backup: Path) -> None:
    verify_header(backup)
    if path.exists() and backup.samefile(path):
        raise BadInput(f"{backup} is the study itself", hint="See its backups: workbench study backups")
    with plain_errors(backup), closing(_reading(backup)) as saved:
        version = saved.execute("PRAGMA user_version").fetchone()[0]
    if version > FORMAT_VERSION:
        raise StudyTooNew(f"{backup} has format {version}; this workbench knows format {FORMAT_VERSION}")
    if faults := content_faults(backup):
        raise StudyDamaged(
            f"{backup} is damaged: {faults[0]}", hint="Choose another: workbench study backups"
        )


def _reading(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(location(path, read_only=True), uri=True, timeout=BUSY_SECONDS)


def _compared(present: sqlite3.Connection, saved: sqlite3.Connection, backup: Path) -> RestorePreview:
    if _study_id(present) != _study_id(saved):
        raise BadInput(
            f"{backup} is a backup of another study", hint="See what there is: workbench study backups"
        )
    ours, theirs = _log(present), _log(saved)
    shared = 0
    for mine, other in zip(ours.values(), theirs.values(), strict=False):
        if mine[0] != other[0]:
            break
        shared += 1
    now, then = _counts(present), _counts(saved)
    return RestorePreview(
        {words: (now.get(words, 0), then.get(words, 0)) for words in COUNTED},
        tuple(line for _, line in list(ours.values())[shared:]),
        tuple(line for _, line in list(theirs.values())[shared:]),
    )


def _study_id(raw: sqlite3.Connection) -> str:
    row = raw.execute("SELECT value FROM study_setting WHERE key = 'id'").fetchone()
    return str(row[0]) if row else ""


def _log(raw: sqlite3.Connection) -> dict[int, tuple[str, LoggedLine]]:
    query = (
        "SELECT sequence, hash, at, coalesce(name, coder_id), summary FROM change"
        " LEFT JOIN coder ON coder.id = coder_id ORDER BY sequence"
    )
    return {row[0]: (row[1], LoggedLine(row[0], *row[2:])) for row in raw.execute(query)}


def _counts(raw: sqlite3.Connection) -> dict[str, int]:
    return {
        words: raw.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]
        for words, table in COUNTED.items()
    }


def _copy_pages(source: sqlite3.Connection, target: sqlite3.Connection, path: Path) -> None:
    """All pages in one transaction of the target. SQLite tries again for ever while somebody writes; we do not."""
    begun = time.monotonic()

    def give_up(*_: int) -> None:
        if time.monotonic() - begun > BUSY_SECONDS:
            raise StudyLocked(
                f"somebody is changing {path}, so it cannot be put back now", hint="Try again later."
            )

    source.backup(target, progress=give_up)


def _move_aside(path: Path, stamp: str) -> Path:
    """Keep a damaged file as it is, with what lies beside it, in the backup folder."""
    folder = backup_folder(path)
    try:
        folder.mkdir(exist_ok=True)
        kept = folder / f"{path.stem}-damaged-{stamp}.study"
        for end in ("", *SIDE_FILES):
            beside = path.with_name(path.name + end)
            if beside.exists():
                beside.rename(kept.with_name(kept.name + end))
    except OSError as error:
        raise StudyUnusable(f"{path} cannot be kept aside: {error.strerror}") from error
    return kept
