"""The theory map for the screen (`tui.desk.theory_map`)."""

from __future__ import annotations

from workbench.analysis.map_layout import map_layout
from workbench.desk.sitting import Sitting
from workbench.findings.theory_map import theory_map
from workbench.model.theory_map_views import MapLayout, TheoryMap

READABLE = 150
"""More boxes than these nobody finds their way in."""


class StudyTheoryMap:
    """The map; a layout is kept as long as the map is the same."""

    def __init__(self, sitting: Sitting) -> None:
        self._sitting = sitting
        self._kept: tuple[TheoryMap, MapLayout] | None = None

    def theory_map(
        self,
        *,
        tracer: str | None = None,
        site: str | None = None,
        kind: str | None = None,
        whole: bool = False,
    ) -> tuple[TheoryMap, MapLayout]:
        """The map and where its nodes stand."""
        with self._sitting.reading() as reader:
            most = None if whole else READABLE
            drawn = theory_map(reader, tracer=tracer, site=site, kind=kind, at_most=most)
        if self._kept is None or self._kept[0] != drawn:
            self._kept = drawn, map_layout(drawn, loose_columns=3)
        return self._kept
