"""The whole study as one report: what it is, a chapter a tracer, and one appendix of evidence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from workbench.errors import NotFound
from workbench.export import report_sections as sections
from workbench.export import report_themes
from workbench.export.document import Document, Heading, assemble
from workbench.export.unwritten import Part, Unfinished, lowered, settled, still_to_write
from workbench.model.views import SiteView, StudyFacts, TracerReport, WaveView


def study_document(
    reports: Sequence[TracerReport],
    *,
    sites: tuple[SiteView, ...],
    waves: tuple[WaveView, ...],
    mask_below: int = 0,
    unfinished: Unfinished = Unfinished.MARK,
    quote_words: int = 0,
    theory_maps: Mapping[str, tuple[Part, ...]] | None = None,
) -> Document:
    """The reports of a study's tracers as one document, in their order; options as `report_document`.

    `sites` and `waves` are the study's, in its order; `theory_maps` go by the ids of tracers.

    Raises:
        NotFound: there are no reports.
        BadInput: parts are still to be written, and `unfinished` refuses them.
    """
    if not reports:
        raise NotFound(
            "the study has no tracers to report", hint="Describe them: workbench study describe study.yaml"
        )
    study, as_of = reports[0].study, reports[0].as_of
    maps = theory_maps or {}
    tracers = _tracers(reports, maps, mask_below=mask_below, quote_words=quote_words)
    parts = (*_about(study, sites, waves), *tracers)
    document = assemble(
        study.title,
        settled(parts, unfinished, what="the report of the study"),
        subtitle="Report of all tracers",
        authors=study.authors,
        date=as_of[:10],
        contents=True,
    )
    return replace(document, to_write=still_to_write(parts))


def _about(study: StudyFacts, sites: tuple[SiteView, ...], waves: tuple[WaveView, ...]) -> Iterator[Part]:
    yield Heading(1, "The study", numbered=True)
    yield from sections.aim_and_phases(study, waves)
    yield Heading(2, "Approach", numbered=True)
    yield from sections.approach(study)
    yield Heading(2, "Areas", numbered=True)
    yield from sections.areas(sites)


def _tracers(
    reports: Sequence[TracerReport],
    maps: Mapping[str, tuple[Part, ...]],
    *,
    mask_below: int,
    quote_words: int,
) -> Iterator[Part]:
    held = [one for report in reports for one in (*report.programme_theory, *report.observed)]
    numbers = frozenset(one.number for one in held)
    for report in reports:
        yield Heading(1, report.tracer.name, numbered=True)
        drawn = maps.get(report.tracer.id, ())
        yield from lowered(_chapter(report, numbers, drawn, mask_below=mask_below, quote_words=quote_words))
    printed = {one.id for one in held}
    yield Heading(1, sections.APPENDIX)
    for report in reports:
        yield Heading(2, report.tracer.name)
        yield from lowered(sections.evidence_behind(report, printed=printed))
    yield from _quotes_in_full(reports, quote_words=quote_words)


def _quotes_in_full(reports: Sequence[TracerReport], *, quote_words: int) -> Iterator[Part]:
    parts = [(one, tuple(report_themes.quotes_in_full(one, quote_words=quote_words))) for one in reports]
    if any(whole for _, whole in parts):
        yield Heading(1, report_themes.QUOTES_IN_FULL)
    for report, whole in parts:
        if whole:
            yield Heading(2, report.tracer.name)
            yield from whole


def _chapter(
    report: TracerReport,
    printed: frozenset[int],
    theory_map: tuple[Part, ...],
    *,
    mask_below: int,
    quote_words: int,
) -> Iterator[Part]:
    yield from sections.why_this_tracer(report)
    yield from sections.background(report)
    yield Heading(1, "Interviews and documents", numbered=True)
    yield from sections.who_and_what(report, mask_below=mask_below)
    yield from report_themes.themes(report, quote_words=quote_words)
    yield from sections.observed(report)
    yield from theory_map
    yield from sections.ending(report, printed=printed)
