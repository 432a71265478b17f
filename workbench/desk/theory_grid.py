"""Programme theory against observed for the screen (`tui.desk.theory_grid`)."""

from __future__ import annotations

from workbench.desk.sitting import Sitting
from workbench.errors import Conflict
from workbench.findings import theory_grid
from workbench.model.theory_grid_views import CellAtLength, TheoryGrid
from workbench.model.vocabulary import Verdict
from workbench.store.reading import study
from workbench.theory.verdicts import JudgeCMO, UnjudgeCMO


class StudyTheoryGrid:
    """The grid of the study, judged in one coder's name."""

    def __init__(self, sitting: Sitting) -> None:
        self._sitting = sitting

    def grid(self) -> TheoryGrid:
        """All cells."""
        with self._sitting.reading() as reader:
            return theory_grid.theory_grid(reader)

    def cell(self, tracer: str, site: str) -> CellAtLength | None:
        """One cell with its words."""
        with self._sitting.reading() as reader:
            return theory_grid.cell_at_length(reader, tracer, site)

    def judge(
        self,
        cmo_id: str,
        site: str,
        verdict: Verdict,
        *,
        note: str | None = None,
        basis: tuple[str, ...] | None = None,
    ) -> str:
        """Say how a configuration fared at a site."""
        return self._sitting.execute(JudgeCMO(cmo_id, self._site_id(site), verdict, note, basis)).summary

    def unjudge(self, cmo_id: str, site: str) -> str:
        """Take a verdict back."""
        return self._sitting.execute(UnjudgeCMO(cmo_id, self._site_id(site))).summary

    def _site_id(self, name: str) -> str:
        with self._sitting.reading() as reader:
            for site in study.sites(reader):
                if site.name == name:
                    return site.id
        raise Conflict(f"the site {name} is no longer in the study")
