"""Matrices: sources by codes, and tracers by sites. Counts say codings and distinct sources; they rank nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workbench.export.cmo_columns import cmo_label, is_observed
from workbench.export.comparison import SILENCE
from workbench.export.document import (
    Block,
    Cell,
    Column,
    Group,
    Paragraph,
    Phrase,
    Row,
    Run,
    Table,
    cell,
    plain,
)
from workbench.export.listing import Listing, as_table
from workbench.export.plain_text import listed
from workbench.export.sheet import Sheet, SheetColumn, Value
from workbench.model.views import CodeView, Configuration, SourceView
from workbench.model.vocabulary import SourceKind, Stage, plural

Counts = Mapping[str, Mapping[str, int]]
"""Codings by the id of a source's current revision, then by the id of the code."""

_CASE_COLUMNS = (
    SheetColumn("source", 16),
    SheetColumn("kind", 12),
    SheetColumn("organisations", 24),
    SheetColumn("sites", 18),
    SheetColumn("tracers", 18),
    SheetColumn("wave", 12),
    SheetColumn("codings", 9),
)


def code_matrix(sources: Sequence[SourceView], codes: Sequence[CodeView], counts: Counts) -> Listing:
    """A row a source, a column a code by its path: how many codings with just this code, without sub-codes.

    Retired codes that nothing is coded with are left out. In print two more rows say how many codings and how
    many distinct sources each code has.
    """
    used = {code_id for held in counts.values() for code_id in held}
    columns = [code for code in codes if code.id in used or not code.retired]
    rows = [_case_row(source, columns, counts.get(source.revision_id, {})) for source in sources]
    sheet = Sheet(
        "Sources by codes", (*_CASE_COLUMNS, *(SheetColumn(code.path, 12) for code in columns)), rows
    )
    return Listing("Sources by codes", sheet, _codes_in_print)


def _case_row(source: SourceView, codes: Sequence[CodeView], held: Mapping[str, int]) -> tuple[Value, ...]:
    return (
        source.name,
        source.kind,
        listed(source.organisations),
        listed(source.sites),
        listed(source.tracers),
        source.wave,
        sum(held.values()),
        *(held.get(code.id, 0) for code in codes),
    )


def _codes_in_print(sheet: Sheet) -> list[Block]:
    """Codes go down and sources across, since names of codes are long; the last columns sum up."""
    rows = list(sheet.rows)
    start = len(_CASE_COLUMNS)
    if not rows:
        return []
    body = []
    for place, heading in enumerate(sheet.header[start:], start=start):
        numbers = [int(row[place] or 0) for row in rows]
        sums = (sum(numbers), sum(map(bool, numbers)))
        body.append((heading.replace("/", " / "), *(number or "·" for number in numbers), *sums))
    names = [SheetColumn(str(row[0]), 6) for row in rows]
    ends = (SheetColumn("codings", 8), SheetColumn("sources", 8))
    return as_table(Sheet("Codings by code and source", (SheetColumn("code", 30), *names, *ends), body))


@dataclass(frozen=True, slots=True)
class Place:
    """What a study holds of a tracer at a site. `codings` are those of `coded` distinct sources."""

    tracer: str
    site: str
    kinds: Mapping[str, int]
    codings: int
    coded: int
    theories: tuple[int, ...]
    observed: tuple[int, ...]
    fragments: tuple[int, ...]


_PLACE_COLUMNS = (
    SheetColumn("tracer", 26),
    SheetColumn("site", 18),
    SheetColumn("interviews", 11),
    SheetColumn("meetings", 11),
    SheetColumn("documents", 11),
    SheetColumn("codings", 9),
    SheetColumn("coded sources", 14),
    SheetColumn("programme theory CMOs", 22),
    SheetColumn("observed CMOs", 22),
    SheetColumn("fragments", 16),
)


def place_matrix(
    tracers: Sequence[str],
    sites: Sequence[str],
    *,
    sources: Sequence[SourceView],
    configurations: Sequence[Configuration],
    counts: Counts,
) -> Listing:
    """A row a tracer at a site with what the study holds of it, none left out; in print a grid of the two.

    A source or configuration of several sites stands at each. Retired configurations are left out.
    """
    places = places_of(tracers, sites, sources=sources, configurations=configurations, counts=counts)
    sheet = Sheet("Tracers by sites", _PLACE_COLUMNS, [_place_row(place) for place in places])
    return Listing("Tracers by sites", sheet, lambda _: _grid(places, tracers, sites))


def places_of(
    tracers: Sequence[str],
    sites: Sequence[str],
    *,
    sources: Sequence[SourceView],
    configurations: Sequence[Configuration],
    counts: Counts,
) -> list[Place]:
    """What the study holds of each tracer at each site, tracer by tracer."""
    return [_place(tracer, site, sources, configurations, counts) for tracer in tracers for site in sites]


def _place(
    tracer: str,
    site: str,
    sources: Sequence[SourceView],
    configurations: Sequence[Configuration],
    counts: Counts,
) -> Place:
    held = [one for one in sources if tracer in one.tracers and site in one.sites]
    codings = [sum(counts.get(one.revision_id, {}).values()) for one in held]
    cmos = [
        one
        for one in configurations
        if one.tracer == tracer and site in one.sites and one.stage is not Stage.RETIRED
    ]
    whole = [one for one in cmos if one.stage is not Stage.FRAGMENT]
    return Place(
        tracer,
        site,
        {kind.value: sum(one.kind == kind for one in held) for kind in SourceKind},
        sum(codings),
        sum(map(bool, codings)),
        tuple(one.number for one in whole if not is_observed(one)),
        tuple(one.number for one in whole if is_observed(one)),
        tuple(one.number for one in cmos if one.stage is Stage.FRAGMENT),
    )


def _place_row(place: Place) -> tuple[Value, ...]:
    numbers = (place.theories, place.observed, place.fragments)
    return (
        place.tracer,
        place.site,
        *(place.kinds[kind.value] for kind in SourceKind),
        place.codings,
        place.coded,
        *(", ".join(map(cmo_label, some)) for some in numbers),
    )


def _grid(places: Sequence[Place], tracers: Sequence[str], sites: Sequence[str]) -> list[Block]:
    if not places:
        return []
    by_place = {(place.tracer, place.site): place for place in places}
    rows = tuple(
        Row((cell(tracer), *(_grid_cell(by_place[tracer, site]) for site in sites)), headed=True)
        for tracer in tracers
    )
    columns = (Column("Tracer", 2), *(Column(site, 3) for site in sites))
    note = "A source or CMO of several sites stands at each of them. Counts are no measure of importance."
    return [Table("What the study holds, tracer by site", columns, (Group(rows),)), Paragraph(plain(note))]


def _grid_cell(place: Place) -> Cell:
    sources = [plural(count, kind) for kind, count in place.kinds.items() if count]
    items: list[Phrase] = [plain(", ".join(sources) or "no sources")]
    if place.coded:
        items.append(plain(f"{plural(place.codings, 'coding')} in {plural(place.coded, 'source')}"))
    for numbers, what in ((place.theories, " (programme theory)"), (place.fragments, " (fragment)")):
        if numbers:
            items.append(plain(", ".join(map(cmo_label, numbers)) + what))
    if place.observed:
        items.append((Run(", ".join(map(cmo_label, place.observed)), bold=True),))
    else:
        items.append((Run(SILENCE, italic=True, muted=True),))
    return Cell(tuple(items))
