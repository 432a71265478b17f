"""`workbench demo`: the demonstration study, built and reported."""

from __future__ import annotations

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
    study = written[0]
    output.write_text(
        "\n".join(
            (
                f"Built {study} from invented interviews; {len(written) - 1} tables and reports are in {written[-1].parent}.",
                f"Read and code:      workbench open {study} --coder You",
                f"See what it holds:  workbench study info --study {study}",
                f"See a CMO:          workbench cmo show 5 --study {study}",
                f"Write a report:     workbench report tracer falls --format docx -o falls.docx --study {study}",
            )
        )
    )
