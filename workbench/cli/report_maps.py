"""The theory maps of reports; what to do for them is said where they cannot be drawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from workbench.cli import diagnostics

if TYPE_CHECKING:
    from workbench.export.unwritten import Part
    from workbench.model.views import TracerReport
    from workbench.store.study import Reader


def theory_maps(
    reader: Reader, reports: Sequence[TracerReport], *, formats: Sequence[str], draft: bool
) -> list[tuple[Part, ...]]:
    """For each report its map, as `findings.figures.report_maps` gives it."""
    from workbench.export.figures.drawing import INSTALL_HINT, figures_available
    from workbench.findings.figures import report_maps

    if not figures_available():
        diagnostics.warn(f"the theory map is left out. {INSTALL_HINT}")
    return report_maps(reader, reports, formats=formats, draft=draft)
