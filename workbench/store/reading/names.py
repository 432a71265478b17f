"""The names that the record of a source can refer to."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, select

from workbench.store.schema import TABLES

NAMED = {
    "site": ("name", "position"),
    "tracer": ("name", "position"),
    "wave": ("name", "position"),
    "organisation": ("name", "name"),
    "participant": ("label", "label"),
}
"""The column that holds the name of each, and the one by which they are ordered."""


def known_names(reader: Connection) -> Mapping[str, tuple[str, ...]]:
    """The names of all sites, tracers and waves in the study's order, of organisations and participants by name."""
    found = {}
    for noun, (column, order) in NAMED.items():
        table = TABLES[noun]
        query = select(table.c[column]).order_by(table.c[order], table.c[column])
        found[noun] = tuple(reader.execute(query).scalars())
    return found
