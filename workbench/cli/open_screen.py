"""`workbench open`: the coding screen."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from workbench.cli.context import CoderOption, acting_coder, study_path
from workbench.errors import UsageError


def open_screen(
    study: Annotated[Path | None, typer.Argument(help="The study file; else as for every command.")] = None,
    source: Annotated[str | None, typer.Option(help="Open this source at once.")] = None,
    coder: CoderOption = None,
) -> None:
    """Read and code on the screen."""
    path, who = study_path(study), acting_coder(coder)
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError(
            "the screen needs a terminal", hint="In scripts use: workbench coding add, coding list ..."
        )
    from workbench.desk import StudyDesk
    from workbench.tui.app import run

    run(StudyDesk(path, coder=who), source=source)
