"""Memos by kind and subject."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import Connection, and_, func, or_, select

from workbench.model.memo_views import MemoView
from workbench.store.reading.rounds import hidden_excerpts
from workbench.store.reading.sources import require_quoted
from workbench.store.reading.study import coders
from workbench.store.schema import TABLES

_CODING = TABLES["coding"]
_EXCERPT = TABLES["excerpt"]
_MEMO = TABLES["memo"]
_REVISION = TABLES["revision"]
_SOURCE = TABLES["source"]

SHOWN_CHARS = 40
"""So much of a passage says which one it is."""

SUBJECT_NAMES = {
    "source": ("name", "{}"),
    "code": ("name", "code {}"),
    "tracer": ("name", "tracer {}"),
    "site": ("name", "site {}"),
    "wave": ("name", "wave {}"),
    "cmo": ("number", "CMO {}"),
    "element": ("number", "E{}"),
}
"""What names the subjects of memos that have a name: a column of their table, and how it is said."""


def memos(
    reader: Connection, *, kind: str | None = None, subject_id: str | None = None, seen_by: str | None = None
) -> tuple[MemoView, ...]:
    """Memos, oldest first, of one kind or on one subject if given.

    With the id of the coder who reads, those of others on passages that a blind round hides are left out.
    """
    names = coders(reader)
    query = select(_MEMO).order_by(_MEMO.c.created_at, _MEMO.c.id)
    if kind is not None:
        query = query.where(_MEMO.c.kind == kind)
    if subject_id is not None:
        query = query.where(_MEMO.c.subject_id == subject_id)
    if seen_by is not None:
        hidden = hidden_excerpts(seen_by)
        on_hidden = select(_CODING.c.id).where(_CODING.c.excerpt_id.in_(hidden))
        query = query.where(
            or_(
                _MEMO.c.coder_id == seen_by,
                and_(_MEMO.c.subject_id.not_in(hidden), _MEMO.c.subject_id.not_in(on_hidden)),
            )
        )
    rows = reader.execute(query).all()
    subjects = _subjects(reader, {(row.subject_type, row.subject_id) for row in rows})
    return tuple(
        MemoView(
            row.id,
            row.kind,
            row.title,
            row.body,
            row.subject_type,
            row.subject_id,
            names.get(row.coder_id, ""),
            row.created_at,
            subjects.get((row.subject_type, row.subject_id), row.subject_type.replace("_", " ")),
        )
        for row in rows
    )


def _subjects(reader: Connection, wanted: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """What the subjects are called: one query for each kind of subject."""
    by_type: dict[str, set[str]] = defaultdict(set)
    for subject_type, subject_id in wanted:
        by_type[subject_type].add(subject_id)
    named = {}
    for subject_type in SUBJECT_NAMES.keys() & by_type.keys():
        column, said = SUBJECT_NAMES[subject_type]
        table, ids = TABLES[subject_type], by_type[subject_type]
        for identity, name in reader.execute(select(table.c.id, table.c[column])):
            if identity in ids:
                named[subject_type, identity] = said.format(name)
    if "excerpt" in by_type:
        named |= _passages(reader, by_type["excerpt"])
    if "coding" in by_type:
        named |= _codings(reader, by_type["coding"])
    return named


def _passages(reader: Connection, ids: Collection[str]) -> dict[tuple[str, str], str]:
    """`NM-01 at 120:240 “We knew each other …”`; the words are cut out by the database, so that no text is loaded.

    Raises:
        StudyDamaged: they are not the words that were excerpted.
    """
    text = TABLES["revision_text"]
    words = func.substr(
        text.c.body, _EXCERPT.c.start_char + 1, _EXCERPT.c.end_char - _EXCERPT.c.start_char
    ).label("words")
    query = (
        select(
            _EXCERPT.c.id,
            _EXCERPT.c.start_char,
            _EXCERPT.c.end_char,
            _EXCERPT.c.quote_sha256,
            _SOURCE.c.name,
            words,
        )
        .join(_REVISION, _REVISION.c.id == _EXCERPT.c.revision_id)
        .join(_SOURCE, _SOURCE.c.id == _REVISION.c.source_id)
        .join(text, text.c.sha256 == _REVISION.c.sha256)
        .where(_EXCERPT.c.id.in_(_about("excerpt")))
    )
    named = {}
    for row in reader.execute(query):
        if row.id in ids:
            require_quoted(row.words, row, what="a memo")
            place = f"{row.name} at {row.start_char}:{row.end_char}"
            named["excerpt", row.id] = f"{place} “{_beginning(row.words)}”"
    return named


def _about(subject_type: str) -> Any:
    """The ids of what memos of this kind of subject are about."""
    return select(_MEMO.c.subject_id).where(_MEMO.c.subject_type == subject_type)


def _beginning(words: str) -> str:
    """The first words, as many as fit `SHOWN_CHARS`; what is left out shows."""
    tidy = " ".join(words.split())
    if len(tidy) <= SHOWN_CHARS:
        return tidy
    return tidy[: SHOWN_CHARS + 1].rsplit(" ", 1)[0][:SHOWN_CHARS] + "…"


def _codings(reader: Connection, ids: Collection[str]) -> dict[tuple[str, str], str]:
    """`coding of Trust in NM-01`."""
    coding, code = TABLES["coding"], TABLES["code"]
    query = (
        select(coding.c.id, code.c.name.label("code"), _SOURCE.c.name)
        .join(code, code.c.id == coding.c.code_id)
        .join(_EXCERPT, _EXCERPT.c.id == coding.c.excerpt_id)
        .join(_REVISION, _REVISION.c.id == _EXCERPT.c.revision_id)
        .join(_SOURCE, _SOURCE.c.id == _REVISION.c.source_id)
        .where(coding.c.id.in_(_about("coding")))
    )
    return {
        ("coding", row.id): f"coding of {row.code} in {row.name}"
        for row in reader.execute(query)
        if row.id in ids
    }


def subject_exists(reader: Connection, subject_type: str, subject_id: str) -> bool:
    """Whether a memo can be about this: the study itself (without an id), or a row of a table with ids."""
    if subject_type == "study":
        return not subject_id
    table = TABLES.get(subject_type)
    if table is None or "id" not in table.c:
        return False
    return reader.scalar(select(table.c.id).where(table.c.id == subject_id)) is not None


def cmos_resting_on(reader: Connection, memo_id: str) -> tuple[int, ...]:
    """The numbers of the CMOs for which this memo is evidence, in order."""
    evidence, cmo = TABLES["evidence"], TABLES["cmo"]
    query = (
        select(cmo.c.number)
        .join(evidence, evidence.c.cmo_id == cmo.c.id)
        .where(evidence.c.memo_id == memo_id)
        .distinct()
        .order_by(cmo.c.number)
    )
    return tuple(reader.scalars(query))
