"""Merging files of copies into a study: each verified first, one backup before, one entry in the log for each copy."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from workbench.store.merging.merge import Merged
from workbench.store.sqlite_backup import back_up, copy_study
from workbench.store.study import Done, Study
from workbench.team.copies import has_news, returned_copy
from workbench.team.merging import MergeStudy
from workbench.team.rules import MergeRules


@dataclass(frozen=True, slots=True)
class MergedCopies:
    """What came of each copy, in the order given, and the backup that was made before, if anything was new."""

    merges: tuple[tuple[Path, Done[Merged]], ...]
    backup: Path | None


def merge_copies(
    study: Study,
    others: Sequence[Path],
    rules: MergeRules,
    *,
    coder: str,
    stamp: str,
    keep_backups: int,
    dry_run: bool = False,
    unrelated: bool = False,
    tell: Callable[[str], object] = lambda _: None,
) -> MergedCopies:
    """Merge the copies one after another; a dry run changes no file. `tell` hears what is being done.

    With `unrelated` they may be studies of their own, in which people brought in the same things apart.

    Raises:
        WorkbenchError: one of them cannot be merged; then none is.
    """
    with ExitStack() as stack:
        readers = [stack.enter_context(returned_copy(path, of=study, unrelated=unrelated)) for path in others]
        into, backup = study, None
        if dry_run and len(others) > 1:
            into = stack.enter_context(_trial(study, stack))
        elif not dry_run and any(has_news(study, reader) for reader in readers):
            backup = back_up(study.path, stamp=stamp, reason="before-merge", keep=keep_backups)
            tell(f"backup: {backup}")
        done = []
        for path, reader in zip(others, readers, strict=True):
            command = MergeStudy(reader, path.name, rules, unrelated)
            done.append((path, into.execute(command, coder=coder, dry_run=dry_run and into is study)))
        return MergedCopies(tuple(done), backup)


def _trial(study: Study, stack: ExitStack) -> Study:
    """A copy beside the study on which several merges are tried one upon the other; it goes when the stack unwinds."""
    folder = stack.enter_context(
        tempfile.TemporaryDirectory(dir=study.path.absolute().parent, prefix=".trial-")
    )
    return Study(copy_study(study.path, Path(folder) / study.path.name))
