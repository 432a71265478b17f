"""Marks of what was read: a passage that a coder has read and found nothing to code in.

A coder's marks in a text never overlap: one that touches others becomes one with them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from workbench.coding.commands import require_within
from workbench.errors import Conflict
from workbench.model.coding import ReadMark, Span
from workbench.model.coding_views import ReadSpan
from workbench.store.reading.progress import read_marks
from workbench.store.reading.sources import name_of_revision, revision_text
from workbench.store.unit_of_work import Outcome, UnitOfWork

COLUMNS = ("id", "excerpt_id", "coder_id", "created_at")


@dataclass(frozen=True, slots=True)
class MarkRead:
    """Mark a span of a text as read, with nothing to code in it."""

    revision_id: str
    span: Span

    def perform(self, work: UnitOfWork) -> Outcome[Span]:
        """Carry it out; the value is the marked stretch, with the marks that it touched.

        Raises:
            BadInput: the span lies outside the text.
            Conflict: the source is gone or has a newer text.
        """
        source, body = _text(work, self.revision_id, self.span)
        start, end = self.span.start_char, self.span.end_char
        mine = read_marks(work.connection, self.revision_id, coder_id=work.coder_id)
        touched = [mark for mark in mine if mark.start_char <= end and start <= mark.end_char]
        if any(mark.start_char <= start and end <= mark.end_char for mark in touched):
            return Outcome(f"nothing changed: {source} at {start}:{end} is marked as read already", self.span)
        whole = (
            min([start, *(mark.start_char for mark in touched)]),
            max([end, *(mark.end_char for mark in touched)]),
        )
        _replace(work, self.revision_id, body, touched, [whole])
        return Outcome(f"marked as read: {source} at {start}:{end}", Span(*whole))


@dataclass(frozen=True, slots=True)
class UnmarkRead:
    """Take one's marks of what was read away within a span; what lies outside it stays marked."""

    revision_id: str
    span: Span

    def perform(self, work: UnitOfWork) -> Outcome[None]:
        """Carry it out.

        Raises:
            BadInput: the span lies outside the text.
            Conflict: the source is gone or has a newer text, or this coder has marked nothing there.
        """
        source, body = _text(work, self.revision_id, self.span)
        start, end = self.span.start_char, self.span.end_char
        mine = read_marks(work.connection, self.revision_id, coder_id=work.coder_id)
        cut = [mark for mark in mine if mark.start_char < end and start < mark.end_char]
        if not cut:
            raise Conflict(f"you have marked nothing as read in {source} at {start}:{end}")
        ends = [(mark.start_char, start) for mark in cut] + [(end, mark.end_char) for mark in cut]
        _replace(work, self.revision_id, body, cut, [(a, b) for a, b in ends if a < b])
        return Outcome(f"no longer marked as read: {source} at {start}:{end}", None)


def _text(work: UnitOfWork, revision_id: str, span: Span) -> tuple[str, str]:
    """The source's name and its text, in which the span lies."""
    source = name_of_revision(work.connection, revision_id)
    if source is None:
        raise Conflict("this source is no longer in the study, or has a newer text")
    body = revision_text(work.connection, revision_id)
    require_within(span, body, source)
    return source, body


def _replace(
    work: UnitOfWork, revision_id: str, body: str, old: Iterable[ReadSpan], new: list[tuple[int, int]]
) -> None:
    work.delete(ReadMark, [(mark.id,) for mark in old])
    excerpts = work.intern_excerpts(revision_id, new, body)
    rows = [(work.new_id(), excerpts[span], work.coder_id, work.at) for span in new]
    work.insert_rows(ReadMark, COLUMNS, rows)
