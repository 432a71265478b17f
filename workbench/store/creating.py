"""A new study file, made whole or not at all."""

from __future__ import annotations

import glob
import secrets
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from sqlalchemy import Connection

from workbench.errors import OutputRefused
from workbench.model import identity
from workbench.model.study import DEFAULT_ATTRIBUTION, StudySetting
from workbench.store.schema import TABLES
from workbench.store.sqlite_backup import publish, remove_leftovers
from workbench.store.sqlite_engine import journal_ahead, open_engine, plain_errors, require_local, writing
from workbench.store.sqlite_migrations import MIGRATIONS, apply


def create_study(
    path: Path, *, title: str, clock: Callable[[], str] = identity.now, study_id: str | None = None
) -> None:
    """Make a new study file at `path`, whole or not at all.

    Raises:
        OutputRefused: the name is taken, or the folder is missing or may not be written.
        StudyReadOnly: it would lie on a network filesystem.
    """
    named = identity.clean_name(title, "study")
    aside = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        if path.exists() or path.is_symlink():
            raise OutputRefused(f"{path} exists already", hint="Open it, or choose another name.")
        if not path.absolute().parent.is_dir():
            raise OutputRefused(f"the folder {path.parent} does not exist", hint="Make it first.")
        require_local(path)
        _clear_abandoned(path)
        aside.touch(exist_ok=False)
        with plain_errors(path):
            _build(aside, title=named, at=clock(), study_id=study_id or identity.new_id())
        publish(aside, path)
    except OSError as error:
        raise OutputRefused(f"{path} cannot be written: {error.strerror}") from error
    finally:
        remove_leftovers(aside)


ABANDONED_SECONDS = 600
"""An unfinished study file this old was left by a run that was killed; a new study is made in a second."""


def _clear_abandoned(path: Path) -> None:
    """Take away what killed runs left of a study of this name."""
    for left in path.parent.glob(f".{glob.escape(path.name)}.????????.part"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > ABANDONED_SECONDS:
                remove_leftovers(left)


def _build(path: Path, *, title: str, at: str, study_id: str) -> None:
    """Turn the empty file at `path` into a study without content."""
    engine = open_engine(path, read_only=False)
    try:
        with engine.connect() as connection:
            journal_ahead(connection)
            with writing(connection):
                apply(connection, MIGRATIONS, start=0)
                _found(connection, title, at, study_id)
    finally:
        engine.dispose()


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
