"""Two who write the same words: the later is told who was first, and nothing is overwritten unseen."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from store_work import build_study, dump, rows

from workbench.coding.codes import EditCode
from workbench.errors import ChangedMeanwhile, Conflict
from workbench.model.vocabulary import MemoKind
from workbench.sources.editing import EditSource
from workbench.store.reading.sources import source_views
from workbench.store.study import Study
from workbench.store.unit_of_work import Command
from workbench.study.commands import WriteMemo
from workbench.study.memo_commands import EditMemo

Edit = Callable[[str, Mapping[str, str] | None], Command[Any]]


def of_memo(path: Path) -> tuple[str, Edit]:
    with Study(path) as study:
        memo = study.execute(WriteMemo(MemoKind.ANALYTIC, "at first"), coder="Ada").value
    return "body", lambda words, seen: EditMemo(memo, body=words, seen=seen)


def of_code(path: Path) -> tuple[str, Edit]:
    code = rows(path, "SELECT id FROM code")[0][0]
    with Study(path) as study:
        study.execute(EditCode(code, full_definition="at first"), coder="Ada")
    return "full_definition", lambda words, seen: EditCode(code, full_definition=words, seen=seen)


@pytest.fixture(params=[of_memo, of_code], ids=["memo", "code"])
def written(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, str, Edit]:
    path = tmp_path / "s.study"
    build_study(path)
    column, edit = request.param(path)
    return path, column, edit


def test_what_was_changed_since_it_was_read_is_not_overwritten(written: tuple[Path, str, Edit]) -> None:
    path, column, edit = written
    seen = {column: "at first"}
    with Study(path) as one, Study(path) as other:
        other.execute(edit("theirs", seen), coder="Ben")
        before = dump(path)
        with pytest.raises(ChangedMeanwhile, match="Ben changed") as refused:
            one.execute(edit("mine", seen), coder="Ada")
        assert refused.value.theirs == {column: "theirs"}
        assert refused.value.who == "Ben"
        assert dump(path) == before
        one.execute(edit("mine", {column: "theirs"}), coder="Ada")
        one.undo(coder="Ada")
        other.undo(coder="Ben")
        one.execute(edit("mine", seen), coder="Ada")


def test_the_same_words_from_two_and_words_that_were_not_read_are_no_conflict(
    written: tuple[Path, str, Edit],
) -> None:
    path, column, edit = written
    with Study(path) as study:
        study.execute(edit("the same", {column: "at first"}), coder="Ben")
        study.execute(edit("the same", {column: "at first"}), coder="Ada")
        study.execute(edit("other words", None), coder="Ada")
        study.execute(edit("others again", {}), coder="Ada")


WRITER = """
import sys, time
from pathlib import Path
from workbench.errors import ChangedMeanwhile
from workbench.sources.editing import EditSource
from workbench.store.reading.sources import source_views
from workbench.store.study import Study
from workbench.study.memo_commands import EditMemo
path, memo, who = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
with Study(path) as study:
    print("ready", flush=True)
    sys.stdin.readline()
    try:
        study.execute(EditMemo(memo, body=f"by {who}", seen={"body": "at first"}), coder=who)
        print("wrote")
    except ChangedMeanwhile as error:
        print("refused", error.who)
"""


def test_of_two_processes_that_write_at_once_one_is_told_of_the_other(tmp_path: Path) -> None:
    path = tmp_path / "s.study"
    build_study(path)
    with Study(path) as study:
        memo = study.execute(WriteMemo(MemoKind.ANALYTIC, "at first"), coder="Ada").value
    writers = {
        who: subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path), memo, who],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for who in ("Ben", "Cai")
    }
    for child in writers.values():
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
    for child in writers.values():
        assert child.stdin is not None
        child.stdin.write("go\n")
        child.stdin.flush()
    said = {who: child.communicate()[0].strip() for who, child in writers.items()}
    first = next(who for who, words in said.items() if words == "wrote")
    assert set(said.values()) == {"wrote", f"refused {first}"}
    assert rows(path, "SELECT body FROM memo WHERE id = ?", memo) == [(f"by {first}",)]


def test_what_is_gone_is_refused_as_gone(tmp_path: Path) -> None:
    path = tmp_path / "s.study"
    build_study(path)
    with Study(path) as study:
        memo = study.execute(WriteMemo(MemoKind.ANALYTIC, "at first"), coder="Ada").value
        study.undo(coder="Ada")
        with pytest.raises(Conflict, match="no longer in the study"):
            study.execute(EditMemo(memo, body="mine", seen={"body": "at first"}), coder="Ada")


def test_a_field_of_a_source_is_not_overwritten_unseen_and_others_are_free(tmp_path: Path) -> None:
    path = tmp_path / "s.study"
    build_study(path)
    with Study(path) as study:
        with study.reading() as reader:
            seen = source_views(reader, counted=False)[0]
        study.execute(EditSource(seen.id, title="Theirs", sites=()), coder="Ben")
        before = dump(path)
        with pytest.raises(ChangedMeanwhile, match="Ben changed title of"):
            study.execute(EditSource(seen.id, title="Mine", seen=seen), coder="Ada")
        with pytest.raises(ChangedMeanwhile, match="Ben changed sites of"):
            study.execute(EditSource(seen.id, sites=seen.sites, seen=seen), coder="Ada")
        assert dump(path) == before
        study.execute(EditSource(seen.id, mode="by phone", attributes={"new": "1"}, seen=seen), coder="Ada")
