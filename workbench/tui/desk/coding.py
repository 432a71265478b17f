"""What coding a text needs of a study. What changes something returns a summary for the reader."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from workbench.model.views import CodingMark


class CodingDesk(Protocol):
    """Codings over a revision, and changes to the coder's own."""

    def marks(self, revision_id: str) -> Sequence[CodingMark]:
        """The codings of a revision that this coder may see."""
        ...

    def read_spans(self, revision_id: str) -> Sequence[tuple[int, int]]:
        """What this coder has marked as read with nothing to code in it: spans in order that do not overlap."""
        ...

    def recent_codes(self) -> Sequence[str]:
        """Ids of the codes this coder used last, most recent first."""
        ...

    def apply_codes(self, revision_id: str, start_char: int, end_char: int, code_ids: Sequence[str]) -> str:
        """Code a passage with one or several codes, as one change."""
        ...

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
        ...

    def adjust_coding(self, coding: CodingMark, start_char: int, end_char: int) -> str:
        """Give one of the coder's own codings other bounds; refused if it is no longer where it was seen."""
        ...

    def write_note(self, coding_id: str, text: str) -> str:
        """Write the note of one of the coder's own codings anew."""
        ...

    def mark_read(self, revision_id: str, start_char: int, end_char: int) -> str:
        """Mark a passage as read, with nothing to code in it."""
        ...

    def unmark_read(self, revision_id: str, start_char: int, end_char: int) -> str:
        """Take the coder's marks of what was read away within a passage."""
        ...

    def remove_coding(self, coding_id: str) -> str:
        """Remove one of the coder's own codings."""
        ...
