"""Anchors in doubt: codings and evidence whose words are not those of their text, or whose text is no longer current.

Each text is read once, one in memory at a time; in a large study that takes a second or two.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, exists, func, or_, select

from workbench.model.identity import sha256_text
from workbench.model.overview import DoubtfulAnchor
from workbench.model.vocabulary import plural
from workbench.store.schema import TABLES
from workbench.store.sqlite_search import body_of

MOST_NAMED = 200
"""Doubtful anchors that are named; with more, something is wrong that `study check` tells better."""

OTHER_WORDS = "the text there is not what was marked"
OLDER_TEXT = "it stands in an older text of this source"

_CODING = TABLES["coding"]
_EVIDENCE = TABLES["evidence"]
_EXCERPT = TABLES["excerpt"]
_REVISION = TABLES["revision"]
_SOURCE = TABLES["source"]


def doubtful_anchors(reader: Connection) -> tuple[DoubtfulAnchor, ...]:
    """Excerpts with codings or evidence that no longer say what was marked, by source and place; `MOST_NAMED` at most.

    Two statements and one a text.
    """
    found = []
    for row, why in _doubtful(reader):
        found.append((row, why))
        if len(found) == MOST_NAMED:
            break
    resting = _resting(reader, [row.id for row, _ in found])
    anchors = [
        DoubtfulAnchor(
            row.source_id, row.source, row.start_char, row.end_char, resting[row.id], why, why == OLDER_TEXT
        )
        for row, why in found
    ]
    return tuple(sorted(anchors, key=lambda one: (one.source, one.start_char, one.end_char)))


def _doubtful(reader: Connection) -> Iterator[tuple[Any, str]]:
    """The rows of excerpts on which something rests and that are in doubt, and why."""
    newer = _REVISION.alias("newer")
    has_newer = exists().where(
        newer.c.source_id == _REVISION.c.source_id, newer.c.number > _REVISION.c.number
    )
    query = (
        select(
            _EXCERPT.c.id,
            _EXCERPT.c.start_char,
            _EXCERPT.c.end_char,
            _EXCERPT.c.quote_sha256,
            _REVISION.c.sha256,
            _SOURCE.c.id.label("source_id"),
            _SOURCE.c.name.label("source"),
            has_newer.label("is_old"),
        )
        .join(_REVISION, _REVISION.c.id == _EXCERPT.c.revision_id)
        .join(_SOURCE, _SOURCE.c.id == _REVISION.c.source_id)
        .where(
            or_(
                exists().where(_CODING.c.excerpt_id == _EXCERPT.c.id),
                exists().where(_EVIDENCE.c.excerpt_id == _EXCERPT.c.id),
            )
        )
        .order_by(_REVISION.c.id, _EXCERPT.c.start_char)
    )
    rows = reader.execute(query).all()
    for sha256, here in groupby(rows, key=lambda row: row.sha256):
        body = body_of(reader, sha256).decode("utf-8", errors="replace")
        for row in here:
            if sha256_text(body[row.start_char : row.end_char]) != row.quote_sha256:
                yield row, OTHER_WORDS
            elif row.is_old:
                yield row, OLDER_TEXT


def _resting(reader: Connection, excerpt_ids: Sequence[str]) -> dict[str, str]:
    """What rests on each of these excerpts: `2 codings, 1 piece of evidence`."""
    counts = select(
        _EXCERPT.c.id,
        select(func.count())
        .where(_CODING.c.excerpt_id == _EXCERPT.c.id)
        .correlate(_EXCERPT)
        .scalar_subquery(),
        select(func.count())
        .where(_EVIDENCE.c.excerpt_id == _EXCERPT.c.id)
        .correlate(_EXCERPT)
        .scalar_subquery(),
    ).where(_EXCERPT.c.id.in_(excerpt_ids))
    found = {}
    for identity, codings, evidence in reader.execute(counts):
        parts = [plural(codings, "coding")] if codings else []
        parts += [plural(evidence, "piece") + " of evidence"] if evidence else []
        found[identity] = ", ".join(parts)
    return found
