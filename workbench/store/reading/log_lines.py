"""The whole change log for others to keep and verify: each entry with the very words that its hash covers."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection

from workbench.store.change_log import LoggedChange, changes, stored_effects
from workbench.store.merging.past import PastChange, merged_changes
from workbench.store.reading.study import coders

_NO_MORE: tuple[None, tuple[Any, ...]] = (None, ())


def log_lines(reader: Connection) -> Iterator[dict[str, Any]]:
    """The log's entries as JSON objects, oldest first; then those that came with merges, as their copies had them.

    An effect is the list of its values as they are stored, which is what the hash is made of: docs/file-format.md.
    """
    names = coders(reader)
    by_change = groupby(stored_effects(reader), key=itemgetter(0))
    owner, effects = next(by_change, _NO_MORE)
    for change in changes(reader, newest_first=False):
        mine: list[list[Any]] = []
        if owner == change.sequence:
            mine = [list(row) for row in effects]
            owner, effects = next(by_change, _NO_MORE)
        yield _line(change, names, mine)
    yield from _from_copies(reader, names)


def _from_copies(reader: Connection, names: dict[str, str]) -> Iterator[dict[str, Any]]:
    for merge, change in reversed(list(merged_changes(reader))):
        effects = [[change.sequence, *row] for row in change.stored]
        yield _line(change, names, effects) | {"came_with": merge}


def _line(
    change: LoggedChange | PastChange, names: dict[str, str], effects: list[list[Any]]
) -> dict[str, Any]:
    return {
        "sequence": change.sequence,
        "id": change.id,
        "coder_id": change.coder_id,
        "coder": names.get(change.coder_id, ""),
        "at": change.at,
        "command": change.command,
        "summary": change.summary,
        "undoes": change.undoes,
        "redoes": change.redoes,
        "previous_hash": change.previous_hash,
        "hash": change.hash,
        "effects": effects,
    }
