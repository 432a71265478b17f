"""The grid of programme theory against what was observed, worked out from configurations in short and verdicts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from workbench.model.theory_grid_views import GridCell, GridRow, Judged, PlacedCMO, TheoryGrid, VerdictView
from workbench.model.views import SiteView, TracerView
from workbench.model.vocabulary import CMOKind, Verdict


def theory_grid(
    cmos: Iterable[PlacedCMO],
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
    verdict was given it stands, whatever the sites are now. Configurations without a tracer have a row of their own:
    what was expected of the whole programme is seen beside what was observed of any tracer.
    """
    live: dict[str, list[PlacedCMO]] = defaultdict(list)
    for cmo in cmos:
        live[cmo.tracer].append(cmo)
    given: dict[str, dict[str, VerdictView]] = defaultdict(dict)
    bases: set[str] = set()
    for verdict in verdicts:
        given[verdict.cmo.id][verdict.site] = verdict
        bases.update(basis.id for basis in verdict.basis)
    known = [(tracer.name, tracer.no_theory_searched) for tracer in tracers]
    if live[""]:
        known.append(("", None))
    national = {site.name for site in sites if site.national}
    free_of = bases | set(joined)
    every_observed = [cmo for row in live.values() for cmo in row if cmo.kind == CMOKind.OBSERVED]
    every_observed.sort(key=lambda cmo: cmo.ref.number)
    rows = []
    for tracer, searched in known:
        theories = [cmo for cmo in live[tracer] if cmo.kind == CMOKind.PROGRAMME_THEORY]
        own = [cmo for cmo in live[tracer] if cmo.kind == CMOKind.OBSERVED]
        observed = own if tracer or not theories else every_observed
        cells = []
        for site in (one.name for one in sites):
            here = [cmo for cmo in observed if site in cmo.sites]
            unforeseen = [cmo for cmo in own if _is_unforeseen(given[cmo.ref.id].get(site))]
            taken = {*free_of, *(cmo.ref.id for cmo in unforeseen)}
            free = [cmo.ref for cmo in own if site in cmo.sites and cmo.ref.id not in taken]
            speaking = (
                cmo for cmo in theories if _anticipated(cmo, site, national) or site in given[cmo.ref.id]
            )
            cells.append(
                GridCell(
                    site,
                    tuple(Judged(cmo.ref, given[cmo.ref.id].get(site)) for cmo in speaking),
                    tuple(Judged(cmo.ref, given[cmo.ref.id][site]) for cmo in unforeseen),
                    tuple(free) if theories else (),
                    tuple(cmo.ref for cmo in here),
                    source_counts.get((tracer, site), 0),
                    site in national and len(national) < len(sites),
                )
            )
        rows.append(GridRow(tracer, bool(theories), searched, tuple(cells)))
    return TheoryGrid(tuple(site.name for site in sites), tuple(rows))


def _is_unforeseen(verdict: VerdictView | None) -> bool:
    return verdict is not None and verdict.verdict is Verdict.UNFORESEEN


def _anticipated(cmo: PlacedCMO, site: str, national: Collection[str]) -> bool:
    """Whether a programme theory speaks of a site."""
    return not cmo.sites or site in cmo.sites or any(place in national for place in cmo.sites)
