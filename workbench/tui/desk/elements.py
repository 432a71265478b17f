"""Elements: the statements that configurations share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from workbench.model.theory_views import ElementView


class ElementsDesk(Protocol):
    """The elements of the study. A change says in a sentence what it did."""

    def all(self) -> Sequence[ElementView]:
        """All elements by number."""
        ...

    def reword(self, element_id: str, wording: str) -> str:
        """Word an element anew wherever it stands."""
        ...

    def generalise(self, element_id: str, wording: str) -> str:
        """Make an element a variant of a more general one of that wording, which may be new."""
        ...

    def stand_alone(self, element_id: str) -> str:
        """Take an element from under its more general one."""
        ...

    def merge(self, element_id: str, into_id: str) -> str:
        """Let another element stand wherever this one stands, which goes."""
        ...
