"""`workbench export methods`: the items of a reporting standard, drafted from what the study holds."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from workbench.cli.context import ForceOption, StudyOption, format_of, reading_study, write_or_print
from workbench.errors import UsageError


def methods(
    standard: Annotated[str, typer.Argument(help="rameses-ii, coreq, srqr.")] = "rameses-ii",
    format: Annotated[
        str | None,
        typer.Option(
            "--format", "-f", help="md, docx, html, pdf, csv, xlsx; else by the file's ending, else md."
        ),
    ] = None,
    to: Annotated[Path | None, typer.Option("--output", "-o", help="A file; else stdout.")] = None,
    study: StudyOption = None,
    force: ForceOption = False,
) -> None:
    """Draft a methods appendix; each item says where it came from, or that a person must write it. No score."""
    from workbench.export.as_csv import to_csv
    from workbench.export.as_xlsx import to_xlsx
    from workbench.export.methods_appendix import methods_document, methods_sheet
    from workbench.export.reporting_standards import STANDARDS
    from workbench.export.tracer_report import render_report
    from workbench.model.likeness import did_you_mean, near_names
    from workbench.store.reading.methods import methods_facts

    if standard.lower() not in STANDARDS:
        near = near_names(standard, STANDARDS, limit=1)
        raise UsageError(
            f"{standard!r} is no reporting standard here",
            hint=did_you_mean(near) if near else f"Use {', '.join(STANDARDS)}.",
        )
    chosen = STANDARDS[standard.lower()]
    form = format_of(format, to, default="md")
    with reading_study(study) as opened, opened.reading() as reader:
        facts = methods_facts(reader)
    if form == "csv":
        data = to_csv(methods_sheet(chosen, facts))
    elif form == "xlsx":
        data = to_xlsx((methods_sheet(chosen, facts),), title=chosen.name, as_of=facts.as_of)
    else:
        data = render_report(methods_document(chosen, facts), format=form, as_of=facts.as_of)
    write_or_print(to, data, force=force)
