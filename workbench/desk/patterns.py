"""Demi-regularities for the screen (`tui.desk.patterns`)."""

from __future__ import annotations

from workbench.desk.sitting import Sitting
from workbench.findings.patterns import patterns
from workbench.model.pattern_views import Patterns
from workbench.store.reading import finding


class StudyPatterns:
    """What recurs among the configurations of the study."""

    def __init__(self, sitting: Sitting) -> None:
        self._sitting = sitting

    def patterns(self) -> Patterns:
        """Contexts and outcomes that recur together."""
        with self._sitting.reading_aside() as reader:
            return patterns(reader)

    def source_id(self, name: str) -> str:
        """The id of the source of this name."""
        with self._sitting.reading() as reader:
            return finding.find(reader, "source", name)
