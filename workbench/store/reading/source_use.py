"""What people's work rests on in a source: before it is taken away. And the rows that tie sources to things."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, func, or_, select

from workbench.store.schema import TABLES, key_columns

_CODER = TABLES["coder"]
_EXCERPT = TABLES["excerpt"]
_REVISION = TABLES["revision"]

RESTING = {
    "coding": ("coding", "codings"),
    "evidence": ("piece of evidence", "pieces of evidence"),
    "read_mark": ("mark as read", "marks as read"),
    "consensus": ("agreement of coders", "agreements of coders"),
    "memo": ("memo", "memos"),
    "matrix_summary": ("summary of the framework matrix", "summaries of the framework matrix"),
    "question_answer": ("answer to a research question", "answers to research questions"),
}
"""The tables of what people make on a source, and what one row and several are called."""

Resting = dict[str, dict[str, int]]
"""A key of `RESTING` to the coders' names, by name, to how many of them rest on a source."""


def resting_on(reader: Connection, source_id: str) -> Resting:
    """What rests on a source in any of its revisions, by what it is and by whom; what nobody made is left out."""
    excerpts = (
        select(_EXCERPT.c.id)
        .join(_REVISION, _REVISION.c.id == _EXCERPT.c.revision_id)
        .where(_REVISION.c.source_id == source_id)
    )
    found = {
        name: _by_coder(reader, name, TABLES[name].c.excerpt_id.in_(excerpts))
        for name in RESTING
        if name not in ("memo", "matrix_summary", "question_answer")
    }
    coding, memo = TABLES["coding"], TABLES["memo"]
    codings = select(coding.c.id).where(coding.c.excerpt_id.in_(excerpts))
    about = or_(
        (memo.c.subject_type == "source") & (memo.c.subject_id == source_id),
        (memo.c.subject_type == "excerpt") & memo.c.subject_id.in_(excerpts),
        (memo.c.subject_type == "coding") & memo.c.subject_id.in_(codings),
    )
    found["memo"] = _by_coder(reader, "memo", about)
    summary, linked = TABLES["matrix_summary"], TABLES["matrix_summary_excerpt"]
    pointing = select(linked.c.summary_id).where(linked.c.excerpt_id.in_(excerpts))
    test = (summary.c.source_id == source_id) | summary.c.id.in_(pointing)
    found["matrix_summary"] = _by_coder(reader, "matrix_summary", test)
    answer = TABLES["question_answer"]
    found["question_answer"] = _by_coder(reader, "question_answer", answer.c.source_id == source_id)
    return {name: counts for name, counts in found.items() if counts}


def _by_coder(reader: Connection, name: str, test: Any) -> dict[str, int]:
    table = TABLES[name]
    query = (
        select(_CODER.c.name, func.count())
        .join(table, table.c.coder_id == _CODER.c.id)
        .where(test)
        .group_by(_CODER.c.name)
        .order_by(_CODER.c.name)
    )
    return dict(reader.execute(query).all())


Links = dict[tuple[Any, ...], tuple[Any, ...]]
"""Rows of a table that ties sources to something: keys, the source's id first, to the other columns."""


def links_of(reader: Connection, table_name: str, source_ids: Collection[str]) -> dict[str, Links]:
    """The rows of such a table for these sources, by source."""
    table = TABLES[table_name]
    keys = key_columns(table)
    rest = [column.name for column in table.columns if column.name not in keys]
    query = select(*(table.c[name] for name in (*keys, *rest))).order_by(*(table.c[name] for name in keys))
    found: dict[str, Links] = defaultdict(dict)
    for row in reader.execute(query):
        if row.source_id in source_ids:
            found[row.source_id][tuple(row[: len(keys)])] = tuple(row[len(keys) :])
    return found
