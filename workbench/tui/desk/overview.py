"""What the home screen asks of a study."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from workbench.model.overview import DoubtfulAnchor, Overview


class OverviewDesk(Protocol):
    """The study at a glance."""

    @property
    def caution(self) -> str:
        """What threatens the study where its file lies; empty where nothing does."""
        ...

    def overview(self) -> Overview:
        """Progress and open ends; up to a second for a very large study, in any thread."""
        ...

    def doubtful_anchors(self) -> Sequence[DoubtfulAnchor]:
        """Passages that no longer say what was marked there; looked for once a sitting, in any thread."""
        ...
