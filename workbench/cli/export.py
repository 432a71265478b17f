"""`workbench export`: tables out of the study."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypedDict

import typer

from workbench.cli import codebook, diagnostics, figure, listings
from workbench.cli.context import (
    ForceOption,
    QueryArgument,
    StudyOption,
    enum_of,
    format_of,
    noun,
    reading_study,
    write_or_print,
)
from workbench.cli.hiding import warn_of_all
from workbench.cli.many import FolderOption, listed, refuse_both, write_folder
from workbench.cli.methods import methods
from workbench.errors import UsageError

if TYPE_CHECKING:
    from workbench.export.cmo_shape import Shape

app = noun("export")
app.command("excerpts")(listings.excerpts)
app.command("memos")(listings.memos)
app.command("sources")(listings.sources)
app.command("history")(listings.history)
app.command("matrix")(listings.matrix)
app.command("codebook")(codebook.export_codebook)
app.command("figure")(figure.figure)
app.command("methods")(methods)

OutputOption = Annotated[Path | None, typer.Option("--output", "-o", help="A file; else stdout.")]


class _Selected(TypedDict):
    tracer: str | None
    site: str | None
    kind: str | None


@app.command("cmo-table")
def cmo_table(
    format: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            help="csv, xlsx, docx, html, md, json, latex, pdf; else by the file's ending, else md. "
            "With --all several, with commas.",
        ),
    ] = None,
    to: OutputOption = None,
    tracer: Annotated[str | None, typer.Option(help="Only this tracer.")] = None,
    site: Annotated[str | None, typer.Option(help="Only this site.")] = None,
    kind: Annotated[str | None, typer.Option(help="Only 'observed' or 'programme theory'.")] = None,
    evidence: Annotated[bool, typer.Option("--evidence", help="With the evidence behind each slot.")] = False,
    long: Annotated[
        bool, typer.Option("--long", help="A row a slot; with --evidence, a row a piece of evidence.")
    ] = False,
    columns: Annotated[
        str | None, typer.Option(help="Only these columns, in this order: CMO,Sites,Outcome ...")
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Each tracer at each site; needs --to.")] = False,
    folder: FolderOption = None,
    book: Annotated[bool, typer.Option("--book", help="With --all: all in one file, cmo-tables.")] = False,
    study: StudyOption = None,
    force: ForceOption = False,
) -> None:
    """Write configurations as a table with three columns, several statements a cell."""
    from workbench.export.cmo_shape import Shape
    from workbench.model.vocabulary import CMOKind

    kind = enum_of(CMOKind, kind, what="kind of CMO") if kind else None
    shape = Shape(evidence, long, listed(columns))
    selected: _Selected = {"tracer": tracer, "site": site, "kind": kind}
    if every:
        refuse_both(to, folder)
        if folder is None:
            raise UsageError("where shall the tables go?", hint="Name a folder: --all --to FOLDER")
        files = _all_tables(study, selected, formats=listed(format) or ("md",), shape=shape, book=book)
        write_folder(folder, files, force=force)
        return
    if book or folder is not None:
        raise UsageError("--book and --to go with --all", hint="Name a file with --output, or say --all.")
    data = _one_table(study, selected, format=format_of(format, to, default="md"), shape=shape)
    write_or_print(to, data, force=force)


def _one_table(study: Path | None, selected: _Selected, *, format: str, shape: Shape) -> bytes:
    from workbench.bootstrap import cmo_table as assemble
    from workbench.export.cmo_table import render_cmo_table

    with reading_study(study) as opened, opened.reading() as reader:
        table, as_of = assemble(reader, **selected)
    if not table.configurations:
        diagnostics.warn("no CMO configuration answers to this selection; the table is empty")
    return render_cmo_table(
        table, format=format, evidence=shape.evidence, long=shape.long, columns=shape.columns, as_of=as_of
    )


def _all_tables(
    study: Path | None, selected: _Selected, *, formats: tuple[str, ...], shape: Shape, book: bool
) -> dict[str, bytes]:
    """The files by their names; the places that hold no configuration are told."""
    from workbench.bootstrap import cmo_tables
    from workbench.export.cmo_batch import render_book, render_tables

    with reading_study(study) as opened, opened.reading() as reader:
        placed, as_of = cmo_tables(reader, **selected)
    files = (render_book if book else render_tables)(placed, formats=formats, shape=shape, as_of=as_of)
    for one in placed:
        if not one.table.configurations:
            diagnostics.warn(f"no CMO configuration of {one.tracer} at {one.site}")
    return files


@app.command()
def codings(
    format: Annotated[
        str | None,
        typer.Option(
            "--format", "-f", help="csv, jsonl, xlsx, docx, html, md; else by the file's ending, else csv."
        ),
    ] = None,
    to: OutputOption = None,
    query: QueryArgument = "",
    code: Annotated[str | None, typer.Option(help="Only this code and the codes below it.")] = None,
    source: Annotated[str | None, typer.Option(help="Only this source.")] = None,
    site: Annotated[str | None, typer.Option(help="Only this site.")] = None,
    tracer: Annotated[str | None, typer.Option(help="Only this tracer.")] = None,
    by: Annotated[str | None, typer.Option("--by", help="Only codings by this coder.")] = None,
    study: StudyOption = None,
    force: ForceOption = False,
) -> None:
    """Write quotes with their codes and attributions."""
    from workbench.export.codings import render_codings, write_codings
    from workbench.export.writing import new_file
    from workbench.retrieval import asked, coding_filter
    from workbench.store.reading.codings import quotes

    form = format_of(format, to, default="csv")
    with reading_study(study) as opened, opened.reading() as reader:
        warn_of_all(opened, reader)
        question = asked(query, code=code, source=source, site=site, tracer=tracer, coder=by)
        wanted = coding_filter(reader, opened.id, question)
        if to is None or str(to) == "-":
            write_or_print(to, render_codings(quotes(reader, wanted), format=form), force=force)
            return
        with new_file(to, force=force) as stream:
            write_codings(quotes(reader, wanted), stream, format=form)
    diagnostics.say(f"wrote {to}")


@app.command("study")
def whole_study(to: OutputOption = None, study: StudyOption = None, force: ForceOption = False) -> None:
    """Write all that the study holds, interviews included, as one JSON file that study import takes back."""
    from workbench.study.bundle import write_bundle

    with reading_study(study) as opened, opened.reading() as reader:
        warn_of_all(opened, reader)
        data = write_bundle(reader)
    write_or_print(to, data, force=force)
