"""Coding rounds as people read them, and what a round's coders agreed on afterwards."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RoundPassageView:
    """What is coded in a round: `[start_char, end_char)` of a text; `is_whole` where it is all of it.

    `is_current` says whether the text still is the source's newest.
    """

    revision_id: str
    source_id: str
    source: str
    start_char: int
    end_char: int
    is_whole: bool
    is_current: bool


@dataclass(frozen=True, slots=True)
class RoundView:
    """A round. `coders` maps ids to names; `codings` counts by coder those taken down when it was frozen, by name.

    `codebook_changed` says whether the codebook was changed since the round began, and before it was frozen.
    """

    id: str
    number: int
    name: str
    is_blind: bool
    is_frozen: bool
    coders: dict[str, str]
    passages: tuple[RoundPassageView, ...]
    codings: dict[str, int]
    begun_by: str
    created_at: str
    frozen_at: str
    codebook_change: str
    codebook_changed: bool

    @property
    def hides(self) -> bool:
        """Whether its coders do not see one another's codings there."""
        return self.is_blind and not self.is_frozen

    @property
    def label(self) -> str:
        """`round 2 'Pilot'`, for messages."""
        return f"round {self.number} {self.name!r}"


@dataclass(frozen=True, slots=True)
class ConsensusView:
    """What was agreed on a passage: that a code `applies` there, or does not. `round` is empty outside of one."""

    id: str
    round: str
    source_id: str
    source: str
    revision_id: str
    start_char: int
    end_char: int
    text: str
    code_id: str
    code: str
    applies: bool
    coding_id: str | None
    memo_id: str | None
    memo: str
    coder: str
    created_at: str
