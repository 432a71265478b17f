"""Memos by kind and subject."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, select

from workbench.store.reading.study import coders
from workbench.store.schema import TABLES

_MEMO = TABLES["memo"]

SUBJECT_NAMES = {
    "source": ("name", "{}"),
    "code": ("name", "code {}"),
    "tracer": ("name", "tracer {}"),
    "site": ("name", "site {}"),
    "wave": ("name", "wave {}"),
    "cmo": ("number", "CMO {}"),
    "element": ("number", "E{}"),
}
"""What names the subjects of memos that have a name: a column of their table, and how it is said."""


@dataclass(frozen=True, slots=True)
class MemoView:
    """A memo with its writer's name; `subject_type` is `study` where it is about the whole.

    `subject` is what a reader calls the thing: `CMO 3`, `NM-01`, `code Trust`, `study`, `excerpt`.
    """

    id: str
    kind: str
    title: str
    body: str
    subject_type: str
    subject_id: str
    coder: str
    created_at: str
    subject: str = ""


def memos(
    reader: Connection, *, kind: str | None = None, subject_id: str | None = None
) -> tuple[MemoView, ...]:
    """Memos, oldest first, of one kind or on one subject if given."""
    names = coders(reader)
    query = select(_MEMO).order_by(_MEMO.c.created_at, _MEMO.c.id)
    if kind is not None:
        query = query.where(_MEMO.c.kind == kind)
    if subject_id is not None:
        query = query.where(_MEMO.c.subject_id == subject_id)
    rows = reader.execute(query).all()
    subjects = _subjects(reader, {(row.subject_type, row.subject_id) for row in rows})
    return tuple(
        MemoView(
            row.id,
            row.kind,
            row.title,
            row.body,
            row.subject_type,
            row.subject_id,
            names.get(row.coder_id, ""),
            row.created_at,
            subjects.get((row.subject_type, row.subject_id), row.subject_type.replace("_", " ")),
        )
        for row in rows
    )


def _subjects(reader: Connection, wanted: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """What the subjects are called, where they have a name: one query for each kind of subject."""
    by_type: dict[str, set[str]] = defaultdict(set)
    for subject_type, subject_id in wanted:
        if subject_type in SUBJECT_NAMES:
            by_type[subject_type].add(subject_id)
    named = {}
    for subject_type, ids in by_type.items():
        column, said = SUBJECT_NAMES[subject_type]
        table = TABLES[subject_type]
        for identity, name in reader.execute(select(table.c.id, table.c[column])):
            if identity in ids:
                named[subject_type, identity] = said.format(name)
    return named


def subject_exists(reader: Connection, subject_type: str, subject_id: str) -> bool:
    """Whether a memo can be about this: the study itself (without an id), or a row of a table with ids."""
    if subject_type == "study":
        return not subject_id
    table = TABLES.get(subject_type)
    if table is None or "id" not in table.c:
        return False
    return reader.scalar(select(table.c.id).where(table.c.id == subject_id)) is not None


def cmos_resting_on(reader: Connection, memo_id: str) -> tuple[int, ...]:
    """The numbers of the CMOs for which this memo is evidence, in order."""
    evidence, cmo = TABLES["evidence"], TABLES["cmo"]
    query = (
        select(cmo.c.number)
        .join(evidence, evidence.c.cmo_id == cmo.c.id)
        .where(evidence.c.memo_id == memo_id)
        .distinct()
        .order_by(cmo.c.number)
    )
    return tuple(reader.scalars(query))
