"""Copies of a study file that are known to be good: made by VACUUM INTO, then opened and verified."""

from __future__ import annotations

import os
import re
import secrets
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from workbench.errors import OutputRefused, StudyDamaged
from workbench.store.sqlite_engine import BUSY_SECONDS, location, plain_errors, verify_header
from workbench.store.sqlite_integrity import content_faults

KEEP_BACKUPS = 10
"""So many automatic backups of a study are kept unless the caller says otherwise; those made by hand stay."""

BEFORE = "before-"
"""How the reason of a backup begins that was made before something else was done."""

DAILY = "daily"
"""The reason of the first backup of a day (`daily_backup`)."""

_NAME = re.compile(r"-(\d{8}T\d{6,9}Z?)(?:-(?P<reason>[^/]*?))?\.study")
"""How the name of a backup goes on after the study's: its instant, and why it was made."""


def backup_stamp(instant: str) -> str:
    """An ISO instant in UTC as the name of a backup has it: `20260131T093000123Z`."""
    return re.sub(r"[^\dTZ]", "", instant)


def backup_folder(path: Path) -> Path:
    """Where the backups of a study lie: `NAME-backups` beside the file."""
    return path.with_name(path.stem + "-backups")


def back_up(path: Path, *, stamp: str, reason: str = "", keep: int = KEEP_BACKUPS) -> Path:
    """Copy the study at `path` into its backup folder and verify the copy; returns the copy's path.

    `stamp` (compact UTC time) and `reason` make the name. Works while others write: the copy is one state. After an
    automatic one (its reason is `daily` or begins with `before-`) the oldest of its kind beyond `keep` go; the
    newest never does.
    """
    folder = backup_folder(path)
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise OutputRefused(f"the backup folder {folder} cannot be made: {error.strerror}") from error
    name = "-".join(part for part in (path.stem, stamp, reason) if part) + ".study"
    made = copy_study(path, folder / name)
    for kind in (BEFORE, DAILY):
        if reason.startswith(kind):
            _rotate(path, made, kind, keep=max(keep, 1))
    return made


def backups_of(path: Path) -> list[Path]:
    """The backups of the study at `path`, oldest first; told by their names alone."""
    try:
        found = [one for one in backup_folder(path).iterdir() if _parts(path, one) is not None]
    except OSError:
        return []
    return sorted(found, key=lambda one: (_parts(path, one) or ("", ""))[0])


def made_at(path: Path, backup: Path) -> str:
    """When a backup was made, by its name: `20260131T093000123`."""
    return (_parts(path, backup) or ("", ""))[0]


def reason_of(path: Path, backup: Path) -> str:
    """Why a backup was made, by its name; empty for one that a person made."""
    return (_parts(path, backup) or ("", ""))[1]


def _parts(path: Path, backup: Path) -> tuple[str, str] | None:
    """Instant (to the millisecond, so that they sort) and reason by a file's name, None if it is no backup of this."""
    if not backup.name.startswith(path.stem):
        return None
    found = _NAME.fullmatch(backup.name.removeprefix(path.stem))
    return (
        (found[1].rstrip("Z").ljust(len("20260131T093000123"), "0"), found["reason"] or "") if found else None
    )


def _rotate(path: Path, newest: Path, kind: str, *, keep: int) -> None:
    automatic = [one for one in backups_of(path) if reason_of(path, one).startswith(kind)]
    for old in [one for one in automatic if one != newest][: max(len(automatic) - keep, 0)]:
        remove_leftovers(old)


def copy_study(path: Path, target: Path) -> Path:
    """Write a verified copy of the study at `path` to `target`, which must not exist. Returns `target`.

    Raises:
        StudyDamaged: the study is, so that a copy could not be trusted; none is left behind.
        OutputRefused: the name is taken, or cannot be written.
    """
    verify_header(path)
    aside = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    try:
        if target.exists():
            raise OutputRefused(f"{target} exists already", hint="Name another file.")
        with plain_errors(path):
            _vacuum_into(path, aside)
        verify_copy(path, aside)
        _flush(aside)
        publish(aside, target)
    except OSError as error:
        raise OutputRefused(f"the copy {target} cannot be written: {error.strerror}") from error
    finally:
        remove_leftovers(aside)
    return target


def _vacuum_into(path: Path, target: Path) -> None:
    with closing(sqlite3.connect(location(path, read_only=True), uri=True, timeout=BUSY_SECONDS)) as source:
        source.execute("VACUUM INTO ?", (str(target.absolute()),))


def verify_copy(path: Path, copy: Path) -> None:
    """Look a copy over: its structure, references, texts, quotes and change log.

    Raises:
        StudyDamaged: the copy cannot be trusted, and nor can the study, of which it is a faithful image.
    """
    faults = content_faults(copy)
    if faults:
        raise StudyDamaged(
            f"{path} is damaged, so that a copy could not be trusted: {faults[0]}",
            hint="See what is damaged: workbench study check. Copy the file itself to keep it as it is.",
        )


def publish(aside: Path, target: Path) -> None:
    """Give a finished file its name; never over another file, also when two processes race for the name.

    Raises:
        OutputRefused: the name is taken.
    """
    try:
        os.link(aside, target)
    except FileExistsError:
        raise OutputRefused(f"{target} exists already", hint="Name another file.") from None
    except OSError:  # a filesystem without hard links, such as exFAT
        if target.exists():
            raise OutputRefused(f"{target} exists already", hint="Name another file.") from None
        aside.rename(target)
    _flush_folder(target.absolute().parent)


def remove_leftovers(aside: Path) -> None:
    """Take away an unfinished file and what SQLite laid beside it."""
    for end in ("", "-wal", "-shm", "-journal"):
        with suppress(OSError):
            aside.with_name(aside.name + end).unlink(missing_ok=True)


def _flush_folder(folder: Path) -> None:
    """Let a new name outlive a loss of power; where a folder cannot be opened (Windows), the system sees to it."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _flush(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
