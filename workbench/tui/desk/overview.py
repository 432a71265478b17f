"""What the home screen asks of a study."""

from __future__ import annotations

from typing import Protocol

from workbench.model.overview import Overview


class OverviewDesk(Protocol):
    """The study at a glance."""

    def overview(self) -> Overview:
        """Progress and open ends; up to a second for a very large study, in any thread."""
        ...
