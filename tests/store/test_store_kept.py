"""Answers that are kept: read again after a change to what they rest on, and only then."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection

from workbench.model.vocabulary import MemoKind
from workbench.store.reading import memos
from workbench.store.reading.kept import Kept
from workbench.store.reading.names import known_names
from workbench.store.study import Study
from workbench.study.commands import DescribeStudy, Design, WriteMemo


def test_an_answer_is_read_again_only_after_a_change_to_its_tables(demonstration: Path) -> None:
    times: list[int] = []

    def count(reader: Connection) -> int:
        times.append(1)
        return len(memos.memos(reader))

    kept = Kept(("memo",), count)

    def now() -> int:
        with study.reading() as reader:
            return kept.now(reader)

    with Study(demonstration) as study:
        first = now()
        study.execute(DescribeStudy(sites=(Design("Elsewhere"),)), coder="Ben")
        assert (now(), len(times)) == (first, 1)
        study.execute(WriteMemo(MemoKind.ANALYTIC, "One more"), coder="Ben")
        assert (now(), len(times)) == (first + 1, 2)
        study.undo(coder="Ben")
        assert (now(), len(times)) == (first, 3)
        assert (now(), len(times)) == (first, 3)


def test_known_names_are_all_that_a_source_can_be_given(demonstration: Path) -> None:
    with Study(demonstration) as study:
        study.execute(DescribeStudy(sites=(Design("Elsewhere"),)), coder="Ben")
        with study.reading() as reader:
            names = known_names(reader)
    assert names["site"][-1] == "Elsewhere"
    assert all(names[noun] for noun in ("tracer", "wave", "organisation", "participant"))
