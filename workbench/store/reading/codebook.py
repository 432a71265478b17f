"""The codebook: codes in the order of the hierarchy, with counts of codings and of distinct sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, func, select

from workbench.model.codebook import PATH_SEPARATOR, split_examples
from workbench.model.views import CodeView
from workbench.store.reading import rounds
from workbench.store.schema import TABLES

_CODE = TABLES["code"]
_COLUMNS = (
    _CODE.c.id,
    _CODE.c.parent_id,
    _CODE.c.name,
    _CODE.c.short_definition,
    _CODE.c.full_definition,
    _CODE.c.when_to_use,
    _CODE.c.when_not_to_use,
    _CODE.c.examples,
    _CODE.c.colour,
    _CODE.c.retired,
    _CODE.c.key,
)


def code_views(
    reader: Connection, *, counted: bool = True, counts: Mapping[str, tuple[int, int]] | None = None
) -> tuple[CodeView, ...]:
    """All codes, parents before children, siblings by position. Counts are of the code itself.

    Counting takes time in a large study; without `counted` all counts are 0, and `counts` are those known already.
    """
    rows = reader.execute(select(*_COLUMNS).order_by(_CODE.c.position, _CODE.c.name)).all()
    if counts is None:
        counts = coding_counts(reader) if counted else {}
    children: dict[str | None, list[Any]] = defaultdict(list)
    for row in rows:
        children[row[1]].append(row)
    out: list[CodeView] = []

    def descend(parent_id: str | None, above: str, depth: int) -> None:
        for row in children.get(parent_id, ()):
            path = above + row[2]
            out.append(_view(row, path, depth, counts.get(row[0], (0, 0))))
            descend(row[0], path + PATH_SEPARATOR, depth + 1)

    descend(None, "", 0)
    return tuple(out)


def _view(row: Any, path: str, depth: int, counts: tuple[int, int]) -> CodeView:
    code_id, parent_id, name, short, full, use, not_use, examples, colour, retired, key = row
    return CodeView(
        id=code_id,
        name=name,
        path=path,
        depth=depth,
        parent_id=parent_id,
        short_definition=short,
        full_definition=full,
        when_to_use=use,
        when_not_to_use=not_use,
        examples=split_examples(examples) if examples else (),
        colour=colour,
        retired=bool(retired),
        coding_count=counts[0],
        source_count=counts[1],
        key=key or "",
    )


def coding_counts(reader: Connection, *, seen_by: str = "") -> dict[str, tuple[int, int]]:
    """Code id to `(codings, distinct sources)`; codes without codings are absent.

    With a coder's id, only the codings are counted that no blind round hides from that coder.
    """
    coding, excerpt, revision = TABLES["coding"], TABLES["excerpt"], TABLES["revision"]
    query = (
        select(coding.c.code_id, func.count(), func.count(revision.c.source_id.distinct()))
        .join(excerpt, excerpt.c.id == coding.c.excerpt_id)
        .join(revision, revision.c.id == excerpt.c.revision_id)
        .group_by(coding.c.code_id)
    )
    if seen_by and rounds.hiding_rounds(reader, seen_by):
        query = query.where(rounds.seen_by(seen_by))
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
