"""Which rows and columns a file's new changes touched last, and who did: the sides of a three-way comparison.

Pure. A merge's own writes count as those of the change that it took them from, where the value is that change's; what
a merge decided itself (a new number, a kept row) is its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from workbench.store.change_log import Effect, Row
from workbench.store.merging.past import Past, PastChange, standing
from workbench.store.schema import TABLES, key_columns

RowKey = tuple[str, Row]
"""A table's name and the values of the columns by which its rows are told apart in any copy."""

NOT_COMPARED = frozenset({"excerpt", "revision_text", "merged_change", "coder"})
"""Tables whose rows are written once and come along with what rests on them."""


def identity_columns(table: str) -> tuple[str, ...]:
    """What tells the rows of a table apart in any copy: the key, but not the row numbers of revisions, a file's own."""
    return ("id",) if table == "revision" else key_columns(TABLES[table])


@dataclass(frozen=True, slots=True)
class Write:
    """What a change wrote of a row: `present` is None for an update; `values` by column."""

    key: RowKey
    present: bool | None
    values: Mapping[str, Any]
    author: PastChange
    apart: Mapping[str, PastChange] = field(default_factory=dict)
    """Columns whose value is another change's."""


@dataclass(slots=True)
class RowTouch:
    """The last changes to touch a row: as a whole (made or removed), and its columns."""

    whole: PastChange | None = None
    removed: bool = False
    columns: dict[str, PastChange] = field(default_factory=dict)

    def column(self, name: str) -> PastChange | None:
        """The last change to a column, making the row included."""
        return self.columns.get(name) or (None if self.removed else self.whole)

    @property
    def made(self) -> bool:
        """Whether the row was made by these changes."""
        return self.whole is not None and not self.removed

    def last(self) -> PastChange:
        """The last change to anything of the row."""
        touching = [*self.columns.values(), *([self.whole] if self.whole else [])]
        return max(touching, key=lambda change: (change.at, change.id))


def touches(past: Past, *, known: frozenset[str], revisions: Mapping[int, str]) -> dict[RowKey, RowTouch]:
    """What the file of `past` wrote that a file which knows `known` does not know, by row.

    `revisions` are the ids of its revisions by row number.
    """
    return _noted(standing(past.own, known=known), past, known, revisions)


def taken_touches(
    past: Past, *, known: frozenset[str], revisions: Mapping[int, str]
) -> dict[RowKey, RowTouch]:
    """What changes that came with merges touched where they were made: this file has seen them, whatever came of it.

    So an undo that came along counts, also where there was nothing left to write.
    """
    own = {change.id for change in past.own}
    came = [change for change in standing(past.all, known=known) if change.id not in own]
    return _noted(came, past, known, revisions)


def _noted(
    changes: Iterable[PastChange], past: Past, known: frozenset[str], revisions: Mapping[int, str]
) -> dict[RowKey, RowTouch]:
    found: dict[RowKey, RowTouch] = {}
    for change in changes:
        for write in _writes(change, past, dict(revisions)):
            _note(found, write, known)
    return {key: touch for key, touch in found.items() if touch.whole or touch.columns}


def _note(found: dict[RowKey, RowTouch], write: Write, known: frozenset[str]) -> None:
    touch = found.setdefault(write.key, RowTouch())
    if write.present is not None:
        touch.removed = not write.present
        touch.whole = None if write.author.id in known else write.author
        touch.columns = {}
    for name in write.apart if write.present is not None else write.values:
        author = write.apart.get(name, write.author)
        if author.id in known:
            touch.columns.pop(name, None)
        else:
            touch.columns[name] = author


def _writes(change: PastChange, past: Past, revisions: dict[int, str]) -> Iterator[Write]:
    """What a change wrote, each with its author."""
    undone = past.by_id.get(change.reverses or "")
    if undone is not None and undone.merged:
        yield from _unmerged(change, undone, past, revisions)
        return
    taken = _taken(change, past, revisions) if change.merged else {}
    for write in _raw_writes(change, revisions):
        yield _attributed(write, taken) if taken else write


def _raw_writes(change: PastChange, revisions: dict[int, str]) -> Iterator[Write]:
    for effect in change.effects:
        if effect.operation != "intern" and effect.table not in NOT_COMPARED:
            yield from _written(effect, change, revisions)


def _unmerged(
    change: PastChange, merge: PastChange, past: Past, revisions: dict[int, str]
) -> Iterator[Write]:
    """What undoing or redoing a merge means to other copies: its own decisions alone are taken back.

    That one file no longer takes in what somebody did is no reason for others to take it back.
    """
    rows: set[RowKey] = set()
    cells: set[tuple[RowKey, str]] = set()
    for write in _writes(merge, past, revisions):
        if write.present is not None and write.author is merge:
            rows.add(write.key)
        cells.update(
            (write.key, name) for name in write.values if write.apart.get(name, write.author) is merge
        )
    for write in _raw_writes(change, revisions):
        if write.key in rows:
            yield write
        elif write.present is None:
            own = {name: value for name, value in write.values.items() if (write.key, name) in cells}
            yield Write(write.key, None, own, change)


def _written(effect: Effect, change: PastChange, revisions: dict[int, str]) -> Iterator[Write]:
    present = {"insert": True, "delete": False, "update": None}[effect.operation]
    rows = (effect.before if present is False else effect.after) or ()
    places = _key_places(effect, revisions, rows)
    skipped = len(key_columns(TABLES[effect.table])) if present is None else 0
    for row in rows:
        values = dict(zip(effect.columns[skipped:], row[skipped:], strict=True))
        if places is None:
            if row[0] not in revisions:
                continue
            key: Row = (revisions[row[0]],)
        else:
            key = tuple(row[place] for place in places)
        yield Write((effect.table, key), present, {} if present is False else values, change)


def _key_places(effect: Effect, revisions: dict[int, str], rows: tuple[Row, ...]) -> tuple[int, ...] | None:
    """Where in a row its identity stands; None where an update names a revision by its row number."""
    names = identity_columns(effect.table)
    if effect.table == "revision":
        if "id" not in effect.columns:
            return None
        at, number = effect.columns.index("id"), effect.columns.index("row_number")
        revisions.update((row[number], row[at]) for row in rows)
    return tuple(effect.columns.index(name) for name in names)


Taken = dict[RowKey, dict[str | None, tuple[Any, PastChange]]]
"""What merged changes wrote last, by row and column, with its author; under None whether the row is there."""


def _taken(merge: PastChange, past: Past, revisions: dict[int, str]) -> Taken:
    found: Taken = {}
    for one in merge.merged:
        if one not in past.kept:
            continue
        for write in _writes(past.kept[one], past, revisions):
            cells = found.setdefault(write.key, {})
            if write.present is not None:
                cells[None] = (write.present, write.author)
            for name, value in write.values.items():
                cells[name] = (value, write.apart.get(name, write.author))
    return found


def _attributed(write: Write, taken: Taken) -> Write:
    cells = taken.get(write.key)
    if cells is None:
        return write
    author = write.author
    if write.present is not None and cells.get(None, (None,))[0] is write.present:
        author = cells[None][1]
    apart = {}
    for name, value in write.values.items():
        theirs = cells.get(name)
        owner = theirs[1] if theirs is not None and theirs[0] == value else write.author
        if owner is not author:
            apart[name] = owner
    return Write(write.key, write.present, write.values, author, apart)
