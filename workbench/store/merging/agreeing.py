"""Theory after a merge: what each copy did rightly by itself may contradict what the other did.

What has one answer by which nothing is lost is put right, and put on record where somebody would miss or wonder at it;
the rest stays as it is, noted for a person. So is what one copy added to a configuration that the other had retired.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, select

from workbench.model.theory import CMO, CMOLink, Evidence
from workbench.model.vocabulary import CMOKind, Role
from workbench.store.contradictions import contradictions
from workbench.store.merging.plan import Plan, RowValues
from workbench.store.merging.sides import Side
from workbench.store.schema import ENTITIES, TABLES
from workbench.store.unit_of_work import UnitOfWork

THEORY = frozenset(
    {"cmo", "cmo_link", "cmo_site", "dismissed_check", "element", "evidence", "guide_question", "slot"}
    | {"theory_verdict", "theory_verdict_basis"}
)
"""The tables that may come to contradict one another: a plan that touches one is looked at in all of them."""

_HELD_BY = {"slot": ("cmo_id",), "evidence": ("cmo_id",), "cmo_link": ("from_cmo_id", "to_cmo_id")}
"""What is put into configurations, to the columns that name them."""


class Agreement:
    """Looks at a study before and after a plan is carried out: `with Agreement(...)` around that."""

    def __init__(self, work: UnitOfWork, ours: Side, plan: Plan) -> None:
        self.work, self.ours, self.plan = work, ours, plan
        parts = (plan.inserts, plan.updates, plan.deletes)
        written = {table for part in parts for table, rows in part.items() if rows}
        self._looked_at = THEORY if written & THEORY else frozenset[str]()

    def __enter__(self) -> None:
        self._put_away()
        self._before = contradictions(self.work.connection, self._looked_at)

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is None:
            for look in (self._reunite, self._tell):
                for key in contradictions(self.work.connection, self._looked_at):
                    if key not in self._before:
                        look(key)

    def _put_away(self) -> None:
        """Note configurations that one copy retired and the other put something into."""
        updated = self.plan.updates.get("cmo", {})
        there = {key[0] for key, values in updated.items() if values.get("retired") == 1}
        given = {one for one in self._given_here() if one in there}
        touched = [key for table, key in self.ours.touched if table == "cmo"]
        present = self.ours.rows("cmo", touched)
        here = {
            key[0]
            for key, row in present.items()
            if row["retired"] and not self.ours.touched["cmo", key].made
            if self.ours.touched["cmo", key].column("retired") is not None
        }
        given |= {one for one in self._given_there() if one in here}
        for key, row in self.ours.rows("cmo", [(one,) for one in sorted(given)]).items():
            note = "one copy retired it, the other put more into it; that stays there: take it up, or merge it, again"
            self.plan.find(
                "retired", ("cmo", key), label=self.plan.label("cmo", row), field="retired", note=note
            )

    def _given_here(self) -> Iterator[str]:
        for table, columns in _HELD_BY.items():
            keys = [key for name, key in self.ours.touched if name == table]
            for key, row in self.ours.rows(table, keys).items():
                touch = self.ours.touched[table, key]
                yield from (row[c] for c in columns if touch.made or touch.columns.get(c) is not None)

    def _given_there(self) -> Iterator[str]:
        for part in (self.plan.inserts, self.plan.updates):
            for table, columns in _HELD_BY.items():
                for row in part.get(table, {}).values():
                    yield from (row[column] for column in columns if column in row)

    def _reunite(self, key: tuple[Any, ...]) -> None:
        """Put right what can only be meant one way."""
        match key:
            case ("elsewhere", str(table), str(identity)):
                self._follow(table, identity)
            case ("foreseen", str(slot_id)):
                self._see(slot_id)
            case ("ripple", str(link_id)):
                self._reroute(link_id)

    def _follow(self, table: str, identity: str) -> None:
        """What names a slot goes where the slot is; evidence for a link that was torn stays behind its first slot."""
        row = _row(self.work.connection, table, identity)
        cmo_id = _row(self.work.connection, "slot", row["slot_id"])["cmo_id"]
        values: dict[str, Any] = {"cmo_id": cmo_id}
        note = "one copy put its slot into another CMO; it went along"
        if (
            row.get("to_slot_id")
            and _row(self.work.connection, "slot", row["to_slot_id"])["cmo_id"] != cmo_id
        ):
            values["to_slot_id"] = None
            note = "one copy put a slot of the two into another CMO; it stands behind the first of them alone"
        self.work.update(ENTITIES[table], identity, **values)
        if ENTITIES[table] is Evidence:
            self._note("evidence", identity, note)

    def _see(self, slot_id: str) -> None:
        """What has an outcome that was seen is no mere theory."""
        cmo_id = _row(self.work.connection, "slot", slot_id)["cmo_id"]
        if self.work.update(CMO, cmo_id, kind=str(CMOKind.OBSERVED)):
            note = "one copy made it programme theory, the other gave it an outcome not anticipated; it is observed"
            self._note("cmo", cmo_id, note)

    def _reroute(self, link_id: str) -> None:
        """Let a ripple go through another element that both ends share, if there is one."""
        link = _row(self.work.connection, "cmo_link", link_id)
        slot = TABLES["slot"]
        ends = (link["from_cmo_id"], link["to_cmo_id"])
        query = select(slot.c.cmo_id, slot.c.element_id, slot.c.role).where(slot.c.cmo_id.in_(ends))
        slots = [
            (cmo, element, Role(role))
            for cmo, element, role in self.work.connection.execute(query.order_by(slot.c.position))
        ]
        contexts = {element for cmo, element, role in slots if cmo == ends[1] and role is Role.CONTEXT}
        shared = [(role, element) for cmo, element, role in slots if cmo == ends[0] and element in contexts]
        fitting = [e for r, e in shared if r is Role.OUTCOME] + [e for r, e in shared if r.is_mechanism]
        if fitting:
            self.work.update(CMOLink, link_id, element_id=fitting[0])

    def _tell(self, key: tuple[Any, ...]) -> None:
        """Note what is left for a person."""
        match key:
            case ("ripple", str(link_id)):
                link = _row(self.work.connection, "cmo_link", link_id)
                first, second = (self._number(link[end]) for end in ("from_cmo_id", "to_cmo_id"))
                note = f"CMO {first} ripples into CMO {second}, but they share no element any more: unlink or mend them"
                self._note("cmo_link", link_id, note)
            case ("twice", "slot", str(cmo_id), *_):
                self._note(
                    "cmo", cmo_id, "both copies put the same statement into it: remove one of the two slots"
                )
            case ("twice", "element", str(wording)):
                element = TABLES["element"]
                query = (
                    select(element.c.id).where(element.c.wording == wording).order_by(element.c.number.desc())
                )
                newest = str(self.work.connection.scalars(query).first())
                self._note("element", newest, "another element is worded so, too: merge the two")
            case ("linked", _, str(cmo_id), str(_)):
                self._note(
                    "cmo",
                    cmo_id,
                    "both copies linked it to the same CMO in the same way: unlink one of the two",
                )
            case ("ring", str(kind), str(cmo_id)):
                self._note(
                    "cmo", cmo_id, f"by {kind!r} it leads back to itself now: unlink one of these links"
                )
            case ("rests", str(verdict_id), str(cmo_id)):
                note = f"it rests on CMO {self._number(cmo_id)}, which is not one observed there any more"
                self._note("theory_verdict", verdict_id, note)
            case ("judged", str(verdict_id)):
                self._note(
                    "theory_verdict",
                    verdict_id,
                    "it does not fit what the CMO is now: judge it anew, or take it back",
                )

    def _note(self, table: str, identity: str, note: str) -> None:
        row = _row(self.work.connection, table, identity)
        self.plan.find("theory", (table, (identity,)), label=self.plan.label(table, row), note=note)

    def _number(self, cmo_id: str) -> int:
        return int(_row(self.work.connection, "cmo", cmo_id)["number"])


def _row(connection: Connection, table: str, identity: str) -> RowValues:
    """A row that is there."""
    found = TABLES[table]
    return dict(connection.execute(select(found).where(found.c.id == identity)).mappings().one())
