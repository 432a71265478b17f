"""Codes that one side merged into another and the other side went on using: that use can follow, if a rule says so."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.store.change_log import Row
from workbench.store.merging.past import PastChange
from workbench.store.merging.plan import Plan, RowValues
from workbench.store.merging.sides import Side
from workbench.store.schema import referring_to

MERGING_CODES = "MergeCodes"
"""The command that moves everything of some codes to another one and removes them."""


def follow_merged_codes(ours: Side, theirs: Side, plan: Plan) -> None:
    """Give what uses a merged code the one that it was merged into. What cannot follow keeps its code.

    A passage that would be coded twice by one person is coded once; with a note of its own, it does not follow.
    """
    for (identity,), because in list(plan.deletes.get("code", {}).items()):
        if (target := _target(because, identity)) is not None:
            moved = sum(
                _follow(ours, plan, place, target, because) for place in _ours_using(ours, plan, identity)
            )
            _tell(plan, ours, identity, target, because, moved)
    for (table, key), touch in ours.touched.items():
        if table != "code" or not touch.removed or touch.whole is None:
            continue
        if (target := _target(touch.whole, key[0])) is not None:
            places = [place for place in _planned_using(plan, key[0]) if place[1] != (target,)]
            moved = sum(_redirect(ours, plan, place, target) for place in places)
            _tell(plan, theirs, key[0], target, touch.whole, moved)


def _target(merge: PastChange, code_id: str) -> str | None:
    """The code into which a merge of codes put this one, told by what it moved; None if it moved nothing of it."""
    if merge.command != MERGING_CODES:
        return None
    columns = {"memo": ["subject_id"]}
    for table, column in referring_to("code"):
        columns.setdefault(table, []).append(column)
    for effect in merge.effects:
        for column in columns.get(effect.table, []):
            if effect.operation == "update" and column in effect.columns:
                place = effect.columns.index(column)
                for before, after in zip(effect.before or (), effect.after or (), strict=True):
                    if before[place] == code_id:
                        return str(after[place])
    return None


Place = tuple[str, Row, str]
"""A reference: table, key, column."""


def _ours_using(ours: Side, plan: Plan, code_id: str) -> Iterator[Place]:
    for table, column in referring_to("code"):
        for key, _ in ours.referring(table, column, [code_id]):
            gone = key in plan.deletes.get(table, {})
            if not gone and plan.updates.get(table, {}).get(key, {}).get(column, code_id) == code_id:
                yield table, key, column
    for memo in ours.alike("memo", {"subject_type": "code", "subject_id": code_id}):
        yield "memo", (memo,), "subject_id"


def _planned_using(plan: Plan, code_id: str) -> list[Place]:
    places = [*referring_to("code"), ("memo", "subject_id")]
    return [
        (table, key, column)
        for table, column in places
        for part in (plan.inserts, plan.updates)
        for key, row in part.get(table, {}).items()
        if row.get(column) == code_id
    ]


def _follow(ours: Side, plan: Plan, place: Place, target: str, because: PastChange) -> int:
    table, key, column = place
    if table == "coding":
        row = ours.rows(table, [key])[key]
        if _coded_so(ours, plan, row, target):
            if row["memo"]:
                return 0
            plan.delete(table, key, because)
            return 1
    plan.update(table, key, **{column: target})
    return 1


def _redirect(ours: Side, plan: Plan, place: Place, target: str) -> int:
    table, key, column = place
    row = plan.inserts.get(table, {}).get(key)
    if table == "coding" and row is not None and _coded_so(ours, plan, row, target):
        if row["memo"]:
            return 0
        del plan.inserts[table][key]
        return 1
    plan.update(table, key, **{column: target})
    return 1


def _coded_so(ours: Side, plan: Plan, coding: RowValues, code_id: str) -> bool:
    """Whether its coder has coded its passage with this code, too."""
    wanted = {"excerpt_id": coding["excerpt_id"], "code_id": code_id, "coder_id": coding["coder_id"]}
    planned = plan.inserts.get("coding", {}).values()
    return bool(ours.alike("coding", wanted)) or any(wanted.items() <= row.items() for row in planned)


def _tell(plan: Plan, user: Side, code_id: str, target: str, merge: PastChange, moved: int) -> None:
    if not moved:
        return
    using = [
        touch.last()
        for table, column in referring_to("code")
        for key, _ in user.referring(table, column, [code_id])
        if (touch := user.touched.get((table, key))) is not None
    ]
    last = max(using, key=lambda change: change.at, default=merge)
    row = next(
        (
            dict(zip(effect.columns, old, strict=True))
            for effect in merge.effects
            for old in effect.before or ()
            if effect.operation == "delete"
            and effect.table == "code"
            and old[effect.columns.index("id")] == code_id
        ),
        {},
    )
    plan.find(
        "merged",
        ("code", (code_id,)),
        label=plan.label("code", row),
        by=(merge, last),
        kept=target,
        note=f"it was merged into another on one side and used on the other; {moved} of its uses went along",
    )
