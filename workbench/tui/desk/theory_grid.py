"""What the grid of programme theory against observed needs of a study. What changes something returns a summary."""

from __future__ import annotations

from typing import Protocol

from workbench.model.theory_grid_views import CellAtLength, TheoryGrid
from workbench.model.vocabulary import Verdict


class TheoryGridDesk(Protocol):
    """Tracers by sites, and verdicts. Tracers and sites go by their names; an empty tracer is the whole programme."""

    def grid(self) -> TheoryGrid:
        """All cells."""
        ...

    def cell(self, tracer: str, site: str) -> CellAtLength | None:
        """One cell with its words, None if it is gone."""
        ...

    def judge(
        self,
        cmo_id: str,
        site: str,
        verdict: Verdict,
        *,
        note: str | None = None,
        basis: tuple[str, ...] | None = None,
    ) -> str:
        """Say how a configuration fared at a site; note and basis that are None stay."""
        ...

    def unjudge(self, cmo_id: str, site: str) -> str:
        """Take a verdict back."""
        ...
