"""A cell of the framework matrix at length: its summary, and the words of all that stands there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, select

from workbench.model.matrix_views import CaseKind, CellPiece, ColumnKind, MatrixCell
from workbench.model.vocabulary import Role
from workbench.store.reading import rounds
from workbench.store.reading.framework import case_heads, column_heads, sources_by_case, summaries_of
from workbench.store.reading.sources import revision_text, source_views, verified_quote
from workbench.store.reading.study import coders
from workbench.store.schema import TABLES

_EXCERPT, _REVISION, _CODING = TABLES["excerpt"], TABLES["revision"], TABLES["coding"]
_EVIDENCE, _SLOT, _ELEMENT = TABLES["evidence"], TABLES["slot"], TABLES["element"]

_PLACE = (
    _EXCERPT.c.id.label("excerpt_id"),
    _EXCERPT.c.revision_id,
    _EXCERPT.c.start_char,
    _EXCERPT.c.end_char,
    _EXCERPT.c.quote_sha256,
    _REVISION.c.source_id,
)


def matrix_cell(
    reader: Connection,
    case: tuple[CaseKind, str],
    column: tuple[ColumnKind, str],
    *,
    seen_by: str = "",
) -> MatrixCell | None:
    """The cell, None if the case or the column is not in the study. `seen_by` as for the matrix."""
    heads = {head.id: head for head in case_heads(reader, case[0])}
    columns = {head.id: head for head in column_heads(reader, column[0], named=(column[1],))}
    if case[1] not in heads or column[1] not in columns:
        return None
    summary = summaries_of(reader, case[0], column[0]).get((case[1], column[1]))
    wanted = summary.excerpt_ids if summary else ()
    sources = set(sources_by_case(reader, case[0]).get(case[1], ()))
    rows = (
        _coded(reader, column[1], seen_by) if column[0] is ColumnKind.CODE else _evidence(reader, column[1])
    )
    pieces = [(row, about) for row, about in rows if row.source_id in sources]
    pieces += _linked(reader, set(wanted) - {row.excerpt_id for row, _ in pieces})
    return MatrixCell(
        case[0],
        column[0],
        heads[case[1]],
        columns[column[1]],
        summary,
        tuple(_pieces(reader, pieces, set(wanted))),
    )


def _pieces(reader: Connection, rows: Iterable[tuple[Any, str]], linked: set[str]) -> Iterable[CellPiece]:
    """Each passage once, with all that is said of it."""
    places: dict[str, tuple[Any, list[str]]] = {}
    for row, about in rows:
        places.setdefault(row.excerpt_id, (row, []))[1].append(about)
    sources = {one.id: one for one in source_views(reader, counted=False)} if places else {}
    texts: dict[str, str] = {}
    found = []
    for row, abouts in places.values():
        if row.revision_id not in texts:
            texts[row.revision_id] = revision_text(reader, row.revision_id)
        source = sources[row.source_id]
        found.append(
            CellPiece(
                row.excerpt_id,
                source.id,
                source.name,
                row.start_char,
                row.end_char,
                verified_quote(texts[row.revision_id], row, what=f"excerpt {row.excerpt_id}"),
                source.attribution,
                "; ".join(sorted(dict.fromkeys(abouts))),
                row.excerpt_id in linked,
            )
        )
    return sorted(found, key=lambda one: (one.source_name.casefold(), one.start_char, one.end_char))


def _coded(reader: Connection, code_id: str, seen_by: str) -> list[tuple[Any, str]]:
    query = (
        select(*_PLACE, _CODING.c.coder_id)
        .join(_REVISION, _REVISION.c.id == _EXCERPT.c.revision_id)
        .join(_CODING, _CODING.c.excerpt_id == _EXCERPT.c.id)
        .where(_CODING.c.code_id == code_id)
    )
    if seen_by:
        query = query.where(rounds.seen_by(seen_by))
    names = coders(reader)
    return [(row, f"coded by {names.get(row.coder_id, '')}") for row in reader.execute(query)]


def _evidence(reader: Connection, cmo_id: str) -> list[tuple[Any, str]]:
    query = (
        select(*_PLACE, _EVIDENCE.c.stance, _EVIDENCE.c.to_slot_id, _SLOT.c.role, _ELEMENT.c.wording)
        .join(_REVISION, _REVISION.c.id == _EXCERPT.c.revision_id)
        .join(_EVIDENCE, _EVIDENCE.c.excerpt_id == _EXCERPT.c.id)
        .outerjoin(_SLOT, _SLOT.c.id == _EVIDENCE.c.slot_id)
        .outerjoin(_ELEMENT, _ELEMENT.c.id == _SLOT.c.element_id)
        .where(_EVIDENCE.c.cmo_id == cmo_id)
    )
    return [(row, f"{row.stance} {_behind(row)}") for row in reader.execute(query)]


def _behind(row: Any) -> str:
    if row.role is None:
        return "the whole CMO"
    what = f"the {Role(row.role)} {row.wording!r}"
    return f"the link from {what}" if row.to_slot_id else what


def _linked(reader: Connection, excerpt_ids: set[str]) -> list[tuple[Any, str]]:
    """Excerpts to which the summary points though they are not, or no longer, coded so."""
    if not excerpt_ids:
        return []
    query = (
        select(*_PLACE)
        .join(_REVISION, _REVISION.c.id == _EXCERPT.c.revision_id)
        .where(_EXCERPT.c.id.in_(sorted(excerpt_ids)))
    )
    return [(row, "linked to the summary") for row in reader.execute(query)]
