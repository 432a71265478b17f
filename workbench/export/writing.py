"""The one place where an export becomes a file: never over an existing one unasked, never half written."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

from workbench.errors import DiskFull, OutputRefused, WorkbenchError
from workbench.export.gate import require_clear

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
_FORBIDDEN = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


def write_output(path: Path, data: bytes, *, force: bool) -> None:
    """Write `data` to `path` whole or not at all; see `new_file`."""
    require_clear(data)
    with new_file(path, force=force) as stream:
        stream.write(data)


@contextlib.contextmanager
def new_file(path: Path, *, force: bool) -> Iterator[BinaryIO]:
    """A file to write, which gets its name at the end or, after any error, never existed.

    It is written aside in the same folder, flushed to disk, then renamed. A link is followed. With `force` an
    existing file is replaced and keeps its permissions. A device or pipe is never replaced: it is written to.

    Raises:
        OutputRefused: the file exists and `force` is off, or the folder is missing or may not be written.
        DiskFull: no room; nothing is left behind.
    """
    target = _resolved(path)
    if _is_device(target):
        with _before(target, shown=path) as stream:
            yield stream
        return
    _refuse_unfit(target, shown=path, force=force)
    aside = _aside(target.parent)
    try:
        with _created(aside) as stream:
            yield stream
            require_clear(names=(path.name,))
            stream.flush()
            os.fsync(stream.fileno())
        _take_place(aside, target, shown=path, force=force)
    except OSError as error:
        raise _explained(error, path) from error
    finally:
        with contextlib.suppress(OSError):
            aside.unlink()
    _sync_folder(target.parent)


def write_outputs(folder: Path, files: Mapping[str, bytes], *, force: bool) -> list[Path]:
    """Write files by their names into a folder, all or none; the paths written.

    Everything is written aside first, and gets its name when all of it is on the disk.

    Raises:
        OutputRefused: the folder is missing or may not be written, or files exist (all are named) and `force`
            is off.
        DiskFull: no room; nothing is left behind.
    """
    targets = [folder / name for name in files]
    _refuse_unfit_folder(folder, targets, force=force)
    require_clear(*files.values(), names=files)
    asides: list[Path] = []
    shown = folder
    try:
        for path, data in zip(targets, files.values(), strict=True):
            shown = path
            asides.append(_aside(folder))
            with _created(asides[-1]) as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
        for shown, aside in zip(targets, asides, strict=True):
            _take_place(aside, _resolved(shown), shown=shown, force=force)
    except OSError as error:
        raise _explained(error, shown) from error
    finally:
        for aside in asides:
            with contextlib.suppress(OSError):
                aside.unlink()
    _sync_folder(folder)
    return targets


NAMED = 5
"""So many of the files that are in the way are named."""


def _refuse_unfit_folder(folder: Path, targets: list[Path], *, force: bool) -> None:
    try:
        if not folder.is_dir():
            what = "is no folder" if folder.exists() else "does not exist"
            raise OutputRefused(f"{folder} {what}", hint="Make the folder first, or choose another.")
        there = [path for path in targets if path.exists()]
    except OSError as error:
        raise _explained(error, folder) from error
    if there and not force:
        names = ", ".join(path.name for path in there[:NAMED]) + (" …" if len(there) > NAMED else "")
        raise OutputRefused(
            f"{len(there)} of {len(targets)} files exist already in {folder}: {names}",
            hint="Choose another folder, or say --force to replace them.",
        )
    for path in there:
        _refuse_unfit(_resolved(path), shown=path, force=force)


@contextlib.contextmanager
def _before(target: Path, *, shown: Path) -> Iterator[BinaryIO]:
    """A file whose content goes to a device or pipe once it is whole: what went there cannot be taken back."""
    try:
        with tempfile.TemporaryFile() as stream:
            yield stream
            require_clear()
            stream.seek(0)
            with target.open("wb") as device:
                shutil.copyfileobj(stream, device)
    except OSError as error:
        raise _explained(error, shown) from error


def _is_device(target: Path) -> bool:
    try:
        return target.exists() and not target.is_file() and not target.is_dir()
    except OSError:
        return False


def _aside(folder: Path) -> Path:
    return folder / f".workbench-{secrets.token_hex(8)}.part"


def _take_place(aside: Path, target: Path, *, shown: Path, force: bool) -> None:
    """Give the finished file its name; a file that is replaced hands on its permissions."""
    if force and target.exists():
        aside.chmod(target.stat().st_mode & 0o7777)
    _refuse_unfit(target, shown=shown, force=force)
    aside.replace(target)


def _resolved(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, RuntimeError) as error:
        raise OutputRefused(f"{path} cannot be written: its link leads nowhere") from error


def _refuse_unfit(target: Path, *, shown: Path, force: bool) -> None:
    try:
        if not target.parent.is_dir():
            raise OutputRefused(
                f"{shown} cannot be written: there is no folder {target.parent}",
                hint="Make the folder first, or choose another.",
            )
        if target.is_dir():
            raise OutputRefused(f"{shown} is a folder", hint="Name a file in it.")
        if not target.exists():
            return
    except OSError as error:
        raise _explained(error, shown) from error
    if not force:
        raise OutputRefused(
            f"{shown} exists already", hint="Choose another name, or say --force to replace it."
        )
    if not os.access(target, os.W_OK):
        raise OutputRefused(f"{shown} exists and is write-protected", hint="Choose another name.")


def _created(path: Path) -> BinaryIO:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    return os.fdopen(os.open(path, flags, 0o666), "wb")


def _sync_folder(folder: Path) -> None:
    """Make the rename itself durable; not every system lets a folder be opened."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _explained(error: OSError, path: Path) -> WorkbenchError:
    if error.errno in _FULL:
        return DiskFull(
            f"{path} was not written: the disk is full", hint="Make room, or write to another disk."
        )
    if error.errno in _FORBIDDEN:
        return OutputRefused(
            f"{path} cannot be written: {path.parent} may not be written to", hint="Choose another folder."
        )
    return OutputRefused(f"{path} cannot be written: {error.strerror or error}")
