"""The records of sources for the screen (`tui.desk.sources`)."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.desk.sitting import Sitting
from workbench.model.views import SourceView
from workbench.store.reading import sources


class StudySources:
    """The sources of the study."""

    def __init__(self, sitting: Sitting) -> None:
        self._sitting = sitting

    def source_views(self) -> Sequence[SourceView]:
        """All sources by name."""
        with self._sitting.reading() as reader:
            return sources.source_views(reader)
