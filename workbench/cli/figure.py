"""`workbench export figure`: pictures for reports."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from workbench.cli.context import ForceOption, StudyOption, enum_of, format_of, reading_study, write_or_print
from workbench.errors import UsageError


def figure(
    which: Annotated[
        str,
        typer.Argument(metavar="KIND", help="theory-map, grid (tracer by site), progress, co-occurrence."),
    ],
    format: Annotated[
        str | None, typer.Option("--format", "-f", help="svg, png, pdf; else by the file's ending, else svg.")
    ] = None,
    to: Annotated[Path | None, typer.Option("--output", "-o", help="A file; else stdout.")] = None,
    tracer: Annotated[str | None, typer.Option(help="theory-map: only this tracer.")] = None,
    site: Annotated[str | None, typer.Option(help="theory-map: only this site.")] = None,
    kind: Annotated[
        str | None, typer.Option(help="theory-map: only 'observed' or 'programme theory'.")
    ] = None,
    mask_below: Annotated[
        int | None,
        typer.Option(
            min=0, help="grid: interviews below this are masked, as in reports; 3, and 0 masks none."
        ),
    ] = None,
    study: StudyOption = None,
    force: ForceOption = False,
) -> None:
    """Draw a figure for a report, readable in greyscale; the same study gives the same bytes."""
    from workbench.bootstrap import named
    from workbench.findings.figures import FIGURES
    from workbench.model.vocabulary import CMOKind

    if which not in FIGURES:
        raise UsageError(f"{which!r} is no figure", hint=f"Figures: {', '.join(FIGURES)}.")
    if which != "theory-map" and (tracer or site or kind):
        raise UsageError(f"--tracer, --site and --kind are for theory-map, not for {which}")
    if which != "grid" and mask_below is not None:
        raise UsageError(f"--mask-below is for grid, not for {which}")
    with reading_study(study) as opened, opened.reading() as reader:
        chosen: dict[str, str | int | None] = {} if mask_below is None else {"mask_below": mask_below}
        if which == "theory-map":
            of = str(enum_of(CMOKind, kind, what="kind of CMO")) if kind else None
            chosen = {
                "tracer": named(reader, "tracer", tracer),
                "site": named(reader, "site", site),
                "kind": of,
            }
        data = FIGURES[which](reader, format=format_of(format, to, default="svg"), **chosen)
    write_or_print(to, data, force=force)
