"""What becomes of a configuration that is split or merged: the preview, and the account of what was done."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Passed:
    """One thing of a configuration, `slot 2, outcome: Nobody waits`, and what becomes of it."""

    what: str
    becomes: str


@dataclass(frozen=True, slots=True)
class Reshaped:
    """What a split or a merge did. `cmo_id` and `number` are of the new configuration, or of the one that remains."""

    cmo_id: str
    number: int
    passed: tuple[Passed, ...]
