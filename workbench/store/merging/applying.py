"""Carrying out a plan through the unit of work, as ordinary effects: a merge is logged and undone like any change.

Order is everything: parents before children, memos after what they are about (undo takes them in reverse), and columns
that bear no reference before rows that need the name or number that these give up.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import select

from workbench.model.coding import Excerpt
from workbench.model.merging import MergeConflict
from workbench.model.people import Coder
from workbench.store.change_log import Effect, Row
from workbench.store.merging.comparing import table_order
from workbench.store.merging.past import MERGED_COLUMNS, PastChange
from workbench.store.merging.plan import Finding, Plan, RowValues
from workbench.store.merging.sides import Side
from workbench.store.schema import TABLES, key_columns, referring_to
from workbench.store.sqlite_bulk import highest_row_number_ever, insert_rows
from workbench.store.unit_of_work import UnitOfWork

ELSEWHERE = "{} (elsewhere)"
"""What an author of a study made apart is called who has the name of one of ours; what they made is that one's."""

INTERNED = ("coder", "revision_text", "excerpt")
"""Tables whose rows are written once and left by undo where they are."""


def apply(work: UnitOfWork, plan: Plan, ours: Side, theirs: Side) -> None:
    """Write all that the plan says."""
    _change(work, plan, ours, references=False)
    _add(work, plan, theirs)
    _change(work, plan, ours, references=True)
    _affirm(work, plan, ours)
    _remove(work, plan, ours)


def keep_log(work: UnitOfWork, changes: Sequence[PastChange], theirs: Side) -> None:
    """Keep the other copy's log entries with their authors; our log names each by id and hash."""
    _join(work, theirs, (change.coder_id for change in changes))
    rows = [change.as_row for change in changes]
    insert_rows(work.connection, TABLES["merged_change"], MERGED_COLUMNS, rows, keep_existing=True)
    named = tuple((change.id, change.hash) for change in changes)
    work.effects.append(Effect("merged_change", "intern", ("id", "hash"), None, named))


def record(work: UnitOfWork, findings: Iterable[Finding]) -> None:
    """Keep the findings, of which another merge may have brought some already."""
    rows = {finding.id: _as_row(finding, work.at) for finding in findings}
    columns = tuple(column.name for column in TABLES["merge_conflict"].columns)
    known = {row[0] for row in work.connection.execute(TABLES["merge_conflict"].select())}
    work.insert_rows(MergeConflict, columns, [row for key, row in rows.items() if key not in known])


def _as_row(finding: Finding, at: str) -> Row:
    kept_by, other_by = finding.kept_by, finding.other_by
    return (
        finding.id,
        finding.kind,
        finding.table,
        "/".join(map(str, finding.key)),
        finding.field,
        finding.label,
        finding.note,
        _dump(finding.kept),
        kept_by and kept_by.coder_id,
        kept_by and kept_by.at,
        _dump(finding.other),
        other_by and other_by.coder_id,
        other_by and other_by.at,
        finding.state,
        at,
    )


def _dump(value: Any) -> str | None:
    return None if value is None else json.dumps(value, ensure_ascii=False)


def _join(work: UnitOfWork, theirs: Side, coders: Iterable[str]) -> None:
    """Let the authors of changes be known; those of a study made apart who have a name of ours get another one."""
    rows = theirs.rows("coder", [(one,) for one in dict.fromkeys(coders)])
    table = TABLES["coder"]
    ours = {
        name.casefold(): identity
        for identity, name in work.connection.execute(select(table.c.id, table.c.name))
    }
    names = [
        (
            row["id"],
            row["name"]
            if ours.get(row["name"].casefold(), row["id"]) == row["id"]
            else ELSEWHERE.format(row["name"]),
        )
        for row in rows.values()
    ]
    work.intern_rows(Coder, ("id", "name"), names)


def _change(work: UnitOfWork, plan: Plan, ours: Side, *, references: bool) -> None:
    for table in table_order():
        referring = {key.parent.name for key in TABLES[table].foreign_keys}
        batches: dict[tuple[str, ...], list[tuple[Row, RowValues]]] = defaultdict(list)
        for key, values in plan.updates.get(table, {}).items():
            part = {name: value for name, value in values.items() if (name in referring) is references}
            if part:
                batches[tuple(part)].append((key, part))
        for columns, batch in batches.items():
            _update(work, ours, table, columns, batch)


def _update(
    work: UnitOfWork, ours: Side, table: str, columns: tuple[str, ...], batch: list[tuple[Row, RowValues]]
) -> None:
    key_names = key_columns(TABLES[table])
    present = ours.rows(table, [key for key, _ in batch])
    if table == "revision":  # the highest number gives way first, since no two may share one
        batch.sort(key=lambda one: -int(one[1].get("number", 0)))
    before, after = [], []
    for key, values in batch:
        row = present[key]
        mine = tuple(row[name] for name in key_names)
        before.append((*mine, *(row[name] for name in columns)))
        after.append((*mine, *(values[name] for name in columns)))
    changed = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    if changed:
        olds, news = zip(*changed, strict=True)
        work.replay(Effect(table, "update", (*key_names, *columns), olds, news))


def _affirm(work: UnitOfWork, plan: Plan, ours: Side) -> None:
    """Rows that stay, written as they are in the column that people change least, the last."""
    by_table: dict[str, list[Row]] = defaultdict(list)
    for table, key in sorted(plan.affirmed):
        by_table[table].append(key)
    for table, keys in by_table.items():
        key_names = key_columns(TABLES[table])
        last = [column.name for column in TABLES[table].columns][-1]
        if last in key_names:
            continue
        found = ours.rows(table, keys).values()
        rows = tuple((*(row[name] for name in key_names), row[last]) for row in found)
        if rows:
            work.replay(Effect(table, "update", (*key_names, last), rows, rows))


def _add(work: UnitOfWork, plan: Plan, theirs: Side) -> None:
    late = _late_memos(plan)
    for table in _adding_order():
        rows = plan.inserts.get(table)
        if not rows:
            continue
        if table in INTERNED:
            _intern(work, table, rows, theirs)
            continue
        if table == "revision":
            first = highest_row_number_ever(work.connection) + 1
            for place, row in enumerate(
                sorted(rows.values(), key=lambda one: (one["source_id"], one["number"]))
            ):
                row["row_number"] = first + place
        _insert(work, table, [row for key, row in _parents_first(rows) if table != "memo" or key not in late])
    _insert(work, "memo", [plan.inserts["memo"][key] for key in late])


def _insert(work: UnitOfWork, table: str, rows: Sequence[RowValues]) -> None:
    if rows:
        columns = tuple(column.name for column in TABLES[table].columns)
        values = tuple(tuple(row[name] for name in columns) for row in rows)
        work.replay(Effect(table, "insert", columns, None, values))


def _intern(work: UnitOfWork, table: str, rows: dict[Row, RowValues], theirs: Side) -> None:
    if table == "coder":
        _join(work, theirs, (key[0] for key in rows))
    elif table == "revision_text":
        for (digest,) in rows:
            work.intern_text(theirs.text(digest))
    else:
        columns = ("id", "revision_id", "start_char", "end_char", "quote_sha256")
        work.intern_rows(Excerpt, columns, [tuple(row[name] for name in columns) for row in rows.values()])


def _adding_order() -> list[str]:
    """Each table after those that it refers to; memos and what rests on them after all that memos may be about."""
    resting: set[str] = {"memo"}
    for table in table_order():
        if any(key.column.table.name in resting for key in TABLES[table].foreign_keys):
            resting.add(table)
    order = table_order()
    return [table for table in order if table not in resting] + [table for table in order if table in resting]


def _resting_on(rows: Mapping[str, Mapping[Row, RowValues]]) -> set[str]:
    """The ids of the memos that these rows refer to, whichever their tables."""
    return {
        row[column]
        for table, column in referring_to("memo")
        for row in rows.get(table, {}).values()
        if row[column] is not None
    }


def _late_memos(plan: Plan) -> list[Row]:
    """The memos that nothing added rests on: they come after everything that they may be about."""
    needed = _resting_on(plan.inserts)
    return [key for key in plan.inserts.get("memo", {}) if key[0] not in needed]


def _remove(work: UnitOfWork, plan: Plan, ours: Side) -> None:
    memos = plan.deletes.get("memo", {})
    referring = {table: ours.rows(table, plan.deletes.get(table, {})) for table, _ in referring_to("memo")}
    bound = _resting_on(referring)
    _delete(work, ours, "memo", [key for key in memos if key[0] not in bound])
    for table in reversed(_adding_order()):
        keys = plan.deletes.get(table, {})
        if table not in INTERNED:
            _delete(work, ours, table, [key for key in keys if table != "memo" or key[0] in bound])


def _delete(work: UnitOfWork, ours: Side, table: str, keys: Sequence[Row]) -> None:
    rows = ours.rows(table, keys)
    if rows:
        columns = tuple(column.name for column in TABLES[table].columns)
        ordered = [row for _, row in _parents_first(rows)][::-1]
        values = tuple(tuple(row[name] for name in columns) for row in ordered)
        work.replay(Effect(table, "delete", columns, values, None))


def _parents_first(rows: dict[Row, RowValues]) -> Iterator[tuple[Row, RowValues]]:
    """Rows of a table that refers to itself, each after the one above it; others as they come."""
    done: set[Row] = set()
    for start in rows:
        way: list[Row] = []
        at: Row | None = start
        while at is not None and at in rows and at not in done and at not in way:
            way.append(at)
            above = rows[at].get("parent_id")
            at = None if above is None else (above,)
        for key in reversed(way):
            done.add(key)
            yield key, rows[key]
