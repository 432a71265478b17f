"""Rows that came from both copies in parts, made such as a table can hold: each copy had a whole one."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.model.vocabulary import Role
from workbench.store.change_log import Row
from workbench.store.merging.plan import Plan, RowValues
from workbench.store.merging.sides import Side

STATUS = ("expectation", "intention", "valence")
"""What is said of outcomes alone."""


def fit(ours: Side, theirs: Side, plan: Plan) -> None:
    """Take the status from what is no outcome any more, and links away that would lead back to where they start."""
    for key, row in _updated(ours, plan, "slot"):
        said = {name: row[name] for name in STATUS if row[name] is not None}
        if row["role"] == str(Role.OUTCOME) or not said:
            continue
        plan.update("slot", key, **dict.fromkeys(said))
        note = f"one copy made it {row['role']}, the other edited its status as an outcome, which goes"
        plan.find("theory", ("slot", key), label=plan.label("slot", row), other=said, note=note)
    for key, row in list(_updated(ours, plan, "cmo_link")):
        if row["from_cmo_id"] != row["to_cmo_id"]:
            continue
        del plan.updates["cmo_link"][key]
        touch = theirs.touched.get(("cmo_link", key)) or ours.touched["cmo_link", key]
        plan.delete("cmo_link", key, touch.last())
        name = plan.name("cmo", row["from_cmo_id"])
        note = f"both its ends were merged into {name}, each in one copy; it goes"
        plan.find("theory", ("cmo_link", key), label=plan.label("cmo_link", row), other=row, note=note)


def _updated(ours: Side, plan: Plan, table: str) -> Iterator[tuple[Row, RowValues]]:
    """The rows of ours that will change, as they will be."""
    changes = dict(plan.updates.get(table, {}))
    for key, row in ours.rows(table, changes).items():
        yield key, row | changes[key]
