"""The framework matrix: heads, counts, summaries. A fixed number of statements, whatever its size."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import Connection, func, select

from workbench.model.matrix_views import (
    CaseKind,
    CellCount,
    CellSummary,
    ColumnKind,
    FrameworkMatrix,
    MatrixHead,
    Place,
)
from workbench.store.reading import rounds
from workbench.store.reading.codebook import code_views
from workbench.store.reading.study import coders
from workbench.store.schema import TABLES

_SUMMARY, _LINKED = TABLES["matrix_summary"], TABLES["matrix_summary_excerpt"]
_EXCERPT, _REVISION, _CODING = TABLES["excerpt"], TABLES["revision"], TABLES["coding"]
_CMO, _EVIDENCE = TABLES["cmo"], TABLES["evidence"]

_NAMES = {
    CaseKind.SOURCE: ("name", "name", "title"),
    CaseKind.PARTICIPANT: ("label", "label", None),
    CaseKind.ORGANISATION: ("name", "name", None),
    CaseKind.SITE: ("name", "position", "description"),
}
"""The columns of a case's name, of its order, and of what is said of it."""


def framework_matrix(
    reader: Connection,
    case_kind: CaseKind,
    column_kind: ColumnKind,
    *,
    cases: Collection[str] | None = None,
    columns: Collection[str] | None = None,
    seen_by: str = "",
) -> FrameworkMatrix:
    """The matrix of these cases and columns (ids), of all for None; retired codes and configurations only if named.

    Codings count with just the code of the column, without codes below it. `seen_by` is the id of the coder who
    reads: what an open blind round hides from them is not counted.
    """
    rows = [head for head in case_heads(reader, case_kind) if cases is None or head.id in cases]
    heads = list(column_heads(reader, column_kind, named=columns or ()))
    if columns is not None:
        heads = [head for head in heads if head.id in columns]
    of_cases = sources_by_case(reader, case_kind)
    counts = _counts(reader, column_kind, seen_by)
    wanted = {head.id for head in heads}
    cells: dict[Place, CellCount] = {}
    for case in rows:
        totals: dict[str, list[int]] = defaultdict(list)
        for source in of_cases.get(case.id, ()):
            for column, count in counts.get(source, {}).items():
                totals[column].append(count)
        cells |= {
            (case.id, column): CellCount(sum(found), len(found))
            for column, found in totals.items()
            if column in wanted
        }
    kept = {head.id for head in rows}
    summaries = {
        place: summary
        for place, summary in summaries_of(reader, case_kind, column_kind).items()
        if place[0] in kept and place[1] in wanted
    }
    return FrameworkMatrix(case_kind, column_kind, tuple(rows), tuple(heads), cells, summaries)


def case_heads(reader: Connection, kind: CaseKind) -> tuple[MatrixHead, ...]:
    """All cases of a kind, in the study's order or by name."""
    table = TABLES[kind]
    name, order, about = _NAMES[kind]
    columns = [table.c.id, table.c[name], *([table.c[about]] if about else [])]
    rows = reader.execute(select(*columns).order_by(table.c[order], table.c[name], table.c.id))
    return tuple(MatrixHead(*row) for row in rows)


def column_heads(
    reader: Connection, kind: ColumnKind, *, named: Collection[str] = ()
) -> tuple[MatrixHead, ...]:
    """All codes in the codebook's order or configurations by number; retired ones only if named by id."""
    if kind is ColumnKind.CODE:
        codes = code_views(reader, counted=False)
        return tuple(
            MatrixHead(code.id, code.name, code.path)
            for code in codes
            if not code.retired or code.id in named
        )
    query = select(_CMO.c.id, _CMO.c.number, _CMO.c.title, _CMO.c.retired)
    return tuple(
        MatrixHead(row.id, f"CMO {row.number}", row.title)
        for row in reader.execute(query.order_by(_CMO.c.number, _CMO.c.id))
        if not row.retired or row.id in named
    )


def sources_by_case(reader: Connection, kind: CaseKind) -> dict[str, list[str]]:
    """The ids of the sources of each case of a kind."""
    if kind is CaseKind.SOURCE:
        return {identity: [identity] for identity in reader.scalars(select(TABLES["source"].c.id))}
    table = TABLES[f"source_{kind}"]
    found: dict[str, list[str]] = defaultdict(list)
    for case, source in reader.execute(select(table.c[f"{kind}_id"], table.c.source_id)):
        found[case].append(source)
    return found


def _counts(reader: Connection, kind: ColumnKind, seen_by: str) -> dict[str, dict[str, int]]:
    """Codings by code, or evidence by configuration, for each source."""
    of = _CODING if kind is ColumnKind.CODE else _EVIDENCE
    column = of.c[f"{kind}_id"]
    query = (
        select(_REVISION.c.source_id, column, func.count())
        .join(_EXCERPT, _EXCERPT.c.revision_id == _REVISION.c.id)
        .join(of, of.c.excerpt_id == _EXCERPT.c.id)
        .group_by(_REVISION.c.source_id, column)
    )
    if kind is ColumnKind.CODE and seen_by:
        query = query.where(rounds.seen_by(seen_by))
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for source, head, count in reader.execute(query):
        found[source][head] = count
    return found


def summaries_of(
    reader: Connection, case_kind: CaseKind, column_kind: ColumnKind
) -> dict[Place, CellSummary]:
    """What people wrote, by cell."""
    linked: dict[str, list[str]] = defaultdict(list)
    query = select(_LINKED.c.summary_id, _LINKED.c.excerpt_id)
    for summary, excerpt in reader.execute(query.order_by(_LINKED.c.position, _LINKED.c.excerpt_id)):
        linked[summary].append(excerpt)
    names = coders(reader)
    case, column = _SUMMARY.c[f"{case_kind}_id"], _SUMMARY.c[f"{column_kind}_id"]
    rows = reader.execute(
        select(_SUMMARY).where(case.is_not(None), column.is_not(None)).order_by(_SUMMARY.c.id)
    )
    return {
        (row._mapping[case], row._mapping[column]): CellSummary(
            row.id, row.body, names.get(row.coder_id, ""), row.created_at, tuple(linked[row.id])
        )
        for row in rows
    }


def summary_at(
    reader: Connection, case: tuple[CaseKind, str], column: tuple[ColumnKind, str]
) -> tuple[str, str, tuple[str, ...]] | None:
    """Id, body and excerpts of a cell's summary; None if it has none."""
    at = (_SUMMARY.c[f"{case[0]}_id"] == case[1], _SUMMARY.c[f"{column[0]}_id"] == column[1])
    row = reader.execute(select(_SUMMARY.c.id, _SUMMARY.c.body).where(*at)).first()
    if row is None:
        return None
    query = select(_LINKED.c.excerpt_id).where(_LINKED.c.summary_id == row.id)
    excerpts = reader.scalars(query.order_by(_LINKED.c.position, _LINKED.c.excerpt_id))
    return row.id, row.body, tuple(excerpts)


def sources_of_excerpts(reader: Connection, excerpt_ids: Collection[str]) -> dict[str, str]:
    """The id of each excerpt's source; what is no excerpt is left out."""
    query = (
        select(_EXCERPT.c.id, _REVISION.c.source_id)
        .join(_REVISION, _REVISION.c.id == _EXCERPT.c.revision_id)
        .where(_EXCERPT.c.id.in_(sorted(excerpt_ids)))
    )
    return {row[0]: row[1] for row in reader.execute(query)}


def summaries_on_codes(reader: Connection, code_ids: Collection[str]) -> list[Mapping[str, Any]]:
    """The rows of summaries whose column is one of these codes, oldest first."""
    query = select(_SUMMARY).where(_SUMMARY.c.code_id.in_(sorted(code_ids)))
    return [
        dict(row._mapping) for row in reader.execute(query.order_by(_SUMMARY.c.created_at, _SUMMARY.c.id))
    ]


def excerpts_of_summaries(reader: Connection, summary_ids: Collection[str]) -> dict[str, list[str]]:
    """The excerpts of these summaries, in order."""
    found: dict[str, list[str]] = defaultdict(list)
    query = select(_LINKED.c.summary_id, _LINKED.c.excerpt_id).where(
        _LINKED.c.summary_id.in_(sorted(summary_ids))
    )
    for summary, excerpt in reader.execute(query.order_by(_LINKED.c.position, _LINKED.c.excerpt_id)):
        found[summary].append(excerpt)
    return found
