"""Every error a user can meet, and nothing else.

The tree, with the exit code that the command line gives (documented in docs/cli.md):

    WorkbenchError                     1
    |-- UsageError                     2   the words of a command do not fit together
    |-- BadInput                       3   a file or value that was given cannot be used
    |   `-- UnreadableFile             3   a source file that cannot be read as what it says it is
    |-- NotFound                       4   nothing by that name; near names are offered
    |-- Ambiguous                      4   more than one thing by that name or quote; all are listed
    |-- Conflict                       5   the study has moved on: the change or its undo no longer fits
    |-- StudyUnusable                  6   the study file cannot be opened or written
    |   |-- NotAStudy                  6
    |   |-- StudyTooNew                6
    |   |-- StudyNeedsMigration        6
    |   |-- StudyDamaged               6
    |   |-- StudyReadOnly              6
    |   |-- StudyLocked                6
    |   `-- DiskFull                   6
    `-- OutputRefused                  7   an output exists already or cannot be written

A message says what happened, to which object; `hint` says what to do next.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class WorkbenchError(Exception):
    """Something a user can understand and act on."""

    exit_code = 1

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    @property
    def one_line(self) -> str:
        """Message and hint as sentences, for the list of faults of a file."""
        return f"{self.message.rstrip('.')}. {self.hint}" if self.hint else self.message


class UsageError(WorkbenchError):
    """The words of a command do not fit together."""

    exit_code = 2


class BadInput(WorkbenchError):
    """A file or a value that was given cannot be used; nothing was changed."""

    exit_code = 3

    def __init__(self, message: str, *, hint: str = "", problems: tuple[str, ...] = ()) -> None:
        super().__init__(message, hint=hint)
        self.problems = problems
        """Each fault found, naming file, row or object; all of them, so that one pass mends the file."""


class UnreadableFile(BadInput):
    """A source file that cannot be read as what its name says it is."""


class NotFound(WorkbenchError):
    """Nothing in the study answers to that name."""

    exit_code = 4


class Ambiguous(WorkbenchError):
    """More than one thing answers to that name or quote."""

    exit_code = 4

    def __init__(self, message: str, *, hint: str = "", candidates: tuple[str, ...] = ()) -> None:
        super().__init__(message, hint=hint)
        self.candidates = candidates


class Conflict(WorkbenchError):
    """The study has moved on, so that a change or its undo no longer fits."""

    exit_code = 5


class ChangedMeanwhile(Conflict):
    """Somebody has written what is about to be written over, since its writer read it."""

    def __init__(
        self, message: str, *, hint: str = "", theirs: Mapping[str, Any], who: str = "", at: str = ""
    ) -> None:
        super().__init__(message, hint=hint)
        self.theirs = theirs
        """The columns that were changed with what they hold now."""
        self.who = who
        self.at = at


class NothingLeft(Conflict):
    """There is nothing to undo, or nothing to redo."""


class StudyUnusable(WorkbenchError):
    """The study file cannot be opened or written; it was not altered."""

    exit_code = 6


class NotAStudy(StudyUnusable):
    """The file is something else."""


class StudyTooNew(StudyUnusable):
    """The file was written by a later version of the workbench."""


class StudyNeedsMigration(StudyUnusable):
    """The file was written by an earlier version of the workbench."""


class StudyDamaged(StudyUnusable):
    """The file is a study and its content is not what was written."""


class StudyReadOnly(StudyUnusable):
    """The file or its folder may not be written."""


class StudyLocked(StudyUnusable):
    """Somebody else held the file for longer than we wait."""


class DiskFull(StudyUnusable):
    """The disk has no room for the change; it was rolled back."""


class OutputRefused(WorkbenchError):
    """An output exists already or cannot be written."""

    exit_code = 7
