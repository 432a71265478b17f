"""What was quoted as evidence for an element, wherever it stands. Each quote is checked against its hash."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, or_, select

from workbench.model.wave_views import SaidInWave
from workbench.store.reading.sources import (
    revision_text,
    source_views,
    sources_of_revisions,
    verified_quote,
)
from workbench.store.schema import TABLES

_EVIDENCE, _EXCERPT, _SLOT, _CMO, _ELEMENT = (
    TABLES[name] for name in ("evidence", "excerpt", "slot", "cmo", "element")
)


def element_quotes(
    reader: Connection, element_id: str, source_ids: Collection[str]
) -> tuple[SaidInWave, ...]:
    """The passages of these sources behind slots, or links of slots, that hold the element or a variant of it.

    By source and place; one that stands behind several slots is told once for each configuration and stance.

    Raises:
        StudyDamaged: an excerpt is not the text that was quoted.
    """
    owners = sources_of_revisions(reader)
    revisions = [revision for revision, source in owners.items() if source in source_ids]
    query = (
        select(_EXCERPT, _EVIDENCE.c.stance, _CMO.c.number.label("cmo_number"))
        .join(_EVIDENCE, _EVIDENCE.c.excerpt_id == _EXCERPT.c.id)
        .join(_SLOT, or_(_SLOT.c.id == _EVIDENCE.c.slot_id, _SLOT.c.id == _EVIDENCE.c.to_slot_id))
        .join(_CMO, _CMO.c.id == _EVIDENCE.c.cmo_id)
        .where(_SLOT.c.element_id.in_(_with_variants(reader, element_id)))
        .where(_EXCERPT.c.revision_id.in_(revisions))
        .order_by(_EXCERPT.c.start_char, _EXCERPT.c.end_char, _CMO.c.number, _EVIDENCE.c.stance)
    )
    views = {view.id: view for view in source_views(reader, counted=False)}
    texts: dict[str, str] = {}
    found = []
    for row in reader.execute(query.distinct()):
        if row.revision_id not in texts:
            texts[row.revision_id] = revision_text(reader, row.revision_id)
        source = views[owners[row.revision_id]]
        found.append(
            SaidInWave(
                verified_quote(texts[row.revision_id], row, what="evidence"),
                source.attribution,
                source.id,
                source.name,
                row.start_char,
                row.end_char,
                f"{row.stance} CMO {row.cmo_number}",
            )
        )
    return tuple(sorted(found, key=lambda one: (one.source_name, one.start_char, one.end_char)))


def _with_variants(reader: Connection, element_id: str) -> set[str]:
    parents = {row.id: row.parent_id for row in reader.execute(select(_ELEMENT.c.id, _ELEMENT.c.parent_id))}
    found, size = {element_id}, 0
    while size != len(found):
        size = len(found)
        found |= {identity for identity, parent in parents.items() if parent in found}
    return found
