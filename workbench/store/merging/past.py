"""What a study file knows of its past, as far as merging asks: the changes since two copies parted, and those that
came with earlier merges.

A change is known to a file if it stands in its log or came with a merge that was not undone. So the difference of two
files is a difference of two sets of changes, and not of two dates, and merging twice finds nothing the second time.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import Connection, func, select

from workbench.errors import BadInput
from workbench.store.change_log import Effect, Row, chain_hash
from workbench.store.schema import TABLES

_CHANGE = TABLES["change"]
_EFFECT = TABLES["change_effect"]
_MERGED = TABLES["merged_change"]

FACTS = ("sequence", "id", "coder_id", "at", "command", "summary", "undoes", "redoes")
"""The columns of a change that its hash covers besides its effects."""

MERGED_COLUMNS = (*FACTS, "previous_hash", "hash", "effects")
"""The columns of a change that came from another copy."""


@dataclass(frozen=True)
class PastChange:
    """A change as a log has it, with its effects as they were stored: `(position, table, operation, ...)`."""

    sequence: int
    id: str
    coder_id: str
    at: str
    command: str
    summary: str
    undoes: str | None
    redoes: str | None
    previous_hash: str
    hash: str
    stored: tuple[Row, ...]

    @property
    def reverses(self) -> str | None:
        """The id of the change that this one undoes or redoes."""
        return self.undoes or self.redoes

    @cached_property
    def effects(self) -> tuple[Effect, ...]:
        """What it did."""
        return tuple(
            Effect(table, operation, tuple(json.loads(columns)), _rows(before), _rows(after))
            for _, table, operation, columns, before, after, _ in self.stored
        )

    @cached_property
    def merged(self) -> tuple[str, ...]:
        """The ids of the changes that came with it, in order; empty where it is no merge."""
        return tuple(row[0] for e in self.effects if e.table == _MERGED.name for row in e.after or ())

    def mentions(self, identity: str) -> bool:
        """Whether a row before or after it holds this id."""
        return any(identity in (row[4] or "") or identity in (row[5] or "") for row in self.stored)

    @property
    def is_intact(self) -> bool:
        """Whether its hash is that of its content."""
        facts = tuple(getattr(self, name) for name in FACTS)
        return (
            chain_hash(self.previous_hash, facts, [(self.sequence, *row) for row in self.stored]) == self.hash
        )

    @property
    def as_row(self) -> Row:
        """Its row as a merged change, in the order of `MERGED_COLUMNS`."""
        stored = json.dumps(self.stored, ensure_ascii=False, separators=(",", ":"))
        return (*(getattr(self, name) for name in (*FACTS, "previous_hash", "hash")), stored)


@dataclass(frozen=True)
class Past:
    """One file's past: its changes since the parting, those that came with merges, and the ids of all it knows.

    `came` are those of merges that stand, `kept` also those of merges that were undone.
    """

    shared: int
    own: tuple[PastChange, ...]
    came: dict[str, PastChange]
    kept: dict[str, PastChange]
    known: frozenset[str]

    @cached_property
    def all(self) -> tuple[PastChange, ...]:
        """Every change since the parting, those that came with a merge before it."""
        found: dict[str, PastChange] = {}
        for change in self.own:
            found.update((one, self.came[one]) for one in change.merged if one in self.came)
            found[change.id] = change
        return tuple(found.values())

    @cached_property
    def by_id(self) -> dict[str, PastChange]:
        """The changes since the parting, by id."""
        return {change.id: change for change in self.all}


def shared_length(ours: Connection, theirs: Connection) -> int:
    """How many changes two logs have in common at their beginning: found by halving, since hashes are chained."""
    low, high = 0, min(_length(ours), _length(theirs))
    while low < high:
        middle = (low + high + 1) // 2
        if _hash_at(ours, middle) == _hash_at(theirs, middle):
            low = middle
        else:
            high = middle - 1
    return low


def read_past(reader: Connection, *, shared: int) -> Past:
    """The past of a file since the first `shared` changes.

    Raises:
        BadInput: the log's numbering has a hole, or a change that came with a merge is not what was merged.
    """
    own = _own(reader, shared)
    came = _came(reader)
    merges = _merges(reader)
    undone = _undone(reader, merges, came.values())
    standing = {one for merge, ids in merges.items() if merge not in undone for one in ids}
    missing = standing - came.keys()
    if missing:
        raise BadInput("the log of a merged copy is missing changes", hint="workbench study check")
    return Past(
        shared,
        own,
        {one: came[one] for one in came if one in standing},
        came,
        frozenset(standing | {c.id for c in own}),
    )


def pasts(ours: Connection, theirs: Connection) -> tuple[Past, Past]:
    """The pasts of two files since they parted, ours first."""
    shared = shared_length(ours, theirs)
    return read_past(ours, shared=shared), read_past(theirs, shared=shared)


def news(ours: Connection, theirs: Connection) -> tuple[PastChange, ...]:
    """The changes of theirs that we do not know, in order."""
    our_past, their_past = pasts(ours, theirs)
    return tuple(change for change in their_past.all if change.id not in our_past.known)


def hash_at(reader: Connection, sequence: int) -> str:
    """The hash of a change by its number: the fingerprint of the log up to it. Empty for an empty log."""
    return _hash_at(reader, sequence) or ""


def length(reader: Connection) -> int:
    """How many changes a log has."""
    return _length(reader)


def merged_changes(reader: Connection) -> Iterator[tuple[int, PastChange]]:
    """The changes that came with merges, each with its merge's number: newest merge first, in it the newest first."""
    query = select(_EFFECT.c.sequence, _EFFECT.c.after)
    query = query.where(_EFFECT.c.table_name == _MERGED.name, _EFFECT.c.operation == "intern")
    named: dict[str, int] = {}
    for sequence, after in reader.execute(query.order_by(_EFFECT.c.sequence, _EFFECT.c.position)):
        named.update((row[0], sequence) for row in json.loads(after))
    found = _came(reader) if named else {}
    order = {identity: place for place, identity in enumerate(named)}
    for identity in sorted(found, key=lambda one: (-named[one], -order[one])):
        yield named[identity], found[identity]


def merged_faults(reader: Connection) -> Iterator[str]:
    """What is wrong with the changes that came from copies: each is vouched for by the log entry of its merge."""
    named = {}
    query = select(_EFFECT.c.after).where(
        _EFFECT.c.table_name == _MERGED.name, _EFFECT.c.operation == "intern"
    )
    for after in reader.execute(query).scalars():
        named.update(json.loads(after))
    found = _came(reader)
    for identity, digest in named.items():
        change = found.get(identity)
        if change is None:
            yield f"a change that came with a merge is missing: {identity}"
        elif change.hash != digest or not change.is_intact:
            yield f"a change that came with a merge ({change.at}) is not what was merged"
    yield from (f"a merged change is in no merge of the log: {one}" for one in found if one not in named)


def _length(reader: Connection) -> int:
    return int(reader.execute(select(func.coalesce(func.max(_CHANGE.c.sequence), 0))).scalar_one())


def _hash_at(reader: Connection, sequence: int) -> str | None:
    return reader.execute(select(_CHANGE.c.hash).where(_CHANGE.c.sequence == sequence)).scalar()


def _own(reader: Connection, shared: int) -> tuple[PastChange, ...]:
    stored: dict[int, list[Row]] = defaultdict(list)
    columns = [_EFFECT.c[name] for name in _EFFECT.c.keys()]  # noqa: SIM118 - a collection of columns, no dict
    query = select(*columns).where(_EFFECT.c.sequence > shared)
    for sequence, *rest in reader.execute(query.order_by(_EFFECT.c.sequence, _EFFECT.c.position)):
        stored[sequence].append(tuple(rest))
    facts = [_CHANGE.c[name] for name in (*FACTS, "previous_hash", "hash")]
    changes = reader.execute(select(*facts).where(_CHANGE.c.sequence > shared).order_by(_CHANGE.c.sequence))
    return tuple(PastChange(*(*row, tuple(stored[row[0]]))) for row in changes)


def _came(reader: Connection) -> dict[str, PastChange]:
    rows = reader.execute(select(*(_MERGED.c[name] for name in MERGED_COLUMNS)))
    return {row[1]: PastChange(*(*row[:-1], tuple(map(tuple, json.loads(row[-1]))))) for row in rows}


def _merges(reader: Connection) -> dict[str, tuple[str, ...]]:
    """The ids of all merges in the log to those of the changes that came with them."""
    query = select(_CHANGE.c.id, _EFFECT.c.after).join(_EFFECT, _EFFECT.c.sequence == _CHANGE.c.sequence)
    query = query.where(_EFFECT.c.table_name == _MERGED.name, _EFFECT.c.operation == "intern")
    found: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for merge, after in reader.execute(query.order_by(_EFFECT.c.sequence, _EFFECT.c.position)):
        found[merge] += tuple(row[0] for row in json.loads(after))
    return found


def _undone(reader: Connection, merges: Iterable[str], came: Iterable[PastChange]) -> set[str]:
    """Which of these merges do not stand: undone once more often than redone."""
    wanted = list(merges)
    if not wanted:
        return set()
    target = func.coalesce(_CHANGE.c.undoes, _CHANGE.c.redoes)
    reversed_here = reader.execute(select(target).where(target.is_not(None))).scalars()
    counts = Counter(one for one in reversed_here if one in wanted)
    counts.update(one.reverses for one in came if one.reverses in wanted)
    return {merge for merge, times in counts.items() if times % 2}


def _rows(value: str | None) -> tuple[Row, ...] | None:
    return None if value is None else tuple(tuple(row) for row in json.loads(value))


def standing(changes: Sequence[PastChange], *, known: frozenset[str]) -> list[PastChange]:
    """Of one file's changes, those that are new to one that knows `known`, without what was undone meanwhile.

    What both know and one has undone since stands for its undo; what was undone and redone is left out altogether.
    """
    new = [change for change in changes if change.id not in known]
    times = Counter(change.reverses for change in new if change.reverses)
    last = {change.reverses: change.id for change in new if change.reverses}
    ids = {change.id for change in new}
    return [
        change
        for change in new
        if (
            not times[change.id] % 2
            if change.reverses is None
            else change.reverses not in ids
            and times[change.reverses] % 2
            and last[change.reverses] == change.id
        )
    ]
