"""Copies of a study file that are known to be good: made by VACUUM INTO, then opened and verified."""

from __future__ import annotations

import os
import secrets
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from workbench.errors import OutputRefused, StudyDamaged
from workbench.store.sqlite_engine import BUSY_SECONDS, location, plain_errors, verify_header
from workbench.store.sqlite_integrity import content_faults


def backup_folder(path: Path) -> Path:
    """Where the backups of a study lie: `NAME-backups` beside the file."""
    return path.with_name(path.stem + "-backups")


def back_up(path: Path, *, stamp: str, reason: str = "") -> Path:
    """Copy the study at `path` into its backup folder and verify the copy; returns the copy's path.

    `stamp` (compact UTC time) and `reason` make the name. Works while others write: the copy is one state.
    """
    folder = backup_folder(path)
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise OutputRefused(f"the backup folder {folder} cannot be made: {error.strerror}") from error
    name = "-".join(part for part in (path.stem, stamp, reason) if part) + ".study"
    return copy_study(path, folder / name)


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
