"""How a report section read after each change of it, out of the change log."""

from __future__ import annotations

from dataclasses import fields, replace

from sqlalchemy import Connection

from workbench.model.report_views import SectionVersion
from workbench.store.reading.history import history

_WORDS = tuple(field.name for field in fields(SectionVersion))[3:]


def section_versions(reader: Connection, section_id: str) -> tuple[SectionVersion, ...]:
    """The versions of a section, newest first; changes that left its words as they were are none."""
    found: list[SectionVersion] = []
    for entry in reversed(list(history(reader, entity_id=section_id, with_effects=True))):
        standing = found[-1] if found else None
        for effect in entry.effects:
            if effect.table != "report_section" or "id" not in effect.columns:
                continue
            place = effect.columns.index("id")
            for row in effect.after or ():
                if row[place] != section_id:
                    continue
                given = {
                    name: value
                    for name, value in zip(effect.columns, row, strict=True)
                    if name in _WORDS and value is not None
                }
                version = replace(
                    standing or SectionVersion(),
                    at=entry.at,
                    coder=entry.coder,
                    summary=entry.summary,
                    **given,
                )
                if standing is None or _words(version) != _words(standing):
                    found.append(version)
    return tuple(reversed(found))


def _words(version: SectionVersion) -> tuple[str, ...]:
    return tuple(getattr(version, name) for name in _WORDS)
