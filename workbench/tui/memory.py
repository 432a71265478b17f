"""What the screen remembers of one coder's sitting across restarts: places, marks, drafts. The user's alone.

One file a study and coder in the user's state folder, never in the study. Losing it loses no work.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

MOST_PLACES = 2_000
"""Texts whose places are remembered; those not read for longest are forgotten first."""


class Memory:
    """Places of reading `(caret, top)`, marks by letter, and drafts by subject. `save` writes only what has changed.

    What another screen of the same coder has written since is kept, and known here, too. A file that cannot be read
    counts as empty; one that cannot be written is named once by `fault`.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._places: dict[str, list[int]] = {}
        self._marks: dict[str, dict[str, int]] = {}
        self._drafts: dict[str, str] = {}
        self.fault = ""
        self._take(_read(path) or {} if path is not None else {})
        self._saved = self._written()

    def place(self, revision_id: str) -> tuple[int, int]:
        """Caret and topmost offset where a text was left; the beginning of one never read."""
        caret, top = self._places.get(revision_id, (0, 0))
        return caret, top

    def keep_place(self, revision_id: str, caret: int, top: int) -> None:
        """Remember where a text is being read."""
        self._places.pop(revision_id, None)
        self._places[revision_id] = [caret, top]
        while len(self._places) > MOST_PLACES:
            del self._places[next(iter(self._places))]

    def marks(self, revision_id: str) -> dict[str, int]:
        """The offsets that letters mark in a text."""
        return dict(self._marks.get(revision_id, {}))

    def mark(self, revision_id: str, letter: str, offset: int) -> None:
        """Let a letter mark an offset. A capital marks one place in all texts."""
        if letter.isupper():
            for marks in self._marks.values():
                marks.pop(letter, None)
        self._marks.setdefault(revision_id, {})[letter] = offset

    def marked(self, letter: str) -> tuple[str, int] | None:
        """The text in which a letter marks a place, and the offset; None if in none."""
        found = ((text, marks[letter]) for text, marks in self._marks.items() if letter in marks)
        return next(found, None)

    def draft(self, subject: str) -> str:
        """What was written on a subject and not saved."""
        return self._drafts.get(subject, "")

    def keep_draft(self, subject: str, text: str) -> None:
        """Keep what is being written; an empty text is forgotten."""
        if text.strip():
            self._drafts[subject] = text
        else:
            self._drafts.pop(subject, None)

    def drafts(self) -> tuple[str, ...]:
        """The subjects that have drafts."""
        return tuple(self._drafts)

    def save(self) -> None:
        """Write what is remembered, if it differs from what was written last."""
        text = self._written()
        if self._path is None or text == self._saved:
            return
        theirs = _read(self._path)
        if theirs is not None:
            mine, before = json.loads(text), json.loads(self._saved)
            self._take({name: _joined(mine[name], before[name], _table(theirs, name)) for name in mine})
            text = self._written()
        try:
            _write(self._path, text)
            self._saved = text
        except OSError as error:
            self.fault = f"Places and drafts cannot be kept in {self._path.parent}: {error.strerror}"

    def _written(self) -> str:
        return json.dumps(
            {"places": self._places, "marks": self._marks, "drafts": self._drafts}, ensure_ascii=False
        )

    def _take(self, data: dict[str, Any]) -> None:
        self._places = {k: v for k, v in _table(data, "places").items() if _offsets(v)}
        self._marks = {
            k: {letter: at for letter, at in v.items() if isinstance(at, int) and at >= 0}
            for k, v in _table(data, "marks").items()
            if isinstance(v, dict)
        }
        self._drafts = {k: v for k, v in _table(data, "drafts").items() if isinstance(v, str)}


def _read(path: Path) -> dict[str, Any] | None:
    """What a file of this kind holds; None where it cannot be read."""
    try:
        data = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    return data if isinstance(data, dict) else None


def _joined(mine: dict[str, Any], before: dict[str, Any], theirs: dict[str, Any]) -> dict[str, Any]:
    """What was changed here since `before`, and otherwise what stands there; what is only there comes first."""
    joined = {key: value for key, value in theirs.items() if key not in mine and key not in before}
    for key, value in mine.items():
        if value != before.get(key):
            joined[key] = value
        elif key in theirs:
            joined[key] = theirs[key]
    return joined


def _table(data: dict[str, Any], name: str) -> dict[str, Any]:
    found = data.get(name)
    return found if isinstance(found, dict) else {}


def _offsets(value: object) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(isinstance(v, int) and v >= 0 for v in value)


def _write(path: Path, text: str) -> None:
    """Whole or not at all, readable by the user alone."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    aside = path.with_name(f"{path.name}.{os.getpid()}.part")
    with os.fdopen(
        os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8"
    ) as file:
        file.write(text)
    aside.replace(path)
