"""A study at a glance: progress by tracer and site, and what is open. A fixed number of statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from sqlalchemy import Connection

from workbench.model.coding_views import SourceProgress
from workbench.model.overview import Open, OpenEnd, Overview, Worked
from workbench.model.theory_views import CMOLine
from workbench.model.views import SourceView
from workbench.model.vocabulary import Stage, plural
from workbench.store.reading import study
from workbench.store.reading.cmo_lines import cmo_lines
from workbench.store.reading.conflicts import conflicts
from workbench.store.reading.progress import progress
from workbench.store.reading.rounds import rounds
from workbench.store.reading.sources import source_views


def overview(reader: Connection) -> Overview:
    """The study at a glance; parts in the study's order of tracers and sites, those without either last."""
    far = {one.source_id: one for one in progress(reader)}
    sources = source_views(reader, counted=False)
    cells: dict[tuple[str, str], list[SourceProgress]] = defaultdict(list)
    for source in sources:
        for tracer in source.tracers or ("",):
            for site in source.sites or ("",):
                cells[tracer, site].append(far[source.id])
    tracers = [*(one.name for one in study.tracers(reader)), ""]
    sites = [*(one.name for one in study.sites(reader)), ""]
    order = [(tracer, site) for tracer in tracers for site in sites if (tracer, site) in cells]
    return Overview(
        tuple(_worked(*cell, cells[cell]) for cell in order),
        _worked("", "", far.values()),
        (*_of_the_team(reader), *_not_begun(sources, far), *_unfinished(cmo_lines(reader))),
    )


def _worked(tracer: str, site: str, sources: Iterable[SourceProgress]) -> Worked:
    mine = list(sources)
    work = [one for source in mine for one in source.coders]
    return Worked(
        tracer,
        site,
        len(mine),
        sum(bool(source.coders) for source in mine),
        sum(source.char_count for source in mine),
        sum(source.covered_chars for source in mine),
        tuple(sorted({one.coder for one in work}, key=str.casefold)),
        max((one.last_at for one in work), default=""),
    )


def _of_the_team(reader: Connection) -> Iterator[OpenEnd]:
    for one in conflicts(reader, only_open=True):
        name = f"{one.label}: {one.field.replace('_', ' ')}" if one.field else one.label
        yield OpenEnd(Open.CONFLICT, one.id, name, " and ".join(filter(None, (one.kept_by, one.other_by))))
    for found in rounds(reader):
        if not found.is_frozen:
            why = f"{'blind, ' * found.is_blind}{', '.join(found.coders.values())}"
            yield OpenEnd(Open.ROUND, found.id, f"{found.number}  {found.name}", why)


def _not_begun(sources: Iterable[SourceView], far: dict[str, SourceProgress]) -> Iterator[OpenEnd]:
    for source in sources:
        if not far[source.id].coders:
            where = ", ".join((*source.sites, *source.tracers))
            yield OpenEnd(Open.UNREAD, source.id, source.name, where)


def _unfinished(cmos: Iterable[CMOLine]) -> Iterator[OpenEnd]:
    live = [cmo for cmo in cmos if cmo.stage is not Stage.RETIRED]
    for cmo in live:
        if cmo.stage is Stage.FRAGMENT:
            yield OpenEnd(Open.FRAGMENT, cmo.id, f"CMO {cmo.number}  {cmo.title}", cmo.stage_explained)
    for cmo in live:
        if cmo.stage is not Stage.FRAGMENT and cmo.bare:
            why = f"{cmo.bare} of {plural(len(cmo.statements), 'slot')} without evidence"
            yield OpenEnd(Open.WITHOUT_EVIDENCE, cmo.id, f"CMO {cmo.number}  {cmo.title}", why)
