"""`workbench study backups | restore`: what was saved, and putting it back."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from workbench import config
from workbench.cli import diagnostics, output
from workbench.cli.context import JsonOption, StudyOption, study_path
from workbench.errors import BadInput, NotFound

if TYPE_CHECKING:
    from workbench.store.sqlite_restore import RestorePreview

BACKUPS_VARIABLE = "WORKBENCH_BACKUPS"
"""The environment variable that says how many automatic backups of a study are kept."""

LINES_SHOWN = 10
"""Changes printed one by one before a restore; more are counted."""


def add_to(app: typer.Typer) -> None:
    """Make these verbs of a command group."""
    for verb in (backups, restore):
        app.command()(verb)


def backups(study: StudyOption = None, as_json: JsonOption = False) -> None:
    """The backups of a study, newest first: when and why each was made, and what it holds."""
    from workbench.store.sqlite_backup import backups_of
    from workbench.store.sqlite_restore import facts_of

    path = study_path(study)
    found = [facts_of(path, one) for one in reversed(backups_of(path))]
    if as_json:
        output.write_json([{**output.plain(one), "file": str(one.file)} for one in found])
        return
    rows = [
        (
            one.file,
            one.at.replace("T", " "),
            one.reason or "by hand",
            f"{one.size_bytes / 1e6:.1f} MB",
            one.holds,
        )
        for one in found
    ]
    output.write_table(("backup", "made (UTC)", "why", "size", "holds"), rows)


def restore(
    backup: Annotated[Path, typer.Argument(help="A backup, by its file or its name in the backup folder.")],
    yes: Annotated[
        bool, typer.Option("--yes", help="Put it back; without this, only say what would differ.")
    ] = False,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Put a backup back in the place of the study; what differs is shown first, the present state is saved first."""
    from workbench.model.identity import now
    from workbench.store.sqlite_backup import backup_stamp
    from workbench.store.sqlite_restore import preview, put_back

    path = study_path(study)
    chosen = _backup_named(path, backup)
    difference = preview(path, chosen)
    if as_json:
        output.write_json({"study": str(path), "backup": str(chosen), **output.plain(difference)})
    else:
        _print_preview(difference)
    if not yes:
        diagnostics.say("nothing was changed; to put it back: the same with --yes")
        return
    saved = put_back(path, chosen, stamp=backup_stamp(now()), keep=backups_kept())
    diagnostics.say(f"put back {chosen}" + (f"; what was there is in {saved}" if saved else ""))


def _backup_named(path: Path, given: Path) -> Path:
    """The file that is meant: as given, else of that name in the backup folder.

    Raises:
        NotFound: neither is there.
    """
    from workbench.store.sqlite_backup import backup_folder

    for place in (given, backup_folder(path) / given.name, backup_folder(path) / f"{given.name}.study"):
        if place.is_file():
            return place
    raise NotFound(f"there is no backup {given}", hint="See what there is: workbench study backups")


def _print_preview(difference: RestorePreview) -> None:
    from workbench.model.vocabulary import plural

    if difference.damage:
        diagnostics.warn(f"the study cannot be relied on ({difference.damage}); it is kept aside as it is")
    rows = [(words, f"{now:,}", f"{then:,}") for words, (now, then) in difference.counts.items()]
    output.write_table(("", "now", "in the backup"), rows)
    for lines, words in ((difference.going, "would go"), (difference.coming, "would come back")):
        if not lines:
            continue
        by = ", ".join(f"{coder} {count:,}" for coder, count in difference.by(lines).items())
        diagnostics.say(f"{plural(len(lines), 'change')} {words} ({by}):")
        for line in lines[-LINES_SHOWN:]:
            diagnostics.say(
                f"  {line.sequence} {line.at[:16].replace('T', ' ')} {line.coder}: {line.summary}"
            )
        if len(lines) > LINES_SHOWN:
            diagnostics.say(f"  and {len(lines) - LINES_SHOWN:,} before these")


def backups_kept() -> int:
    """How many automatic backups are kept: by the environment, else by the user's setting.

    Raises:
        BadInput: one of these is no number above 0.
    """
    from workbench.store.sqlite_backup import KEEP_BACKUPS

    if given := os.environ.get(BACKUPS_VARIABLE, "").strip():
        return backups_number(given, BACKUPS_VARIABLE)
    if kept := config.load().backups:
        return backups_number(kept, "the setting backups")
    return KEEP_BACKUPS


def backups_number(given: str, what: str) -> int:
    """A number of backups as somebody wrote it.

    Raises:
        BadInput: it is no number above 0.
    """
    if not given.isdecimal() or not int(given):
        raise BadInput(f"{what} is {given!r}, not a number above 0")
    return int(given)
