"""Codings for the screen (`tui.desk.coding`)."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.coding.changing import AdjustCoding, EditCodingMemo
from workbench.coding.commands import ApplyCode, ApplyCodesTo, RemoveCoding
from workbench.coding.new_code import ApplyNewCode
from workbench.coding.reading_marks import MarkRead, UnmarkRead
from workbench.desk.sitting import Sitting
from workbench.model.coding import Span
from workbench.model.views import CodingMark
from workbench.store.reading import codings, progress


class StudyCoding:
    """The codings of the study, changed in one coder's name."""

    def __init__(self, sitting: Sitting) -> None:
        self._sitting = sitting

    def marks(self, revision_id: str) -> Sequence[CodingMark]:
        """The codings over a revision that the coder may see, checked against their hashes."""
        with self._sitting.reading() as reader:
            return codings.marks(reader, revision_id, seen_by=self._sitting.coder_id)

    def read_spans(self, revision_id: str) -> Sequence[tuple[int, int]]:
        """What this coder has marked as read, with nothing to code in it."""
        with self._sitting.reading() as reader:
            marks = progress.read_marks(reader, revision_id, coder_id=self._sitting.coder_id)
        return tuple((mark.start_char, mark.end_char) for mark in marks)

    def recent_codes(self) -> Sequence[str]:
        """Ids of the codes this coder used last, most recent first."""
        with self._sitting.reading() as reader:
            return codings.recent_codes(reader, self._sitting.coder_id)

    def apply_codes(self, revision_id: str, start_char: int, end_char: int, code_ids: Sequence[str]) -> str:
        """Code a passage with one or several codes, as one change."""
        span = Span(start_char, end_char)
        if len(code_ids) == 1:
            return self._sitting.execute(ApplyCode(revision_id, span, code_ids[0])).summary
        return self._sitting.execute(ApplyCodesTo(revision_id, span, tuple(code_ids))).summary

    def apply_new_code(
        self,
        revision_id: str,
        start_char: int,
        end_char: int,
        name: str,
        parent_id: str | None,
        others: Sequence[str],
    ) -> tuple[str, str]:
        """Make a code and tag a passage with it and with others, as one change; the code's id, and what was done."""
        span = Span(start_char, end_char)
        done = self._sitting.execute(ApplyNewCode(revision_id, span, name, parent_id, tuple(others)))
        return done.value, done.summary

    def adjust_coding(self, coding: CodingMark, start_char: int, end_char: int) -> str:
        """Give one of the coder's own codings other bounds, if it is still where it was seen."""
        seen = Span(coding.start_char, coding.end_char)
        return self._sitting.execute(AdjustCoding(coding.coding_id, Span(start_char, end_char), seen)).summary

    def write_note(self, coding_id: str, text: str) -> str:
        """Write the note of one of the coder's own codings anew."""
        return self._sitting.execute(EditCodingMemo(coding_id, text)).summary

    def mark_read(self, revision_id: str, start_char: int, end_char: int) -> str:
        """Mark a passage as read, with nothing to code in it."""
        return self._sitting.execute(MarkRead(revision_id, Span(start_char, end_char))).summary

    def unmark_read(self, revision_id: str, start_char: int, end_char: int) -> str:
        """Take the coder's marks of what was read away within a passage."""
        return self._sitting.execute(UnmarkRead(revision_id, Span(start_char, end_char))).summary

    def remove_coding(self, coding_id: str) -> str:
        """Remove one of the coder's own codings."""
        return self._sitting.execute(RemoveCoding(coding_id)).summary
