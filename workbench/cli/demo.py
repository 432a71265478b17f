"""`workbench demo`: the demonstration study, built and reported."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Annotated

import typer

from workbench.cli import diagnostics, output
from workbench.cli.context import ForceOption


def demo(
    folder: Annotated[Path, typer.Argument(help="Where to build it.")] = Path(),
    force: ForceOption = False,
) -> None:
    """Build the invented demonstration study here, and write its tables and tracer reports."""
    from workbench.demonstration import build

    written = build(folder, force=force, tell=diagnostics.say)
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
