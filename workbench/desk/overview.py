"""The study at a glance, for the home screen."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.desk.sitting import Sitting
from workbench.files.synced_folders import caution
from workbench.model.overview import DoubtfulAnchor, Overview
from workbench.store.reading import anchors, overview
from workbench.store.reading.kept import Kept

MOVED = ("revision", "source")
"""The tables whose changes put anchors in doubt that were not."""


class StudyOverview:
    """Implements `tui.desk.overview.OverviewDesk`."""

    def __init__(self, sitting: Sitting) -> None:
        self._sitting = sitting
        self.caution = caution(sitting.study.path)
        self._anchors: Kept[Sequence[DoubtfulAnchor]] = Kept(MOVED, anchors.doubtful_anchors)

    def overview(self) -> Overview:
        """Progress and open ends, over a connection of its own."""
        with self._sitting.reading_aside() as reader:
            return overview.overview(reader)

    def doubtful_anchors(self) -> Sequence[DoubtfulAnchor]:
        """Passages that no longer say what was marked there, over a connection of its own.

        What is written after they were looked for is right when it is written, unless texts change or come.
        """
        with self._sitting.reading_aside() as reader:
            return self._anchors.now(reader)
