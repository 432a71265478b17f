"""How often each code was used, counted again only after a change to codings: a screen looks after every change."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, func, select

from workbench.store.reading.codebook import coding_counts
from workbench.store.schema import TABLES

_CHANGE = TABLES["change"]
_EFFECT = TABLES["change_effect"]

COUNTED = ("coding", "excerpt", "revision", "source")
"""The tables on which the counts rest."""


class CodingCounts:
    """The counts of one study, kept for as long as its log says nothing new of codings."""

    def __init__(self) -> None:
        self._sequence = -1
        self._counts: Mapping[str, tuple[int, int]] = {}

    def now(self, reader: Connection) -> Mapping[str, tuple[int, int]]:
        """Code id to `(codings, distinct sources)`; codes without codings are absent."""
        last = reader.execute(select(func.coalesce(func.max(_CHANGE.c.sequence), 0))).scalar_one()
        if self._sequence < 0 or self._has_changed(reader):
            self._counts = coding_counts(reader)
        self._sequence = last
        return self._counts

    def _has_changed(self, reader: Connection) -> bool:
        since = _EFFECT.c.sequence > self._sequence
        query = select(_EFFECT.c.sequence).where(since, _EFFECT.c.table_name.in_(COUNTED)).limit(1)
        return reader.execute(query).first() is not None
