"""The first backup of a day: made by a process of its own, so that nobody waits for it."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from sqlalchemy import select

from workbench.errors import WorkbenchError
from workbench.model.identity import now
from workbench.store.schema import TABLES
from workbench.store.sqlite_backup import DAILY, back_up, backup_stamp, backups_of, made_at
from workbench.store.study import Study

_CALL = "import sys; from workbench.store.daily_backup import main; sys.exit(main(*sys.argv[1:]))"
NICENESS = 10
"""The process gives way to whoever is working."""


def is_due(study: Study) -> bool:
    """Whether the study has changes of an earlier day (UTC) that no backup holds."""
    change = TABLES["change"]
    query = select(change.c.at).where(change.c.at < now()[:10]).order_by(change.c.sequence.desc()).limit(1)
    with study.reading() as reader:
        changed = reader.scalar(query)
    saved = max((made_at(study.path, one) for one in backups_of(study.path)), default="")
    return changed is not None and backup_stamp(changed).rstrip("Z") > saved


class DailyBackup:
    """A backup that is being made beside other work; it outlives the process that began it."""

    def __init__(self, path: Path, *, keep: int) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", _CALL, str(path.absolute()), str(keep)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )

    def fault(self, *, wait_seconds: float = 0) -> str:
        """Why it could not be made; empty if it was, or is still being made after so long."""
        try:
            _, told = self._process.communicate(timeout=wait_seconds)
        except subprocess.TimeoutExpired:
            return ""
        return told.decode("utf-8", "replace").strip() if self._process.returncode else ""


def main(path: str, keep: str) -> int:
    """Make it; 1 with the reason on stderr if it cannot be made."""
    with suppress(AttributeError, OSError):  # no such thing on Windows
        os.nice(NICENESS)
    try:
        back_up(Path(path), stamp=backup_stamp(now()), reason=DAILY, keep=int(keep))
    except WorkbenchError as error:
        sys.stderr.write(error.message)
        return 1
    return 0
