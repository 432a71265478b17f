"""What rests on codes and codings: before they are merged, moved or taken away."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, func, select

from workbench.store.reading import rounds
from workbench.store.schema import TABLES, key_columns, referring_to

_CODING = TABLES["coding"]
_CODER = TABLES["coder"]
_MEMO = TABLES["memo"]

MANY = 1_000
"""So many ids are asked for at once: a statement takes only so many values."""


def codings_of(reader: Connection, code_ids: Sequence[str]) -> list[Any]:
    """The rows `(id, excerpt_id, code_id, coder_id, memo)` of all codings with these codes, oldest first."""
    return [row for part in _parts(code_ids) for row in _rows(reader, _CODING.c.code_id.in_(part))]


def codings_of_coder(reader: Connection, coder_id: str) -> list[Any]:
    """The same of all codings by a coder."""
    return list(_rows(reader, _CODING.c.coder_id == coder_id))


def codings_by_id(reader: Connection, coding_ids: Sequence[str]) -> list[Any]:
    """The same of these codings; those that are gone are left out."""
    wanted = list(dict.fromkeys(coding_ids))
    return [row for part in _parts(wanted) for row in _rows(reader, _CODING.c.id.in_(part))]


def _rows(reader: Connection, test: Any) -> Sequence[Any]:
    columns = (_CODING.c.id, _CODING.c.excerpt_id, _CODING.c.code_id, _CODING.c.coder_id, _CODING.c.memo)
    return reader.execute(select(*columns).where(test).order_by(_CODING.c.id)).all()


def codings_by_coder(reader: Connection, code_id: str, *, seen_by: str = "") -> dict[str, int]:
    """How many codings with this code each coder has, by the coder's name; as far as a coder (id) may see them, if one
    is named.
    """
    query = (
        select(_CODER.c.name, func.count())
        .join(_CODING, _CODING.c.coder_id == _CODER.c.id)
        .where(_CODING.c.code_id == code_id)
        .group_by(_CODER.c.name)
        .order_by(_CODER.c.name)
    )
    if seen_by:
        query = query.where(rounds.seen_by(seen_by))
    return dict(reader.execute(query).all())


def place_of(reader: Connection, coding_id: str) -> tuple[str, str, str, int, int]:
    """`(revision, source's name, code's name, start_char, end_char)` of a coding that is there."""
    code, excerpt, revision, source = (TABLES[name] for name in ("code", "excerpt", "revision", "source"))
    query = (
        select(revision.c.id, source.c.name, code.c.name, excerpt.c.start_char, excerpt.c.end_char)
        .select_from(_CODING)
        .join(code, code.c.id == _CODING.c.code_id)
        .join(excerpt, excerpt.c.id == _CODING.c.excerpt_id)
        .join(revision, revision.c.id == excerpt.c.revision_id)
        .join(source, source.c.id == revision.c.source_id)
        .where(_CODING.c.id == coding_id)
    )
    row = reader.execute(query).one()
    return row[0], row[1], row[2], row[3], row[4]


def memos_about(reader: Connection, table: str, ids: Sequence[str]) -> list[tuple[str, str]]:
    """`(memo, subject)` of the memos about these rows of a table."""
    wanted = set(ids)
    query = select(_MEMO.c.id, _MEMO.c.subject_id).where(_MEMO.c.subject_type == table)
    return [(memo, subject) for memo, subject in reader.execute(query) if subject in wanted]


def resting_on(
    reader: Connection, table: str, ids: Sequence[str], *, apart_from: frozenset[str]
) -> Iterator[tuple[str, str, list[tuple[tuple[Any, ...], str]]]]:
    """The rows that refer to these: `(table, column, [(key, id referred to)])`, without the tables `apart_from`."""
    wanted = set(ids)
    for name, column in referring_to(table):
        if name in apart_from:
            continue
        other = TABLES[name]
        keys = [other.c[key] for key in key_columns(other)]
        rows = reader.execute(select(other.c[column], *keys).where(other.c[column].is_not(None)))
        found = [(tuple(key), target) for target, *key in rows if target in wanted]
        if found:
            yield name, column, found


def coders_of_rows(reader: Connection, name: str, keys: Sequence[tuple[Any, ...]]) -> tuple[str, ...]:
    """The names of those whose rows of a table these are, by name; none where rows do not say whose they are."""
    table = TABLES[name]
    if "coder_id" not in table.columns or key_columns(table) != ("id",):
        return ()
    query = select(_CODER.c.name).join(table, table.c.coder_id == _CODER.c.id)
    found = {
        name
        for part in _parts([key[0] for key in keys])
        for name in reader.scalars(query.where(table.c.id.in_(part)).distinct())
    }
    return tuple(sorted(found))


def _parts(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(ids), MANY):
        yield ids[start : start + MANY]
