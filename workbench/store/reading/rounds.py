"""Coding rounds: what they are about, what was taken down when they were frozen, and what an open one hides."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, or_, select

from workbench.model.round_views import RoundPassageView, RoundView
from workbench.model.rounds import RoundState
from workbench.model.views import CodingMark
from workbench.store.reading.finding import Candidate, pick
from workbench.store.reading.study import coders
from workbench.store.schema import TABLES, key_columns

_ROUND, _CODER = TABLES["coding_round"], TABLES["round_coder"]
_PASSAGE, _TAKEN = TABLES["round_passage"], TABLES["round_coding"]
_EXCERPT, _REVISION, _SOURCE = TABLES["excerpt"], TABLES["revision"], TABLES["source"]
_CODING = TABLES["coding"]
_CHANGE, _EFFECT = TABLES["change"], TABLES["change_effect"]

HIDING_TABLES = ("coding_round", "round_coder", "round_passage")
"""What is hidden rests on these."""


def hiding_rounds(reader: Connection, coder_id: str) -> tuple[str, ...]:
    """The names of the blind rounds in which this coder is still coding."""
    query = _hiding(select(_ROUND.c.number, _ROUND.c.name).distinct(), coder_id)
    return tuple(name for _, name in reader.execute(query.order_by(_ROUND.c.number)))


def hidden_sources(reader: Connection, coder_id: str) -> frozenset[str]:
    """The ids of the sources of which this coder codes something in an open, blind round."""
    query = _hiding(select(_REVISION.c.source_id), coder_id)
    query = query.join(_REVISION, _REVISION.c.id == _PASSAGE.c.revision_id)
    return frozenset(reader.execute(query).scalars())


def hidden_excerpts(coder_id: str) -> Select[tuple[str]]:
    """The ids of the excerpts on which this coder does not see the work of others: those that share a character with a
    passage of an open, blind round of the coder's. Of a source that has got another text since, all excerpts.

    This is the one rule of what a round hides; readers of codings use it through `seen_by`.
    """
    passage, own = _EXCERPT.alias("passage"), _REVISION.alias("own")
    query: Select[tuple[str]] = _hiding(select(_EXCERPT.c.id), coder_id)
    return (
        query.join(own, own.c.id == _PASSAGE.c.revision_id)
        .join(_REVISION, _REVISION.c.source_id == own.c.source_id)
        .join(_EXCERPT, _EXCERPT.c.revision_id == _REVISION.c.id)
        .outerjoin(passage, passage.c.id == _PASSAGE.c.excerpt_id)
        .where(
            or_(
                passage.c.id.is_(None),
                _PASSAGE.c.revision_id != _EXCERPT.c.revision_id,
                (_EXCERPT.c.start_char < passage.c.end_char) & (passage.c.start_char < _EXCERPT.c.end_char),
            )
        )
    )


def seen_by(coder_id: str) -> ColumnElement[bool]:
    """That a row of `coding` is the coder's own or on no hidden excerpt: for the WHERE of whoever reads codings."""
    return or_(_CODING.c.coder_id == coder_id, _CODING.c.excerpt_id.not_in(hidden_excerpts(coder_id)))


def hidden_count(reader: Connection, coder_id: str) -> int:
    """How many codings of others this coder does not see at present."""
    query = select(func.count()).select_from(_CODING).where(~seen_by(coder_id))
    return int(reader.execute(query).scalar_one())


def _hiding(query: Any, coder_id: str) -> Any:
    return (
        query.select_from(_ROUND)
        .join(_CODER, _CODER.c.round_id == _ROUND.c.id)
        .join(_PASSAGE, _PASSAGE.c.round_id == _ROUND.c.id)
        .where(_ROUND.c.state == RoundState.OPEN, _ROUND.c.blind == 1, _CODER.c.coder_id == coder_id)
    )


def find_round(reader: Connection, reference: str) -> str:
    """The id of a round by name, number or id; raises as `finding.pick` does."""
    rows = reader.execute(select(_ROUND.c.id, _ROUND.c.number, _ROUND.c.name).order_by(_ROUND.c.number))
    candidates = [Candidate(identity, (str(number), name)) for identity, number, name in rows]
    return pick(reference, candidates, what="round")


def rounds(reader: Connection) -> tuple[RoundView, ...]:
    """All rounds in the order of their numbers. A fixed number of statements."""
    names = coders(reader)
    who: dict[str, dict[str, str]] = defaultdict(dict)
    for round_id, coder_id in reader.execute(select(_CODER.c.round_id, _CODER.c.coder_id)):
        who[round_id][coder_id] = names[coder_id]
    taken: dict[str, dict[str, int]] = defaultdict(dict)
    counts = select(_TAKEN.c.round_id, _TAKEN.c.coder_id, func.count())
    for round_id, coder_id, count in reader.execute(counts.group_by(_TAKEN.c.round_id, _TAKEN.c.coder_id)):
        taken[round_id][names[coder_id]] = count
    where = _passages(reader)
    revised = _codebook_changes(reader)
    return tuple(
        RoundView(
            id=row.id,
            number=row.number,
            name=row.name,
            is_blind=bool(row.blind),
            is_frozen=row.state == RoundState.FROZEN,
            coders=dict(sorted(who[row.id].items(), key=lambda one: one[1].casefold())),
            passages=tuple(where[row.id]),
            codings=taken[row.id],
            begun_by=names[row.coder_id],
            created_at=row.created_at,
            frozen_at=row.frozen_at or "",
            codebook_change=row.codebook_change,
            codebook_changed=any(row.created_at < at <= (row.frozen_at or "~") for at in revised),
        )
        for row in reader.execute(select(_ROUND).order_by(_ROUND.c.number))
    )


def _passages(reader: Connection) -> dict[str, list[RoundPassageView]]:
    other = _REVISION.alias("other")
    newest = select(func.max(other.c.number)).where(other.c.source_id == _SOURCE.c.id).correlate(_SOURCE)
    query = (
        select(
            _PASSAGE.c.round_id,
            _PASSAGE.c.revision_id,
            _SOURCE.c.id,
            _SOURCE.c.name,
            func.coalesce(_EXCERPT.c.start_char, 0),
            func.coalesce(_EXCERPT.c.end_char, _REVISION.c.char_count),
            _PASSAGE.c.excerpt_id.is_(None),
            _REVISION.c.number == newest.scalar_subquery(),
        )
        .select_from(_PASSAGE)
        .join(_REVISION, _REVISION.c.id == _PASSAGE.c.revision_id)
        .join(_SOURCE, _SOURCE.c.id == _REVISION.c.source_id)
        .outerjoin(_EXCERPT, _EXCERPT.c.id == _PASSAGE.c.excerpt_id)
        .order_by(_SOURCE.c.name, func.coalesce(_EXCERPT.c.start_char, 0))
    )
    found: dict[str, list[RoundPassageView]] = defaultdict(list)
    for round_id, revision, source_id, source, start, end, whole, current in reader.execute(query):
        found[round_id].append(
            RoundPassageView(revision, source_id, source, start, end, bool(whole), bool(current))
        )
    return found


def _codebook_changes(reader: Connection) -> list[str]:
    """When the codebook was changed."""
    query = (
        select(_CHANGE.c.at)
        .distinct()
        .join(_EFFECT, _EFFECT.c.sequence == _CHANGE.c.sequence)
        .where(_EFFECT.c.table_name == "code")
    )
    return list(reader.execute(query).scalars())


def round_view(reader: Connection, round_id: str) -> RoundView | None:
    """One round, None if it is gone."""
    return next((one for one in rounds(reader) if one.id == round_id), None)


def codings_within(reader: Connection, round_id: str) -> list[tuple[str, str, str]]:
    """`(excerpt, coder, code)` of the codings of a round's coders that share a character with its passages.

    Codings that a consensus made are nobody's independent judgement and left out.
    """
    passage, consensus = _EXCERPT.alias("passage"), TABLES["consensus"]
    agreed = select(consensus.c.coding_id).where(consensus.c.coding_id.is_not(None))
    query = (
        select(_CODING.c.excerpt_id, _CODING.c.coder_id, _CODING.c.code_id)
        .distinct()
        .select_from(_PASSAGE)
        .join(_CODER, _CODER.c.round_id == _PASSAGE.c.round_id)
        .join(_EXCERPT, _EXCERPT.c.revision_id == _PASSAGE.c.revision_id)
        .join(_CODING, (_CODING.c.excerpt_id == _EXCERPT.c.id) & (_CODING.c.coder_id == _CODER.c.coder_id))
        .outerjoin(passage, passage.c.id == _PASSAGE.c.excerpt_id)
        .where(_PASSAGE.c.round_id == round_id, _CODING.c.id.not_in(agreed))
        .where(
            passage.c.id.is_(None)
            | ((_EXCERPT.c.start_char < passage.c.end_char) & (passage.c.start_char < _EXCERPT.c.end_char))
        )
        .order_by(_CODING.c.excerpt_id, _CODING.c.coder_id, _CODING.c.code_id)
    )
    return [tuple(row) for row in reader.execute(query).all()]


def readers_within(reader: Connection, round_id: str) -> set[str]:
    """The coders who marked something as read in the passages of a round."""
    passage, mark = _EXCERPT.alias("passage"), TABLES["read_mark"]
    query = (
        select(mark.c.coder_id)
        .distinct()
        .select_from(_PASSAGE)
        .join(_EXCERPT, _EXCERPT.c.revision_id == _PASSAGE.c.revision_id)
        .join(mark, mark.c.excerpt_id == _EXCERPT.c.id)
        .outerjoin(passage, passage.c.id == _PASSAGE.c.excerpt_id)
        .where(_PASSAGE.c.round_id == round_id)
        .where(
            passage.c.id.is_(None)
            | ((_EXCERPT.c.start_char < passage.c.end_char) & (passage.c.start_char < _EXCERPT.c.end_char))
        )
    )
    return set(reader.execute(query).scalars())


def taken_down(reader: Connection, round_id: str) -> tuple[dict[str, list[CodingMark]], dict[str, str]]:
    """The codings of a frozen round by revision, by place, and the paths that their codes had then, by code's id."""
    names = coders(reader)
    query = (
        select(
            _EXCERPT.c.revision_id,
            _EXCERPT.c.start_char,
            _EXCERPT.c.end_char,
            _TAKEN.c.code_id,
            _TAKEN.c.coder_id,
            _TAKEN.c.code_path,
        )
        .join(_EXCERPT, _EXCERPT.c.id == _TAKEN.c.excerpt_id)
        .where(_TAKEN.c.round_id == round_id)
        .order_by(_EXCERPT.c.start_char, _EXCERPT.c.end_char.desc(), _TAKEN.c.code_id, _TAKEN.c.coder_id)
    )
    marks: dict[str, list[CodingMark]] = defaultdict(list)
    paths: dict[str, str] = {}
    for revision_id, start, end, code_id, coder_id, path in reader.execute(query):
        marks[revision_id].append(CodingMark("", start, end, code_id, coder_id, names[coder_id], ""))
        paths[code_id] = path
    return marks, paths


def consensus_on(reader: Connection, round_id: str) -> int:
    """How many agreements rest on a round."""
    consensus = TABLES["consensus"]
    query = select(func.count()).select_from(consensus).where(consensus.c.round_id == round_id)
    return int(reader.execute(query).scalar_one())


def keys_of(reader: Connection, table_name: str, round_id: str) -> list[tuple[str, ...]]:
    """The keys of the rows of a table that belong to a round."""
    table = TABLES[table_name]
    columns = [table.c[name] for name in key_columns(table)]
    return [tuple(row) for row in reader.execute(select(*columns).where(table.c.round_id == round_id)).all()]
