"""Merging files of copies into a study: each verified first, one backup before, one entry in the log for each copy."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from workbench.errors import BadInput
from workbench.model.identity import short_id
from workbench.store.merging.merge import Merged
from workbench.store.merging.plan import NOTED
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
        WorkbenchError: one of them cannot be merged, or a rule names a conflict that none of them has; then none is.
    """
    with ExitStack() as stack:
        readers = [stack.enter_context(returned_copy(path, of=study, unrelated=unrelated)) for path in others]
        commands = [
            (path, MergeStudy(reader, path.name, rules, unrelated))
            for path, reader in zip(others, readers, strict=True)
        ]
        news = (rules.conflicts or not dry_run) and any(has_news(study, reader) for reader in readers)
        if dry_run or (rules.conflicts and news):
            done = _tried(study, commands, coder=coder)
            if news:
                _require_conflicts(rules, done)
        if dry_run:
            return MergedCopies(done, None)
        backup = None
        if news:
            backup = back_up(study.path, stamp=stamp, reason="before-merge", keep=keep_backups)
            tell(f"backup: {backup}")
        return MergedCopies(
            tuple((path, study.execute(command, coder=coder)) for path, command in commands), backup
        )


Merges = tuple[tuple[Path, Done[Merged]], ...]


def _tried(study: Study, commands: Sequence[tuple[Path, MergeStudy]], *, coder: str) -> Merges:
    """What merging them one upon the other would do; the study stays as it is."""
    with ExitStack() as stack:
        into = study if len(commands) == 1 else stack.enter_context(_trial(study, stack))
        return tuple(
            (path, into.execute(command, coder=coder, dry_run=into is study)) for path, command in commands
        )


def _require_conflicts(rules: MergeRules, done: Merges) -> None:
    """Refuse rules for single conflicts that are none: one mistyped would be decided by the default.

    Raises:
        BadInput: naming them.
    """
    found = {
        name
        for _, one in done
        for finding in one.value.findings
        if finding.state != NOTED
        for name in (finding.id, short_id(finding.id))
    }
    if unknown := [repr(name) for name in rules.conflicts if name not in found]:
        raise BadInput(
            f"the rules decide what is no conflict of this merge: {', '.join(unknown)}",
            hint="See the ids of all conflicts: the same with --dry-run, without 'conflicts' in the rules",
        )


def _trial(study: Study, stack: ExitStack) -> Study:
    """A copy beside the study on which several merges are tried one upon the other; it goes when the stack unwinds."""
    folder = stack.enter_context(
        tempfile.TemporaryDirectory(dir=study.path.absolute().parent, prefix=".trial-")
    )
    return Study(copy_study(study.path, Path(folder) / study.path.name))
