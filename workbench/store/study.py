"""An open study: the one door through which both front ends read and change a study file."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Generic, Self, TypeVar

from sqlalchemy import Connection, select
from sqlalchemy.exc import IntegrityError

from workbench.errors import Conflict, NothingLeft, StudyDamaged, StudyReadOnly, StudyUnusable
from workbench.model import identity
from workbench.store import change_log, undo
from workbench.store.change_log import LoggedChange
from workbench.store.schema import TABLES
from workbench.store.sqlite_engine import (
    BUSY_SECONDS,
    RESTORE_HINT,
    driver_connection,
    fault_words,
    journal_ahead,
    open_engine,
    plain_errors,
    require_local,
    verify_header,
    writing,
)
from workbench.store.sqlite_integrity import check, quick_faults
from workbench.store.sqlite_migrations import require_present_format, version_of
from workbench.store.unit_of_work import Command, Outcome, UnitOfWork

T = TypeVar("T")

Reader = Connection
"""What the functions of `store.reading` read from; other rooms pass it on and never look inside."""


SIGNS_OF_DAMAGE = (LookupError, ValueError, TypeError, AttributeError)
"""What reading raises when a value is not what was written. Then the file is looked over before it is blamed."""


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """A carried-out change: its line in the history, what it gave back, and its id.

    The id is None where nothing was logged: in a dry run, and where the study was so already (a second import of the
    same file), since an undo step that takes nothing back would only confuse.
    """

    summary: str
    value: T
    change_id: str | None


class Study:
    """An open study file. One thread at a time; close it, or use it as a context manager."""

    def __init__(
        self,
        path: Path,
        *,
        read_only: bool = False,
        clock: Callable[[], str] = identity.now,
        new_id: Callable[[], str] = identity.new_id,
        wait_seconds: float = BUSY_SECONDS,
    ) -> None:
        """Open the study file at `path`. A change waits `wait_seconds` for somebody else's to finish.

        Raises:
            NotFound, NotAStudy, StudyTooNew, StudyNeedsMigration, StudyDamaged, StudyReadOnly, StudyUnusable:
            see `errors`; the file is not altered.
        """
        verify_header(path)
        self.path = path
        self.read_only = read_only
        self._clock = clock
        self._new_id = new_id
        self._wait_seconds = wait_seconds
        if not read_only:
            _require_writable(path)
            require_local(path)
        self._engine = open_engine(path, read_only=read_only, wait_seconds=wait_seconds)
        try:
            with self._explaining():
                self._connection = self._engine.connect()
                with self._connection.begin():
                    require_present_format(path, version_of(self._connection))
                    self.id = _study_id(self._connection, path)
                if not read_only:
                    journal_ahead(self._connection)
                self._file = _file_identity(path)
        except BaseException:
            self._engine.dispose()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file. Everything acknowledged is in it already."""
        self._connection.close()
        self._engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Reader]:
        """One consistent state of the study, to be passed to the functions of `store.reading`."""
        with self._explaining():
            if self._connection.in_transaction():
                yield self._connection
                return
            self._require_same_file()
            with self._connection.begin():
                yield self._connection

    @contextmanager
    def _explaining(self) -> Iterator[None]:
        """Errors in a user's words. A fault that a damaged file explains is laid at the file's door."""
        try:
            with plain_errors(self.path, waited_seconds=self._wait_seconds):
                yield
        except SIGNS_OF_DAMAGE as error:
            broken = [part for part, faults in check(self.path).faults.items() if faults]
            if not broken:
                raise
            raise StudyDamaged(f"{self.path} is damaged: {', '.join(broken)}", hint=RESTORE_HINT) from error

    def _require_same_file(self) -> None:
        """Refuse to go on with a file that has lost its name: what is written there, nobody would find."""
        if _file_identity(self.path) != self._file:
            raise StudyUnusable(
                f"{self.path} was removed, moved or replaced while it was open",
                hint="Nothing was changed. Open the study again.",
            )

    def look_over(self) -> None:
        """Look the file over quickly, before somebody sits down to work in it.

        Raises:
            StudyDamaged: with what was found first.
        """
        with self.reading() as reader:
            faults = quick_faults(reader)
        if faults:
            raise StudyDamaged(f"{self.path} is damaged: {faults[0]}", hint=RESTORE_HINT)

    def coder_id(self, name: str) -> str:
        """The id of the coder of this name, who joins the study with the first change if new."""
        with plain_errors(self.path):
            return identity.derived_id(self.id, f"coder:{identity.clean_name(name, 'coder').casefold()}")

    def execute(
        self,
        command: Command[T],
        *,
        coder: str,
        dry_run: bool = False,
        first: Callable[[UnitOfWork], None] = lambda _: None,
    ) -> Done[T]:
        """Carry out a command and log it, wholly or not at all. A dry run does all and keeps nothing.

        `first` looks at the state that the command is about to change, and may refuse it.

        Raises:
            WorkbenchError: the command's refusal; nothing was changed.
        """
        name = type(command).__name__

        def run(work: UnitOfWork) -> Outcome[T]:
            first(work)
            return command.perform(work)

        return self._change(run, name, coder=coder, dry_run=dry_run)

    def undo(self, *, coder: str) -> Done[str]:
        """Take back the coder's newest standing change; the value is its summary.

        Raises:
            Conflict: nothing to undo, or the study has moved on.
        """

        def run(work: UnitOfWork) -> tuple[Outcome[str], str]:
            change = undo.next_to_undo(work.connection, work.coder_id)
            if change is None:
                raise NothingLeft(
                    "nothing to undo", hint=f"No change of {coder}'s stands; see: workbench history"
                )
            undo.replay_inverse(work, change)
            return Outcome(f"undid: {change.summary}", change.summary), change.id

        return self._reversal(run, "Undo", coder=coder)

    def redo(self, *, coder: str) -> Done[str]:
        """Take back the coder's newest undo, if nothing new was done since; the value is the change's summary.

        Raises:
            Conflict: nothing to redo, or the study has moved on.
        """

        def run(work: UnitOfWork) -> tuple[Outcome[str], str]:
            found = undo.next_to_redo(work.connection, work.coder_id)
            if found is None:
                raise NothingLeft(
                    "nothing to redo", hint=f"{coder} has just undone nothing; see: workbench history"
                )
            reversal, original = found
            undo.replay_inverse(work, reversal)
            return Outcome(f"redid: {original.summary}", original.summary), original.id

        return self._reversal(run, "Redo", coder=coder)

    def last_change(self) -> LoggedChange | None:
        """The newest entry of the log: cheap enough to poll for the work of others."""
        with self.reading() as reader:
            return change_log.last_change(reader)

    def _reversal(
        self, run: Callable[[UnitOfWork], tuple[Outcome[str], str]], name: str, *, coder: str
    ) -> Done[str]:
        target: dict[str, str] = {}

        def perform(work: UnitOfWork) -> Outcome[str]:
            outcome, change_id = run(work)
            target["undoes" if name == "Undo" else "redoes"] = change_id
            return outcome

        return self._change(perform, name, coder=coder, target=target)

    def _change(
        self,
        run: Callable[[UnitOfWork], Outcome[T]],
        command: str,
        *,
        coder: str,
        dry_run: bool = False,
        target: dict[str, str] | None = None,
    ) -> Done[T]:
        if self.read_only:
            raise StudyReadOnly(f"{self.path} was opened for reading only")
        coder_id = self.coder_id(coder)
        with self._explaining(), writing(self._connection) as connection:
            work = UnitOfWork(
                connection, study_id=self.id, coder_id=coder_id, at=self._clock(), new_id=self._new_id
            )
            work.coder_for(coder)
            before = driver_connection(connection).total_changes
            outcome = _guarded(run, work)
            unchanged = target is None and driver_connection(connection).total_changes == before
            if dry_run or unchanged:
                connection.rollback()
                return Done(outcome.summary, outcome.value, None)
            change_id = self._new_id()
            change_log.append(
                connection,
                work.effects,
                change_id=change_id,
                coder_id=coder_id,
                at=work.at,
                command=command,
                summary=outcome.summary,
                **(target or {}),
            )
            self._require_same_file()
        return Done(outcome.summary, outcome.value, change_id)


def _guarded(run: Callable[[UnitOfWork], Outcome[T]], work: UnitOfWork) -> Outcome[T]:
    try:
        return run(work)
    except IntegrityError as error:
        raise _conflict(error) from error


def _conflict(error: IntegrityError) -> Conflict:
    """What a broken constraint says of the state of the study."""
    name = getattr(error.orig, "sqlite_errorname", "") or ""
    if name.endswith("_FOREIGNKEY") and (error.statement or "").startswith("DELETE"):
        return Conflict(
            "other work rests on this, so it cannot be taken away",
            hint="Take that away first, or retire this instead.",
        )
    if name.endswith("_FOREIGNKEY"):
        return Conflict(
            "this refers to something that is no longer in the study",
            hint="See who took it away: workbench history",
        )
    if name.endswith(("_PRIMARYKEY", "_UNIQUE")):
        return Conflict("something of this identity is in the study already", hint="Nothing was changed.")
    return Conflict(f"the study refuses this change: {fault_words(error)}", hint="Nothing was changed.")


def _study_id(connection: Connection, path: Path) -> str:
    table = TABLES["study_setting"]
    value = connection.execute(select(table.c.value).where(table.c.key == "id")).scalar()
    if not isinstance(value, str) or not identity.is_uuid(value):
        raise StudyDamaged(f"{path} does not say which study it is", hint=RESTORE_HINT)
    return value


def _file_identity(path: Path) -> tuple[int, int] | None:
    """Which file has this name at present, None if none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _require_writable(path: Path) -> None:
    for place in (path, path.absolute().parent):
        if not os.access(place, os.W_OK):
            raise StudyReadOnly(
                f"{place} may not be written, so {path.name} cannot be changed",
                hint="Check its permissions. Reading commands still work.",
            )
