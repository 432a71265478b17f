"""Making a plan whole: what a row refers to must be there, and what others rest on is not removed.

Use goes before removal, whichever side removed: so nobody's work is lost. A change's removals stand or fall together,
since half a source would help nobody. All of it is put on record.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from workbench.store.change_log import Row
from workbench.store.merging.following import MERGING_CODES
from workbench.store.merging.matching import Matcher
from workbench.store.merging.past import PastChange
from workbench.store.merging.plan import Plan, RowValues
from workbench.store.merging.sides import Side
from workbench.store.merging.touches import identity_columns
from workbench.store.schema import TABLES, referring_to

_TARGETS = {
    table.name: {key.parent.name: key.column.table.name for key in table.foreign_keys}
    for table in TABLES.values()
}


class Closing:
    """Completes a plan until it stands by itself."""

    def __init__(self, ours: Side, theirs: Side, matcher: Matcher, plan: Plan) -> None:
        self.ours, self.theirs = ours, theirs
        self.matcher, self.plan = matcher, plan
        self._looked_at: set[tuple[str, str]] = set()

    def run(self) -> None:
        """Bring in what is needed and call off removals of what is used, until nothing is left to do."""
        for removal in self.plan.stays:
            self.plan.keep(removal)
            self._revive(removal)
        while self._bring_needed() or self._keep_used():
            self._looked_at.clear()

    def _bring_needed(self) -> bool:
        changed = False
        for table, identity in list(self._needed()):
            if (table, identity) in self._looked_at:
                continue
            self._looked_at.add((table, identity))
            because = self.plan.deletes.get(table, {}).get((identity,))
            if because is not None:
                self._keep(because, (table, (identity,)))
                changed = True
            elif (identity,) not in self.plan.inserts.get(table, {}) and not self.ours.has(table, identity):
                changed = self._bring(table, identity) or changed
        return changed

    def _needed(self) -> Iterator[tuple[str, str]]:
        """What rows that will be added or changed refer to: table and id."""
        for part in (self.plan.inserts, self.plan.updates):
            for table, rows in part.items():
                targets = _TARGETS[table]
                for row in rows.values():
                    for column, target in targets.items():
                        if row.get(column) is not None:
                            yield target, row[column]
                    if table == "memo" and _subject(row):
                        yield row["subject_type"], row["subject_id"]

    def _bring(self, table: str, identity: str) -> bool:
        """Add a row of theirs that something needs; if we removed it, with all else that went with it."""
        row = self.matcher.lacking.get((table, identity))
        if row is None:
            self.matcher.identify(table, identity)
            row = self.matcher.lacking.get((table, identity))
        if row is None:
            return False
        self.plan.insert(table, (identity,), row)
        removal = self.ours.removals.get((table, (identity,)))
        if removal is not None:
            self._revive(removal)
            self.plan.find(
                "used",
                (table, (identity,)),
                label=self.plan.label(table, row),
                by=(self._user(table, identity, theirs=True) or removal, removal),
                note=f"it was {_verb(removal)} here and used there, so it is back",
            )
        return True

    def _revive(self, removal: PastChange) -> None:
        """Add what theirs still has of the rows that a change of ours removed."""
        gone: dict[str, list[Row]] = defaultdict(list)
        for (table, key), because in self.ours.removals.items():
            if because.id == removal.id:
                gone[table].append(key)
        for table, keys in gone.items():
            for row in self.theirs.rows(table, keys).values():
                key, mine = self.matcher.key_and_row(table, row)
                if key not in self.plan.inserts.get(table, {}) and not self.ours.rows(table, [key]):
                    self.plan.insert(table, key, mine)

    def _keep_used(self) -> bool:
        for table in list(self.plan.deletes):
            for key, because in list(self.plan.deletes[table].items()):
                if len(key) == 1 and key in self.plan.deletes[table] and self._rests_on(table, key[0]):
                    self._keep(because, (table, key))
                    return True
        return False

    def _rests_on(self, table: str, identity: str) -> bool:
        """Whether a row of ours that stays refers to this one."""
        for referring, column in referring_to(table):
            if referring == "excerpt":
                if self._excerpts_used(identity):
                    return True
                continue
            for key, _ in self.ours.referring(referring, column, [identity]):
                if self._stays(referring, key, column, identity):
                    return True
        memos = self.ours.alike("memo", {"subject_type": table, "subject_id": identity})
        return any(self._stays("memo", (memo,), "subject_id", identity) for memo in memos)

    def _excerpts_used(self, revision_id: str) -> bool:
        excerpts = [key[0] for key, _ in self.ours.referring("excerpt", "revision_id", [revision_id])]
        planned = {
            row[column]
            for table, column in referring_to("excerpt")
            for row in self.plan.inserts.get(table, {}).values()
        }
        if not planned.isdisjoint(excerpts):
            return True
        return any(
            self._stays(table, key, column, excerpt)
            for table, column in referring_to("excerpt")
            for key, excerpt in self.ours.referring(table, column, excerpts)
        )

    def _stays(self, table: str, key: Row, column: str, target: str) -> bool:
        if key in self.plan.deletes.get(table, {}):
            return False
        return bool(self.plan.updates.get(table, {}).get(key, {}).get(column, target) == target)

    def _keep(self, because: PastChange, where: tuple[str, Row]) -> None:
        table, key = where
        self.plan.keep(because)
        row = self.ours.rows(table, [key]).get(key, {})
        user = self._user(table, key[0], theirs=False) or because
        self.plan.find(
            "used",
            where,
            label=self.plan.label(table, row),
            by=(user, because),
            note=f"it was {_verb(because)} there and used here, so it is kept",
        )

    def _user(self, table: str, identity: str, *, theirs: bool) -> PastChange | None:
        """The last change of a side whose new rows refer to this."""
        side = self.theirs if theirs else self.ours
        found = [
            touch.last()
            for referring, column in referring_to(table)
            for key, _ in side.referring(referring, column, [identity])
            if (touch := side.touched.get((referring, key))) is not None
        ]
        return max(found, key=lambda change: change.at, default=None)


def _subject(row: RowValues) -> bool:
    table = row.get("subject_type", "")
    return bool(table in TABLES and row.get("subject_id") and identity_columns(table) == ("id",))


MERGING = (MERGING_CODES, "MergeElements")
"""The commands that remove something into whose place they put another."""


def _verb(removal: PastChange) -> str:
    return "merged into another" if removal.command in MERGING else "removed"
