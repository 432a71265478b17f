"""Real processes on one file: killed, racing, waiting, reading while another writes."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import store_children
from store_work import code_id, dump, require_sound, rows, source, view

from workbench.coding.codebook import AddCode
from workbench.coding.commands import ApplyCode
from workbench.errors import StudyLocked, StudyUnusable
from workbench.model.coding import Span
from workbench.sources.commands import ImportSources
from workbench.store.reading.coding_filter import CodingFilter
from workbench.store.reading.codings import quotes
from workbench.store.reading.study import counts
from workbench.store.sqlite_backup import copy_study
from workbench.store.sqlite_integrity import check
from workbench.store.sqlite_search import search
from workbench.store.study import Study


def child(what: str, path: Path, argument: str = "") -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, store_children.__file__, what, str(path), argument],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def finished(process: subprocess.Popen[str], words: str = "") -> list[str]:
    out, err = process.communicate(words)
    assert (process.returncode, err) == (0, "")
    return out.split("\n")[:-1]


def killed_after(process: subprocess.Popen[str], lines: int) -> list[str]:
    """Kill -9 as soon as the child has printed so many lines; all whole lines that it printed."""
    assert process.stdout is not None
    told = [process.stdout.readline() for _ in range(lines)]
    process.kill()
    told += process.stdout.read().splitlines(keepends=True)
    process.communicate()
    return [line.rstrip("\n") for line in told if line.endswith("\n")]


@pytest.mark.parametrize("seed", range(4))
def test_kill_9_among_single_codings_loses_none_that_was_acknowledged(path: Path, seed: int) -> None:
    acknowledged = killed_after(child("code_forever", path), random.Random(seed).randint(1, 120))
    assert acknowledged
    require_sound(path)
    present = {coding for (coding,) in rows(path, "SELECT id FROM coding")}
    assert set(acknowledged) <= present
    assert len(present) <= 3 + len(acknowledged) + 1
    with Study(path) as study:
        study.execute(AddCode("After the crash"), coder="Ada")
    require_sound(path)


@pytest.mark.parametrize("at_call", [3, 80, 200, 302, 303])
def test_kill_9_within_a_bulk_import_leaves_all_of_it_or_nothing(path: Path, at_call: int) -> None:
    """Ids 0 to 302 are made, the last for the change itself; at 303 nothing is said and the import acknowledged."""
    acknowledged = killed_after(child("import_much", path, str(at_call)), 2)
    require_sound(path)
    with Study(path) as study, study.reading() as reader:
        assert counts(reader)["sources"] in (2, 152)
        if len(acknowledged) > 2 or "now" not in acknowledged:
            assert counts(reader)["sources"] == 152
    assert rows(path, "SELECT id FROM change WHERE summary = 'added code ''Before'''") == [(acknowledged[0],)]


def test_four_processes_writing_at_once_lose_nothing(path: Path) -> None:
    before = rows(path, "SELECT count(*) FROM change")[0][0]
    names = ("Ada", "Ben", "Cai", "Dee")
    children = [child("add_codes", path, who) for who in names]
    for one in children:
        assert one.stdin is not None
        one.stdin.write("go\n")
        one.stdin.flush()
    acknowledged = [change for one in children for change in finished(one)]
    assert len(set(acknowledged)) == 200
    assert rows(path, "SELECT count(*), max(sequence) FROM change") == [(before + 200, before + 200)]
    assert set(acknowledged) <= {change for (change,) in rows(path, "SELECT id FROM change")}
    positions = rows(path, "SELECT count(DISTINCT position) FROM code WHERE parent_id IS NULL")[0][0]
    assert positions == 200 + 3, "each saw the codes before it"
    require_sound(path)


def test_a_writer_who_holds_the_file_too_long_is_reported_as_such(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with Study(path, wait_seconds=0.05) as study:
            with pytest.raises(StudyLocked, match=r"waited 0\.05 seconds") as caught:
                study.execute(AddCode("Late"), coder="Ada")
            assert caught.value.hint
            with study.reading() as reader:
                assert counts(reader)["sources"] == 2
            other.execute("ROLLBACK")
            study.execute(AddCode("Now"), coder="Ada")
    require_sound(path)


def test_a_writer_waits_for_another_who_is_soon_done(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        late = child("write_one", path, "Ben")
        with Study(path) as study, study.reading() as reader:
            assert counts(reader)["sources"] == 2
        other.execute("ROLLBACK")
    assert len(finished(late)) == 1


def test_a_check_while_someone_writes_says_so_and_finds_no_damage(
    path: Path,
) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        report = check(path, wait_seconds=0.05)
        other.execute("ROLLBACK")
    assert report.sound
    assert "someone else is writing" in report.notes[0]


def test_a_reader_sees_the_old_state_to_its_end_while_another_writes_in_bulk(
    path: Path, opener: Callable[..., Study]
) -> None:
    reader_side, writer_side = opener(path, read_only=True), opener(path)
    with reader_side.reading() as reader:
        before = (counts(reader), list(quotes(reader)))
        writer_side.execute(
            ImportSources([source(f"{n}", f"{n} " * 999) for n in range(400, 450)]), coder="Ben"
        )
        revision = view(writer_side, "101").revision_id
        writer_side.execute(ApplyCode(revision, Span(3, 9), code_id(writer_side, "Trust")), coder="Ben")
        assert (counts(reader), list(quotes(reader))) == before
    with reader_side.reading() as reader:
        assert counts(reader)["sources"] == before[0]["sources"] + 50
        assert len(list(quotes(reader))) == len(before[1]) + 1


def test_a_bulk_write_that_is_under_way_is_invisible(path: Path, opener: Callable[..., Study]) -> None:
    seen: list[int] = []
    reader_side = opener(path, read_only=True)

    class Looked(list[Any]):
        """Sources whose writing is watched from outside."""

        def __iter__(self) -> Any:
            with reader_side.reading() as reader:
                seen.append(counts(reader)["sources"])
            return super().__iter__()

    study = opener(path)
    study.execute(ImportSources(Looked([source("x", "some words " * 99)])), coder="Ben")
    assert seen
    assert set(seen) == {2}


@pytest.mark.parametrize("ask", [lambda r: quotes(r, CodingFilter()), lambda r: search(r, "trust")])
def test_a_reader_who_stops_early_does_not_hold_up_the_next_change(
    ask: Callable[[Any], Any], path: Path, opener: Callable[..., Study]
) -> None:
    study, other = opener(path, wait_seconds=0.05), opener(path)
    with study.reading() as reader:
        unfinished = ask(reader)
        next(unfinished)
    other.execute(AddCode("Meanwhile"), coder="Ben")
    study.execute(AddCode("Next"), coder="Ada")
    with study.reading() as reader:
        assert counts(reader)["codes"] == 6


def test_undo_in_a_long_log_does_not_hold_up_the_next_change(
    path: Path, opener: Callable[..., Study]
) -> None:
    study, other = opener(path, wait_seconds=0.05), opener(path)
    for number in range(520):
        study.execute(AddCode(f"Code {number}"), coder="Ada")
    study.undo(coder="Ada")
    other.execute(AddCode("Meanwhile"), coder="Ben")
    study.redo(coder="Ada")
    other.execute(AddCode("And again"), coder="Ben")
    study.undo(coder="Ada")
    require_sound(path)


@pytest.mark.parametrize("look", [check, lambda p: Study(p, read_only=True).close()])
def test_looking_at_a_file_that_is_open_does_not_let_go_of_its_locks(
    look: Callable[[Path], object], path: Path, opener: Callable[..., Study]
) -> None:
    """POSIX drops all locks of a process when it closes any handle of a file: then others clear the log away
    beneath us, and what is acknowledged here is lost."""
    study = opener(path)
    study.execute(AddCode("First"), coder="Ada")
    look(path)
    finished(child("write_one", path, "Ben"))
    study.execute(AddCode("Second"), coder="Ada")
    finished(child("write_one", path, "Cai"))
    study.close()
    names = {name for (name,) in rows(path, "SELECT name FROM code")}
    assert {"First", "by Ben", "Second", "by Cai"} <= names
    require_sound(path)


def test_a_copy_is_made_while_a_writer_is_in_the_middle(path: Path, tmp_path: Path) -> None:
    expected = dump(path, without=frozenset())
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("INSERT INTO site VALUES ('x', 'half way', 0, '', 9)")
        copy = copy_study(path, tmp_path / "copy.study")
        other.execute("ROLLBACK")
    assert dump(copy, without=frozenset()) == expected
    require_sound(copy)


def test_copies_made_while_others_write_are_each_one_sound_state(path: Path, tmp_path: Path) -> None:
    writer = child("add_codes", path, "Ben")
    assert writer.stdin is not None
    writer.stdin.write("go\n")
    writer.stdin.flush()
    assert writer.stdout is not None
    writer.stdout.readline()
    for number in range(5):
        require_sound(copy_study(path, tmp_path / f"copy {number}.study"))
    finished(writer)


@pytest.mark.parametrize("what", ["deleted", "replaced", "moved"])
def test_a_file_that_lost_its_name_while_open_takes_no_more_changes(
    what: str, path: Path, built: Path, opener: Callable[..., Study]
) -> None:
    study = opener(path)
    study.execute(AddCode("Before"), coder="Ada")
    if what == "deleted":
        path.unlink()
    elif what == "moved":
        path.rename(path.with_name("elsewhere.study"))
    else:
        other = path.with_name("other.study")
        other.write_bytes(built.read_bytes())
        other.replace(path)
    with pytest.raises(StudyUnusable, match="removed, moved or replaced"):
        study.execute(AddCode("Into the void"), coder="Ada")
    with pytest.raises(StudyUnusable, match="removed, moved or replaced"), study.reading():
        pass
    if what == "moved":
        study.close()
        assert ("Into the void",) not in rows(path.with_name("elsewhere.study"), "SELECT name FROM code")
