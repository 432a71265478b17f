"""What coders agreed on after they differed. Their own codings stand beside it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, select

from workbench.model.round_views import ConsensusView
from workbench.store.reading.codebook import code_views
from workbench.store.reading.sources import revision_text, verified_quote
from workbench.store.reading.study import coders
from workbench.store.schema import TABLES

_CONSENSUS = TABLES["consensus"]


def is_agreed(reader: Connection, *, excerpt_id: str, code_id: str, round_id: str | None) -> bool:
    """Whether it was settled if a code applies to an excerpt: within a round, or outside of any for None."""
    t = _CONSENSUS
    same_round = t.c.round_id.is_(None) if round_id is None else t.c.round_id == round_id
    query = select(t.c.id).where(t.c.excerpt_id == excerpt_id, t.c.code_id == code_id, same_round)
    return reader.execute(query.limit(1)).first() is not None


def agreed(reader: Connection, *, round_id: str | None = None) -> tuple[ConsensusView, ...]:
    """What was agreed on, by source and place; one text is in memory at a time.

    Raises:
        StudyDamaged: an excerpt is not the text that it was.
    """
    names, paths = coders(reader), {code.id: code.path for code in code_views(reader, counted=False)}
    found = []
    text, of_revision = "", ""
    for row in reader.execute(_query(round_id)).all():
        if row.revision_id != of_revision:
            text, of_revision = revision_text(reader, row.revision_id), row.revision_id
        found.append(
            ConsensusView(
                id=row.id,
                round=row.round or "",
                source_id=row.source_id,
                source=row.source,
                revision_id=row.revision_id,
                start_char=row.start_char,
                end_char=row.end_char,
                text=verified_quote(text, row, what=f"agreement {row.id}"),
                code_id=row.code_id,
                code=paths[row.code_id],
                applies=bool(row.applies),
                coding_id=row.coding_id,
                memo_id=row.memo_id,
                memo=row.memo or "",
                coder=names[row.coder_id],
                created_at=row.created_at,
            )
        )
    return tuple(found)


def _query(round_id: str | None) -> Any:
    excerpt, revision, source = TABLES["excerpt"], TABLES["revision"], TABLES["source"]
    round_, memo = TABLES["coding_round"], TABLES["memo"]
    query = (
        select(
            *(_CONSENSUS.c[name] for name in ("id", "code_id", "applies", "coding_id", "memo_id")),
            *(_CONSENSUS.c[name] for name in ("coder_id", "created_at")),
            *(excerpt.c[name] for name in ("revision_id", "start_char", "end_char", "quote_sha256")),
            source.c.id.label("source_id"),
            source.c.name.label("source"),
            round_.c.name.label("round"),
            memo.c.body.label("memo"),
        )
        .join(excerpt, excerpt.c.id == _CONSENSUS.c.excerpt_id)
        .join(revision, revision.c.id == excerpt.c.revision_id)
        .join(source, source.c.id == revision.c.source_id)
        .outerjoin(round_, round_.c.id == _CONSENSUS.c.round_id)
        .outerjoin(memo, memo.c.id == _CONSENSUS.c.memo_id)
        .order_by(
            source.c.name, excerpt.c.revision_id, excerpt.c.start_char, excerpt.c.end_char, _CONSENSUS.c.id
        )
    )
    return query if round_id is None else query.where(_CONSENSUS.c.round_id == round_id)
