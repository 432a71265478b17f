"""`workbench open`: the coding screen."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from workbench import config
from workbench.cli import diagnostics
from workbench.cli.context import CoderOption, acting_coder, study_path
from workbench.cli.study_backups import backups_kept
from workbench.errors import UsageError

if TYPE_CHECKING:
    from workbench.store.daily_backup import DailyBackup


def open_screen(
    study: Annotated[
        Path | None, typer.Argument(help="The study file; else as for every command, else you choose.")
    ] = None,
    source: Annotated[str | None, typer.Option(help="Open this source at once.")] = None,
    coder: CoderOption = None,
) -> None:
    """Read and code on the screen."""
    who = acting_coder(coder)
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError(
            "the screen needs a terminal", hint="In scripts use: workbench coding add, coding list ..."
        )
    path = study_path(study) if _is_clear(study) else _chosen()
    if path is None:
        return
    from workbench.desk import StudyDesk
    from workbench.tui.app import run

    desk = StudyDesk(path, coder=who)
    config.remember_study(path)
    backup = _backup_of_today(path)
    run(desk, source=source)
    if backup is not None and (fault := backup.fault()):
        diagnostics.warn(f"no backup was made today: {fault}")


def _backup_of_today(path: Path) -> DailyBackup | None:
    """The day's first backup, begun beside the screen, if the study has changed since the last."""
    from workbench.store.daily_backup import DailyBackup, is_due
    from workbench.store.study import Study

    with Study(path, read_only=True) as study:
        due = is_due(study)
    return DailyBackup(path, keep=backups_kept()) if due else None


def _is_clear(study: Path | None) -> bool:
    """Whether the study is named, or is the only one here."""
    named = study is not None or bool(os.environ.get(config.STUDY_VARIABLE))
    return named or len(config.studies_in(Path.cwd())) == 1


def _chosen() -> Path | None:
    """The study that the user chooses on the screen."""
    from workbench.shelf import UsersShelf
    from workbench.tui.start import choose_study

    return choose_study(UsersShelf())
