"""Who was interviewed: organisations by site and wave, with small counts masked where that is asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass
from functools import partial
from itertools import product

from workbench.export.document import Block, Cell, Column, Group, Paragraph, Row, Run, Table, cell, emphasised
from workbench.model.views import SourceView, TracerReport
from workbench.model.vocabulary import SourceKind

UNKNOWN = "not recorded"
"""Where an interview names no organisation, site or wave."""

Place = tuple[str, str, str]
"""Organisation, wave and site; empty where they are not recorded."""


@dataclass(frozen=True, slots=True)
class Total:
    """The distinct interviews of several cells, of which some are masked and must not be found out by subtraction.

    `sure` is how many there are at least, as anybody can work out from what is shown: so it tells nothing more
    of the `masked` cells. `known` is how many stand in cells that are shown, `distinct` how many in all. `vague`
    is nought where the exact count may be told.
    """

    distinct: int
    known: int
    masked: int
    sure: int
    vague: int

    def shown(self, *, mask_below: int) -> str:
        """The count, or what is sure of it."""
        if self.masked == 1 and not self.known:
            return f"<{mask_below}"
        return f"at least {self.sure:,}" if self.vague else f"{self.distinct:,}"


def total(
    cells: Mapping[Place, Collection[str]], *, mask_below: int, shared: bool, crossed: bool = False
) -> Total:
    """The distinct interviews of the cells, an interview that stands in several counted once.

    `shared`: some interview of the whole table stands in several of its cells. Then a masked cell may hold none
    that another does not; but never across waves, for an interview has only one. `crossed`: of a table that has
    masked cells, some interview has several organisations and several sites. How much two cells that are shown
    have in common would then tell of the masked cell between them: no total says more than its largest cell does.
    """
    waves: dict[str, list[Collection[str]]] = defaultdict(list)
    for place, held in cells.items():
        waves[place[1]].append(held)
    totals = [
        _total_of_wave(held, mask_below=mask_below, shared=shared, crossed=crossed) for held in waves.values()
    ]
    return Total(*map(sum, zip(*map(astuple, totals), strict=True)))


def _total_of_wave(
    cells: Iterable[Collection[str]], *, mask_below: int, shared: bool, crossed: bool
) -> Total:
    every: set[str] = set()
    known: set[str] = set()
    masked = largest = 0
    for held in cells:
        every.update(held)
        if 0 < len(held) < mask_below:
            masked += 1
        else:
            known.update(held)
            largest = max(largest, len(held))
    if crossed:
        return Total(len(every), len(known), masked, max(largest, bool(masked)), 1)
    sure = max(len(known), bool(masked)) if shared else len(known) + masked
    return Total(len(every), len(known), masked, sure, masked)


def shown_count(count: int, *, mask_below: int) -> str:
    """The count, or `<3` for one that is above nought and below the limit 3."""
    return f"<{mask_below}" if 0 < count < mask_below else f"{count:,}"


def interview_blocks(report: TracerReport, *, mask_below: int) -> tuple[Block, ...]:
    """The table of interviews and what must be said about how it counts; a sentence if there are none."""
    cells = _cells(report.sources, site=report.site)
    if not cells:
        return (Paragraph(emphasised("No interviews are recorded for this tracer.")),)
    table = _table(cells, report, mask_below=mask_below)
    note = _note(cells, mask_below=mask_below)
    return (table, Paragraph(emphasised(note))) if note else (table,)


def totals_by_site(sources: Iterable[SourceView], *, mask_below: int) -> dict[str, str]:
    """How many interviews there are at each site, as the table of the same sources says it in its last row."""
    cells = _cells(sources)
    summed = _summing(cells, mask_below=mask_below)
    return {
        site: summed({place: held for place, held in cells.items() if place[2] == site}).shown(
            mask_below=mask_below
        )
        for site in {place[2] for place in cells}
    }


def _cells(sources: Iterable[SourceView], *, site: str = "") -> dict[Place, set[str]]:
    """The interviews of each place, or of `site` alone; one with several organisations or sites stands in each."""
    cells: dict[Place, set[str]] = defaultdict(set)
    for source in sources:
        if source.kind == SourceKind.INTERVIEW:
            at = (site,) if site else source.sites or ("",)
            for organisation, where in product(source.organisations or ("",), at):
                cells[organisation, source.wave, where].add(source.id)
    return dict(cells)


def _is_shared(cells: Mapping[Place, set[str]]) -> bool:
    """Whether some interview stands in several cells."""
    return sum(map(len, cells.values())) > len(set().union(*cells.values()))


def _is_crossed(cells: Mapping[Place, set[str]], *, mask_below: int) -> bool:
    """Whether some interview has several organisations and several sites, where a cell is masked."""
    if not any(0 < len(held) < mask_below for held in cells.values()):
        return False
    places: dict[str, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    for (organisation, _, site), held in cells.items():
        for interview in held:
            places[interview][0].add(organisation)
            places[interview][1].add(site)
    return any(len(organisations) > 1 and len(sites) > 1 for organisations, sites in places.values())


def _summing(
    cells: Mapping[Place, set[str]], *, mask_below: int
) -> Callable[[Mapping[Place, Collection[str]]], Total]:
    """What sums up some of the cells of a table so that no two of its sums tell what a masked one holds."""
    crossed = _is_crossed(cells, mask_below=mask_below)
    return partial(total, mask_below=mask_below, shared=_is_shared(cells), crossed=crossed)


def _table(cells: Mapping[Place, set[str]], report: TracerReport, *, mask_below: int) -> Table:
    organisations = _in_order((place[0] for place in cells), ())
    waves = _in_order((place[1] for place in cells), [wave.name for wave in report.waves])
    sites = _in_order((place[2] for place in cells), [site.name for site in report.sites])
    several = len(waves) > 1
    summed = _summing(cells, mask_below=mask_below)
    rows = []
    for organisation, wave in product(organisations, waves):
        places = [(organisation, wave, site) for site in sites]
        held = {place: cells.get(place, set()) for place in places}
        if any(held.values()):
            names = (organisation, wave) if several else (organisation,)
            rows.append(_row(names, tuple(held.values()), summed(held), mask_below=mask_below))
    by_site = [summed({place: held for place, held in cells.items() if place[2] == site}) for site in sites]
    sums = (*by_site, summed(cells))
    rows.append(_totals(sums, width=2 if several else 1, mask_below=mask_below))
    by = "organisation, phase and area" if several else "organisation and area"
    return Table(f"Interviews by {by}", _columns(sites, several_waves=several), (Group(tuple(rows)),))


def _columns(sites: Sequence[str], *, several_waves: bool) -> tuple[Column, ...]:
    naming = (
        (Column("Organisation", 3), Column("Phase", 2)) if several_waves else (Column("Organisation", 3),)
    )
    return (*naming, *(Column(site or UNKNOWN, 2, numeric=True) for site in (*sites, "Total")))


def _row(names: tuple[str, ...], held: Sequence[set[str]], every: Total, *, mask_below: int) -> Row:
    cells = [cell(name or UNKNOWN) for name in names]
    cells += [cell(shown_count(len(one), mask_below=mask_below)) for one in held]
    return Row((*cells, cell(every.shown(mask_below=mask_below))), headed=True)


def _totals(sums: Sequence[Total], *, width: int, mask_below: int) -> Row:
    def bold(text: str) -> Cell:
        return Cell(((Run(text, bold=True),),))

    blanks = [cell("")] * (width - 1)
    return Row(
        (cell("Total"), *blanks, *(bold(one.shown(mask_below=mask_below)) for one in sums)), headed=True
    )


def _in_order(found: Iterable[str], known: Sequence[str]) -> list[str]:
    """The distinct names: known ones in their order, others after them by name, the empty one last."""
    names = set(found)
    return [name for name in known if name in names] + sorted(
        names - set(known), key=lambda name: (not name, name)
    )


def _note(cells: Mapping[Place, set[str]], *, mask_below: int) -> str:
    notes = []
    if any(0 < len(held) < mask_below for held in cells.values()):
        notes.append(f"Counts below {mask_below} are masked.")
    if _is_shared(cells):
        notes.append(
            "An interview that speaks for several organisations or sites counts under each, "
            "and once in a total."
        )
    return " ".join(notes)
