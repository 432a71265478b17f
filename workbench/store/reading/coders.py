"""Coders whose work stands: a coder stays in the file for ever, also one whose only change was undone."""

from __future__ import annotations

from sqlalchemy import Connection, or_, select, union

from workbench.store.reading.study import coders
from workbench.store.schema import TABLES, referring_to

_CHANGE = TABLES["change"]


def coders_at_work(reader: Connection) -> dict[str, str]:
    """Coder id to name, by name, of those who made a change that stands or have something in the study."""
    own = [select(TABLES[table].c[column]) for table, column in referring_to("coder")]
    undone: dict[str, bool] = {}
    settled = select(_CHANGE.c.undoes, _CHANGE.c.redoes).order_by(_CHANGE.c.sequence)
    for undoes, redoes in reader.execute(
        settled.where(or_(_CHANGE.c.undoes.is_not(None), _CHANGE.c.redoes.is_not(None)))
    ):
        undone[undoes or redoes] = undoes is not None
    made = _CHANGE.c.undoes.is_(None) & _CHANGE.c.redoes.is_(None)
    changes = reader.execute(select(_CHANGE.c.id, _CHANGE.c.coder_id).where(made))
    working = {coder for change, coder in changes if not undone.get(change, False)}
    working.update(reader.execute(union(*own)).scalars())
    return {identity: name for identity, name in coders(reader).items() if identity in working}
