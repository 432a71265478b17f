"""Verifying a log that was exported as JSON lines (`export history`), without the study: docs/file-format.md.

Pure. The log's own entries are chained; those that came from copies are vouched for by the entry of their merge, which
names each by id and hash.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from workbench.errors import BadInput
from workbench.store.change_log import GENESIS, chain_hash

FACTS = ("sequence", "id", "coder_id", "at", "command", "summary", "undoes", "redoes")
"""What the hash of an entry covers besides the hash before it and its effects, in this order."""

CAME_WITH = "came_with"
"""The field that marks an entry of a copy: the number of the merge with which it came."""

MERGED = "merged_change"
"""The table in whose effects a merge names the entries that came with it."""

_TABLE, _AFTER = 2, 6
"""Where in an exported effect the table and the rows after it stand."""


@dataclass(frozen=True, slots=True)
class VerifiedLog:
    """A log that is as it was written: its own entries, those that came from copies, and the hash that vouches for all.

    `last_hash` is empty for an empty log. Entries cut off at the end are told by it alone.
    """

    entries: int
    from_copies: int
    last_hash: str


@dataclass(slots=True)
class _Chain:
    """How far a log has been followed; `named` are the entries of copies still to come, as id to merge and hash."""

    last_hash: str = GENESIS
    entries: int = 0
    from_copies: int = 0
    named: dict[str, tuple[int, str]] = field(default_factory=dict)

    def take(self, entry: Mapping[str, Any]) -> str:
        """Follow one more entry; what is wrong with it, empty if nothing."""
        facts, effects = [entry[name] for name in FACTS], entry["effects"]
        if chain_hash(entry["previous_hash"], facts, effects) != entry["hash"]:
            return "is not what was written"
        if CAME_WITH in entry:
            self.from_copies += 1
            if self.named.pop(entry["id"], None) != (entry[CAME_WITH], entry["hash"]):
                return f"is not what came with the merge {entry[CAME_WITH]}"
            return ""
        if entry["previous_hash"] != self.last_hash:
            return "does not follow from the entry before it"
        self.last_hash = entry["hash"]
        self.entries += 1
        for effect in effects:
            if effect[_TABLE] == MERGED:
                self.named |= {key: (entry["sequence"], digest) for key, digest in json.loads(effect[_AFTER])}
        return ""


def verify_log(lines: Iterable[str], *, name: str) -> VerifiedLog:
    """Verify an exported log; `name` is what messages call it. Empty lines are passed over.

    Raises:
        BadInput: a line is no entry of a log, or is not what was written, or an entry is missing; the first is named.
    """
    chain = _Chain()
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            entry = json.loads(line)
            fault = chain.take(entry)
        except (ValueError, TypeError, LookupError, AttributeError):
            raise BadInput(
                f"{name}, line {number}, is no entry of a log",
                hint="Write one: workbench export history -o log.jsonl",
            ) from None
        if fault:
            at = entry["at"]
            raise BadInput(f"{name}, line {number}: entry {entry['sequence']} ({at}) {fault}", hint=_HINT)
    if chain.named:
        missing, (merge, _) = next(iter(chain.named.items()))
        raise BadInput(
            f"{name}: the entry {missing}, which came with the merge {merge}, is missing", hint=_HINT
        )
    return VerifiedLog(chain.entries, chain.from_copies, chain.last_hash if chain.entries else "")


_HINT = (
    "It was altered after it was exported, or the study was before; workbench study check verifies the study."
)
