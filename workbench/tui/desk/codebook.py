"""What the codebook on screen needs of a study."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from workbench.model.views import CodeView


class CodebookDesk(Protocol):
    """Codes and changes to them."""

    def codes(self) -> Sequence[CodeView]:
        """The codebook in its order, parents before children, retired codes included."""
        ...

    def add_code(self, name: str, parent_id: str | None) -> str:
        """Create a code; returns its id."""
        ...
