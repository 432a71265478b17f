"""The study at a glance, for the home screen."""

from __future__ import annotations

from workbench.desk.sitting import Sitting
from workbench.model.overview import Overview
from workbench.store.reading import overview


class StudyOverview:
    """Implements `tui.desk.overview.OverviewDesk`."""

    def __init__(self, sitting: Sitting) -> None:
        self._sitting = sitting

    def overview(self) -> Overview:
        """Progress and open ends, over a connection of its own."""
        with self._sitting.reading_aside() as reader:
            return overview.overview(reader)
