"""An answer that takes time, read again only after a change to what it rests on: a screen looks after every change."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Generic, TypeVar

from sqlalchemy import Connection, func, select

from workbench.store.schema import TABLES

Answer = TypeVar("Answer")

_CHANGE = TABLES["change"]
_EFFECT = TABLES["change_effect"]


class Kept(Generic[Answer]):
    """What `read` answers of one study, kept for as long as its log says nothing new of these tables."""

    def __init__(self, tables: Collection[str], read: Callable[[Connection], Answer]) -> None:
        self._tables = tables
        self._read = read
        self._sequence = -1
        self._answer: Answer | None = None

    def now(self, reader: Connection) -> Answer:
        """The answer for the state that is read."""
        last = reader.execute(select(func.coalesce(func.max(_CHANGE.c.sequence), 0))).scalar_one()
        answer = self._answer
        if answer is None or last < self._sequence or self._has_changed(reader):
            answer = self._answer = self._read(reader)
        self._sequence = last
        return answer

    def _has_changed(self, reader: Connection) -> bool:
        since = _EFFECT.c.sequence > self._sequence
        query = select(_EFFECT.c.sequence).where(since, _EFFECT.c.table_name.in_(self._tables)).limit(1)
        return reader.execute(query).first() is not None
