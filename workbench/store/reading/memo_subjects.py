"""What a memo can be about, and where a passage that one is about stands."""

from __future__ import annotations

from sqlalchemy import Connection, func, or_, select

from workbench.model.memo_views import MemoMark, PassageView, SubjectView
from workbench.store.reading.rounds import hidden_excerpts
from workbench.store.reading.study import coders
from workbench.store.schema import TABLES

_PLANNED = ("tracer", "site", "wave")
"""What a study plans, in this order after its sources and CMOs."""

BEGINNING_CHARS = 80
"""So much of a memo without a title tells it from others."""


def subjects(reader: Connection) -> tuple[SubjectView, ...]:
    """The study, its sources, CMOs, tracers, sites and waves. (Codes are known with their paths elsewhere.)"""
    source, cmo = TABLES["source"], TABLES["cmo"]
    found = [SubjectView("study", "", "the study")]
    for identity, name in reader.execute(select(source.c.id, source.c.name).order_by(source.c.name)):
        found.append(SubjectView("source", identity, f"source {name}"))
    query = select(cmo.c.id, cmo.c.number, cmo.c.title).order_by(cmo.c.number)
    for identity, number, title in reader.execute(query):
        found.append(SubjectView("cmo", identity, f"CMO {number}  {title}".rstrip()))
    for noun in _PLANNED:
        table = TABLES[noun]
        for identity, name in reader.execute(select(table.c.id, table.c.name).order_by(table.c.position)):
            found.append(SubjectView(noun, identity, f"{noun} {name}"))
    return tuple(found)


def passage(reader: Connection, subject_type: str, subject_id: str) -> PassageView | None:
    """Where an excerpt, or the excerpt of a coding, stands; None if it is neither or gone."""
    excerpt, revision, coding = TABLES["excerpt"], TABLES["revision"], TABLES["coding"]
    if subject_type not in ("excerpt", "coding"):
        return None
    newest = revision.alias("newest")
    last = select(func.max(newest.c.number)).where(newest.c.source_id == revision.c.source_id)
    query = select(
        revision.c.source_id,
        excerpt.c.start_char,
        excerpt.c.end_char,
        revision.c.number == last.scalar_subquery(),
    ).join(revision, revision.c.id == excerpt.c.revision_id)
    if subject_type == "coding":
        query = query.join(coding, coding.c.excerpt_id == excerpt.c.id).where(coding.c.id == subject_id)
    else:
        query = query.where(excerpt.c.id == subject_id)
    row = reader.execute(query).first()
    return None if row is None else PassageView(row[0], row[1], row[2], bool(row[3]))


def memo_marks(reader: Connection, revision_id: str, *, seen_by: str) -> tuple[MemoMark, ...]:
    """The memos on passages and codings of a revision, in the order of their places.

    What a blind round hides from the coder `seen_by` is left out.
    """
    memo, excerpt, coding = TABLES["memo"], TABLES["excerpt"], TABLES["coding"]
    columns = (
        memo.c.id,
        excerpt.c.start_char,
        excerpt.c.end_char,
        memo.c.kind,
        memo.c.title,
        func.substr(memo.c.body, 1, 2 * BEGINNING_CHARS).label("begins"),
        memo.c.coder_id,
    )
    on_passage = (
        select(*columns)
        .join(excerpt, excerpt.c.id == memo.c.subject_id)
        .where(memo.c.subject_type == "excerpt", excerpt.c.revision_id == revision_id)
    )
    on_coding = (
        select(*columns)
        .join(coding, coding.c.id == memo.c.subject_id)
        .join(excerpt, excerpt.c.id == coding.c.excerpt_id)
        .where(memo.c.subject_type == "coding", excerpt.c.revision_id == revision_id)
    )
    seen = or_(memo.c.coder_id == seen_by, excerpt.c.id.not_in(hidden_excerpts(seen_by)))
    rows = reader.execute(on_passage.where(seen).union_all(on_coding.where(seen))).all()
    names = coders(reader) if rows else {}
    marks = [
        MemoMark(
            row.id,
            row.start_char,
            row.end_char,
            row.kind,
            row.title or " ".join(row.begins.split())[:BEGINNING_CHARS],
            names.get(row.coder_id, ""),
        )
        for row in rows
    ]
    return tuple(sorted(marks, key=lambda mark: (mark.start_char, mark.end_char, mark.memo_id)))
