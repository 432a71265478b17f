"""Elements for the screen (`tui.desk.elements`)."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.desk.sitting import Sitting
from workbench.model.theory_views import ElementView
from workbench.store.reading import theory
from workbench.theory.element_merging import MergeElements
from workbench.theory.elements import GeneraliseElement, RewordElement


class StudyElements:
    """The elements of the study, changed in one coder's name."""

    def __init__(self, sitting: Sitting) -> None:
        self._sitting = sitting

    def all(self) -> Sequence[ElementView]:
        """All elements by number."""
        with self._sitting.reading() as reader:
            return theory.elements(reader)

    def reword(self, element_id: str, wording: str) -> str:
        """Word an element anew wherever it stands."""
        return self._sitting.execute(RewordElement(element_id, wording)).summary

    def generalise(self, element_id: str, wording: str) -> str:
        """Make an element a variant of a more general one."""
        return self._sitting.execute(GeneraliseElement(element_id, wording)).summary

    def stand_alone(self, element_id: str) -> str:
        """Take an element from under its more general one."""
        return self._sitting.execute(RewordElement(element_id, parent_id="")).summary

    def merge(self, element_id: str, into_id: str) -> str:
        """Let another element stand wherever this one stands."""
        return self._sitting.execute(MergeElements(element_id, into_id)).summary
