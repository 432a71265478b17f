"""Several outputs of one command: lists of formats and columns, and a folder that takes all of them or none."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from workbench.cli import diagnostics
from workbench.errors import UsageError

FolderOption = Annotated[
    Path | None, typer.Option("--to", metavar="FOLDER", help="A folder for the files; it must exist.")
]


def listed(given: str | None) -> tuple[str, ...]:
    """The names between the commas, each once, in their order."""
    return tuple(dict.fromkeys(name.strip() for name in (given or "").split(",") if name.strip()))


def refuse_both(target: Path | None, folder: Path | None) -> None:
    """Refuse an output that is both a file and a folder.

    Raises:
        UsageError: both are named.
    """
    if target is not None and folder is not None:
        raise UsageError(
            "--output names one file and --to a folder", hint="Use one of the two: --to with --all."
        )


def write_folder(folder: Path, files: Mapping[str, bytes], *, force: bool) -> None:
    """Write the files, all or none, and say so."""
    from workbench.export.writing import write_outputs

    paths = write_outputs(folder, files, force=force)
    for path in paths:
        diagnostics.say(f"wrote {path}")
