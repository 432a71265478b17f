"""`kill -9` at any moment: the file holds what was acknowledged and nothing by halves, or is not there at all."""

from __future__ import annotations

import random
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from command_line import CommandLine

from workbench.store.reading.study import counts
from workbench.store.sqlite_integrity import check
from workbench.store.study import Study

MAIN = "from workbench.cli.app import main; main()"
ROUNDS = 5
START_SECONDS = 0.25
"""Python and the imports take as long, and nothing is written before."""


def killed(*words: str, after: float, folder: Path) -> bool:
    """Run a command and kill it after so many seconds; whether it had finished."""
    child = subprocess.Popen(
        [sys.executable, "-c", MAIN, *words],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    alarm = threading.Timer(after, child.kill)
    alarm.start()
    code = child.wait(timeout=60)
    alarm.cancel()
    assert code in (0, -9)
    return code == 0


def moments(seed: int, longest: float) -> list[float]:
    chance = random.Random(seed)
    return [START_SECONDS + chance.random() * longest for _ in range(ROUNDS)]


def amounts(study: Path) -> dict[str, int]:
    with Study(study, read_only=True) as opened, opened.reading() as reader:
        return counts(reader)


@pytest.fixture
def corpus(wb: CommandLine) -> CommandLine:
    """A study with one long source, and files that bring much more."""
    sentences = [f"Sentence {n} was said by somebody who was there." for n in range(4_000)]
    wb.write("A.txt", "\n".join(sentences))
    wb.ok("source", "import", "A.txt")
    wb.ok("codebook", "add", "trust")
    for number in range(40):
        wb.write(f"in/N-{number:02}.txt", f"Interview {number}.\n" + "\n".join(sentences))
    rows = [f"A,{n},{n + 20},trust," for n in range(0, 60_000, 2)]
    wb.write("c.csv", "source,start_char,end_char,code,coder\n" + "\n".join(rows))
    return wb


@pytest.mark.parametrize(
    ("words", "counted", "most"),
    [
        (("source", "import", "in"), "sources", 40),
        (("coding", "import", "c.csv"), "codings", 30_000),
    ],
)
def test_an_import_that_is_killed_is_there_as_a_whole_or_not_at_all(
    corpus: CommandLine, words: tuple[str, ...], counted: str, most: int
) -> None:
    study = corpus.folder / "s.study"
    before = amounts(study)
    for number, after in enumerate(moments(len(counted), 1.2)):
        done = killed(*words, "--study", "s.study", "--coder", "Ann", after=after, folder=corpus.folder)
        report = check(study)
        assert report.sound, (number, after, report.faults)
        found = amounts(study)
        assert found[counted] - before[counted] in (0, most)
        assert not done or found[counted] - before[counted] == most
        if found[counted] > before[counted]:
            corpus.ok("undo")
            assert amounts(study)[counted] == before[counted]


def test_a_demonstration_that_is_killed_is_whole_or_absent_and_can_be_built_after(wb: CommandLine) -> None:
    study = wb.folder / "demonstration.study"
    (wb.folder / "s.study").unlink()
    for after in moments(9, 1.6):
        killed("demo", "--force", after=after, folder=wb.folder)
        if study.exists():
            assert check(study).sound, after
            assert amounts(study)["CMO configurations"] == 14
    wb.ok("demo", "--force")
    assert check(study).sound
    assert not [path.name for path in wb.folder.iterdir() if path.name.startswith(".demonstration")]
