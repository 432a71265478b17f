"""`workbench open`: the coding screen."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from workbench.cli.context import CoderOption, acting_coder, study_path


def open_screen(
    study: Annotated[Path | None, typer.Argument(help="The study file; else as for every command.")] = None,
    source: Annotated[str | None, typer.Option(help="Open this source at once.")] = None,
    coder: CoderOption = None,
) -> None:
    """Read and code on the screen."""
    from workbench.desk import StudyDesk
    from workbench.tui.app import run

    run(StudyDesk(study_path(study), coder=acting_coder(coder)), source=source)
