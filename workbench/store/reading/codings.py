"""Codings: the marks over a text, and quotes with attributions. Each quote is checked against its hash."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, repeat
from typing import Any

from sqlalchemy import Connection, select

from workbench.model.views import CodingMark, Quote, SourceView
from workbench.store.reading import rounds
from workbench.store.reading.codebook import code_views
from workbench.store.reading.coding_filter import CodingFilter, beside_test
from workbench.store.reading.sources import revision_text, source_views, verified_quote
from workbench.store.reading.study import coders
from workbench.store.schema import TABLES

_CODING = TABLES["coding"]
_EXCERPT = TABLES["excerpt"]
_SUGGESTION = TABLES["suggestion"]


def marks(reader: Connection, revision_id: str, *, seen_by: str = "") -> tuple[CodingMark, ...]:
    """The codings over a text, by start and then longest first; as far as a coder (id) may see them, if one is named.

    Raises:
        StudyDamaged: an excerpt is not the text that was coded.
    """
    body = revision_text(reader, revision_id)
    names = coders(reader)
    query = (
        _joined()
        .where(_EXCERPT.c.revision_id == revision_id)
        .order_by(_EXCERPT.c.start_char, _EXCERPT.c.end_char.desc(), _CODING.c.id)
    )
    if seen_by:
        query = query.where(rounds.seen_by(seen_by))
    suggested = set(
        reader.execute(
            select(_SUGGESTION.c.coding_id)
            .join(_EXCERPT, _EXCERPT.c.id == _SUGGESTION.c.excerpt_id)
            .where(_EXCERPT.c.revision_id == revision_id, _SUGGESTION.c.coding_id.is_not(None))
        ).scalars()
    )
    found = []
    for row in reader.execute(query):
        verified_quote(body, row, what=f"coding {row.id}")
        found.append(
            CodingMark(
                row.id, row.start_char, row.end_char, row.code_id, row.coder_id, names[row.coder_id], row.memo,
                row.id in suggested,
            )
        )  # fmt: skip
    return tuple(found)


def quotes(reader: Connection, wanted: CodingFilter = CodingFilter()) -> Iterator[Quote]:
    """The quotes that the filter leaves, by source name and place; streamed, one text in memory at a time.

    Raises:
        StudyDamaged: an excerpt is not the text that was coded.
    """
    codes = code_views(reader, counted=False)
    paths = {code.id: code.path for code in codes}
    names = coders(reader)
    query = _joined().order_by(_EXCERPT.c.start_char, _EXCERPT.c.end_char, _CODING.c.id)
    code_ids = wanted.with_codes_below(wanted.code_ids, codes)
    if wanted.coder_ids:
        query = query.where(_CODING.c.coder_id.in_(wanted.coder_ids))
    if wanted.seen_by:
        query = query.where(rounds.seen_by(wanted.seen_by))
    words, memo = ([word.casefold() for word in some] for some in (wanted.words, wanted.memo))
    sources = [
        s
        for s in source_views(reader, counted=False)
        if wanted.source_ids is None or s.id in wanted.source_ids
    ]
    for group in _groups(sources, FEW if wanted.code_ids else MANY):
        found = _by_revision(reader, query, group, code_ids)
        beside = beside_test(reader, wanted, codes, found) if found else None
        for source in group:
            rows = found.get(source.revision_id, ())
            body = revision_text(reader, source.revision_id) if rows else ""
            for row in rows:
                if beside is None or not beside(source.revision_id, row.start_char, row.end_char):
                    continue
                if not _any_in(memo, row.memo):
                    continue
                text = verified_quote(body, row, what=f"coding {row.id}")
                if not _any_in(words, text):
                    continue
                yield Quote(
                    row.id,
                    source.id,
                    source.name,
                    row.start_char,
                    row.end_char,
                    text,
                    row.code_id,
                    paths[row.code_id],
                    names[row.coder_id],
                    row.created_at,
                    row.memo,
                    source.attribution,
                )


FEW = (8, 64, 512, 4_096)
"""Sources that are asked for together where a code is asked for: few at first, for the first quotes to come at once."""

MANY = (1, 4, 16, 32)
"""The same where all codings are meant, which for many sources would fill the memory."""


def _groups(sources: Sequence[SourceView], sizes: Sequence[int]) -> Iterator[Sequence[SourceView]]:
    """The sources in groups of these sizes, the last of which goes on."""
    start = 0
    for size in chain(sizes, repeat(sizes[-1])):
        if start >= len(sources):
            return
        yield sources[start : start + size]
        start += size


FEW_TEXTS = 64
"""With as few texts the codings of each are looked through: reading all of a code's 20,000 codings takes longer."""


def _by_revision(
    reader: Connection, query: Any, sources: Sequence[SourceView], code_ids: Sequence[str]
) -> dict[str, list[Any]]:
    """The rows of each of these texts that has any. No cursor stays open, since that would stop the next change."""
    found: dict[str, list[Any]] = {}
    if code_ids:
        code = _CODING.c.code_id
        query = query.where((code.concat("") if len(sources) <= FEW_TEXTS else code).in_(code_ids))
    ids = [source.revision_id for source in sources]
    for row in reader.execute(query.where(_EXCERPT.c.revision_id.in_(ids))):
        found.setdefault(row.revision_id, []).append(row)
    return found


def _joined() -> Any:
    return select(
        _CODING.c.id,
        _CODING.c.code_id,
        _CODING.c.coder_id,
        _CODING.c.created_at,
        _CODING.c.memo,
        _EXCERPT.c.revision_id,
        _EXCERPT.c.start_char,
        _EXCERPT.c.end_char,
        _EXCERPT.c.quote_sha256,
    ).join(_EXCERPT, _EXCERPT.c.id == _CODING.c.excerpt_id)


def _any_in(words: Sequence[str], text: str) -> bool:
    """Whether one of the case-folded words is in the text; without words, every text will do."""
    return not words or any(word in text.casefold() for word in words)


def existing(reader: Connection, coder_ids: set[str]) -> set[tuple[str, str, str]]:
    """`(excerpt, code, coder)` of all codings by these coders: what a batch need not add again."""
    query = select(_CODING.c.excerpt_id, _CODING.c.code_id, _CODING.c.coder_id)
    return {tuple(row) for row in reader.execute(query.where(_CODING.c.coder_id.in_(coder_ids)))}


def coding_owner(reader: Connection, coding_id: str) -> str | None:
    """The coder of a coding, None if there is no such coding."""
    owner = reader.execute(select(_CODING.c.coder_id).where(_CODING.c.id == coding_id)).scalar()
    return None if owner is None else str(owner)


def codings_of_excerpt(reader: Connection, excerpt_id: str) -> set[tuple[str, str, str]]:
    """`(excerpt, code, coder)` of all codings of one excerpt."""
    query = select(_CODING.c.excerpt_id, _CODING.c.code_id, _CODING.c.coder_id)
    return {tuple(row) for row in reader.execute(query.where(_CODING.c.excerpt_id == excerpt_id))}


def describe(reader: Connection, coding_id: str) -> str:
    """A coding in a few words for the history: `'trust' from NM-01 at 120:240`."""
    code, revision, source = TABLES["code"], TABLES["revision"], TABLES["source"]
    query = (
        select(code.c.name, source.c.name, _EXCERPT.c.start_char, _EXCERPT.c.end_char)
        .select_from(_CODING)
        .join(code, code.c.id == _CODING.c.code_id)
        .join(_EXCERPT, _EXCERPT.c.id == _CODING.c.excerpt_id)
        .join(revision, revision.c.id == _EXCERPT.c.revision_id)
        .join(source, source.c.id == revision.c.source_id)
        .where(_CODING.c.id == coding_id)
    )
    name, where, start, end = reader.execute(query).one()
    return f"{name!r} from {where} at {start}:{end}"


RECENT_LOOKED_AT = 300
"""So many of a coder's newest codings are looked through for the codes used last."""


def recent_codes(reader: Connection, coder_id: str, *, limit: int = 9) -> tuple[str, ...]:
    """Ids of the codes a coder used last, most recent first; ids of codings are ordered by time."""
    query = select(_CODING.c.code_id).where(_CODING.c.coder_id == coder_id)
    rows = reader.execute(query.order_by(_CODING.c.id.desc()).limit(RECENT_LOOKED_AT)).scalars()
    return tuple(dict.fromkeys(rows))[:limit]
