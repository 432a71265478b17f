"""The grid of programme theory against what was observed, worked out from configurations in short and verdicts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from workbench.model.theory_grid_views import CMORef, GridCell, GridRow, Judged, TheoryGrid, VerdictView
from workbench.model.theory_views import CMOLine
from workbench.model.views import SiteView, TracerView
from workbench.model.vocabulary import CMOKind, Stage, Verdict


def theory_grid(
    lines: Iterable[CMOLine],
    verdicts: Iterable[VerdictView],
    *,
    tracers: Sequence[TracerView],
    sites: Sequence[SiteView],
    source_counts: Mapping[tuple[str, str], int],
    joined: Collection[str],
) -> TheoryGrid:
    """The grid. `source_counts` go by names of tracer and site; `joined` are ids of observed configurations that
    a link joins to programme theory.

    A programme theory is anticipated at its own sites; one of a national site, or of none, at all sites. Where a
    verdict was given it stands, whatever the sites are now. Configurations without a tracer have a row of their own.
    """
    live: dict[str, list[CMOLine]] = defaultdict(list)
    for line in lines:
        if line.stage is not Stage.RETIRED:
            live[line.tracer].append(line)
    given: dict[str, dict[str, VerdictView]] = defaultdict(dict)
    bases: set[str] = set()
    for verdict in verdicts:
        given[verdict.cmo.id][verdict.site] = verdict
        bases.update(basis.id for basis in verdict.basis)
    known = [(tracer.name, tracer.no_theory_searched) for tracer in tracers]
    if live[""]:
        known.append(("", None))
    national = {site.name for site in sites if site.national}
    rows = []
    for tracer, searched in known:
        theories = [line for line in live[tracer] if line.kind == CMOKind.PROGRAMME_THEORY]
        observed = [line for line in live[tracer] if line.kind == CMOKind.OBSERVED]
        cells = []
        for site in sites:
            here = [line for line in observed if site.name in line.sites]
            unforeseen = [line for line in observed if _is_unforeseen(given[line.id].get(site.name))]
            free = [line for line in here if line.id not in bases | set(joined) and line not in unforeseen]
            cells.append(
                GridCell(
                    site.name,
                    tuple(
                        Judged(_ref(line), given[line.id].get(site.name))
                        for line in theories
                        if _anticipated(line, site.name, national) or site.name in given[line.id]
                    ),
                    tuple(Judged(_ref(line), given[line.id][site.name]) for line in unforeseen),
                    tuple(map(_ref, free)) if theories else (),
                    tuple(map(_ref, here)),
                    source_counts.get((tracer, site.name), 0),
                )
            )
        rows.append(GridRow(tracer, bool(theories), searched, tuple(cells)))
    return TheoryGrid(tuple(site.name for site in sites), tuple(rows))


def _ref(line: CMOLine) -> CMORef:
    return CMORef(line.id, line.number, line.title)


def _is_unforeseen(verdict: VerdictView | None) -> bool:
    return verdict is not None and verdict.verdict is Verdict.UNFORESEEN


def _anticipated(line: CMOLine, site: str, national: Collection[str]) -> bool:
    """Whether a programme theory speaks of a site."""
    return not line.sites or site in line.sites or any(place in national for place in line.sites)
