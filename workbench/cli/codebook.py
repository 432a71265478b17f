"""`workbench codebook`: the codes and what they mean."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from workbench.cli import diagnostics, output
from workbench.cli.context import (
    CoderOption,
    DryRunOption,
    ForceOption,
    JsonOption,
    StudyOption,
    acting_coder,
    change,
    changing_study,
    format_of,
    noun,
    reading_study,
    text_of,
    write_or_print,
)

app = noun("The codebook: codes with their definitions, in and out.")


@app.command("import")
def import_codebook(
    file: Annotated[Path, typer.Argument(help="YAML, JSON or CSV.")],
    study: StudyOption = None,
    coder: CoderOption = None,
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
) -> None:
    """Add and update codes by identity; nothing is removed. With --dry-run, say what would change."""
    from workbench.coding.codebook import ImportCodebook
    from workbench.coding.codebook_file import read_codebook

    entries = read_codebook(text_of(file), name=file.name)
    with changing_study(study) as opened:
        command = ImportCodebook(entries, origin=file.name)
        done = change(opened, command, coder=acting_coder(coder), dry_run=dry_run)
    if as_json:
        output.write_json(done.value)
        return
    rows = [("added", path) for path in done.value.added]
    rows += [("updated", what) for what in done.value.updated]
    rows += [("not in the file", path) for path in done.value.absent]
    if rows:
        output.write_table(("change", "code"), rows)
    diagnostics.say(f"{done.value.unchanged} unchanged")


@app.command("export")
def export_codebook(
    to: Annotated[Path | None, typer.Option("--output", "-o", help="A file; else stdout.")] = None,
    format: Annotated[
        str | None, typer.Option("--format", "-f", help="yaml or csv; else by the file's ending, else yaml.")
    ] = None,
    study: StudyOption = None,
    force: ForceOption = False,
) -> None:
    """Write the codebook with every field and its hierarchy; importing it again changes nothing."""
    from workbench.export.codebook import render_codebook
    from workbench.store.reading.codebook import code_views

    with reading_study(study) as opened, opened.reading() as reader:
        data = render_codebook(code_views(reader), format=format_of(format, to, default="yaml"))
    write_or_print(to, data, force=force)


@app.command("list")
def list_codes(study: StudyOption = None, as_json: JsonOption = False) -> None:
    """List the codes with counts of codings and of distinct sources."""
    from workbench.store.reading.codebook import code_views

    with reading_study(study) as opened, opened.reading() as reader:
        codes = code_views(reader)
    if as_json:
        output.write_json(codes)
        return
    output.write_table(
        ("code", "codings", "sources", "definition"),
        [
            (
                "  " * c.depth + c.name + (" (retired)" if c.retired else ""),
                c.coding_count,
                c.source_count,
                c.short_definition or c.full_definition,
            )
            for c in codes
        ],
    )


@app.command()
def add(
    name: Annotated[str, typer.Argument(help="The code's name.")],
    parent: Annotated[str | None, typer.Option(help="Name, path or id of the parent code.")] = None,
    definition: Annotated[str, typer.Option(help="Its short definition.")] = "",
    study: StudyOption = None,
    coder: CoderOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Add one code."""
    from workbench.coding.codebook import AddCode
    from workbench.store.reading import finding

    with changing_study(study) as opened:
        parent_id = None
        if parent is not None:
            with opened.reading() as reader:
                parent_id = finding.find_code(reader, parent, study_id=opened.id)
        change(opened, AddCode(name, parent_id, definition), coder=acting_coder(coder), dry_run=dry_run)
