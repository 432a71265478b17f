"""The sources in columns: what is shown of each, by what they are ordered, and which words find them. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from workbench.model.coding_views import SourceProgress
from workbench.model.views import SourceView
from workbench.tui.widgets.table import Column

COLUMNS = (
    Column("source", 22, grow=1),
    Column("kind", 9, drop=7, grow=6),
    Column("sites", 12, drop=3, grow=4),
    Column("tracers", 14, drop=4, grow=3),
    Column("wave", 8, drop=6, grow=5),
    Column("date", 10, drop=5, grow=7),
    Column("done", 6, drop=2, right=True),
    Column("codings", 9, drop=1, right=True),
)
"""What is shown of a source. `done` is the share of its text that anybody has read or coded."""

SORTS: Mapping[str, Callable[[SourceView, float], Any]] = {
    "source": lambda source, _: _natural(source.name),
    "kind": lambda source, _: source.kind,
    "sites": lambda source, _: ", ".join(source.sites).casefold(),
    "tracers": lambda source, _: ", ".join(source.tracers).casefold(),
    "wave": lambda source, _: _natural(source.wave),
    "date": lambda source, _: source.date,
    "done": lambda _, done: done,
    "codings": lambda source, _: source.coding_count,
}
"""By what each column orders; sources that are equal in it stay by name, those that say nothing come last."""


def shares(progress: Sequence[SourceProgress]) -> dict[str, float]:
    """The share of each source, by id, that anybody has read or coded; 0 to 1."""
    return {one.source_id: one.covered_chars / one.char_count if one.char_count else 0.0 for one in progress}


def percent(share: float) -> str:
    """Rounded down, so that 100% is all; at least 1% of what was begun."""
    return f"{max(1, int(100 * share)) if share else 0}%"


def cells_of(source: SourceView, share: float) -> tuple[str, ...]:
    """A source in the columns of the list."""
    return (
        source.name if not source.title else f"{source.name}  {source.title}",
        source.kind,
        ", ".join(source.sites),
        ", ".join(source.tracers),
        source.wave,
        source.date or "",
        percent(share) if share else "",
        f"{source.coding_count:,}" if source.coding_count else "",
    )


def ordered(
    sources: Sequence[SourceView], done: Mapping[str, float], column: str, *, backwards: bool
) -> list[SourceView]:
    """The sources by a column."""
    by_name = sorted(sources, key=lambda source: _natural(source.name))
    keys = {source.id: SORTS[column](source, done.get(source.id, 0.0)) for source in sources}
    told = [source for source in by_name if keys[source.id] or keys[source.id] == 0]
    told.sort(key=lambda source: keys[source.id], reverse=backwards)
    return told + [source for source in by_name if not keys[source.id] and keys[source.id] != 0]


def words_of(source: SourceView) -> str:
    """All that a filter looks in, folded: also participants, organisations, roles, mode and attributes."""
    people = (f"{person.label} {person.role}" for person in source.participants)
    facts = (f"{name} {value}" for name, value in source.attributes.items())
    cells = cells_of(source, 0.0)
    return " ".join((*cells, source.mode, *source.organisations, *people, *facts)).casefold()


def _natural(name: str) -> tuple[tuple[int, int | str], ...]:
    """For ordering: numbers in a name count as numbers, so that HM-2 comes before HM-10."""
    parts = re.findall(r"\d+|\D+", name.casefold())
    return tuple((0, int(part)) if part.isdecimal() else (1, part) for part in parts)
