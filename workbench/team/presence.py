"""Who has a study open, and on which source: a small file for each beside the study, renewed while they are there.

It is no part of the study and never goes through its log. A file holds a coder's name and a source's id, nothing else.
Whoever is killed is gone from the list once their file is stale; it is cleared away by the next who comes.
"""

from __future__ import annotations

import contextlib
import json
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

BEAT_SECONDS = 10
"""So often a file is renewed."""

STALE_SECONDS = 45
"""A file that was not renewed for so long is of somebody who has gone."""

CLEAR_SECONDS = 10 * STALE_SECONDS
"""A file that was not renewed for so long is removed."""

MOST_PRESENT = 64
"""More files than this are neither written nor read."""

MOST_BYTES = 2_000
"""A longer file is none of ours."""

MOST_CHARS = 200
"""A longer name is none of ours."""


@dataclass(frozen=True, slots=True)
class Present:
    """Somebody who has the study open; `source_id` is empty where they read none. `sitting` tells windows apart."""

    sitting: str
    coder: str
    source_id: str


def folder_of(study: Path) -> Path:
    """Where the files of a study lie, whether or not there are any."""
    return study.with_name(f".{study.name}-present")


def present(study: Path, *, now: float | None = None) -> tuple[Present, ...]:
    """Who has the study open, by name. Files that are stale, too many or none of ours are passed over."""
    instant = time.time() if now is None else now
    found = []
    for path in _files(study):
        with contextlib.suppress(OSError, ValueError):
            if abs(instant - path.stat().st_mtime) <= STALE_SECONDS and (one := _read(path)):
                found.append(one)
    return tuple(sorted(found, key=lambda one: (one.coder.casefold(), one.sitting)))


def _files(study: Path) -> Iterator[Path]:
    try:
        paths = sorted(folder_of(study).glob("*.json"))
    except OSError:
        return
    for path in paths[:MOST_PRESENT]:
        if path.is_file() and not path.is_symlink():
            yield path


def _read(path: Path) -> Present | None:
    """What a file says, None if it is none of ours."""
    with path.open("rb") as file:
        data = file.read(MOST_BYTES + 1)
    said = json.loads(data) if len(data) <= MOST_BYTES else None
    if not isinstance(said, dict):
        return None
    coder, source_id = said.get("coder"), said.get("source")
    if not isinstance(coder, str) or not isinstance(source_id, str):
        return None
    if not coder or len(coder) > MOST_CHARS or len(source_id) > MOST_CHARS:
        return None
    return Present(path.stem, coder, source_id)


class Sign:
    """One sitting's sign that it is there. Not being able to give it is no reason to stop anybody's work."""

    def __init__(self, study: Path, coder: str) -> None:
        self._study = study
        self._coder = coder
        self._path = folder_of(study) / f"{uuid.uuid4().hex}.json"
        self._given: tuple[str, float] | None = None

    @property
    def sitting(self) -> str:
        """What tells this sitting from others."""
        return self._path.stem

    def give(self, source_id: str, *, now: float | None = None) -> None:
        """Say that one is there, on a source or on none: at once if that is new, else every so often."""
        instant = time.time() if now is None else now
        if self._given and self._given[0] == source_id and 0 <= instant - self._given[1] < BEAT_SECONDS:
            return
        with contextlib.suppress(OSError):
            self._write(source_id)
            self._clear(instant)
        self._given = (source_id, instant)

    def _write(self, source_id: str) -> None:
        folder = self._path.parent
        folder.mkdir(exist_ok=True)
        if self._given is None and sum(1 for _ in folder.glob("*.json")) >= MOST_PRESENT:
            return
        aside = self._path.with_suffix(".part")
        said = {"coder": self._coder, "source": source_id}
        aside.write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")
        aside.replace(self._path)

    def _clear(self, instant: float) -> None:
        """Remove the files of those who went without a word."""
        for path in (*self._path.parent.glob("*.json"), *self._path.parent.glob("*.part")):
            with contextlib.suppress(OSError):
                if path != self._path and instant - path.stat().st_mtime > CLEAR_SECONDS:
                    path.unlink()

    def withdraw(self) -> None:
        """Say that one has gone; the last one takes the folder along."""
        if self._given is None:
            return
        self._given = None
        with contextlib.suppress(OSError):
            self._path.unlink(missing_ok=True)
            self._path.parent.rmdir()
