"""An open study: the one door through which both front ends read and change a study file."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Generic, Self, TypeVar

from sqlalchemy import Connection, select
from sqlalchemy.exc import IntegrityError

from workbench.errors import Conflict, OutputRefused, StudyDamaged, StudyReadOnly
from workbench.model import identity
from workbench.model.study import DEFAULT_ATTRIBUTION, StudySetting
from workbench.store import change_log, undo
from workbench.store.change_log import LoggedChange
from workbench.store.schema import TABLES
from workbench.store.sqlite_backup import publish
from workbench.store.sqlite_engine import explained, open_engine, plain_errors, verify_header, writing
from workbench.store.sqlite_migrations import MIGRATIONS, apply, require_present_format, version_of
from workbench.store.unit_of_work import Command, Outcome, UnitOfWork

T = TypeVar("T")

Reader = Connection
"""What the functions of `store.reading` read from; other rooms pass it on and never look inside."""


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """A carried-out change: its line in the history, what it gave back, and its id (None in a dry run)."""

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
    ) -> None:
        """Open the study file at `path`.

        Raises:
            NotFound, NotAStudy, StudyTooNew, StudyNeedsMigration, StudyDamaged, StudyReadOnly, StudyUnusable:
            see `errors`; the file is not altered.
        """
        verify_header(path)
        self.path = path
        self.read_only = read_only
        self._clock = clock
        self._new_id = new_id
        if not read_only:
            _require_writable(path)
        self._engine = open_engine(path, read_only=read_only)
        try:
            with plain_errors(path):
                self._connection = self._engine.connect()
                with self._connection.begin():
                    require_present_format(path, version_of(self._connection))
                    self.id = _setting(self._connection, "id", path)
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
        with plain_errors(self.path):
            if self._connection.in_transaction():
                yield self._connection
                return
            with self._connection.begin():
                yield self._connection

    def coder_id(self, name: str) -> str:
        """The id of the coder of this name, who joins the study with the first change if new."""
        return identity.derived_id(self.id, f"coder:{identity.clean_name(name, 'coder').casefold()}")

    def execute(self, command: Command[T], *, coder: str, dry_run: bool = False) -> Done[T]:
        """Carry out a command and log it, wholly or not at all. A dry run does all and keeps nothing.

        Raises:
            WorkbenchError: the command's refusal; nothing was changed.
        """
        name = type(command).__name__

        def run(work: UnitOfWork) -> Outcome[T]:
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
                raise Conflict("nothing to undo")
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
                raise Conflict("nothing to redo")
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
        with plain_errors(self.path), writing(self._connection) as connection:
            work = UnitOfWork(
                connection, study_id=self.id, coder_id=coder_id, at=self._clock(), new_id=self._new_id
            )
            work.coder_for(coder)
            outcome = _guarded(run, work)
            if dry_run:
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
        return Done(outcome.summary, outcome.value, change_id)


def _guarded(run: Callable[[UnitOfWork], Outcome[T]], work: UnitOfWork) -> Outcome[T]:
    try:
        return run(work)
    except IntegrityError as error:
        raise Conflict(
            "other work rests on this, so it cannot be taken away",
            hint="Take that away first, or retire this instead.",
        ) from error


def create_study(
    path: Path, *, title: str, clock: Callable[[], str] = identity.now, study_id: str | None = None
) -> None:
    """Make a new study file at `path`, whole or not at all.

    Raises:
        OutputRefused: the name is taken, or the folder is missing or may not be written.
    """
    if path.exists():
        raise OutputRefused(f"{path} exists already", hint="Open it, or choose another name.")
    if not path.parent.is_dir():
        raise OutputRefused(f"the folder {path.parent} does not exist", hint="Make it first.")
    aside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        aside.touch(exist_ok=False)
        engine = open_engine(aside, read_only=False)
        try:
            with plain_errors(aside), engine.connect() as connection:
                apply(connection, MIGRATIONS, start=0)
                with writing(connection):
                    _found(
                        connection,
                        identity.clean_name(title, "study"),
                        clock(),
                        study_id or identity.new_id(),
                    )
        finally:
            engine.dispose()
        publish(aside, path)
    except sqlite3.Error as error:
        raise explained(error, path) from error
    except OSError as error:
        raise OutputRefused(f"{path} cannot be written: {error.strerror}") from error
    finally:
        for leftover in (aside, *(aside.with_name(aside.name + end) for end in ("-wal", "-shm"))):
            leftover.unlink(missing_ok=True)


def _found(connection: Connection, title: str, at: str, study_id: str) -> None:
    settings = {
        "id": study_id,
        "title": title,
        "created_at": at,
        "attribution": DEFAULT_ATTRIBUTION,
        "dialect": "CMO",
    }
    connection.execute(
        TABLES[str(StudySetting.__tablename__)].insert(),
        [{"key": key, "value": value} for key, value in settings.items()],
    )


def _setting(connection: Connection, key: str, path: Path) -> str:
    table = TABLES["study_setting"]
    value = connection.execute(select(table.c.value).where(table.c.key == key)).scalar()
    if value is None:
        raise StudyDamaged(f"{path} does not say which study it is", hint="workbench study check")
    return str(value)


def _require_writable(path: Path) -> None:
    for place in (path, path.absolute().parent):
        if not os.access(place, os.W_OK):
            raise StudyReadOnly(
                f"{place} may not be written, so {path.name} cannot be changed",
                hint="Check its permissions. Reading commands still work.",
            )
