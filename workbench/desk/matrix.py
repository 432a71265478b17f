"""The framework matrix for the screen (`tui.desk.matrix`)."""

from __future__ import annotations

from workbench.desk.sitting import Sitting
from workbench.model.matrix_views import CaseKind, ColumnKind, FrameworkMatrix, MatrixCell
from workbench.store.reading.framework import framework_matrix
from workbench.store.reading.framework_cell import matrix_cell
from workbench.study.matrix import RemoveSummary, SummariseCell


class StudyMatrix:
    """The matrix as one coder sees and fills it."""

    def __init__(self, sitting: Sitting) -> None:
        self._sitting = sitting

    def matrix(self, cases: CaseKind, columns: ColumnKind) -> FrameworkMatrix:
        """All cells that hold anything."""
        with self._sitting.reading() as reader:
            return framework_matrix(reader, cases, columns, seen_by=self._sitting.coder_id)

    def cell(self, case: tuple[CaseKind, str], column: tuple[ColumnKind, str]) -> MatrixCell | None:
        """One cell at length."""
        with self._sitting.reading() as reader:
            return matrix_cell(reader, case, column, seen_by=self._sitting.coder_id)

    def summarise(
        self,
        case: tuple[CaseKind, str],
        column: tuple[ColumnKind, str],
        *,
        body: str | None = None,
        excerpt_ids: tuple[str, ...] | None = None,
        seen: str | None = None,
    ) -> str:
        """Write the summary of a cell, unless somebody wrote anew what was `seen` of it."""
        return self._sitting.execute(SummariseCell(case, column, body, excerpt_ids, seen)).summary

    def remove(self, case: tuple[CaseKind, str], column: tuple[ColumnKind, str]) -> str:
        """Take the summary of a cell away."""
        return self._sitting.execute(RemoveSummary(case, column)).summary
