"""What reading a source needs of a study."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from workbench.model.memo_views import MemoMark
from workbench.model.views import Turn
from workbench.model.vocabulary import MemoKind


class ReadingDesk(Protocol):
    """Texts and speaker turns of revisions, and memos written while reading."""

    def text(self, revision_id: str) -> str:
        """The text of a revision."""
        ...

    def turns(self, revision_id: str) -> Sequence[Turn]:
        """The speaker turns of a revision, in order and without overlap; empty if none were recognised."""
        ...

    def memo_marks(self, revision_id: str) -> Sequence[MemoMark]:
        """The memos on passages of a revision that the coder may see, in the order of their places."""
        ...

    def write_passage_memo(
        self, kind: MemoKind, body: str, revision_id: str, start_char: int, end_char: int
    ) -> str:
        """Write a memo on a passage; returns a summary."""
        ...

    def write_memo(self, kind: MemoKind, body: str, subject_type: str, subject_id: str) -> str:
        """Write a memo on the study (no id), a source or a code; returns a summary."""
        ...
