"""`workbench theory map`: how configurations hang together, as a picture, for other programs, or in words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from workbench.cli import diagnostics, output
from workbench.cli.context import (
    ForceOption,
    JsonOption,
    StudyOption,
    enum_of,
    format_of,
    reading_study,
    write_or_print,
)

if TYPE_CHECKING:
    from workbench.model.theory_map_views import TheoryMap
    from workbench.store.study import Reader

_ENDINGS = {"txt": "text", "gv": "dot", "mmd": "mermaid"}
"""Endings of files whose format is called otherwise."""


def map_(
    format: Annotated[
        str | None,
        typer.Option(
            "--format", "-f", help="svg, png, pdf, dot, mermaid, text; else by the file's ending, else text."
        ),
    ] = None,
    to: Annotated[Path | None, typer.Option("--output", "-o", help="A file; else stdout.")] = None,
    tracer: Annotated[str | None, typer.Option(help="Only this tracer.")] = None,
    site: Annotated[str | None, typer.Option(help="Only this site.")] = None,
    kind: Annotated[str | None, typer.Option(help="Only 'observed' or 'programme theory'.")] = None,
    study: StudyOption = None,
    force: ForceOption = False,
    as_json: JsonOption = False,
) -> None:
    """Draw CMOs, the elements they share, and their ripples, rivals and other links; feedback loops are marked."""
    form = format_of(format, to, default="text")
    with reading_study(study) as opened, opened.reading() as reader:
        drawn = chosen_map(reader, tracer=tracer, site=site, kind=kind)
    if not drawn.nodes:
        diagnostics.warn("no CMO answers to this selection; the map is empty")
    if as_json:
        output.write_json(drawn)
        return
    from workbench.analysis.map_layout import map_layout
    from workbench.export.theory_map import render_theory_map

    write_or_print(to, render_theory_map(drawn, map_layout, format=_ENDINGS.get(form, form)), force=force)


def chosen_map(reader: Reader, *, tracer: str | None, site: str | None, kind: str | None) -> TheoryMap:
    """The map of what a person means by these names; raises NotFound with near names."""
    from workbench.bootstrap import named
    from workbench.findings.theory_map import theory_map
    from workbench.model.vocabulary import CMOKind

    return theory_map(
        reader,
        tracer=named(reader, "tracer", tracer),
        site=named(reader, "site", site),
        kind=str(enum_of(CMOKind, kind, what="kind of CMO")) if kind else None,
    )
