"""What no two rows of a study may share, after a merge: names, numbers, places of revisions; and no code above itself.

Who was there first keeps the name or number: ids are ordered by time, so that both copies come to the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from workbench.store.change_log import Row
from workbench.store.merging.matching import folded
from workbench.store.merging.past import PastChange
from workbench.store.merging.plan import (
    DECIDED,
    NOTED,
    OPEN,
    THEIRS,
    Plan,
    RowValues,
    Rules,
    label_of,
    noun_of,
)
from workbench.store.merging.sides import Side

NAMED: dict[str, tuple[str, ...]] = {
    "code": ("parent_id", "name"),
    "source": ("name",),
    "site": ("name",),
    "tracer": ("name",),
    "wave": ("name",),
    "saved_query": ("name",),
}
"""Table to the columns that no two of its rows may share; the last is the name."""

NUMBERED: dict[str, tuple[str, ...]] = {
    "cmo": ("created_at", "id"),
    "element": ("id",),
    "theory_version": ("created_at", "id"),
    "research_question": ("created_at", "id"),
    "interview_guide": ("created_at", "id"),
    "coding_round": ("created_at", "id"),
}
"""Table of numbered things to what tells which was there first."""


class Collisions:
    """Makes a plan's rows fit beside those that are there."""

    def __init__(self, ours: Side, theirs: Side, rules: Rules, plan: Plan) -> None:
        self.ours, self.theirs, self.rules, self.plan = ours, theirs, rules, plan

    def untangle(self) -> None:
        """Leave codes and elements where they are that would come to lie under themselves."""
        for table in ("code", "element", "research_question"):
            self._untangle(table)

    def tell_apart(self) -> None:
        """Give new names, numbers and places to what shares them."""
        for table, columns in NAMED.items():
            self._rename(table, columns)
        for table, order in NUMBERED.items():
            self._renumber(table, order)
        self._order_revisions()

    def _touches(self, table: str) -> bool:
        return bool(self.plan.inserts.get(table) or self.plan.updates.get(table))

    def _final(self, table: str, columns: Iterable[str]) -> dict[Row, RowValues]:
        """The rows of a table as they will be, in these columns."""
        names = ("id", *(name for name in columns if name != "id"))
        rows = {(row[0],): dict(zip(names, row, strict=True)) for row in self.ours.all(table, names)}
        for key, changed in self.plan.updates.get(table, {}).items():
            rows[key] |= {name: value for name, value in changed.items() if name in names}
        for key in self.plan.deletes.get(table, {}):
            rows.pop(key, None)
        for key, row in self.plan.inserts.get(table, {}).items():
            rows[key] = {name: row[name] for name in names}
        return rows

    def _untangle(self, table: str) -> None:
        """Where both sides moved codes so that one would lie under itself, those of ours stay where they are.

        Unless theirs knows how ours came to lie there and has settled it otherwise.
        """
        if not self.plan.updates.get(table):
            return
        parents = {key[0]: row["parent_id"] for key, row in self._final(table, ("parent_id",)).items()}
        for key in list(self.plan.updates[table]):
            if "parent_id" not in self.plan.updates[table][key] or not _loops(parents, key[0]):
                continue
            self._yield(table, parents, key[0])
            if not _loops(parents, key[0]):
                continue
            wanted = self.plan.updates[table][key].pop("parent_id")
            if not self.plan.updates[table][key]:
                del self.plan.updates[table][key]
            old = self.ours.rows(table, [key])[key]
            parents[key[0]] = old["parent_id"]
            mine = self.ours.touched.get((table, key))
            self.plan.find(
                "parent",
                (table, key),
                label=self.plan.label(table, old),
                field="parent_id",
                kept=old["parent_id"],
                other=wanted,
                note="both moved it or what lies above it, so that it would lie under itself; it stays",
                by=self._by(table, key, key, "parent_id"),
                kept_by=mine.column("parent_id") if mine else None,
                state=NOTED,
            )

    def _yield(self, table: str, parents: dict[str, str | None], start: str) -> None:
        """Give members of a loop that we moved no later than theirs knows the place that theirs gave them."""
        at = parents[start]
        while at is not None and at != start:
            touch, above = self.ours.touched.get((table, (at,))), parents[at]
            if touch is None or touch.column("parent_id") is None:
                theirs = self.theirs.rows(table, [(at,)]).get((at,))
                if theirs is not None and theirs["parent_id"] != above:
                    parents[at] = theirs["parent_id"]
                    self.plan.update(table, (at,), parent_id=theirs["parent_id"])
            at = above

    def _rename(self, table: str, columns: tuple[str, ...]) -> None:
        if not self._touches(table):
            return
        *within, name = columns
        rows = self._final(table, columns)
        taken = {_place(row, columns) for row in rows.values()}
        by_place: dict[Row, list[Row]] = defaultdict(list)
        for key in sorted(rows):
            by_place[_place(rows[key], columns)].append(key)
        for keys in by_place.values():
            for key in keys[1:]:
                row = rows[key]
                old, number = row[name], 2
                while (*(row[one] for one in within), folded(f"{old} ({number})")) in taken:
                    number += 1
                new = f"{old} ({number})"
                taken.add((*(row[one] for one in within), folded(new)))
                self.plan.update(table, key, **{name: new})
                self.plan.find(
                    "name",
                    (table, key),
                    label=self.plan.label(table, {name: old}),
                    field=name,
                    kept=new,
                    other=old,
                    note=f"both copies have a {noun_of(table)} of this name; the later is called {new!r} now",
                    by=self._by(table, key, keys[0], name),
                )

    def _renumber(self, table: str, order: tuple[str, ...]) -> None:
        if not self._touches(table):
            return
        rows = self._final(table, ("number", *order))
        highest = max((row["number"] for row in rows.values()), default=0)
        seen: dict[int, Row] = {}
        for key, row in sorted(rows.items(), key=lambda one: [one[1][name] for name in order]):
            old = row["number"]
            if old not in seen:
                seen[old] = key
                continue
            highest += 1
            self.plan.update(table, key, number=highest)
            self.plan.find(
                "number",
                (table, key),
                label=self.plan.label(table, row),
                field="number",
                kept=highest,
                other=old,
                note=_given_twice(table, old, highest),
                by=self._by(table, key, seen[old], "number"),
            )

    def _order_revisions(self) -> None:
        """Texts that both sides gave one source: ours stays current unless a rule says otherwise; both are kept."""
        new: dict[str, list[Row]] = defaultdict(list)
        for key, row in self.plan.inserts.get("revision", {}).items():
            new[row["source_id"]].append(key)
        for source, keys in new.items():
            there = self.ours.rows(
                "revision", [key for key, _ in self.ours.referring("revision", "source_id", [source])]
            )
            numbers = {row["number"] for row in there.values()}
            if numbers.isdisjoint(self.plan.inserts["revision"][key]["number"] for key in keys):
                continue
            self._both_revised(source, keys, there)

    def _both_revised(self, source: str, keys: list[Row], there: dict[Row, RowValues]) -> None:
        inserted = self.plan.inserts["revision"]
        lowest = min(inserted[key]["number"] for key in keys)
        later = sorted(
            (key for key, row in there.items() if row["number"] >= lowest), key=lambda k: there[k]["number"]
        )
        by = self._by("revision", later[-1], keys[-1], "number")
        where = ("source", (source,))
        decision = None
        if by is not None:
            decision = self.rules.decide_revision(self.plan.finding_id("revision", where, "", by), *by)
        if decision == THEIRS:
            first = max(row["number"] for row in there.values()) + 1
            for place, key in enumerate(sorted(keys, key=lambda k: inserted[k]["number"])):
                inserted[key]["number"] = first + place
        else:
            for key in reversed(later):
                self.plan.update("revision", key, number=there[key]["number"] + len(keys))
        name = self.ours.rows("source", [(source,)])[(source,)]["name"]
        current = "theirs" if decision == THEIRS else "ours"
        self.plan.find(
            "revision",
            where,
            label=f"source {name!r}",
            by=(by[1], by[0]) if by and decision == THEIRS else by,
            state=DECIDED if decision else OPEN,
            note=f"both gave it another text; {current} is current, the other is kept as an earlier one",
        )

    def _by(self, table: str, kept: Row, other: Row, column: str) -> tuple[PastChange, PastChange] | None:
        """Who made the two that collide, or gave them what they share, as far as that was since the parting.

        For one row twice: who changed it here, and there.
        """
        sides = (self.ours, self.theirs)
        authors = [self._author(table, row, column, sides) for row in (kept, other)]
        if kept == other:
            authors = [self._author(table, kept, column, (side,)) for side in sides]
        first, second = authors
        if first is None or second is None:
            one = first or second
            return (one, one) if one is not None else None
        return first, second

    @staticmethod
    def _author(table: str, row: Row, column: str, sides: tuple[Side, ...]) -> PastChange | None:
        for side in sides:
            touch = side.touched.get((table, row))
            made = touch.whole if touch and touch.made and column == "number" else None
            author = made or (touch.column(column) if touch else None)
            if author is not None:
                return author
        return None


def _given_twice(table: str, old: int, new: int) -> str:
    first, later = (label_of(table, {"number": number}) for number in (old, new))
    return f"both copies have {'an' if first[0] in 'aeio' else 'a'} {first}; the later is {later} now"


def _place(row: RowValues, columns: tuple[str, ...]) -> Row:
    *within, name = columns
    return (*(row[one] for one in within), folded(row[name]))


def _loops(parents: dict[str, str | None], start: str) -> bool:
    seen, at = set(), parents.get(start)
    while at is not None and at not in seen:
        if at == start:
            return True
        seen.add(at)
        at = parents.get(at)
    return False
