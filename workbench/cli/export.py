"""`workbench export`: tables out of the study."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from workbench.cli import diagnostics, output
from workbench.cli.context import ForceOption, StudyOption, enum_of, noun, reading_study, write_or_print

app = noun("Write CMO tables, codings and the codebook in the formats that people use.")

OutputOption = Annotated[Path | None, typer.Option("--output", "-o", help="A file; else stdout.")]


@app.command("cmo-table")
def cmo_table(
    format: Annotated[
        str | None,
        typer.Option(
            "--format", "-f", help="csv, xlsx, docx, html, md, json; else by the file's ending, else md."
        ),
    ] = None,
    to: OutputOption = None,
    tracer: Annotated[str | None, typer.Option(help="Only this tracer.")] = None,
    site: Annotated[str | None, typer.Option(help="Only this site.")] = None,
    kind: Annotated[str | None, typer.Option(help="Only 'observed' or 'programme theory'.")] = None,
    evidence: Annotated[bool, typer.Option("--evidence", help="With the evidence behind each slot.")] = False,
    study: StudyOption = None,
    force: ForceOption = False,
) -> None:
    """Write configurations as a table with three columns, several statements a cell."""
    from workbench.bootstrap import cmo_table as assemble
    from workbench.export.cmo_table import render_cmo_table
    from workbench.model.vocabulary import CMOKind

    kind = enum_of(CMOKind, kind, what="kind of CMO") if kind else None
    with reading_study(study) as opened, opened.reading() as reader:
        table, as_of = assemble(reader, tracer=tracer, site=site, kind=kind)
    form = format_of(format, to, default="md")
    write_or_print(to, render_cmo_table(table, format=form, evidence=evidence, as_of=as_of), force=force)


@app.command()
def codings(
    format: Annotated[
        str | None,
        typer.Option(
            "--format", "-f", help="csv, jsonl, xlsx, docx, html, md; else by the file's ending, else csv."
        ),
    ] = None,
    to: OutputOption = None,
    code: Annotated[str | None, typer.Option(help="Only this code and the codes below it.")] = None,
    source: Annotated[str | None, typer.Option(help="Only this source.")] = None,
    site: Annotated[str | None, typer.Option(help="Only this site.")] = None,
    tracer: Annotated[str | None, typer.Option(help="Only this tracer.")] = None,
    by: Annotated[str | None, typer.Option("--by", help="Only codings by this coder.")] = None,
    study: StudyOption = None,
    force: ForceOption = False,
) -> None:
    """Write quotes with their codes and attributions."""
    from workbench.bootstrap import coding_filter
    from workbench.export.codings import render_codings, write_codings
    from workbench.export.writing import new_file
    from workbench.store.reading.codings import quotes

    with reading_study(study) as opened, opened.reading() as reader:
        wanted = coding_filter(
            reader, opened.id, code=code, sub_codes=True, source=source, site=site, tracer=tracer, coder=by
        )
        if to is None or str(to) == "-":
            output.write_bytes(render_codings(quotes(reader, wanted), format=format))
            return
        with new_file(to, force=force) as stream:
            write_codings(quotes(reader, wanted), stream, format=format)
    diagnostics.say(f"wrote {to}")
