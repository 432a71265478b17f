"""Whose work stands in the way of an undo: found in the change log, and only once the undo has been refused."""

from __future__ import annotations

import re

from sqlalchemy import Connection, select

from workbench.errors import Conflict
from workbench.store import change_log
from workbench.store.change_log import LoggedChange
from workbench.store.schema import TABLES

_IDENTITY = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def explained(connection: Connection, change: LoggedChange, why: str) -> Conflict:
    """The refusal to take `change` back, with the newest change that is in the way: whose, when, what to do."""
    tried = f"{change.summary!r} cannot be taken back: {why}"
    later = _later_on_the_same(connection, change)
    if not later:
        return Conflict(tried, hint="See what came after it: workbench history")
    newest = later[0]
    coder = TABLES["coder"]
    who = connection.scalar(select(coder.c.name).where(coder.c.id == newest.coder_id)) or "somebody"
    when = newest.at[:16].replace("T", " ")
    more = f"; {len(later) - 1} more before that" if len(later) > 1 else ""
    return Conflict(
        f"{tried} ({who}, change {newest.sequence}, {when} UTC: {newest.summary}{more})",
        hint=f"Let {who} undo that first, or put things right by a change of your own.",
    )


def _later_on_the_same(connection: Connection, change: LoggedChange) -> list[LoggedChange]:
    """The later changes that stand and mention a row that `change` wrote, newest first."""
    own = _own_rows(connection, change)
    effect = TABLES["change_effect"]
    rows = connection.execute(
        select(effect.c.sequence, effect.c.before, effect.c.after).where(effect.c.sequence > change.sequence)
    )
    mentioning = {
        sequence
        for sequence, *texts in rows
        if any(identity in own for text in texts if text for identity in _IDENTITY.findall(text))
    }
    return [later for later in _standing(connection) if later.sequence in mentioning]


def _own_rows(connection: Connection, change: LoggedChange) -> set[str]:
    """The ids of the rows that a change wrote, without values that many share."""
    found: set[str] = set()
    for effect in change_log.effects_of(connection, change.sequence):
        if effect.operation != "intern" and "id" in effect.columns:
            place = effect.columns.index("id")
            found.update(str(row[place]) for rows in (effect.before, effect.after) for row in rows or ())
    return found


def _standing(connection: Connection) -> list[LoggedChange]:
    """The changes that are not undone, newest first; undos and redos are none themselves."""
    settled: set[str] = set()
    undone: set[str] = set()
    found = []
    for change in change_log.changes(connection, newest_first=True):
        target = change.undoes or change.redoes
        if target is None:
            if change.id not in undone:
                found.append(change)
        elif target not in settled:
            settled.add(target)
            if change.undoes:
                undone.add(target)
    return found
