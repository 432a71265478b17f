"""The sections of tracer reports, from aim to evidence. Owns their wording; the outlines put them in order."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from workbench.export.cmo_columns import stage_note
from workbench.export.cmo_document import configuration_table, evidence_blocks, reading_notes
from workbench.export.cmo_links import REPORT, link_blocks
from workbench.export.comparison import across_sites, anticipated_against_observed, site_groups
from workbench.export.cross_references import cross_references
from workbench.export.document import Bullets, Heading, Paragraph, Phrase, Run, led, plain
from workbench.export.interview_table import interview_blocks
from workbench.export.plain_text import listed, long_date, paragraphs, period, sentence
from workbench.export.report_points import point_blocks
from workbench.export.unwritten import IN_CMOS, Part, Unwritten, in_sections, in_study
from workbench.model.views import (
    SiteView,
    SourceView,
    StudyFacts,
    TracerReport,
    WaveView,
)
from workbench.model.vocabulary import SourceKind

APPENDIX = "Appendix: the evidence behind each configuration"


def prose(text: str) -> Iterator[Part]:
    """What a person wrote: blank lines part paragraphs, lines that all open with `- ` are bullets."""
    for paragraph in paragraphs(text):
        lines = [line.strip() for line in paragraph.split("\n")]
        if all(line.startswith(("- ", "• ")) for line in lines):
            yield Bullets(tuple(plain(line[2:].strip()) for line in lines))
        else:
            yield Paragraph(plain(paragraph))


def led_prose(lead: str, text: str, missing: Unwritten | None = None) -> Iterator[Part]:
    """Prose that opens with a few bold words; without any, the note that it is still to be written, or nothing."""
    first, *rest = paragraphs(text) or ("",)
    if not first:
        if missing is not None:
            yield missing
        return
    yield Paragraph(led(lead, first))
    yield from prose("\n\n".join(rest))


def aim_and_phases(study: StudyFacts, waves: tuple[WaveView, ...]) -> Iterator[Part]:
    """What the study is for and when data were collected."""
    yield from led_prose("Aim.", study.aim, Unwritten("the aim of the study", in_study("aim")))
    yield from _phases(waves)


def why_this_tracer(report: TracerReport) -> Iterator[Part]:
    """Why the tracer was chosen, and what the service is."""
    reason = Unwritten(f"why {report.tracer.name} was chosen as a tracer", in_study("tracers: reason"))
    yield from led_prose(f"Why {report.tracer.name}.", report.tracer.reason, reason)
    if report.introduction.strip():
        yield from prose(report.introduction)
    else:
        yield Unwritten("what the service is and whom it serves", in_sections("introduction"))


def _phases(waves: tuple[WaveView, ...]) -> Iterator[Part]:
    if not waves:
        yield Unwritten("the phases of data collection", in_study("waves"))
        return
    yield Paragraph(led("Phases.", "Data were collected in these phases:"))
    yield Bullets(tuple(_phase(wave) for wave in waves))


def _phase(wave: WaveView) -> Phrase:
    when = period(wave.starts, wave.ends)
    name = Run(wave.name, bold=True)
    about = (f" ({when})" if when else "") + (f": {wave.description.strip()}" if wave.description else "")
    return (name, Run(about)) if about else (name,)


def background(report: TracerReport) -> Iterator[Part]:
    """What policy there was, and its programme theory or where none was found."""
    yield Heading(1, "Background and programme theory", numbered=True)
    written = report.background.strip() or report.tracer.background.strip()
    if written:
        yield from prose(written)
    else:
        yield Unwritten("the policy background of the service", in_sections("background"))
    yield Heading(2, "Programme theory")
    yield from _programme_theory(report)


def _programme_theory(report: TracerReport) -> Iterator[Part]:
    searched = report.tracer.no_theory_searched
    if report.programme_theory:
        yield Paragraph(plain("What policy expected of the change, as read out of its documents."))
        caption = f"Programme theory of {report.tracer.name}, with anticipated outcomes"
        yield configuration_table(report.programme_theory, caption=caption, detail=stage_note)
    elif searched is None:
        where = f"{IN_CMOS}; or {in_study('tracers: no_theory_searched')}"
        yield Unwritten("the programme theory, or what was searched without finding one", where)
    elif searched.strip():
        yield Paragraph(led("No identifiable programme theory.", f"What was searched: {searched.strip()}"))
    else:
        yield Paragraph((Run("No identifiable programme theory.", bold=True),))
        yield Unwritten("what was searched for a programme theory", in_study("tracers: no_theory_searched"))


def approach(study: StudyFacts) -> Iterator[Part]:
    """How the study went about it."""
    if study.approach.strip():
        yield from prose(study.approach)
    else:
        what = "the approach: how people and documents were chosen, and how the analysis went"
        yield Unwritten(what, in_study("approach"))
    yield from led_prose("Ethics.", study.ethics)


_SITE_FIELD = "sites: description"


def areas(sites: tuple[SiteView, ...]) -> Iterator[Part]:
    """The sites with what they are like."""
    bare = tuple(site.name for site in sites if not site.description.strip())
    if not sites:
        yield Unwritten("the areas studied", in_study("sites"))
        return
    final = Bullets(tuple(_site(site, draft=False) for site in sites))
    if bare:
        draft = Bullets(tuple(_site(site, draft=True) for site in sites))
        what = f"what {listed(bare)} {'is' if len(bare) == 1 else 'are'} like"
        yield Unwritten(what, in_study(_SITE_FIELD), draft, final)
    else:
        yield final


def _site(site: SiteView, *, draft: bool) -> Phrase:
    name = Run(site.name, bold=True)
    if site.description.strip():
        return (name, Run(": " + site.description.strip()))
    if draft:
        missing = Unwritten(f"what {site.name} is like", in_study(_SITE_FIELD))
        return (name, Run(": "), Run(f"To be written: {missing.told}.", italic=True))
    return (name,)


def who_and_what(report: TracerReport, *, mask_below: int) -> Iterator[Part]:
    """Who was interviewed, which meetings were observed, which documents were read."""
    yield Heading(2, "Who was interviewed")
    yield from interview_blocks(report, mask_below=mask_below)
    yield from _sources(report, SourceKind.MEETING, "Meetings observed")
    yield from _sources(report, SourceKind.DOCUMENT, "Documents read")


def _sources(report: TracerReport, kind: SourceKind, heading: str) -> Iterator[Part]:
    sources = [source for source in report.sources if source.kind == kind]
    if sources:
        yield Heading(2, heading)
        yield Bullets(tuple(_source(source) for source in sources))


def _source(source: SourceView) -> Phrase:
    when = f" ({long_date(source.date)})" if source.date else ""
    return plain((source.title or source.name) + when)


def observed(report: TracerReport) -> Iterator[Part]:
    """The configurations observed, site by site, beside what was anticipated."""
    yield Heading(1, "CMO configurations observed", numbered=True)
    if not report.observed and report.site:
        yield Paragraph(
            plain(
                f"The study holds no configuration observed in {report.site}. That is silence, not absence: "
                "nobody may have been asked."
            )
        )
        yield from _anticipated(report)
    elif not report.observed:
        yield Unwritten("the configurations observed; the study holds none for this tracer", IN_CMOS)
    else:
        yield from _observed_tables(report)
    if report.notes:
        yield Heading(2, "What a reader should know of gaps")
        yield Bullets(tuple(plain(note) for note in report.notes))


def _observed_tables(report: TracerReport) -> Iterator[Part]:
    yield from reading_notes(report.observed)
    for names, group in site_groups(report.observed, report.sites):
        yield Heading(2, sentence(names), numbered=True)
        yield configuration_table(group, caption=f"Observed in {names}", detail=stage_note)
    yield from _anticipated(report)
    yield Heading(2, "Comparison across sites", numbered=True)
    yield Paragraph(
        plain(
            "Where a site is silent the table says so. Silence means that the study holds no configuration "
            "with that outcome there, not that the outcome did not come about."
        )
    )
    yield across_sites(report.observed, report.sites)


def _anticipated(report: TracerReport) -> Iterator[Part]:
    yield Heading(2, "Anticipated against observed", numbered=True)
    if report.programme_theory:
        yield anticipated_against_observed(
            report.programme_theory, report.observed, verdicts=report.verdicts, sites=report.sites
        )
    elif report.tracer.no_theory_searched is not None:
        yield Paragraph(
            plain(
                "No programme theory could be identified, so that nothing was anticipated against which the "
                "observed outcomes could be set."
            )
        )
    else:
        what = "the programme theory, against which the observed outcomes can then be set"
        yield Unwritten(what, IN_CMOS)


def evidence_behind(report: TracerReport, *, printed: Collection[str] | None = None) -> Iterator[Part]:
    """What stands behind every statement, and how the configurations hang together.

    `printed` are the ids of the configurations that the whole document holds, by default those of the report.
    """
    configurations = report.programme_theory + report.observed
    if not configurations:
        yield Paragraph(plain("There are no configurations yet, and so no evidence behind them."))
        return
    yield Paragraph(
        plain(
            "Behind every statement stands what supports it, what qualifies it and what contradicts it. "
            "How often something was said is not a finding, and nothing here is ranked by it."
        )
    )
    yield from evidence_blocks(configurations)
    yield from link_blocks(configurations, level=2, where=REPORT, printed=printed)


def ending(report: TracerReport, *, printed: Collection[int] | None = None) -> Iterator[Part]:
    """Summary and messages, each with what it rests on.

    `printed` are the numbers of the configurations that the whole document holds, by default those of the report.
    """
    own = report.programme_theory + report.observed
    here = frozenset(one.number for one in own) if printed is None else printed
    references = cross_references(own)
    yield Heading(1, "Summary", numbered=True)
    yield from point_blocks(
        report.summaries,
        printed=here,
        references=references,
        missing=Unwritten("what was found, across the sites, in a few bullets", in_sections("summary")),
    )
    yield Heading(1, "Actionable messages", numbered=True)
    yield from point_blocks(
        report.messages,
        printed=here,
        references=references,
        missing=Unwritten("what those who run the service could do", in_sections("message")),
        must_rest=True,
    )
