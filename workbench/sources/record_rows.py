"""The rows of sources' records that are to become others, gathered so that each table is written once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any

from workbench.model.entity import Entity
from workbench.model.sources import (
    Source,
    SourceAttribute,
    SourceOrganisation,
    SourceParticipant,
    SourceSite,
    SourceTracer,
)
from workbench.store.reading.source_use import Links, links_of
from workbench.store.unit_of_work import UnitOfWork

LINKS: dict[str, tuple[type[Entity], tuple[str, ...], tuple[str, ...]]] = {
    "site": (SourceSite, ("source_id", "site_id"), ()),
    "tracer": (SourceTracer, ("source_id", "tracer_id"), ()),
    "organisation": (SourceOrganisation, ("source_id", "organisation_id"), ("position",)),
    "participant": (SourceParticipant, ("source_id", "participant_id"), ("role", "position")),
    "attribute": (SourceAttribute, ("source_id", "name"), ("value",)),
}
"""What a source is tied to: the table, its key columns, and its other columns."""


class RecordRows:
    """Gathers what sources are to say, and writes what differs from what they say."""

    def __init__(self, work: UnitOfWork, source_ids: Collection[str]) -> None:
        self._work = work
        self._sources = source_ids
        self._columns: dict[str, Mapping[str, Any]] = {}
        self._links: dict[str, dict[str, Links]] = defaultdict(dict)

    def columns(self, source_id: str, values: Mapping[str, Any]) -> None:
        """Columns of the source's own row that become others."""
        self._columns[source_id] = values

    def links(self, source_id: str, noun: str, wanted: Mapping[str, tuple[Any, ...]]) -> None:
        """All that a source is tied to from now on: ids (names of attributes) to the other columns."""
        self._links[noun][source_id] = {(source_id, key): values for key, values in wanted.items()}

    def attributes(self, source_id: str, wanted: Mapping[str, str]) -> None:
        """All attributes of a source from now on."""
        self.links(source_id, "attribute", {name: (value,) for name, value in wanted.items()})

    def write(self) -> None:
        """Write it: one statement for each table and kind of write, whatever the number of sources."""
        alike: dict[tuple[str, ...], dict[tuple[Any, ...], tuple[Any, ...]]] = defaultdict(dict)
        for source_id, values in self._columns.items():
            if values:
                alike[tuple(values)][(source_id,)] = tuple(values.values())
        for columns, rows in alike.items():
            self._work.update_rows(Source, columns, rows)
        for noun, by_source in self._links.items():
            self._write_links(noun, by_source)

    def _write_links(self, noun: str, by_source: Mapping[str, Links]) -> None:
        kind, keys, others = LINKS[noun]
        known = links_of(self._work.connection, str(kind.__tablename__), self._sources)
        present = {key: row for source_id in by_source for key, row in known.get(source_id, {}).items()}
        wanted = {key: row for rows in by_source.values() for key, row in rows.items()}
        self._work.delete(kind, [key for key in present if key not in wanted])
        new = [(*key, *row) for key, row in wanted.items() if key not in present]
        self._work.insert_rows(kind, (*keys, *others), new)
        changed = {key: row for key, row in wanted.items() if key in present and present[key] != row}
        if changed:
            self._work.update_rows(kind, others, changed)
