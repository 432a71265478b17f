"""Eight processes writing to one file without a pause, two of them killed: every acknowledged change is there.

`WRITERS_CHANGES=1250 WRITERS_ROUNDS=20` runs it in full, which takes minutes.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
from pathlib import Path

import pytest
import writing_child
from command_line import CommandLine

from workbench.store.sqlite_integrity import check
from workbench.store.study import Study

WRITERS = 8
CHANGES = int(os.environ.get("WRITERS_CHANGES", "60"))
ROUNDS = int(os.environ.get("WRITERS_ROUNDS", "1"))


class Writer:
    """A child process, and what was acknowledged to it; killed once `fatal` changes were, if that is not 0."""

    def __init__(self, study: Path, name: str, fatal: int) -> None:
        self.name, self.fatal = name, fatal
        self.acknowledged: list[str] = []
        self.process = subprocess.Popen(
            [sys.executable, writing_child.__file__, str(study), name, str(CHANGES)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.listener = threading.Thread(target=self._listen)
        self.listener.start()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if line.endswith("\n"):
                self.acknowledged.append(line.strip())
            if len(self.acknowledged) == self.fatal:
                self.process.kill()

    def start(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write("go\n")
        self.process.stdin.flush()

    def end(self) -> int:
        self.listener.join()
        code = self.process.wait()
        for stream in (self.process.stdin, self.process.stdout):
            assert stream is not None
            stream.close()
        return code


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_eight_writers_of_whom_two_are_killed_lose_nothing(wb: CommandLine, seed: int) -> None:
    path = wb.folder / "s.study"
    wb.write("A.txt", "Somebody said something about it. " * (CHANGES // 30 + 2))
    wb.ok("source", "import", "A.txt")
    wb.ok("codebook", "add", "trust")
    before = len(logged(path))
    chance = random.Random(seed)
    doomed = {number: chance.randint(1, CHANGES // 3) for number in chance.sample(range(WRITERS), 2)}
    writers = [Writer(path, f"Writer {number}", doomed.get(number, 0)) for number in range(WRITERS)]
    for writer in writers:
        writer.start()
    codes = {writer.name: writer.end() for writer in writers}
    assert codes == {writer.name: -9 if writer.fatal else 0 for writer in writers}
    assert check(path).sound
    by_writer = logged(path)[before:]
    acknowledged = {change for writer in writers for change in writer.acknowledged}
    assert acknowledged <= {change for change, _ in by_writer}
    for writer in writers:
        made = sum(coder == writer.name for _, coder in by_writer)
        told = len(writer.acknowledged)
        assert made in ((told, told + 1) if writer.fatal else (CHANGES,)), writer.name
    wb.ok("codebook", "add", "after it all")


def logged(path: Path) -> list[tuple[str, str]]:
    """The log as `(change id, coder)`, in order and without a gap."""
    with Study(path, read_only=True) as study, study.reading() as reader:
        query = (
            "SELECT sequence, change.id, name FROM change JOIN coder ON coder.id = coder_id ORDER BY sequence"
        )
        rows = reader.exec_driver_sql(query).all()
    assert [row[0] for row in rows] == list(range(1, len(rows) + 1))
    return [(row[1], row[2]) for row in rows]
