"""The theory maps of reports, where the extra `figures` is installed; else what to do for them is said."""

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
    """For each report its map, as it stands there; nothing where it has no configurations."""
    from workbench.export.document import Paragraph, emphasised
    from workbench.export.figures.drawing import INSTALL_HINT, figures_available
    from workbench.findings.figures import report_map

    if not figures_available():
        diagnostics.warn(f"the theory map is left out. {INSTALL_HINT}")
        note = Paragraph(emphasised(f"The theory map stands here once figures can be drawn. {INSTALL_HINT}"))
        return [(note,) if draft else () for _ in reports]
    found = [
        report_map(reader, tracer=one.tracer.name, site=one.site or None, formats=formats) for one in reports
    ]
    return [() if drawn is None else (drawn,) for drawn in found]
