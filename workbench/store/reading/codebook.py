"""The codebook: codes in the order of the hierarchy, with counts of codings and of distinct sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, func, select

from workbench.model.codebook import PATH_SEPARATOR, split_examples
from workbench.model.views import CodeView
from workbench.store.schema import TABLES

_CODE = TABLES["code"]


def code_views(
    reader: Connection, *, counted: bool = True, counts: Mapping[str, tuple[int, int]] | None = None
) -> tuple[CodeView, ...]:
    """All codes, parents before children, siblings by position. Counts are of the code itself.

    Counting takes time in a large study; without `counted` all counts are 0, and `counts` are those known already.
    """
    rows = reader.execute(select(_CODE).order_by(_CODE.c.position, _CODE.c.name)).all()
    if counts is None:
        counts = coding_counts(reader) if counted else {}
    children: dict[str | None, list[Any]] = defaultdict(list)
    for row in rows:
        children[row.parent_id].append(row)
    out: list[CodeView] = []

    def descend(parent_id: str | None, path: tuple[str, ...]) -> None:
        for row in children[parent_id]:
            here = (*path, row.name)
            out.append(_view(row, here, counts.get(row.id, (0, 0))))
            descend(row.id, here)

    descend(None, ())
    return tuple(out)


def _view(row: Any, path: tuple[str, ...], counts: tuple[int, int]) -> CodeView:
    return CodeView(
        id=row.id,
        name=row.name,
        path=PATH_SEPARATOR.join(path),
        depth=len(path) - 1,
        parent_id=row.parent_id,
        short_definition=row.short_definition,
        full_definition=row.full_definition,
        when_to_use=row.when_to_use,
        when_not_to_use=row.when_not_to_use,
        examples=split_examples(row.examples),
        colour=row.colour,
        retired=bool(row.retired),
        coding_count=counts[0],
        source_count=counts[1],
        key=row.key or "",
    )


def coding_counts(reader: Connection) -> dict[str, tuple[int, int]]:
    """Code id to `(codings, distinct sources)`; codes without codings are absent."""
    coding, excerpt, revision = TABLES["coding"], TABLES["excerpt"], TABLES["revision"]
    query = (
        select(coding.c.code_id, func.count(), func.count(revision.c.source_id.distinct()))
        .join(excerpt, excerpt.c.id == coding.c.excerpt_id)
        .join(revision, revision.c.id == excerpt.c.revision_id)
        .group_by(coding.c.code_id)
    )
    return {code: (codings, sources) for code, codings, sources in reader.execute(query)}


def with_sub_codes(codes: tuple[CodeView, ...], code_id: str) -> tuple[str, ...]:
    """The ids of a code and of all codes below it, by parents and never by name."""
    wanted = {code_id}
    for code in codes:
        if code.parent_id in wanted:
            wanted.add(code.id)
    return tuple(code.id for code in codes if code.id in wanted)


def next_position(reader: Connection, parent_id: str | None) -> int:
    """The position after the last child of `parent_id` (None: among the top codes)."""
    same = _CODE.c.parent_id.is_(None) if parent_id is None else _CODE.c.parent_id == parent_id
    return (
        int(reader.execute(select(func.coalesce(func.max(_CODE.c.position), -1)).where(same)).scalar_one())
        + 1
    )
