"""What the codebook on screen needs of a study. What changes something returns a summary, or the id of what is new."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from workbench.model.code_text import CodeText
from workbench.model.coding_views import CodesMerged
from workbench.model.views import CodeView, Quote


class CodebookDesk(Protocol):
    """Codes and changes to them."""

    def codes(self) -> Sequence[CodeView]:
        """The codebook in its order, parents before children, retired codes included."""
        ...

    def count_ahead(self) -> None:
        """Count what `codes` tells, over a connection of its own: in a large study the first time takes a second."""
        ...

    def add_code(self, name: str, parent_id: str | None) -> str:
        """Create a code; returns its id."""
        ...

    def add_described(self, text: CodeText, parent_id: str | None) -> str:
        """Create a code with what it says of itself; returns its id."""
        ...

    def edit_code(self, code_id: str, text: CodeText, *, seen: Mapping[str, str] | None = None) -> str:
        """Change what a code says of itself. `seen` is what its writer has read: raises `ChangedMeanwhile`."""
        ...

    def move_code(self, code_id: str, parent_id: str | None, position: int | None) -> str:
        """Put a code under a parent (None: at the top); `position` counts its other siblings, None is after all."""
        ...

    def merge_preview(self, from_id: str, into_id: str) -> CodesMerged:
        """What a merge would do; nothing is changed."""
        ...

    def merge(self, from_id: str, into_id: str) -> str:
        """Merge a code into another one that stays."""
        ...

    def retire(self, code_id: str) -> str:
        """Take a code out of use."""
        ...

    def restore(self, code_id: str) -> str:
        """Take a retired code up again."""
        ...

    def remove(self, code_id: str) -> str:
        """Remove a code on which nothing rests."""
        ...

    def excerpts(self, code_id: str) -> Sequence[Quote]:
        """All coders' codings with this very code, by source and place."""
        ...

    def recode(self, coding_ids: Sequence[str], code_id: str, *, others: bool) -> str:
        """Give codings another code; those of other coders only with `others`."""
        ...

    def recode_as_new(
        self, coding_ids: Sequence[str], name: str, parent_id: str | None, *, others: bool
    ) -> str:
        """Create a code and give it these codings, as one change; returns its id."""
        ...
