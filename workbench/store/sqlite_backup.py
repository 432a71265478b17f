"""Copies of a study file that are known to be good: made by VACUUM INTO, then opened and verified."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from urllib.parse import quote

from workbench.errors import OutputRefused, StudyDamaged
from workbench.store.sqlite_engine import explained, verify_header


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
    """Write a verified copy of the study at `path` to `target`, which must not exist. Returns `target`."""
    verify_header(path)
    if target.exists():
        raise OutputRefused(f"{target} exists already", hint="Name another file.")
    aside = target.with_name(f".{target.name}.{os.getpid()}.part")
    aside.unlink(missing_ok=True)
    try:
        _vacuum_into(path, aside)
        verify_copy(path, aside)
        _flush(aside)
        publish(aside, target)
    except OSError as error:
        raise OutputRefused(f"the copy {target} cannot be written: {error.strerror}") from error
    finally:
        aside.unlink(missing_ok=True)
    return target


def _vacuum_into(path: Path, target: Path) -> None:
    try:
        source = sqlite3.connect(f"file:{quote(str(path.absolute()))}?mode=ro", uri=True, timeout=10)
        try:
            source.execute("VACUUM INTO ?", (str(target),))
        finally:
            source.close()
    except sqlite3.Error as error:
        raise explained(error, path) from error


def verify_copy(path: Path, copy: Path) -> None:
    """Open a copy and see that it is whole and holds at least the log's last entry of the moment.

    Raises:
        StudyDamaged: the copy cannot be trusted.
    """
    try:
        opened = sqlite3.connect(f"file:{quote(str(copy.absolute()))}?mode=ro&immutable=1", uri=True)
        try:
            verdict = opened.execute("PRAGMA quick_check(1)").fetchone()[0]
            broken = opened.execute("PRAGMA foreign_key_check").fetchone()
        finally:
            opened.close()
    except sqlite3.Error as error:
        raise explained(error, copy) from error
    if verdict != "ok" or broken is not None:
        raise StudyDamaged(
            f"the copy of {path} did not verify: {verdict if verdict != 'ok' else 'a row points nowhere'}",
            hint="See what is damaged: workbench study check",
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


def _flush(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
