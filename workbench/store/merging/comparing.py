"""The three-way comparison: what theirs touched and we do not know, against what we touched and theirs does not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from workbench.model.entity import Entity
from workbench.store.change_log import Row
from workbench.store.merging.matching import Matcher
from workbench.store.merging.past import PastChange
from workbench.store.merging.plan import DECIDED, OPEN, THEIRS, Plan, RowValues, Rules
from workbench.store.merging.sides import Side
from workbench.store.merging.touches import RowKey, RowTouch, identity_columns

LEAST = frozenset({"position", "number", "created_at", "imported_at"})
"""Columns in which the smaller of two values is taken: an order or a first time is nothing to ask a person about."""

WHO_AND_WHEN = frozenset({"coder_id", "created_at"})
"""Where two people said the same apart, and only these differ, whoever said it first has said it."""

SIGNED = frozenset({"matrix_summary", "theory_verdict"})
"""Tables whose `coder_id` is whoever wrote the row last: it goes with the words, and is no question of its own."""

OF_ONE_FILE = frozenset({"row_number"})
"""Columns that have a meaning in one file alone."""


def table_order() -> list[str]:
    """The tables, each after those that it refers to."""
    return [table.name for table in Entity.metadata.sorted_tables]


class Comparison:
    """Fills a plan with what theirs did and we do not have; both versions go to the findings where we did so too."""

    def __init__(self, ours: Side, theirs: Side, matcher: Matcher, rules: Rules, plan: Plan) -> None:
        self.ours, self.theirs = ours, theirs
        self.matcher, self.rules, self.plan = matcher, rules, plan

    def run(self) -> None:
        """Compare table by table."""
        touched: dict[str, list[Row]] = defaultdict(list)
        for table, key in self.theirs.touched:
            touched[table].append(key)
        for table in table_order():
            if table in touched:
                self._compare(table, touched[table])

    def _compare(self, table: str, keys: list[Row]) -> None:
        theirs = self.theirs.rows(table, keys)
        mine: dict[Row, tuple[Row, RowValues | None]] = {}
        for key in keys:
            if key in theirs:
                mine[key] = self.matcher.key_and_row(table, theirs[key])
            else:
                mine[key] = (self.matcher.key(table, key), None)
        present = self.ours.rows(table, [ours for ours, _ in mine.values()])
        taken_by = {ours for ours, row in mine.values() if row is not None}
        for key, (our_key, row) in mine.items():
            old = present.get(our_key)
            touch = self.theirs.touched[table, key]
            if row is None and our_key in taken_by:
                continue
            if row is not None and old is not None:
                self._both(table, our_key, old, row, touch)
            elif row is not None:
                self._theirs_alone(table, our_key, row, touch)
            elif old is not None:
                self._ours_alone(table, our_key, old, touch)

    def _touch(self, table: str, key: Row) -> RowTouch | None:
        return self.ours.touched.get((table, key))

    def _theirs_alone(self, table: str, key: Row, row: RowValues, touch: RowTouch) -> None:
        """Theirs has a row that we do not: an addition, or an edit of what we removed."""
        ours = self._touch(table, key)
        removal = ours.whole if ours is not None and ours.removed and not touch.made else None
        if removal is not None:
            if self._removed((table, key), row, edit=touch, removal=removal, ours_removed=True):
                return
            self.plan.stays.append(removal)
        elif not touch.made and (table, key) in self.ours.removals:
            self.plan.stays.append(self.ours.removals[table, key])
        self.plan.insert(table, key, row)

    def _ours_alone(self, table: str, key: Row, old: RowValues, touch: RowTouch) -> None:
        """We have a row that theirs does not: they removed it."""
        if touch.whole is None or not touch.removed:
            return
        ours = self._touch(table, key)
        if ours is not None and not self._removed(
            (table, key), old, edit=ours, removal=touch.whole, ours_removed=False
        ):
            self.plan.stays.append(touch.whole)
            return
        self.plan.delete(table, key, touch.whole)

    def _removed(
        self, where: RowKey, row: RowValues, *, edit: RowTouch, removal: PastChange, ours_removed: bool
    ) -> bool:
        """Whether what one side edited and the other removed goes; undecided, it stays, since that loses nothing.

        The version that is put on record is what was edited.
        """
        if where[0] == "suggestion":
            return row["decided_at"] is None
        last = edit.last()
        identity = self.plan.finding_id("removed", where, "", (last, removal))
        goes = self.rules.decide_removal(
            identity, where[0], edit=last, removal=removal, ours_removed=ours_removed
        )
        edited = {column: row[column] for column in edit.columns if column in row} or row
        by, versions = (last, removal), {"kept": edited}
        if goes:
            by, versions = (removal, last), {"other": edited}
        state = OPEN if goes is None else DECIDED
        self.plan.find("removed", where, label=self.plan.label(where[0], row), by=by, state=state, **versions)
        return bool(goes)

    def _both(self, table: str, key: Row, old: RowValues, new: RowValues, touch: RowTouch) -> None:
        ours = self._touch(table, key)
        if table == "merge_conflict":
            if (old["state"], new["state"]) == (OPEN, DECIDED):
                self.plan.update(table, key, **{name: new[name] for name in new if new[name] != old[name]})
            return
        if table == "suggestion" and ours is not None:
            self._both_proposed(key, old, new)
            return
        differing = tuple(self._differing(table, old, new, touch))
        if ours is not None and ours.made and touch.made and {one for one, _ in differing} <= WHO_AND_WHEN:
            if differing and new.get("created_at", "") < old.get("created_at", ""):
                self.plan.update(table, key, **{column: new[column] for column, _ in differing})
            return
        words = [one for one in differing if one[0] not in WHO_AND_WHEN]
        signed = table in SIGNED and bool(words)
        taken: dict[str, bool] = {}
        for column, author in differing:
            mine = ours.column(column) if ours is not None else None
            if signed and column == "coder_id":
                continue
            if mine is None:
                taken[column] = True
            elif self._settled_by_itself(column, old, new, both_made=bool(ours and ours.made and touch.made)):
                taken[column] = self._prefers_new(column, old, new)
            else:
                taken[column] = self._conflict(table, key, column, (old, new), (mine, author))
            if taken[column]:
                self.plan.update(table, key, **{column: new[column]})
        if signed and all(taken[column] for column, _ in words) and old["coder_id"] != new["coder_id"]:
            self.plan.update(table, key, coder_id=new["coder_id"])

    def _both_proposed(self, key: Row, old: RowValues, new: RowValues) -> None:
        """What the suggester proposed is nothing to ask a person about: a decision goes before a proposal, an
        acceptance, which says where a coding came from, before a rejection, and later ones before earlier ones."""
        if _weight(new) > _weight(old):
            self.plan.update(
                "suggestion", key, **{name: value for name, value in new.items() if old[name] != value}
            )

    @staticmethod
    def _differing(
        table: str, old: RowValues, new: RowValues, touch: RowTouch
    ) -> Iterator[tuple[str, PastChange]]:
        for column, value in new.items():
            author = touch.column(column)
            if author is None or old[column] == value:
                continue
            if column not in OF_ONE_FILE and column not in identity_columns(table):
                yield column, author

    @staticmethod
    def _settled_by_itself(column: str, old: RowValues, new: RowValues, *, both_made: bool) -> bool:
        return column in LEAST or (both_made and (old[column] in ("", None) or new[column] in ("", None)))

    @staticmethod
    def _prefers_new(column: str, old: RowValues, new: RowValues) -> bool:
        if column in LEAST:
            return bool(new[column] < old[column])
        return old[column] in ("", None)

    def _conflict(
        self,
        table: str,
        key: Row,
        column: str,
        rows: tuple[RowValues, RowValues],
        by: tuple[PastChange, PastChange],
    ) -> bool:
        """Put both versions on record; whether theirs is taken."""
        old, new = rows
        mine, theirs = by
        where, label = (table, key), self.plan.label(table, old)
        identity = self.plan.finding_id("changed", where, column, by)
        decision = self.rules.decide(identity, table, column, mine, theirs)
        if decision == THEIRS:
            self.plan.find(
                "changed",
                where,
                label=label,
                by=(theirs, mine),
                field=column,
                state=DECIDED,
                kept=new[column],
                other=old[column],
            )
            return True
        self.plan.find(
            "changed",
            where,
            label=label,
            by=by,
            field=column,
            state=DECIDED if decision else OPEN,
            kept=old[column],
            other=new[column],
        )
        return False


def _weight(suggestion: RowValues) -> tuple[bool, bool, str]:
    decided = suggestion["decided_at"] or ""
    return bool(decided), suggestion["coding_id"] is not None, decided or suggestion["proposed_at"]
