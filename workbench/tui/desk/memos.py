"""What the memos on screen need of a study. What changes something returns a summary, or the id of what is new."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from workbench.model.memo_views import MemoView, PassageView, SubjectView
from workbench.model.vocabulary import MemoKind


class MemosDesk(Protocol):
    """Memos, what they are about, and changes to them."""

    def memos(self) -> Sequence[MemoView]:
        """All memos, oldest first."""
        ...

    def subjects(self) -> Sequence[SubjectView]:
        """What a memo can be about besides codes: the study first, sources, CMOs, tracers, sites, waves."""
        ...

    def passage(self, subject_type: str, subject_id: str) -> PassageView | None:
        """Where the passage or coding stands that a memo is about; None if it is about no such thing."""
        ...

    def write(self, kind: MemoKind, title: str, body: str, subject_type: str, subject_id: str) -> str:
        """Write a memo; returns its id."""
        ...

    def edit(
        self,
        memo_id: str,
        *,
        kind: MemoKind | None,
        title: str | None,
        body: str | None,
        seen: Mapping[str, str] | None = None,
    ) -> str:
        """Change a memo; what is None stays. Refused where somebody wrote anew what was `seen`, by column."""
        ...

    def remove(self, memo_id: str) -> str:
        """Take a memo away, unless it is evidence for a CMO."""
        ...
