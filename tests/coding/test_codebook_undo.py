"""Whatever two coders do to codes and codings, in whatever order: undo is the inverse, and the file stays sound."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from command_line import substance
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.coding.changing import AdjustCoding, EditCoding, EditCodingMemo, RemoveCodings
from workbench.coding.codebook import AddCode
from workbench.coding.codes import EditCode, MoveCode, RemoveCode, RestoreCode, RetireCode
from workbench.coding.commands import ApplyCodesTo
from workbench.coding.merging import MergeCodes
from workbench.coding.reading_marks import MarkRead, UnmarkRead
from workbench.coding.recoding import RecodeCodings
from workbench.errors import BadInput, Conflict, UsageError
from workbench.model.coding import Span
from workbench.model.vocabulary import MemoKind
from workbench.sources.commands import ImportSources, PreparedSource, SourceRecord
from workbench.store.creating import create_study
from workbench.store.sqlite_integrity import check
from workbench.store.study import Study
from workbench.study.commands import WriteMemo

Pick = Callable[[str], str]
"""A table's name to the id of one of its rows, by a number that was drawn."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("undo") / "built.study"
    create_study(path, title="undo")
    with Study(path) as study:
        study.execute(
            ImportSources([PreparedSource(SourceRecord("A"), "word " * 8, (), "A.txt", "0" * 64)]),
            coder="Ann",
        )
        top = study.execute(AddCode("Top", examples=("one", "two\nlines")), coder="Ann").value
        below = study.execute(AddCode("Below", top), coder="Ann").value
        study.execute(AddCode("Other"), coder="Olu")
        revision = ids(path, "revision")[0]
        for coder, start in (("Ann", 0), ("Olu", 0), ("Ann", 5)):
            study.execute(ApplyCodesTo(revision, Span(start, start + 4), (top, below), "m"), coder=coder)
        study.execute(WriteMemo(MemoKind.ANALYTIC, "hm", "", "code", top), coder="Ann")
    return path


def ids(path: Path, table: str) -> list[str]:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as raw:
        return [row[0] for row in raw.execute(f"SELECT id FROM {table} ORDER BY id")]


def command(kind: str, one: Pick, two: Pick, span: Span, word: str) -> Any:
    revision = one("revision")
    commands: dict[str, Callable[[], Any]] = {
        "add": lambda: AddCode(word, one("code")),
        "edit": lambda: EditCode(one("code"), name=word, examples=(word, "x\ny"), colour="#00AF5F"),
        "move": lambda: MoveCode(one("code"), two("code"), span.start_char % 3),
        "to the top": lambda: MoveCode(one("code"), None, span.start_char % 3),
        "retire": lambda: RetireCode(one("code")),
        "restore": lambda: RestoreCode(one("code")),
        "remove": lambda: RemoveCode(one("code")),
        "merge": lambda: MergeCodes((one("code"),), two("code")),
        "recode": lambda: RecodeCodings((one("coding"), two("coding")), two("code"), others=True),
        "code": lambda: ApplyCodesTo(revision, span, (one("code"), two("code")), word),
        "adjust": lambda: AdjustCoding(one("coding"), span),
        "note": lambda: EditCodingMemo(one("coding"), word),
        "edit coding": lambda: EditCoding(one("coding"), span, word, two("code")),
        "remove codings": lambda: RemoveCodings((one("coding"), two("coding"))),
        "read": lambda: MarkRead(revision, span),
        "unread": lambda: UnmarkRead(revision, span),
        "memo": lambda: WriteMemo(MemoKind.ANALYTIC, word, "", "coding", one("coding")),
    }
    return commands[kind]()


KINDS = (
    "add", "edit", "move", "to the top", "retire", "restore", "remove", "merge", "recode", "code", "adjust", "note",
    "edit coding", "remove codings", "read", "unread", "memo",
)  # fmt: skip
STEPS = st.tuples(
    st.sampled_from(KINDS),
    st.sampled_from(["Ann", "Olu"]),
    st.integers(0, 7),
    st.integers(0, 7),
    st.integers(0, 8).map(lambda start: Span(5 * start, 5 * start + 4)),
    st.sampled_from(["Top", "Below", "New", "other"]),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEPS, min_size=1, max_size=7))
def test_undo_is_the_inverse_and_a_refusal_changes_nothing(
    steps: list[Any], built: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = Path(shutil.copy(built, tmp_path_factory.mktemp("undo") / "s.study"))
    with Study(path) as study:
        for kind, coder, first, second, span, word in steps:
            before = substance(path)
            if not ids(path, "coding"):
                break
            one, two = (
                lambda table, n=n: (found := ids(path, table))[n % len(found)] for n in (first, second)
            )
            wanted = command(kind, one, two, span, word)
            try:
                done = study.execute(wanted, coder=coder)
            except (Conflict, BadInput, UsageError):
                assert substance(path) == before
                continue
            after = substance(path)
            if done.change_id is None:
                assert after == before
                continue
            study.undo(coder=coder)
            assert substance(path) == before
            study.redo(coder=coder)
            assert substance(path) == after
    report = check(path)
    assert report.sound, report.faults
