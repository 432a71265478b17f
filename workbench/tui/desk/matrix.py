"""What the framework matrix needs of a study. What changes something returns a summary of it."""

from __future__ import annotations

from typing import Protocol

from workbench.model.matrix_views import CaseKind, ColumnKind, FrameworkMatrix, MatrixCell


class MatrixDesk(Protocol):
    """Cases by codes or configurations, as this coder sees them."""

    def matrix(self, cases: CaseKind, columns: ColumnKind) -> FrameworkMatrix:
        """All cells that hold anything."""
        ...

    def cell(self, case: tuple[CaseKind, str], column: tuple[ColumnKind, str]) -> MatrixCell | None:
        """One cell at length, None if its case or column is gone."""
        ...

    def summarise(
        self,
        case: tuple[CaseKind, str],
        column: tuple[ColumnKind, str],
        *,
        body: str | None = None,
        excerpt_ids: tuple[str, ...] | None = None,
        seen: str | None = None,
    ) -> str:
        """Write the summary of a cell; text and excerpts that are None stay.

        `seen` is the text that its writer has read there: raises `ChangedMeanwhile` if it is another by now.
        """
        ...

    def remove(self, case: tuple[CaseKind, str], column: tuple[ColumnKind, str]) -> str:
        """Take the summary of a cell away."""
        ...
