"""What a merge will do, as values: rows to add, change and take away, and what a person should know of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol

from workbench.model.identity import derived_id
from workbench.store.change_log import Row
from workbench.store.merging.past import PastChange
from workbench.store.merging.touches import RowKey
from workbench.store.merging.wording import NameOf, in_words

RowValues = dict[str, Any]
"""A row by column."""

OURS, THEIRS = "ours", "theirs"
"""Which side a conflict is decided for."""

OPEN, DECIDED, NOTED = "open", "decided", "noted"
"""What became of a finding: undecided (ours stands meanwhile), decided, or nothing to decide."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that both copies did differently (`state` open or decided), or that a merge did by itself (noted).

    `kept` is the version that stands and `other` the other; `kept_by` and `other_by` are the changes that made them.
    `kept_words` and `other_words` are the versions as people read them.
    """

    id: str
    kind: str
    table: str
    key: Row
    field: str
    label: str
    note: str
    state: str
    kept: Any = None
    kept_by: PastChange | None = None
    other: Any = None
    other_by: PastChange | None = None
    kept_words: str = ""
    other_words: str = ""


class Rules(Protocol):
    """How conflicts are decided; None leaves one open."""

    def decide(
        self, finding_id: str, table: str, column: str, ours: PastChange, theirs: PastChange
    ) -> str | None:
        """For which side the same column, changed on both, is decided."""

    def decide_removal(
        self, finding_id: str, table: str, *, edit: PastChange, removal: PastChange, ours_removed: bool
    ) -> bool | None:
        """Whether what one side edited and the other removed is removed."""

    def decide_revision(self, finding_id: str, ours: PastChange, theirs: PastChange) -> str | None:
        """Whose text of a source is current."""

    @property
    def unites_names(self) -> bool:
        """Whether new codes of one name are one code."""

    @property
    def follows_merged_codes(self) -> bool:
        """Whether what uses a code goes along where the other side merged that code into another."""


NOUNS = {"cmo": "CMO", "cmo_link": "CMO link", "cmo_site": "site of a CMO", "study_setting": "study setting"}
"""What tables are called where taking their name as it is would not do."""


def noun_of(table: str) -> str:
    """What the rows of a table are called."""
    return NOUNS.get(table, table.replace("_", " "))


def label_of(table: str, row: RowValues) -> str:
    """What people call a row: `code 'Trust'`, `CMO 3`."""
    for column in ("number", "key", "name", "label", "title", "wording", "claim"):
        if row.get(column) not in (None, "") and not (column == "key" and table == "code"):
            value = row[column]
            if (table, column) == ("element", "number"):
                return f"{noun_of(table)} E{value}"
            return f"{noun_of(table)} {value!r}" if isinstance(value, str) else f"{noun_of(table)} {value}"
    return noun_of(table)


@dataclass(slots=True)
class Plan:
    """Rows by table and key. Deletions name the change that removed the row: its removals stand or fall together."""

    study_id: str
    label: Callable[[str, RowValues], str] = label_of
    name: NameOf = lambda table, _: noun_of(table)
    inserts: dict[str, dict[Row, RowValues]] = field(default_factory=dict)
    updates: dict[str, dict[Row, RowValues]] = field(default_factory=dict)
    deletes: dict[str, dict[Row, PastChange]] = field(default_factory=dict)
    findings: dict[str, Finding] = field(default_factory=dict)
    stays: list[PastChange] = field(default_factory=list)
    """Removals, of either side, that do not stand because the other side edited something of what went."""
    affirmed: set[RowKey] = field(default_factory=set)
    """Rows that stay though the other copy removed them: written as they are, so that the other copy learns of it."""

    def insert(self, table: str, key: Row, row: RowValues) -> None:
        """Add a row."""
        self.inserts.setdefault(table, {})[key] = row

    def update(self, table: str, key: Row, **values: Any) -> None:
        """Set columns of a row, or of one that is about to be added."""
        if key in self.inserts.get(table, {}):
            self.inserts[table][key].update(values)
        else:
            self.updates.setdefault(table, {}).setdefault(key, {}).update(values)

    def delete(self, table: str, key: Row, because: PastChange) -> None:
        """Take a row away."""
        self.deletes.setdefault(table, {})[key] = because

    def keep(self, because: PastChange) -> list[RowKey]:
        """Call off all that a change would have removed; the rows that stay."""
        stay = [
            (t, key) for t, keys in self.deletes.items() for key, one in keys.items() if one.id == because.id
        ]
        for table, key in stay:
            del self.deletes[table][key]
        self.affirmed.update(stay)
        return stay

    def find(
        self,
        kind: str,
        where: RowKey,
        *,
        label: str,
        by: tuple[PastChange, PastChange] | None = None,
        **more: Any,
    ) -> Finding:
        """Put a finding on record; `by` are the changes of what is kept and of the other."""
        column = str(more.pop("field", ""))
        kept_by, other_by = by or (None, None)
        identity = self.finding_id(kind, where, column, by)
        values = {"note": "", "state": NOTED, "kept_by": kept_by, "other_by": other_by} | more
        values |= {
            f"{side}_words": in_words(
                values.get(side), kind=kind, table=where[0], field=column, name_of=self.name
            )
            for side in ("kept", "other")
        }
        found = Finding(identity, kind, where[0], where[1], column, label, **values)
        self.findings[identity] = found
        return found

    def finding_id(
        self, kind: str, where: RowKey, column: str, by: tuple[PastChange, PastChange] | None
    ) -> str:
        """The same id for the same two changes to the same place, whichever copy is merged into which."""
        changes = sorted(change.id for change in by or ())
        return derived_id(
            self.study_id, json.dumps(["merge", kind, where[0], list(where[1]), column, changes])
        )

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to write and nothing to say."""
        return not self.findings and not any(self.tables())

    def tables(self) -> Iterator[tuple[str, int, int, int]]:
        """Each table with how many rows are added, changed and removed."""
        for table in dict.fromkeys((*self.inserts, *self.updates, *self.deletes)):
            counts = tuple(len(part.get(table, ())) for part in (self.inserts, self.updates, self.deletes))
            if any(counts):
                yield table, counts[0], counts[1], counts[2]
