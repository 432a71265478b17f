"""Memos by kind and subject."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select

from workbench.store.reading.study import coders
from workbench.store.schema import TABLES

_MEMO = TABLES["memo"]


@dataclass(frozen=True, slots=True)
class MemoView:
    """A memo with its writer's name; `subject_type` is `study` where it is about the whole."""

    id: str
    kind: str
    title: str
    body: str
    subject_type: str
    subject_id: str
    coder: str
    created_at: str


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
        )
        for row in reader.execute(query)
    )
