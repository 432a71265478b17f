"""The tracer short report, from introduction through themes and configurations to the appendix of evidence.

Owns the outline and its wording. What only a person can write is marked "To be written".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from workbench.export.as_docx import to_docx
from workbench.export.as_html import to_html
from workbench.export.as_markdown import to_markdown
from workbench.export.cmo_columns import stage_note
from workbench.export.cmo_document import configuration_table, evidence_blocks, link_blocks
from workbench.export.comparison import across_sites, anticipated_against_observed, site_groups
from workbench.export.document import (
    Block,
    BlockQuote,
    Bullets,
    Document,
    Heading,
    Paragraph,
    Phrase,
    Run,
    assemble,
    led,
    plain,
    to_be_written,
)
from workbench.export.formats import chosen
from workbench.export.interview_table import interview_blocks
from workbench.export.plain_text import DEFAULT_AS_OF, long_date, paragraphs, period
from workbench.model.views import Configuration, ReportTheme, SiteView, SourceView, TracerReport, WaveView
from workbench.model.vocabulary import SourceKind

TracerReportRenderer = Callable[[Document, str], bytes]
"""Takes the report as a document and the date to put into the file."""

TRACER_REPORT_FORMATS: Mapping[str, TracerReportRenderer] = {
    "md": lambda document, _as_of: to_markdown(document),
    "docx": lambda document, as_of: to_docx(document, as_of=as_of),
    "html": lambda document, _as_of: to_html(document),
}
"""What `render_tracer_report` can write, by name."""


def render_tracer_report(
    report: TracerReport,
    *,
    format: str,
    mask_below: int = 0,
) -> bytes:
    """The report as a file's bytes; the same report gives the same bytes.

    `format` is a name of `TRACER_REPORT_FORMATS`. Counts of interviews above nought and below `mask_below`
    are printed `<n`, and totals over them as `at least n`, so that no subtraction gives them away.

    Raises:
        UsageError: no such format, or the report's `as_of` is not a date.
    """
    render = chosen(TRACER_REPORT_FORMATS, format, what="a tracer report")
    return render(report_document(report, mask_below=mask_below), report.as_of or DEFAULT_AS_OF)


def report_document(report: TracerReport, *, mask_below: int = 0) -> Document:
    """The report as blocks, in the outline of the field's short reports."""
    parts: tuple[Iterable[Block], ...] = (
        _introduction(report),
        _background(report),
        _approach(report, mask_below=mask_below),
        _themes(report),
        _observed(report),
        _bullets(6, "Summary", report.summaries, "what was found, across the sites, in a few bullets"),
        _bullets(7, "Actionable messages", report.messages, "what those who run the service could do"),
        _appendix(report),
    )
    return assemble(
        f"{report.tracer.name}: tracer short report",
        (block for part in parts for block in part),
        subtitle=report.study.title,
        authors=report.study.authors,
        date=report.as_of[:10],
        contents=True,
    )


def prose(text: str) -> Iterator[Block]:
    """What a person wrote: blank lines part paragraphs, lines that all open with `- ` are bullets."""
    for paragraph in paragraphs(text):
        lines = [line.strip() for line in paragraph.split("\n")]
        if all(line.startswith(("- ", "• ")) for line in lines):
            yield Bullets(tuple(plain(line[2:].strip()) for line in lines))
        else:
            yield Paragraph(plain(paragraph))


def _led_prose(lead: str, text: str, missing: str) -> Iterator[Block]:
    """Prose that opens with a few bold words, or the note that it is still to be written."""
    first, *rest = paragraphs(text) or ("",)
    if not first:
        yield to_be_written(missing)
        return
    yield Paragraph(led(lead, first))
    yield from prose("\n\n".join(rest))


def _introduction(report: TracerReport) -> Iterator[Block]:
    yield Heading(1, "1 Introduction")
    yield from _led_prose("Aim.", report.study.aim, "the aim of the study")
    yield from _phases(report.waves)
    reason = f"why {report.tracer.name} was chosen as a tracer"
    yield from _led_prose(f"Why {report.tracer.name}.", report.tracer.reason, reason)
    if report.introduction.strip():
        yield from prose(report.introduction)
    else:
        yield to_be_written("what the service is and whom it serves")


def _phases(waves: tuple[WaveView, ...]) -> Iterator[Block]:
    if not waves:
        yield to_be_written("the phases of data collection")
        return
    yield Paragraph(led("Phases.", "Data were collected in these phases:"))
    yield Bullets(tuple(_phase(wave) for wave in waves))


def _phase(wave: WaveView) -> Phrase:
    when = period(wave.starts, wave.ends)
    name = Run(wave.name, bold=True)
    about = (f" ({when})" if when else "") + (f": {wave.description.strip()}" if wave.description else "")
    return (name, Run(about)) if about else (name,)


def _background(report: TracerReport) -> Iterator[Block]:
    yield Heading(1, "2 Background and programme theory")
    written = report.background.strip() or report.tracer.background.strip()
    if written:
        yield from prose(written)
    else:
        yield to_be_written("the policy background of the service")
    yield Heading(2, "Programme theory")
    yield from _programme_theory(report)


def _programme_theory(report: TracerReport) -> Iterator[Block]:
    searched = report.tracer.no_theory_searched
    if report.programme_theory:
        yield Paragraph(plain("What policy expected of the change, as read out of its documents."))
        caption = f"Programme theory of {report.tracer.name}, with anticipated outcomes"
        yield configuration_table(report.programme_theory, caption=caption, detail=stage_note)
    elif searched is None:
        yield to_be_written("the programme theory, or what was searched without finding one")
    elif searched.strip():
        yield Paragraph(led("No identifiable programme theory.", f"What was searched: {searched.strip()}"))
    else:
        yield Paragraph((Run("No identifiable programme theory.", bold=True),))
        yield to_be_written("what was searched for a programme theory")


def _approach(report: TracerReport, *, mask_below: int) -> Iterator[Block]:
    yield Heading(1, "3 Approach and areas")
    if report.study.approach.strip():
        yield from prose(report.study.approach)
    else:
        yield to_be_written("the approach: how people and documents were chosen, and how the analysis went")
    yield Heading(2, "Areas")
    if report.sites:
        yield Bullets(tuple(_site(site) for site in report.sites))
    else:
        yield to_be_written("the areas studied")
    yield Heading(2, "Who was interviewed")
    yield from interview_blocks(report, mask_below=mask_below)
    yield from _sources(report, SourceKind.MEETING, "Meetings observed")
    yield from _sources(report, SourceKind.DOCUMENT, "Documents read")


def _site(site: SiteView) -> Phrase:
    name = Run(site.name, bold=True)
    if site.description.strip():
        return (name, Run(": " + site.description.strip()))
    return (name, Run(": "), Run(f"To be written: what {site.name} is like.", italic=True))


def _sources(report: TracerReport, kind: SourceKind, heading: str) -> Iterator[Block]:
    sources = [source for source in report.sources if source.kind == kind]
    if sources:
        yield Heading(2, heading)
        yield Bullets(tuple(_source(source) for source in sources))


def _source(source: SourceView) -> Phrase:
    when = f" ({long_date(source.date)})" if source.date else ""
    return plain((source.title or source.name) + when)


def _themes(report: TracerReport) -> Iterator[Block]:
    yield Heading(1, "4 Themes")
    if not report.themes:
        yield to_be_written("two or more themes, each a claim with the quotes that bear it out")
    for number, theme in enumerate(report.themes, start=1):
        yield from _theme(number, theme)


def _theme(number: int, theme: ReportTheme) -> Iterator[Block]:
    claim = theme.claim.strip()
    yield Heading(2, f"Theme {number}: {claim}" if claim else f"Theme {number}")
    if not claim:
        yield to_be_written("the claim of this theme")
    if theme.narrative.strip():
        yield from prose(theme.narrative)
    else:
        yield to_be_written("the narrative of this theme")
    for quote in theme.quotes:
        yield BlockQuote(quote.text, quote.attribution)
    yield from _led_prose("In summary:", theme.in_summary, "this theme in summary")


def _observed(report: TracerReport) -> Iterator[Block]:
    yield Heading(1, "5 CMO configurations observed")
    if not report.observed:
        yield to_be_written("the configurations observed; the study holds none for this tracer")
    else:
        yield from _observed_tables(report)
    if report.notes:
        yield Heading(2, "What a reader should know of gaps")
        yield Bullets(tuple(plain(note) for note in report.notes))


def _observed_tables(report: TracerReport) -> Iterator[Block]:
    section = 0
    for section, (names, group) in enumerate(site_groups(report.observed, report.sites), start=1):
        yield Heading(2, f"5.{section} {names[:1].upper()}{names[1:]}")
        yield configuration_table(group, caption=f"Observed in {names}", detail=stage_note)
    yield Heading(2, f"5.{section + 1} Anticipated against observed")
    yield from _against(report.programme_theory, report)
    yield Heading(2, f"5.{section + 2} Comparison across sites")
    yield Paragraph(
        plain(
            "Where a site is silent the table says so. Silence means that the study holds no configuration "
            "with that outcome there, not that the outcome did not come about."
        )
    )
    yield across_sites(report.observed, report.sites)


def _against(programme_theory: tuple[Configuration, ...], report: TracerReport) -> Iterator[Block]:
    if programme_theory:
        yield anticipated_against_observed(programme_theory, report.observed)
    elif report.tracer.no_theory_searched is not None:
        yield Paragraph(
            plain(
                "No programme theory could be identified, so that nothing was anticipated against which the "
                "observed outcomes could be set."
            )
        )
    else:
        yield to_be_written("the programme theory, against which the observed outcomes can then be set")


def _bullets(number: int, heading: str, items: tuple[str, ...], missing: str) -> Iterator[Block]:
    yield Heading(1, f"{number} {heading}")
    written = tuple(plain(item.strip()) for item in items if item.strip())
    yield Bullets(written) if written else to_be_written(missing)


def _appendix(report: TracerReport) -> Iterator[Block]:
    configurations = report.programme_theory + report.observed
    yield Heading(1, "Appendix: the evidence behind each configuration")
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
    yield from link_blocks(configurations, level=2)
