"""How a report section read after each change of it, and what it rested on, out of the change log."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, select

from workbench.model.report_views import SectionVersion
from workbench.store.change_log import Effect
from workbench.store.reading.history import history
from workbench.store.reading.sources import revision_text
from workbench.store.schema import TABLES

_WORDS = ("claim", "body", "in_summary")
_EXCERPT = TABLES["excerpt"]
_CMO = TABLES["cmo"]
_GONE = "no longer in the study"


def section_versions(reader: Connection, section_id: str) -> tuple[SectionVersion, ...]:
    """The versions of a section, newest first; changes that left it and what it rests on as they were are none.

    Nor is its removal, of a section that was brought back; and what was written in a copy is one as the merge took it.
    """
    words: dict[str, Any] = {}
    bases: dict[str, dict[str, Any]] = {}
    found: list[tuple[SectionVersion, tuple[dict[str, Any], ...]]] = []
    for entry in reversed(list(history(reader, entity_id=section_id, with_effects=True))):
        if entry.from_copy or any(_removes(effect, section_id) for effect in entry.effects):
            continue
        for effect in entry.effects:
            if effect.table == "report_section":
                for row in _rows(effect):
                    if row.get("id") == section_id:
                        words.update((name, row[name]) for name in _WORDS if row.get(name) is not None)
            elif effect.table == "section_basis":
                _apply(effect, bases, section_id)
        rests = tuple(sorted(bases.values(), key=lambda row: (row["position"], row["id"])))
        version = replace(SectionVersion(entry.at, entry.coder, entry.summary), **words)
        if not found or _state(found[-1]) != _state((version, rests)):
            found.append((version, tuple(map(dict, rests))))
    return _named(reader, reversed(found))


def _removes(effect: Effect, section_id: str) -> bool:
    if effect.table != "report_section" or effect.after is not None:
        return False
    at = effect.columns.index("id")
    return any(row[at] == section_id for row in effect.before or ())


def _rows(effect: Effect) -> Iterator[dict[str, Any]]:
    """The rows of an effect as it left them."""
    for row in effect.after or ():
        yield dict(zip(effect.columns, row, strict=True))


def _apply(effect: Effect, bases: dict[str, dict[str, Any]], section_id: str) -> None:
    """Carry what an effect did to what the section rests on over to `bases`, which go by their ids."""
    if effect.after is None:
        at = effect.columns.index("id")
        for row in effect.before or ():
            bases.pop(row[at], None)
        return
    for given in _rows(effect):
        if given.get("section_id", section_id) == section_id and (
            given["id"] in bases or "section_id" in given
        ):
            bases.setdefault(given["id"], {}).update(given)


def _state(version: tuple[SectionVersion, tuple[dict[str, Any], ...]]) -> tuple[object, ...]:
    words, rests = version
    return (
        *(getattr(words, name) for name in _WORDS),
        *((row["cmo_id"], row["excerpt_id"], row["shortened"]) for row in rests),
    )


def _named(
    reader: Connection, versions: Iterator[tuple[SectionVersion, tuple[dict[str, Any], ...]]]
) -> tuple[SectionVersion, ...]:
    """The versions with their configurations' labels and their quotes' words."""
    known = list(versions)
    rows = [row for _, rests in known for row in rests]
    labels = _labels(reader, {row["cmo_id"] for row in rows if row["cmo_id"]})
    texts = _texts(reader, {row["excerpt_id"] for row in rows if row["excerpt_id"]})
    return tuple(
        replace(
            version,
            cmos=tuple(labels.get(row["cmo_id"], f"a CMO {_GONE}") for row in rests if row["cmo_id"]),
            quotes=tuple(
                row["shortened"] or texts.get(row["excerpt_id"], f"a passage {_GONE}")
                for row in rests
                if row["excerpt_id"]
            ),
        )
        for version, rests in known
    )


def _labels(reader: Connection, ids: Collection[str]) -> dict[str, str]:
    rows = reader.execute(select(_CMO.c.id, _CMO.c.number).where(_CMO.c.id.in_(ids)))
    return {identity: f"CMO {number}" for identity, number in rows}


def _texts(reader: Connection, ids: Collection[str]) -> dict[str, str]:
    columns = (_EXCERPT.c.id, _EXCERPT.c.revision_id, _EXCERPT.c.start_char, _EXCERPT.c.end_char)
    rows = reader.execute(select(*columns).where(_EXCERPT.c.id.in_(ids))).all()
    bodies = {identity: revision_text(reader, identity) for identity in {row.revision_id for row in rows}}
    return {row.id: bodies[row.revision_id][row.start_char : row.end_char] for row in rows}
