"""Codings: the marks over a text, and quotes with attributions. Each quote is checked against its hash."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from workbench.model.views import CodingMark, Quote, SourceView
from workbench.store.reading.codebook import code_views, with_sub_codes
from workbench.store.reading.sources import revision_text, source_views, verified_quote
from workbench.store.reading.study import coders
from workbench.store.schema import TABLES

_CODING = TABLES["coding"]
_EXCERPT = TABLES["excerpt"]


@dataclass(frozen=True, slots=True)
class CodingFilter:
    """Which codings are meant; an absent part excludes nothing. Sites and tracers are names."""

    code_id: str | None = None
    sub_codes: bool = True
    source_id: str | None = None
    site: str | None = None
    tracer: str | None = None
    coder_id: str | None = None


def marks(reader: Connection, revision_id: str) -> tuple[CodingMark, ...]:
    """The codings over a text, by start and then longest first.

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
    found = []
    for row in reader.execute(query):
        verified_quote(body, row, what=f"coding {row.id}")
        found.append(
            CodingMark(
                row.id, row.start_char, row.end_char, row.code_id, row.coder_id, names[row.coder_id], row.memo
            )
        )
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
    if wanted.code_id is not None:
        ids = with_sub_codes(codes, wanted.code_id) if wanted.sub_codes else (wanted.code_id,)
        query = query.where(_CODING.c.code_id.in_(ids))
    if wanted.coder_id is not None:
        query = query.where(_CODING.c.coder_id == wanted.coder_id)
    sources = [s for s in source_views(reader, counted=False) if _source_wanted(s, wanted)]
    for source, rows in _by_source(reader, query, sources, few=wanted.code_id is not None):
        body = revision_text(reader, source.revision_id)
        for row in rows:
            yield Quote(
                row.id,
                source.id,
                source.name,
                row.start_char,
                row.end_char,
                verified_quote(body, row, what=f"coding {row.id}"),
                row.code_id,
                paths[row.code_id],
                names[row.coder_id],
                row.created_at,
                row.memo,
                source.attribution,
            )


def _by_source(
    reader: Connection, query: Any, sources: Sequence[SourceView], *, few: bool
) -> Iterator[tuple[SourceView, Sequence[Any]]]:
    """The rows of each source that has any. The codings of one code are `few` and fetched at once; all codings of a
    large study would fill the memory, so they are asked for source by source. No cursor stays open in between, since
    that would stop the next change.
    """
    by_revision: dict[str, list[Any]] = {}
    for row in reader.execute(query) if few else ():
        by_revision.setdefault(row.revision_id, []).append(row)
    for source in sources:
        of_source = _EXCERPT.c.revision_id == source.revision_id
        rows = by_revision.get(source.revision_id) if few else reader.execute(query.where(of_source)).all()
        if rows:
            yield source, rows


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


def _source_wanted(source: SourceView, wanted: CodingFilter) -> bool:
    return (
        (wanted.source_id is None or source.id == wanted.source_id)
        and (wanted.site is None or wanted.site in source.sites)
        and (wanted.tracer is None or wanted.tracer in source.tracers)
    )


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
