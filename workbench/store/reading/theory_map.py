"""The links between configurations, as rows: what the theory map is drawn from besides configurations in short."""

from __future__ import annotations

from sqlalchemy import Connection, select

from workbench.model.theory_map_views import CMOLinkRow
from workbench.store.schema import TABLES

_LINK, _ELEMENT = TABLES["cmo_link"], TABLES["element"]


def link_rows(reader: Connection) -> tuple[CMOLinkRow, ...]:
    """All links, by kind and id."""
    columns = (_LINK.c.from_cmo_id, _LINK.c.to_cmo_id, _LINK.c.kind, _LINK.c.element_id, _LINK.c.note)
    rows = reader.execute(select(*columns).order_by(_LINK.c.kind, _LINK.c.id))
    return tuple(CMOLinkRow(*row[:3], row[3] or "", row[4]) for row in rows)


def element_numbers(reader: Connection) -> dict[str, int]:
    """Elements' numbers, by id."""
    return {row[0]: row[1] for row in reader.execute(select(_ELEMENT.c.id, _ELEMENT.c.number))}
