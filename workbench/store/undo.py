"""Undo and redo without limit and across restarts, each coder's own, worked out from the change log alone.

An undo is itself a change: it replays the inverted effects of the change it names. A redo inverts that undo.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.exc import IntegrityError

from workbench.errors import Conflict
from workbench.store import change_log
from workbench.store.change_log import Effect, LoggedChange
from workbench.store.contradictions import LOOKED_AT, contradictions
from workbench.store.distinct import require_distinct
from workbench.store.resting import explained
from workbench.store.schema import TABLES
from workbench.store.sqlite_rewinding import rewound
from workbench.store.unit_of_work import UnitOfWork

_INVERSE = {"insert": "delete", "delete": "insert", "update": "update"}


def next_to_undo(connection: Connection, coder_id: str) -> LoggedChange | None:
    """The coder's newest change that stands, None if there is none left."""
    settled: set[str] = set()
    undone: set[str] = set()
    for change in change_log.changes(connection, coder_id=coder_id, newest_first=True):
        target = change.undoes or change.redoes
        if target is None:
            if change.id not in undone:
                return change
        elif target not in settled:
            settled.add(target)
            if change.undoes:
                undone.add(target)
    return None


def next_to_redo(connection: Connection, coder_id: str) -> tuple[LoggedChange, LoggedChange] | None:
    """The undo that a redo would take back, with the change it undid; None after any new change."""
    settled: set[str] = set()
    for change in change_log.changes(connection, coder_id=coder_id, newest_first=True):
        target = change.undoes or change.redoes
        if target is None:
            return None
        if target in settled:
            continue
        settled.add(target)
        if change.undoes:
            original = change_log.change_by_id(connection, target)
            if original is None:
                raise Conflict(
                    "the change log misses the change that was undone", hint="workbench study check"
                )
            return change, original
    return None


def replay_inverse(work: UnitOfWork, change: LoggedChange) -> None:
    """Take back what `change` did.

    Raises:
        Conflict: what it touched has changed since, other work rests on it or would contradict it, or its name was
            taken meanwhile.
    """
    restored: dict[str, set[str]] = defaultdict(set)
    effects = change_log.effects_of(work.connection, change.sequence)
    touched = {effect.table for effect in effects} if _others_since(work.connection, change) else set()
    before = contradictions(work.connection, touched)
    for effect in reversed(effects):
        if effect.operation == "intern":
            continue
        inverse = inverted(_completed(effect))
        try:
            work.replay(inverse)
        except Conflict as refusal:
            raise explained(work.connection, change, refusal.message) from refusal
        except IntegrityError as refusal:
            why = _why(inverse, refusal)
            if why is None:
                raise
            raise explained(work.connection, change, why) from refusal
        if inverse.after and "id" in inverse.columns:
            place = inverse.columns.index("id")
            restored[inverse.table].update(row[place] for row in inverse.after)
    require_distinct(work.connection, restored)
    after = contradictions(work.connection, touched)
    if not after.keys() <= before.keys():
        stood = _stood_before(work, change, touched)
        for key, words in after.items():
            if key not in before and key not in stood:
                raise explained(work.connection, change, words)


def _stood_before(
    work: UnitOfWork, change: LoggedChange, touched: Collection[str]
) -> Collection[tuple[Any, ...]]:
    """What contradicted before `change` already: that it comes back is nobody's doing since."""
    with rewound(work.connection, _back_to(work, change)):
        return contradictions(work.connection, touched).keys()


def _back_to(work: UnitOfWork, change: LoggedChange) -> Iterator[Effect]:
    """The effects that lead from where the study is now, within this undo, to what it was before a change."""
    yield from (inverted(effect) for effect in reversed(work.effects) if effect.table in LOOKED_AT)
    for effect in change_log.effects_back_to(work.connection, change.sequence, tables=LOOKED_AT):
        yield inverted(_completed(effect))


def _why(inverse: Effect, refusal: IntegrityError) -> str | None:
    """What a constraint that an effect breaks says of the others' work; None if that is not it."""
    if inverse.operation == "delete":
        return "other work rests on this"
    if getattr(refusal.orig, "sqlite_errorname", "").endswith("_UNIQUE"):
        return f"the study has another {inverse.table.replace('_', ' ')} in its place"
    return None


def _others_since(connection: Connection, change: LoggedChange) -> bool:
    """Whether somebody else changed the study after this change; else it is put back as it was."""
    log = TABLES["change"]
    since = select(log.c.sequence).where(log.c.sequence > change.sequence, log.c.coder_id != change.coder_id)
    return connection.execute(since.limit(1)).first() is not None


def _completed(effect: Effect) -> Effect:
    """An effect on whole rows with the columns that the table has got since; in those rows they are NULL."""
    since = tuple(c.name for c in TABLES[effect.table].columns if c.name not in effect.columns)
    if effect.operation == "update" or not since:
        return effect
    nothing = (None,) * len(since)
    before, after = (
        None if rows is None else tuple((*row, *nothing) for row in rows)
        for rows in (effect.before, effect.after)
    )
    return Effect(effect.table, effect.operation, (*effect.columns, *since), before, after)


def inverted(effect: Effect) -> Effect:
    """The effect that takes this one back, last row first: a row may rest on one before it."""
    return Effect(
        effect.table,
        _INVERSE[effect.operation],
        effect.columns,
        before=None if effect.after is None else effect.after[::-1],
        after=None if effect.before is None else effect.before[::-1],
    )
