"""Memos for the screen (`tui.desk.memos`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from workbench.desk.sitting import Sitting
from workbench.model.memo_views import MemoView, PassageView, SubjectView
from workbench.model.vocabulary import MemoKind
from workbench.store.reading import memo_subjects, memos
from workbench.study.commands import WriteMemo
from workbench.study.memo_commands import EditMemo, RemoveMemo


class StudyMemos:
    """The memos of the study, changed in one coder's name."""

    def __init__(self, sitting: Sitting) -> None:
        self._sitting = sitting

    def memos(self) -> Sequence[MemoView]:
        """All memos, oldest first, without what a blind round hides from the coder."""
        with self._sitting.reading() as reader:
            return memos.memos(reader, seen_by=self._sitting.coder_id)

    def subjects(self) -> Sequence[SubjectView]:
        """What a memo can be about besides codes."""
        with self._sitting.reading() as reader:
            return memo_subjects.subjects(reader)

    def passage(self, subject_type: str, subject_id: str) -> PassageView | None:
        """Where the passage or coding stands that a memo is about."""
        with self._sitting.reading() as reader:
            return memo_subjects.passage(reader, subject_type, subject_id)

    def write(self, kind: MemoKind, title: str, body: str, subject_type: str, subject_id: str) -> str:
        """Write a memo; its id."""
        command = WriteMemo(kind, body, title, subject_type=subject_type, subject_id=subject_id)
        return self._sitting.execute(command).value

    def edit(
        self,
        memo_id: str,
        *,
        kind: MemoKind | None,
        title: str | None,
        body: str | None,
        seen: Mapping[str, str] | None = None,
    ) -> str:
        """Change a memo, unless somebody wrote it anew meanwhile."""
        return self._sitting.execute(EditMemo(memo_id, kind, body, title, seen=seen)).summary

    def remove(self, memo_id: str) -> str:
        """Take a memo away."""
        return self._sitting.execute(RemoveMemo(memo_id)).summary
