"""Whether what is about to be written over is still what its writer had read: nobody's words are overwritten unseen."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import Connection, desc, func, select

from workbench.errors import ChangedMeanwhile, Conflict
from workbench.model.entity import Entity
from workbench.store.schema import TABLES, key_columns, table_of
from workbench.store.sqlite_bulk import fetch_by_key
from workbench.store.unit_of_work import UnitOfWork

LOOKED_THROUGH = 50
"""So many of the newest changes of a row are looked through for the one that wrote a column."""


def require_as_seen(
    work: UnitOfWork, kind: type[Entity], key: str, wanted: Mapping[str, Any], seen: Mapping[str, Any] | None
) -> None:
    """Refuse to write columns that somebody has changed since they were read.

    `wanted` are the columns to be written, `seen` what their writer had read of them; None, or a column that is not in
    it, is not compared. What somebody else changed to the very same is no conflict.

    Raises:
        ChangedMeanwhile: with what stands there now, and who wrote it when.
        Conflict: the entity is gone.
    """
    if not seen:
        return
    table = table_of(kind)
    columns = tuple(name for name in wanted if name in seen)
    found = fetch_by_key(work.connection, table, columns, key_columns(table), [(key,)])
    if (key,) not in found:
        raise Conflict(f"this {table.name} is no longer in the study", hint="Someone else removed it.")
    now = dict(zip(columns, found[(key,)], strict=True))
    theirs = {name: value for name, value in now.items() if value not in (seen[name], wanted[name])}
    if theirs:
        who, at = last_writer(work.connection, key, table=table.name, columns=set(theirs))
        raise ChangedMeanwhile(
            f"{who} changed {_listed(theirs)} of this {table.name.replace('_', ' ')} while you wrote"
            + (f" ({at[:16].replace('T', ' ')} UTC)" if at else ""),
            hint="Read what stands there now; then keep yours, theirs or both.",
            theirs=theirs,
            who=who,
            at=at,
        )


def _listed(theirs: Mapping[str, Any]) -> str:
    return " and ".join(name.removesuffix("_id").replace("_", " ") for name in theirs)


def last_writer(
    connection: Connection, key: str, *, table: str = "", columns: Collection[str] = ()
) -> tuple[str, str]:
    """Who wrote last, and when, what mentions an id: rows of one table if it is named, and of these columns.

    `somebody` if the log does not say.
    """
    change, effect, coder = TABLES["change"], TABLES["change_effect"], TABLES["coder"]
    query = (
        select(coder.c.name, change.c.at, effect.c.columns)
        .join(change, change.c.sequence == effect.c.sequence)
        .join(coder, coder.c.id == change.c.coder_id)
        .where(func.instr(func.coalesce(effect.c.after, effect.c.before, ""), key) > 0)
        .order_by(desc(effect.c.sequence))
        .limit(LOOKED_THROUGH)
    )
    if table:
        query = query.where(effect.c.table_name == table)
    for name, at, written in connection.execute(query).all():
        if not columns or not set(columns).isdisjoint(json.loads(written)):
            return name, at
    return "somebody", ""
