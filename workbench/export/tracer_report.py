"""The tracer short report, from introduction through themes and configurations to the appendix of evidence.

Owns the outline. What only a person can write is marked "To be written", refused, or left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from workbench.errors import UsageError
from workbench.export import report_sections as sections
from workbench.export import report_themes
from workbench.export.as_docx import to_docx
from workbench.export.document import Document, Heading, assemble
from workbench.export.document_formats import DOCUMENT_FORMATS
from workbench.export.formats import chosen
from workbench.export.plain_text import DEFAULT_AS_OF
from workbench.export.unwritten import Part, Unfinished, settled, still_to_write
from workbench.model.views import TracerReport

MASK_BELOW = 3
"""Interviews fewer than these in a cell could tell who spoke; reports that leave the team mask them."""


def render_tracer_report(
    report: TracerReport,
    *,
    format: str,
    mask_below: int = 0,
    unfinished: Unfinished = Unfinished.MARK,
) -> bytes:
    """The report as a file's bytes; the same report gives the same bytes.

    `format` is a name of `DOCUMENT_FORMATS`; the other options are those of `report_document`.

    Raises:
        UsageError: no such format, the format's library is not installed, or `as_of` is not a date.
        BadInput: parts are still to be written, and `unfinished` refuses them.
    """
    chosen(DOCUMENT_FORMATS, format, what="a tracer report")
    document = report_document(report, mask_below=mask_below, unfinished=unfinished)
    return render_report(document, format=format, as_of=report.as_of)


def render_report(document: Document, *, format: str, as_of: str, template: bytes | None = None) -> bytes:
    """A report's document as a file's bytes, dated `as_of` (ISO date, may be empty).

    `template` is a Word file whose page, header, footer and styles a docx takes over.

    Raises:
        UsageError: as `render_tracer_report`, or a template for another format than docx.
        BadInput: the template is no Word document.
    """
    render = chosen(DOCUMENT_FORMATS, format, what="a report")
    if template is None:
        return render(document, as_of or DEFAULT_AS_OF)
    if format != "docx":
        raise UsageError(f"a template is for docx, not for {format}", hint="Say --format docx.")
    return to_docx(document, as_of=as_of or DEFAULT_AS_OF, template=template)


def report_document(
    report: TracerReport,
    *,
    mask_below: int = 0,
    unfinished: Unfinished = Unfinished.MARK,
    quote_words: int = 0,
    theory_map: tuple[Part, ...] = (),
) -> Document:
    """The report as blocks, in the outline of the field's short reports.

    Counts of interviews above nought and below `mask_below` are printed `<n`, and totals over them as
    `at least n`, so that no subtraction gives them away. Quotes of themes have at most `quote_words` words (0:
    all of them); those edited for length stand whole in an appendix. `theory_map` stands after the configurations.

    Raises:
        BadInput: parts are still to be written, and `unfinished` refuses them.
    """
    title = f"{report_name(report)}: tracer short report"
    parts = tuple(_outline(report, theory_map, mask_below=mask_below, quote_words=quote_words))
    document = assemble(
        title,
        settled(parts, unfinished, what=f"the report of {report_name(report)}"),
        subtitle=report.study.title,
        authors=report.study.authors,
        date=report.as_of[:10],
        contents=True,
    )
    return replace(document, to_write=still_to_write(parts))


def report_name(report: TracerReport) -> str:
    """What the report is of: its tracer, and its site where it is of one alone."""
    return f"{report.tracer.name} in {report.site}" if report.site else report.tracer.name


def _outline(
    report: TracerReport, theory_map: tuple[Part, ...], *, mask_below: int, quote_words: int
) -> Iterator[Part]:
    yield Heading(1, "Introduction", numbered=True)
    yield from sections.aim_and_phases(report.study, report.waves)
    yield from sections.why_this_tracer(report)
    yield from sections.background(report)
    yield Heading(1, "Approach and areas", numbered=True)
    yield from sections.approach(report.study)
    yield Heading(2, "Areas")
    yield from sections.areas(report.sites)
    yield from sections.who_and_what(report, mask_below=mask_below)
    yield from report_themes.themes(report, quote_words=quote_words)
    yield from sections.observed(report)
    yield from theory_map
    yield from sections.ending(report)
    yield Heading(1, sections.APPENDIX)
    yield from sections.evidence_behind(report)
    if whole := tuple(report_themes.quotes_in_full(report, quote_words=quote_words)):
        yield Heading(1, report_themes.QUOTES_IN_FULL)
        yield from whole
