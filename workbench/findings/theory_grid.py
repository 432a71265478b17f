"""Programme theory against what was observed, read from one state of the study."""

from __future__ import annotations

from workbench.analysis.theory_grid import theory_grid as made
from workbench.model.theory_grid_views import CellAtLength, CMORef, CountedCMO, TheoryGrid
from workbench.model.theory_views import CMOLine
from workbench.model.vocabulary import CMOKind, Stage
from workbench.store.reading import study
from workbench.store.reading.cmo_lines import cmo_lines
from workbench.store.reading.theory_verdicts import (
    counted_statements,
    joins_to_theory,
    source_counts,
    verdicts,
)
from workbench.store.study import Reader


def theory_grid(reader: Reader) -> TheoryGrid:
    """All tracers by all sites."""
    return _grid(reader, cmo_lines(reader))


def _grid(reader: Reader, lines: tuple[CMOLine, ...]) -> TheoryGrid:
    return made(
        lines,
        verdicts(reader),
        tracers=study.tracers(reader),
        sites=study.sites(reader),
        source_counts=source_counts(reader),
        joined=joins_to_theory(reader),
    )


def cell_at_length(reader: Reader, tracer: str, site: str) -> CellAtLength | None:
    """One cell with its statements, None if there is none; `tracer` is a name, empty for the whole programme."""
    lines = cmo_lines(reader)
    found = _grid(reader, lines).cell(tracer, site)
    if found is None:
        return None
    row, cell = found
    national = {place.name for place in study.sites(reader) if place.national}
    candidates = [
        line
        for line in lines
        if line.kind == CMOKind.OBSERVED
        and line.tracer == tracer
        and line.stage is not Stage.RETIRED
        and {site, *national} & set(line.sites)
    ]
    ids = {one.cmo.id for one in (*cell.theories, *cell.unforeseen)}
    ids |= {ref.id for ref in cell.observed} | {line.id for line in candidates}
    ids |= {basis.id for one in cell.theories if one.verdict for basis in one.verdict.basis}
    statements = counted_statements(reader, ids)
    shown = {
        line.id: CountedCMO(
            CMORef(line.id, line.number, line.title),
            line.sites,
            line.stage_explained,
            *statements[line.id],
        )
        for line in lines
        if line.id in ids
    }
    refs = tuple(shown[line.id].cmo for line in candidates)
    return CellAtLength(row, cell, shown, joins_to_theory(reader), refs)
