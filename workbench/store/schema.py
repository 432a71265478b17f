"""All tables of the study file by name, gathered from the entities of `model/`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.model import (
    changes,
    codebook,
    coding,
    framework,
    memos,
    merging,
    people,
    queries,
    questions,
    rounds,
    sources,
    study,
    suggestions,
    theory,
    theory_development,
)
from workbench.model.entity import Entity

if TYPE_CHECKING:
    from sqlalchemy import Table

FORMAT_VERSION = 3
"""`user_version` of the study files that this workbench writes."""

APPLICATION_ID = 0x52574231
"""`application_id` of a study file: the bytes RWB1 at offset 68 of its header."""

FAMILIES = (
    study,
    people,
    sources,
    codebook,
    coding,
    queries,
    memos,
    theory,
    changes,
    merging,
    suggestions,
    theory_development,
    questions,
    framework,
    rounds,
)
"""The modules whose entities make up a study; importing them registers the tables."""

TABLES: dict[str, Table] = dict(Entity.metadata.tables)
"""Table name to its SQLAlchemy table."""

ENTITIES: dict[str, type[Entity]] = {str(kind.__tablename__): kind for kind in Entity.__subclasses__()}
"""Table name to its entity."""


def table_of(entity_type: type[Entity]) -> Table:
    """The table behind an entity."""
    return TABLES[str(entity_type.__tablename__)]


def key_columns(table: Table) -> tuple[str, ...]:
    """The names of a table's primary key columns, in order."""
    return tuple(column.name for column in table.primary_key.columns)


def referring_to(target: str) -> list[tuple[str, str]]:
    """The tables and their columns that refer to a table by a foreign key."""
    return [
        (table.name, key.parent.name)
        for table in TABLES.values()
        for key in table.foreign_keys
        if key.column.table.name == target
    ]
