"""What the screen needs of an open study.

Whoever opens the study implements it; the screen knows nothing else.

Every change is committed by the desk before the call returns, so that nothing is lost when the screen goes
away. Any call may raise `WorkbenchError`, which the screen turns into a notice.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from workbench.model.views import CodeView, CodingMark, SourceView, Turn


class Desk(Protocol):
    """An open study, as one coder sees it. Offsets are Unicode code points, half-open."""

    @property
    def study_title(self) -> str:
        """The study's title."""
        ...

    @property
    def path(self) -> str:
        """The study file's name, for the title bar."""
        ...

    @property
    def coder(self) -> str:
        """The name of the coder in whose name changes are made."""
        ...

    @property
    def coder_id(self) -> str:
        """The id of that coder, as in `CodingMark.coder_id`."""
        ...

    def sources(self) -> Sequence[SourceView]:
        """All sources, in the study's order."""
        ...

    def codes(self) -> Sequence[CodeView]:
        """The codebook in its order, parents before children, retired codes included."""
        ...

    def text(self, revision_id: str) -> str:
        """The text of a revision."""
        ...

    def turns(self, revision_id: str) -> Sequence[Turn]:
        """The speaker turns of a revision, in order and without overlap; empty if none were recognised."""
        ...

    def marks(self, revision_id: str) -> Sequence[CodingMark]:
        """The codings of a revision that this coder may see."""
        ...

    def apply_code(self, revision_id: str, start_char: int, end_char: int, code_id: str) -> str:
        """Code a passage; returns a summary for the reader."""
        ...

    def remove_coding(self, coding_id: str) -> str:
        """Remove one of the coder's own codings; returns a summary."""
        ...

    def undo(self) -> str:
        """Undo the coder's last change; returns what was undone."""
        ...

    def redo(self) -> str:
        """Redo what was last undone; returns what was redone."""
        ...

    def add_code(self, name: str, parent_id: str | None) -> str:
        """Create a code; returns its id."""
        ...

    def changed_elsewhere(self) -> bool:
        """Whether somebody else changed the study since the last call. Cheap: asked every 1.5 seconds."""
        ...

    def recent_codes(self) -> Sequence[str]:
        """Ids of the codes this coder used last, most recent first."""
        ...

    def close(self) -> None:
        """Let go of the study."""
        ...
