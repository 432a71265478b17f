"""`workbench report`: tracer reports, and what people write for them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from workbench.cli.context import (
    CoderOption,
    DryRunOption,
    ForceOption,
    StudyOption,
    acting_coder,
    change,
    changing_study,
    noun,
    reading_study,
    text_of,
    write_or_print,
)

app = noun("Tracer reports, and the sections that people write for them.")


@app.command()
def tracer(
    name: Annotated[str, typer.Argument(metavar="TRACER", help="The tracer.")],
    format: Annotated[str, typer.Option("--format", "-f", help="md, docx, html.")] = "md",
    to: Annotated[Path | None, typer.Option("--output", "-o", help="A file; else stdout.")] = None,
    quotes: Annotated[int, typer.Option(min=0, help="At most so many quotes a theme.")] = 4,
    study: StudyOption = None,
    force: ForceOption = False,
) -> None:
    """Write a tracer's short report."""
    from workbench.bootstrap import tracer_report
    from workbench.export.tracer_report import render_tracer_report

    with reading_study(study) as opened, opened.reading() as reader:
        report = tracer_report(reader, name, quotes_per_theme=quotes)
    write_or_print(to, render_tracer_report(report, format=format), force=force)


@app.command("import")
def import_sections(
    file: Annotated[Path, typer.Argument(help="YAML or JSON: sections with tracer, kind, claim, text ...")],
    study: StudyOption = None,
    coder: CoderOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Take over what was written for tracer reports; it replaces what these tracers had."""
    from workbench.files.structured import load
    from workbench.study.commands import WriteSections
    from workbench.study.files import SectionsFile

    content = load(text_of(file), name=file.name, model=SectionsFile)
    with changing_study(study) as opened:
        with opened.reading() as reader:
            sections = content.texts(reader, study_id=opened.id)
        change(opened, WriteSections(sections), coder=acting_coder(coder), dry_run=dry_run)
