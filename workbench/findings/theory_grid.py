"""Programme theory against what was observed, read from one state of the study."""

from __future__ import annotations

from workbench.analysis.theory_grid import theory_grid as made
from workbench.model.theory_grid_views import CellAtLength, CountedCMO, TheoryGrid
from workbench.model.vocabulary import CMOKind
from workbench.store.reading import study
from workbench.store.reading.theory_verdicts import (
    counted_statements,
    joins_to_theory,
    placed_cmos,
    source_counts,
    verdicts,
)
from workbench.store.study import Reader


def theory_grid(reader: Reader) -> TheoryGrid:
    """All tracers by all sites."""
    return made(
        placed_cmos(reader),
        verdicts(reader),
        tracers=study.tracers(reader),
        sites=study.sites(reader),
        source_counts=source_counts(reader),
        joined=joins_to_theory(reader),
    )


def cell_at_length(reader: Reader, tracer: str, site: str) -> CellAtLength | None:
    """One cell with its statements, None if there is none; `tracer` is a name, empty for the whole programme."""
    found = theory_grid(reader).cell(tracer, site)
    if found is None:
        return None
    row, cell = found
    cmos = placed_cmos(reader)
    national = {place.name for place in study.sites(reader) if place.national}
    candidates = tuple(
        cmo.ref
        for cmo in cmos
        if cmo.kind == CMOKind.OBSERVED and tracer in ("", cmo.tracer) and {site, *national} & set(cmo.sites)
    )
    ids = {one.cmo.id for one in (*cell.theories, *cell.unforeseen)} | {ref.id for ref in candidates}
    ids |= {basis.id for one in cell.theories if one.verdict for basis in one.verdict.basis}
    statements = counted_statements(reader, ids)
    shown = {
        cmo.ref.id: CountedCMO(cmo.ref, cmo.sites, *statements[cmo.ref.id])
        for cmo in cmos
        if cmo.ref.id in ids
    }
    return CellAtLength(row, cell, shown, joins_to_theory(reader), candidates)
