"""`workbench demo`: the demonstration study, built and reported."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Annotated

import typer

from workbench import config
from workbench.cli import diagnostics, output
from workbench.cli.context import ForceOption


def demo(
    folder: Annotated[Path, typer.Argument(help="Where to build it.")] = Path(),
    files: Annotated[
        bool,
        typer.Option(
            "--files", help="Copy the files that it is made of, too: to try imports, or as templates."
        ),
    ] = False,
    force: ForceOption = False,
) -> None:
    """Build the invented demonstration study here, and write its tables and tracer reports."""
    from workbench.demonstration import FILES, build

    written = build(folder, force=force, tell=diagnostics.say, with_files=files)
    if files:
        diagnostics.say(f"wrote {folder / FILES}")
    others = [path.name for path in config.studies_in(folder) if path.name != written[0].name]
    if others:
        diagnostics.warn(f"this folder also holds {', '.join(others)}: name the study you mean with --study")
    study, reports = written[0], written[-1].parent
    named = f"--study {shlex.quote(str(study))}"
    output.write_text(
        "\n".join(
            (
                f"Built {study} from invented interviews; {len(written) - 1} tables and reports are in {reports}.",
                f"Read and code:      workbench open {shlex.quote(str(study))} --coder You",
                f"See what it holds:  workbench study info {named}",
                f"See a CMO:          workbench cmo show 5 {named}",
                f"Write a report:     workbench report tracer 'Falls prevention' -f docx -o falls.docx {named}",
            )
        )
    )
