"""All that a tracer report prints, read from one state of the study."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import zip_longest

from sqlalchemy import Connection

from workbench.model.report_views import SectionView
from workbench.model.views import (
    Configuration,
    Quote,
    ReportPoint,
    ReportTheme,
    SourceView,
    TracerReport,
)
from workbench.model.vocabulary import CMOKind, SectionKind, Stage, plural
from workbench.store.change_log import last_change
from workbench.store.reading import study as reading
from workbench.store.reading.coding_filter import CodingFilter
from workbench.store.reading.codings import quotes
from workbench.store.reading.sections import sections as read_sections
from workbench.store.reading.sources import source_views
from workbench.store.reading.theory import configurations
from workbench.store.reading.theory_verdicts import verdicts


def tracer_report(
    reader: Connection, tracer_id: str, *, quotes_per_theme: int, site: str = ""
) -> TracerReport:
    """The report of one tracer: what was written for it, its sources, quotes and configurations.

    With `site` (a name) it is of that site alone: its sources and configurations, and what was written for it;
    of a kind for which nothing was, what was written for all sites. Retired configurations are left out;
    fragments are left out of the tables and counted in the notes.
    """
    tracer = next(t for t in reading.tracers(reader) if t.id == tracer_id)
    sections = _of_site(read_sections(reader, tracer_id), site)
    sources = tuple(s for s in source_views(reader) if tracer.name in s.tracers and _is_at(site, s.sites))
    mine = [
        c
        for c in configurations(reader)
        if c.tracer == tracer.name and c.stage is not Stage.RETIRED and _is_at(site, c.sites)
    ]
    whole = [c for c in mine if c.stage is not Stage.FRAGMENT]
    last = last_change(reader)
    return TracerReport(
        study=reading.facts(reader),
        tracer=tracer,
        sites=tuple(
            s
            for s in reading.sites(reader)
            if s.name == site or (not site and _at_site(s.name, sources, mine))
        ),
        waves=tuple(w for w in reading.waves(reader) if any(s.wave == w.name for s in sources)),
        introduction=_text(sections, SectionKind.INTRODUCTION),
        background=_text(sections, SectionKind.BACKGROUND),
        sources=sources,
        themes=_themes(reader, sources, sections, limit=quotes_per_theme),
        programme_theory=tuple(c for c in whole if c.kind == CMOKind.PROGRAMME_THEORY),
        observed=tuple(c for c in whole if c.kind == CMOKind.OBSERVED),
        summaries=_points(sections, SectionKind.SUMMARY),
        messages=_points(sections, SectionKind.MESSAGE),
        as_of=last.at[:10] if last else "",
        notes=_notes(mine, whole),
        verdicts=tuple(v for v in verdicts(reader) if any(c.id == v.cmo.id for c in whole)),
        site=site,
    )


def _of_site(sections: Iterable[SectionView], site: str) -> tuple[SectionView, ...]:
    """The sections that a report prints: a site's own, and of kinds of which it has none, those for all sites."""
    held = tuple(sections)
    own = {section.kind for section in held if section.site == site}
    return tuple(
        section for section in held if section.site == site or (not section.site and section.kind not in own)
    )


def _is_at(site: str, sites: Iterable[str]) -> bool:
    return not site or site in sites


def _points(sections: Iterable[SectionView], kind: SectionKind) -> tuple[ReportPoint, ...]:
    return tuple(
        ReportPoint(section.body, section.cmos, tuple(chosen.quote for chosen in section.quotes))
        for section in sections
        if section.kind == kind
    )


def as_of(reader: Connection) -> str:
    """The date of the study's last change, empty before the first."""
    last = last_change(reader)
    return last.at[:10] if last else ""


def _at_site(site: str, sources: Iterable[SourceView], cmos: Iterable[Configuration]) -> bool:
    return any(site in s.sites for s in sources) or any(site in c.sites for c in cmos)


def _text(sections: Iterable[SectionView], kind: SectionKind) -> str:
    return "\n\n".join(s.body for s in sections if s.kind == kind)


def _themes(
    reader: Connection, sources: Iterable[SourceView], sections: Iterable[SectionView], *, limit: int
) -> tuple[ReportTheme, ...]:
    themes = []
    source_ids = frozenset(source.id for source in sources)
    for section in sections:
        if section.kind != SectionKind.THEME:
            continue
        found: Sequence[Quote] = ()
        if section.quotes:
            found = [chosen.quote for chosen in section.quotes]
        elif section.code_id is not None:
            wanted = CodingFilter((section.code_id,), source_ids=source_ids)
            found = spread(quotes(reader, wanted), limit=limit)
        themes.append(ReportTheme(section.claim, section.body, section.in_summary, tuple(found)))
    return tuple(themes)


def spread(found: Iterable[Quote], *, limit: int) -> list[Quote]:
    """At most `limit` quotes, in turn from each source, the longest of a source first; a passage only once.

    The same study gives the same choice. The chosen are in the order of sources and places.
    """
    by_source: dict[str, dict[tuple[int, int], Quote]] = {}
    for quote in found:
        by_source.setdefault(quote.source_name, {}).setdefault((quote.start_char, quote.end_char), quote)
    ranked = [
        sorted(places.values(), key=lambda q: (-len(q.text), q.start_char)) for places in by_source.values()
    ]
    in_turn = [quote for layer in zip_longest(*ranked) for quote in layer if quote is not None]
    return sorted(in_turn[:limit], key=lambda q: (q.source_name, q.start_char, q.end_char))


def _notes(mine: Sequence[Configuration], whole: Sequence[Configuration]) -> tuple[str, ...]:
    notes = []
    fragments = [c for c in mine if c not in whole]
    if fragments:
        numbers = ", ".join(
            f"CMO {c.number} ({c.stage_explained.removeprefix('fragment: ')})" for c in fragments
        )
        notes.append(f"{plural(len(fragments), 'fragment')} left out of the tables: {numbers}.")
    for cmo in whole:
        if cmo.without_evidence:
            slots = "; ".join(f"{slot.role} ({slot.wording})" for slot in cmo.without_evidence)
            kind = "" if cmo.kind == CMOKind.OBSERVED else f" ({cmo.kind})"
            notes.append(f"CMO {cmo.number}{kind} has no evidence yet for: {slots}.")
    return tuple(notes)
