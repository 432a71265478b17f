"""Texts and turns for the screen (`tui.desk.reading`)."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.desk.sitting import Sitting
from workbench.model.coding import Span
from workbench.model.memo_views import MemoMark
from workbench.model.views import Turn
from workbench.model.vocabulary import MemoKind
from workbench.store.reading import memo_subjects, sources
from workbench.study.commands import WriteMemo
from workbench.study.subjects import OnPassage


class StudyReading:
    """The texts of the study."""

    def __init__(self, sitting: Sitting) -> None:
        self._sitting = sitting

    def text(self, revision_id: str) -> str:
        """The text of a revision."""
        with self._sitting.reading() as reader:
            return sources.revision_text(reader, revision_id)

    def turns(self, revision_id: str) -> Sequence[Turn]:
        """The speaker turns of a revision."""
        with self._sitting.reading() as reader:
            return sources.turns(reader, revision_id)

    def memo_marks(self, revision_id: str) -> Sequence[MemoMark]:
        """The memos on passages of a revision that the coder may see."""
        with self._sitting.reading() as reader:
            return memo_subjects.memo_marks(reader, revision_id, seen_by=self._sitting.coder_id)

    def write_memo(self, kind: MemoKind, body: str, subject_type: str, subject_id: str) -> str:
        """Write a memo on the study, a source or a code."""
        memo = WriteMemo(kind, body, subject_type=subject_type, subject_id=subject_id)
        return self._sitting.execute(memo).summary

    def write_passage_memo(
        self, kind: MemoKind, body: str, revision_id: str, start_char: int, end_char: int
    ) -> str:
        """Write a memo on a passage."""
        passage = OnPassage(revision_id, Span(start_char, end_char))
        return self._sitting.execute(WriteMemo(kind, body, passage=passage)).summary
