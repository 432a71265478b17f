"""How often each code stands in each source: the counts behind a matrix of cases and codes."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from workbench.store.schema import TABLES

_CODING = TABLES["coding"]
_EXCERPT = TABLES["excerpt"]


def coding_counts(reader: Connection) -> dict[str, dict[str, int]]:
    """Codings by revision and code, by their ids; what does not occur is left out. Sub-codes count apart."""
    query = (
        select(_EXCERPT.c.revision_id, _CODING.c.code_id, func.count())
        .join(_CODING, _CODING.c.excerpt_id == _EXCERPT.c.id)
        .group_by(_EXCERPT.c.revision_id, _CODING.c.code_id)
    )
    counts: dict[str, dict[str, int]] = {}
    for revision_id, code_id, count in reader.execute(query):
        counts.setdefault(revision_id, {})[code_id] = count
    return counts
