"""`kill -9` at any moment: the file holds what was acknowledged and nothing by halves, or is not there at all."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import CommandLine

from workbench.store.reading.study import counts
from workbench.store.sqlite_integrity import check
from workbench.store.study import Study

MAIN = "from workbench.cli.app import main; main()"
ROUNDS = 5


def killed(*words: str, after: float, folder: Path) -> bool:
    """Run a command and kill it so many seconds after it began to write in the folder; whether it was done."""
    before = traces(folder)
    child = subprocess.Popen(
        [sys.executable, "-c", MAIN, *words],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    while child.poll() is None and traces(folder) == before:
        os.sched_yield()
    try:
        child.wait(timeout=after)
    except subprocess.TimeoutExpired:
        child.kill()
    code = child.wait(timeout=60)
    assert code in (0, -9)
    return code == 0


def traces(folder: Path) -> set[tuple[str, int]]:
    """The study files and what lies beside them, by name and size; the empty ones that opening makes do not count."""
    return {
        (entry.name, size)
        for entry in os.scandir(folder)
        if ".study" in entry.name and not entry.name.endswith("-shm") and (size := size_of(entry))
    }


def size_of(entry: os.DirEntry[str]) -> int:
    try:
        return entry.stat().st_size
    except FileNotFoundError:
        return 0


def moments(seed: int, longest: float) -> list[float]:
    chance = random.Random(seed)
    return [chance.random() * longest for _ in range(ROUNDS)]


def amounts(study: Path) -> dict[str, int]:
    with Study(study, read_only=True) as opened, opened.reading() as reader:
        return counts(reader)


@pytest.fixture
def corpus(wb: CommandLine) -> CommandLine:
    """A study with one long source, and files that bring much more."""
    sentences = [f"Sentence {n} was said by somebody who was there." for n in range(2_000)]
    wb.write("A.txt", "\n".join(sentences))
    wb.ok("source", "import", "A.txt")
    wb.ok("codebook", "add", "trust")
    for number in range(16):
        wb.write(f"in/N-{number:02}.txt", f"Interview {number}.\n" + "\n".join(sentences))
    rows = [f"A,{n},{n + 20},trust," for n in range(0, 24_000, 2)]
    wb.write("c.csv", "source,start_char,end_char,code,coder\n" + "\n".join(rows))
    return wb


@pytest.mark.parametrize(
    ("words", "counted", "most"),
    [
        (("source", "import", "in"), "sources", 16),
        (("coding", "import", "c.csv"), "codings", 12_000),
    ],
)
def test_an_import_that_is_killed_is_there_as_a_whole_or_not_at_all(
    corpus: CommandLine, words: tuple[str, ...], counted: str, most: int
) -> None:
    study = corpus.folder / "s.study"
    before = amounts(study)
    for number, after in enumerate(moments(len(counted), 0.4)):
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
    assert not [path.name for path in wb.folder.iterdir() if "building" in path.name]
