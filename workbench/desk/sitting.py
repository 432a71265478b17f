"""One coder at an open study: every facet of the desk reads and changes it through this."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import TypeVar

from workbench import config
from workbench.export.gate import Gate, guarded
from workbench.export.manner import manner_of, written_in
from workbench.files.pseudonym_key import read_key
from workbench.model.words import Words
from workbench.store.reading.study import settings
from workbench.store.schema import ENTITIES
from workbench.store.seen import require_as_seen
from workbench.store.study import Done, Reader, Study
from workbench.store.unit_of_work import Command, UnitOfWork

T = TypeVar("T")


def _anything(_: UnitOfWork) -> None:
    """No state is refused."""


class Sitting:
    """The study, who works at it, and how much of its history this screen has seen."""

    def __init__(self, study: Study, coder: str) -> None:
        self.study = study
        self.coder = coder
        self._seen = self._sequence()
        self._first: Callable[[UnitOfWork], None] = _anything

    @property
    def coder_id(self) -> str:
        """The coder's id."""
        return self.study.coder_id(self.coder)

    def reading(self) -> AbstractContextManager[Reader]:
        """One consistent state, for the functions of `store.reading`."""
        return self.study.reading()

    @contextmanager
    def reading_aside(self) -> Iterator[Reader]:
        """The same over a connection of its own, for what is read in another thread."""
        with Study(self.study.path, read_only=True) as study, study.reading() as reader:
            yield reader

    @contextmanager
    def leaving(self) -> Iterator[None]:
        """What is written within has the study's dates and paper, and stops at names of its pseudonym key.

        Raises:
            BadInput: the key cannot be used; a name of it would leave.
        """
        key = config.pseudonym_key(self.study.path)
        with self.reading() as reader:
            known = settings(reader)
        gate = None if key is None else Gate(read_key(key))
        with guarded(gate), written_in(manner_of(known.get("dates", ""), known.get("paper", ""))):
            yield

    @contextmanager
    def over(self, words: Words, *, seen: str, wanted: str) -> Iterator[None]:
        """What is carried out within writes `wanted` over words `seen` so; refused if somebody wrote since."""
        kind, column = ENTITIES[words.table], words.column

        def require(work: UnitOfWork) -> None:
            require_as_seen(work, kind, words.id, {column: wanted}, {column: seen})

        self._first = require
        try:
            yield
        finally:
            self._first = _anything

    def execute(self, command: Command[T], *, dry_run: bool = False) -> Done[T]:
        """Carry out a command in the coder's name; a dry run keeps nothing of it."""
        if dry_run:
            return self.study.execute(command, coder=self.coder, dry_run=True)
        return self._own(lambda: self.study.execute(command, coder=self.coder, first=self._first))

    def undo(self) -> str:
        """Undo the coder's last change; what was undone."""
        return self._own(lambda: self.study.undo(coder=self.coder)).summary

    def redo(self) -> str:
        """Redo what was last undone; what was redone."""
        return self._own(lambda: self.study.redo(coder=self.coder)).summary

    def changed_elsewhere(self) -> bool:
        """Whether somebody else changed the study since the last call."""
        sequence = self._sequence()
        changed = sequence != self._seen
        self._seen = sequence
        return changed

    def _sequence(self) -> int:
        last = self.study.last_change()
        return last.sequence if last else 0

    def _own(self, change: Callable[[], Done[T]]) -> Done[T]:
        """Note a change of ours; one of another made since stays to be noticed."""
        done = change()
        sequence = self._sequence()
        if sequence == self._seen + 1:
            self._seen = sequence
        return done
