"""`workbench report`: tracer reports, and what people write for them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from workbench.cli import diagnostics, report_sections
from workbench.cli.context import (
    CoderOption,
    DryRunOption,
    ForceOption,
    StudyOption,
    acting_coder,
    bytes_of,
    change,
    changing_study,
    enum_of,
    format_of,
    noun,
    reading_study,
    text_of,
    write_or_print,
)
from workbench.cli.many import FolderOption, listed, refuse_both, write_folder
from workbench.cli.report_maps import theory_maps
from workbench.errors import NotFound, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.export.document import Document
    from workbench.export.unwritten import Unfinished
    from workbench.model.views import TracerReport

app = noun("report")


FormatOption = Annotated[
    str | None,
    typer.Option(
        "--format", "-f", help="md, docx, html, pdf; else by the file's ending, else md. With --to several."
    ),
]
QuotesOption = Annotated[int, typer.Option(min=0, help="At most so many quotes a theme.")]
QuoteWordsOption = Annotated[
    int,
    typer.Option(
        min=0,
        help="At most so many words a quote; the rest is [...], and whole in an appendix. 0: all words.",
    ),
]
MaskOption = Annotated[
    int, typer.Option(min=0, help="Counts of interviews below this are masked; 0 masks none.")
]
FinalOption = Annotated[
    str | None,
    typer.Option(help="No draft: what is still to be written is refused ('refuse') or left out ('omit')."),
]
TemplateOption = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE.docx", help="A Word file whose page, header, footer and styles a docx takes over."
    ),
]
LimitOption = Annotated[int | None, typer.Option(min=1, help="The words allowed, told beside the count.")]


@app.command()
def tracer(
    names: Annotated[list[str] | None, typer.Argument(metavar="TRACER", help="One or more.")] = None,
    every: Annotated[bool, typer.Option("--all", help="Every tracer; needs --to.")] = False,
    site: Annotated[
        list[str] | None, typer.Option("--site", help="Of this site alone; repeat for several, with --to.")
    ] = None,
    each_site: Annotated[
        bool, typer.Option("--each-site", help="One for each site of a tracer; needs --to.")
    ] = False,
    format: FormatOption = None,
    to: Annotated[Path | None, typer.Option("--output", "-o", help="A file; else stdout.")] = None,
    folder: FolderOption = None,
    quotes: QuotesOption = 4,
    quote_words: QuoteWordsOption = 0,
    final: FinalOption = None,
    mask_below: MaskOption = 3,
    limit: LimitOption = None,
    template: TemplateOption = None,
    study: StudyOption = None,
    force: ForceOption = False,
) -> None:
    """Write tracers' short reports; the count of words, and what is left out of a final one, go to stderr."""
    from workbench.bootstrap import tracer_reports
    from workbench.export.tracer_report import render_report, report_document, report_name

    wanted = _wanted(names, every=every, to=to, folder=folder)
    if each_site and site:
        raise UsageError("--site and --each-site say two things", hint="Give one of them.")
    if folder is None and (each_site or len(site or ()) > 1):
        raise UsageError("several reports do not go into one file", hint="Name a folder: --to FOLDER")
    together: list[str | None] = [None]
    sites = None if each_site else [*site] if site else together
    unfinished = _unfinished(final)
    look = _template(template)
    with reading_study(study) as opened, opened.reading() as reader:
        reports = tracer_reports(reader, wanted, quotes_per_theme=quotes, sites=sites)
        forms = (listed(format) or ("md",)) if folder else (format_of(format, to, default="md"),)
        maps = theory_maps(reader, reports, formats=forms, draft=final is None)
    if not reports:
        what = "sites of these tracers" if each_site else "tracers"
        raise NotFound(f"the study has no {what}", hint="Describe them: workbench study describe study.yaml")
    documents = [
        report_document(
            report,
            mask_below=mask_below,
            unfinished=unfinished,
            quote_words=quote_words,
            theory_map=theory_map,
        )
        for report, theory_map in zip(reports, maps, strict=True)
    ]
    if folder is None:
        data = render_report(documents[0], format=forms[0], as_of=reports[0].as_of, template=look)
        write_or_print(to, data, force=force)
    else:
        files = _files(reports, documents, forms, template=look)
        write_folder(folder, files, force=force)
    for report, document in zip(reports, documents, strict=True):
        _tell(report_name(report), document, limit=limit, final=final is not None)


def _wanted(
    names: list[str] | None, *, every: bool, to: Path | None, folder: Path | None
) -> list[str] | None:
    """The tracers meant, None for all.

    Raises:
        UsageError: the words do not fit together.
    """
    refuse_both(to, folder)
    if every == bool(names):
        raise UsageError("which tracer?", hint="Name one or more, or say --all.")
    if folder is None and (every or len(names or ()) > 1):
        raise UsageError("several reports do not go into one file", hint="Name a folder: --to FOLDER")
    return None if every else names


def _unfinished(final: str | None) -> Unfinished:
    from workbench.export.unwritten import Unfinished

    if final is None:
        return Unfinished.MARK
    chosen: Unfinished = enum_of(Unfinished, final, what="way to be final")
    return chosen


def _files(
    reports: Sequence[TracerReport],
    documents: Sequence[Document],
    formats: tuple[str, ...],
    *,
    template: bytes | None,
) -> dict[str, bytes]:
    from workbench.export.names import distinct, file_stem
    from workbench.export.tracer_report import render_report

    stems = distinct(file_stem("tracer", report.tracer.name, report.site) for report in reports)
    return {
        f"{stem}.{form}": render_report(document, format=form, as_of=report.as_of, template=template)
        for stem, report, document in zip(stems, reports, documents, strict=True)
        for form in formats
    }


def _template(path: Path | None) -> bytes | None:
    """The bytes of the template; the styles that it lacks are named on stderr.

    Raises:
        BadInput: it cannot be read, or is no Word document.
    """
    if path is None:
        return None
    from workbench.export.docx_template import missing_styles

    data = bytes_of(path)
    if missing := missing_styles(data):
        diagnostics.warn(
            f"{path.name} has no style {', '.join(map(repr, missing))}; the workbench's own look stands in"
        )
    return data


def _tell(what: str, document: Document, *, limit: int | None, final: bool) -> None:
    """Say on stderr how long a report is, and what is missing: by name where a final one does not show it."""
    from workbench.export.word_count import word_count
    from workbench.model.vocabulary import plural

    diagnostics.say(f"{what}: {word_count(document).told(limit=limit)}")
    if final:
        for missing in document.to_write:
            diagnostics.warn(f"left out of {what}: {missing}")
    elif document.to_write:
        diagnostics.say(
            f"{what}: {plural(len(document.to_write), 'part')} still to be written, marked as such"
        )


@app.command("study")
def whole_study(
    format: FormatOption = None,
    to: Annotated[Path | None, typer.Option("--output", "-o", help="A file; else stdout.")] = None,
    quotes: QuotesOption = 4,
    quote_words: QuoteWordsOption = 0,
    final: FinalOption = None,
    mask_below: MaskOption = 3,
    limit: LimitOption = None,
    template: TemplateOption = None,
    study: StudyOption = None,
    force: ForceOption = False,
) -> None:
    """Write the whole study as one report: a chapter a tracer, one appendix; words are counted on stderr."""
    from workbench.bootstrap import tracer_reports
    from workbench.export.study_report import study_document
    from workbench.export.tracer_report import render_report
    from workbench.store.reading.study import sites, waves

    unfinished = _unfinished(final)
    look = _template(template)
    with reading_study(study) as opened, opened.reading() as reader:
        reports = tracer_reports(reader, None, quotes_per_theme=quotes)
        form = format_of(format, to, default="md")
        maps = theory_maps(reader, reports, formats=(form,), draft=final is None)
        document = study_document(
            reports,
            sites=tuple(sites(reader)),
            waves=tuple(waves(reader)),
            mask_below=mask_below,
            unfinished=unfinished,
            quote_words=quote_words,
            theory_maps={one.tracer.id: drawn for one, drawn in zip(reports, maps, strict=True)},
        )
    data = render_report(document, format=form, as_of=reports[0].as_of, template=look)
    write_or_print(to, data, force=force)
    _tell("the study", document, limit=limit, final=final is not None)


@app.command("import")
def import_sections(
    file: Annotated[Path, typer.Argument(help="YAML or JSON: sections with tracer, kind, claim, text ...")],
    study: StudyOption = None,
    coder: CoderOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Take over what was written for tracer reports; it replaces what these tracers had."""
    from workbench.bootstrap import locate_one
    from workbench.files.structured import load
    from workbench.study.sections import WriteSections
    from workbench.study.sections_file import SectionsFile

    content = load(text_of(file), name=file.name, model=SectionsFile)
    with changing_study(study) as opened:
        with opened.reading() as reader:
            sections = content.texts(reader, study_id=opened.id, locate=locate_one)
        change(opened, WriteSections(sections), coder=acting_coder(coder), dry_run=dry_run)


app.command("sections")(report_sections.sections)
app.command("write")(report_sections.write)
app.command("edit")(report_sections.edit)
app.command("quote")(report_sections.quote)
app.command("move")(report_sections.move)
app.command("remove")(report_sections.remove)
app.command("versions")(report_sections.versions)
