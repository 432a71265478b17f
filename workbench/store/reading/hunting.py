"""Passages that share codes or elements with a configuration and are no evidence for it. No query per passage."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, or_, select

from workbench.model.hunting_views import Heard, Spoor
from workbench.model.views import SourceView
from workbench.store.reading import rounds
from workbench.store.reading.codebook import code_views
from workbench.store.reading.sources import (
    revision_text,
    source_views,
    sources_of_revisions,
    verified_quote,
)
from workbench.store.schema import TABLES

_CODING, _EXCERPT, _EVIDENCE, _SLOT, _ELEMENT, _CMO = (
    TABLES[name] for name in ("coding", "excerpt", "evidence", "slot", "element", "cmo")
)
_SPAN = (
    _EXCERPT.c.id,
    _EXCERPT.c.revision_id,
    _EXCERPT.c.start_char,
    _EXCERPT.c.end_char,
    _EXCERPT.c.quote_sha256,
)


def spoor(reader: Connection, cmo_id: str, *, seen_by: str = "") -> tuple[tuple[Spoor, ...], Heard]:
    """The passages of current texts, and from where the configuration has evidence already.

    As far as a coder (id) may see codings, if one is named. Codes are those of the passages that are its evidence;
    elements its own, and those that are more general or more special by one step.
    """
    views = source_views(reader, counted=False)
    behind = reader.execute(
        select(*_SPAN)
        .join(_EVIDENCE, _EVIDENCE.c.excerpt_id == _EXCERPT.c.id)
        .where(_EVIDENCE.c.cmo_id == cmo_id)
    ).all()
    codes = _through_codes(reader, cmo_id, seen_by)
    elements = _through_elements(reader, cmo_id)
    heard = _heard(behind, views, sources_of_revisions(reader))
    rows: dict[str, Any] = {row.id: row for row, _ in (*codes, *elements)}
    shared: dict[str, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    for row, code_path in codes:
        shared[row.id][0].add(code_path)
    for row, words in elements:
        shared[row.id][1].add(words)
    return tuple(_passages(reader, _without(rows, behind), views, shared)), heard


def _through_codes(reader: Connection, cmo_id: str, seen_by: str) -> list[tuple[Any, str]]:
    """Coded passages with a code that evidence of the configuration has."""
    piece = _EXCERPT.alias("piece")
    over = (_EXCERPT.c.revision_id == piece.c.revision_id) & (_EXCERPT.c.start_char < piece.c.end_char)
    mine = (
        select(_CODING.c.code_id)
        .join(_EXCERPT, _EXCERPT.c.id == _CODING.c.excerpt_id)
        .join(piece, over & (_EXCERPT.c.end_char > piece.c.start_char))
        .join(_EVIDENCE, _EVIDENCE.c.excerpt_id == piece.c.id)
        .where(_EVIDENCE.c.cmo_id == cmo_id)
        .distinct()
    )
    if seen_by:
        mine = mine.where(rounds.seen_by(seen_by))
    code_ids = sorted(reader.scalars(mine))
    query = select(*_SPAN, _CODING.c.code_id).join(_CODING, _CODING.c.excerpt_id == _EXCERPT.c.id)
    query = query.where(_CODING.c.code_id.in_(code_ids))
    if seen_by:
        query = query.where(rounds.seen_by(seen_by))
    paths = {code.id: code.path for code in code_views(reader, counted=False)} if code_ids else {}
    return [(row, paths[row.code_id]) for row in reader.execute(query)]


def _through_elements(reader: Connection, cmo_id: str) -> list[tuple[Any, str]]:
    """Passages that are evidence for slots of other configurations, or links of them, with the same element or a kin.

    Kin are one step more general or more special.
    """
    mine = set(reader.scalars(select(_SLOT.c.element_id).where(_SLOT.c.cmo_id == cmo_id)))
    tree = reader.execute(select(_ELEMENT.c.id, _ELEMENT.c.parent_id, _ELEMENT.c.number)).all()
    near = {row.parent_id for row in tree if row.id in mine and row.parent_id}
    near |= {row.id for row in tree if row.parent_id in mine}
    numbers = {row.id: row.number for row in tree}
    query = (
        select(*_SPAN, _SLOT.c.element_id, _CMO.c.number)
        .join(_EVIDENCE, _EVIDENCE.c.excerpt_id == _EXCERPT.c.id)
        .join(_SLOT, or_(_SLOT.c.id == _EVIDENCE.c.slot_id, _SLOT.c.id == _EVIDENCE.c.to_slot_id))
        .join(_CMO, _CMO.c.id == _SLOT.c.cmo_id)
        .where(_SLOT.c.element_id.in_(sorted(mine | near)), _SLOT.c.cmo_id != cmo_id)
    )
    return [(row, f"E{numbers[row.element_id]} in CMO {row.number}") for row in reader.execute(query)]


def _heard(behind: Iterable[Any], views: Iterable[SourceView], owners: Mapping[str, str]) -> Heard:
    ids = {owners[row.revision_id] for row in behind}
    mine = [view for view in views if view.id in ids]
    return Heard(
        frozenset(site for view in mine for site in view.sites),
        frozenset(tracer for view in mine for tracer in view.tracers),
        frozenset(role for view in mine for role in _roles(view)),
    )


def _roles(view: SourceView) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.role for one in view.participants if one.role))


def _without(rows: Mapping[str, Any], behind: Iterable[Any]) -> list[Any]:
    """The passages that lie over none of those behind the configuration."""
    taken: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for piece in behind:
        taken[piece.revision_id].append((piece.start_char, piece.end_char))
    return [
        row
        for row in rows.values()
        if not any(start < row.end_char and row.start_char < end for start, end in taken[row.revision_id])
    ]


def _passages(
    reader: Connection,
    rows: Collection[Any],
    views: Iterable[SourceView],
    shared: Mapping[str, tuple[set[str], set[str]]],
) -> Iterable[Spoor]:
    """With their words, one text in memory at a time; passages of texts that are no longer current are left out."""
    by_revision: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        by_revision[row.revision_id].append(row)
    for view in views:
        mine = by_revision.get(view.revision_id)
        if not mine:
            continue
        body = revision_text(reader, view.revision_id)
        for row in mine:
            codes, elements = shared[row.id]
            yield Spoor(
                row.id,
                view.id,
                view.name,
                view.attribution,
                row.start_char,
                row.end_char,
                verified_quote(body, row, what=f"excerpt {row.id}"),
                tuple(sorted(codes)),
                tuple(sorted(elements)),
                view.sites,
                view.tracers,
                _roles(view),
            )
