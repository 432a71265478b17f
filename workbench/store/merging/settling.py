"""Putting the other version of a conflict in the place of the one that stands, and marking it as decided."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Integer, select

from workbench.errors import BadInput, Conflict
from workbench.model.merging import MergeConflict
from workbench.model.team_views import ConflictView
from workbench.model.vocabulary import CMOKind, Expectation, Role
from workbench.store.distinct import require_distinct
from workbench.store.merging.comparing import SIGNED
from workbench.store.merging.plan import DECIDED
from workbench.store.schema import ENTITIES, TABLES, key_columns
from workbench.store.unit_of_work import UnitOfWork

_KEPT, _OTHER = ("kept", "kept_coder_id", "kept_at"), ("other", "other_coder_id", "other_at")


def mark_decided(work: UnitOfWork, conflict_id: str, *, turned: bool) -> None:
    """Close a conflict; `turned` where its other version stands now."""
    table = TABLES["merge_conflict"]
    columns = (*_OTHER, *_KEPT) if turned else (*_KEPT, *_OTHER)
    query = select(*(table.c[name] for name in columns)).where(table.c.id == conflict_id)
    values = dict(zip((*_KEPT, *_OTHER), work.connection.execute(query).one(), strict=True))
    work.update(MergeConflict, conflict_id, state=DECIDED, **values)


def take_other(work: UnitOfWork, conflict: ConflictView) -> None:
    """Give what a conflict is about its other version.

    Raises:
        Conflict: it has changed since, or cannot take that version.
        BadInput: of two texts of a source, the current one is chosen when copies are merged.
    """
    if conflict.kind == "changed":
        _set(work, conflict)
    elif conflict.kind == "removed" and conflict.kept is not None:
        work.delete(ENTITIES[conflict.subject_type], [_key(conflict)])
    else:
        raise BadInput(
            f"{conflict.label} cannot be given its other version here",
            hint="Let it be: --take kept. Or undo the merge, and merge with the rule 'revision: theirs'.",
        )


def _set(work: UnitOfWork, conflict: ConflictView) -> None:
    table, key = TABLES[conflict.subject_type], _key(conflict)
    match = [table.c[name] == value for name, value in zip(key_columns(table), key, strict=True)]
    present = work.connection.execute(select(table.c[conflict.field]).where(*match)).first()
    if present is None or present[0] != conflict.kept:
        raise Conflict(
            f"{conflict.label} ({conflict.field.replace('_', ' ')}) has been changed since the merge",
            hint="Let it be: workbench study settle ID --take kept. Or edit it.",
        )
    said = {conflict.field: conflict.other}
    if conflict.subject_type in SIGNED:
        said["coder_id"] = _other_writer(work, conflict.id)
    if (conflict.subject_type, conflict.field) == ("slot", "role"):
        said |= _status_with(work, str(key[0]), str(conflict.other))
    work.update_rows(ENTITIES[conflict.subject_type], tuple(said), {key: tuple(said.values())})
    if conflict.field == "parent_id":
        _require_no_loop(work, table.name, str(key[0]))
    require_distinct(work.connection, {table.name: {str(key[0])}})


def _status_with(work: UnitOfWork, slot_id: str, role: str) -> dict[str, str | None]:
    """The status that a slot must have in another role: none, or as an outcome what its CMO can have."""
    if role != Role.OUTCOME:
        return {"expectation": None, "intention": None, "valence": None}
    slot, cmo = TABLES["slot"], TABLES["cmo"]
    query = select(slot.c.expectation, cmo.c.kind).join(cmo, cmo.c.id == slot.c.cmo_id)
    expectation, kind = work.connection.execute(query.where(slot.c.id == slot_id)).one()
    theory = kind == CMOKind.PROGRAMME_THEORY
    return {"expectation": expectation or str(Expectation.ANTICIPATED if theory else Expectation.OBSERVED)}


def _other_writer(work: UnitOfWork, conflict_id: str) -> str:
    table = TABLES["merge_conflict"]
    return str(work.connection.scalar(select(table.c.other_coder_id).where(table.c.id == conflict_id)))


def _require_no_loop(work: UnitOfWork, table_name: str, identity: str) -> None:
    table = TABLES[table_name]
    rows = work.connection.execute(select(table.c.id, table.c.parent_id)).all()
    parents: dict[str, str | None] = {row[0]: row[1] for row in rows}
    at = parents.get(identity)
    while at is not None:
        if at == identity:
            raise Conflict("it would lie under itself", hint="Move what it should lie under first.")
        at = parents.get(at)


def _key(conflict: ConflictView) -> tuple[Any, ...]:
    columns = list(TABLES[conflict.subject_type].primary_key.columns)
    parts = conflict.subject_id.split("/", len(columns) - 1)
    return tuple(
        int(part) if isinstance(column.type, Integer) else part
        for column, part in zip(columns, parts, strict=True)
    )
