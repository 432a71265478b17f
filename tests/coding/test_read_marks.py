"""What was read without coding: marks that never overlap, and how far each source is by whom."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from coding_reversal import reversible
from command_line import CommandLine, Prepare
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from workbench.coding.reading_marks import MarkRead, UnmarkRead
from workbench.errors import BadInput, Conflict
from workbench.model.coding import Span
from workbench.model.coding_views import covered
from workbench.sources.commands import ImportSources, PreparedSource, SourceRecord
from workbench.store.creating import create_study
from workbench.store.reading.progress import progress, read_marks
from workbench.store.reading.sources import source_views
from workbench.store.sqlite_integrity import check
from workbench.store.study import Study

TEXT = "We trust each other here. It costs little. Nobody minds the wait.\n"


def talk_steps(wb: CommandLine) -> None:
    wb.write("A.txt", TEXT)
    wb.write("B.txt", "Another talk.")
    wb.ok("source", "import", "A.txt", "B.txt")
    wb.ok("codebook", "add", "Trust")
    wb.ok("coding", "add", "A", "--code", "Trust", "--quote", "We trust each other")


@pytest.fixture
def talk(prepared: Prepare) -> CommandLine:
    return prepared(talk_steps)


def how_far(wb: CommandLine) -> dict[tuple[str, str], tuple[int, int, int]]:
    return {
        (one["source"], who["coder"]): (who["coded_chars"], who["read_chars"], who["covered_chars"])
        for one in wb.ok("coding", "progress", "--json").json
        for who in one["coders"]
    }


def test_a_passage_is_marked_as_read_and_counts_with_what_is_coded(talk: CommandLine) -> None:
    assert how_far(talk) == {("A", "Ann"): (19, 0, 19)}
    said = reversible(talk, "coding", "read", "A", "--quote", "each other here. It costs little.")
    assert "marked as read: A at 9:42" in said.err
    assert how_far(talk) == {("A", "Ann"): (19, 33, 42)}


def test_a_whole_source_is_marked_by_each_coder_for_themselves(talk: CommandLine) -> None:
    reversible(talk, "coding", "read", "A", "--all")
    talk.ok("coding", "read", "B", "--span", "0:7", "--coder", "Olu")
    assert how_far(talk) == {
        ("A", "Ann"): (19, len(TEXT), len(TEXT)),
        ("B", "Olu"): (0, 7, 7),
    }
    rows = talk.ok("coding", "progress").rows
    assert [(row["source"], row["coder"], row["worked through"]) for row in rows] == [
        ("A", "all", "100 %"),
        ("A", "Ann", "100 %"),
        ("B", "all", "54 %"),
        ("B", "Olu", "54 %"),
    ]


def test_what_is_marked_already_is_no_change(talk: CommandLine) -> None:
    talk.ok("coding", "read", "A", "--all")
    before = talk.states()
    assert "nothing changed" in talk.ok("coding", "read", "A", "--span", "3:9").err
    assert talk.states() == before


def test_a_mark_is_taken_away_within_a_passage_and_stays_around_it(talk: CommandLine) -> None:
    talk.ok("coding", "read", "A", "--all")
    reversible(talk, "coding", "unread", "A", "--quote", "It costs little.")
    assert how_far(talk)["A", "Ann"][1] == len(TEXT) - 16
    assert "nothing as read" in talk.refused(5, "coding", "unread", "A", "--quote", "costs")
    assert "nothing as read" in talk.refused(5, "coding", "unread", "A", "--all", "--coder", "Olu")


@pytest.mark.parametrize("words", [(), ("--all", "--span", "0:3"), ("--span", "0:999"), ("--span", "3:3")])
def test_a_place_is_needed_that_lies_in_the_text(talk: CommandLine, words: tuple[str, ...]) -> None:
    for verb in ("read", "unread"):
        talk.refused(3 if words[-1:] == ("0:999",) else 2, "coding", verb, "A", *words)


def test_marks_are_kept_from_source_to_source_and_checked_with_the_quotes(talk: CommandLine) -> None:
    import sqlite3
    from contextlib import closing

    talk.ok("coding", "read", "B", "--all")
    assert "1 mark as read (Ann 1)" in talk.refused(5, "source", "remove", "B")
    with closing(sqlite3.connect(talk.folder / "s.study", isolation_level=None)) as raw:
        raw.execute("UPDATE excerpt SET quote_sha256 = 'x' WHERE id IN (SELECT excerpt_id FROM read_mark)")
    said = talk("study", "check", "--json")
    assert "the excerpt 0:13 of B is not the text that was quoted" in said.json["faults"]["quotes"]


SPANS = st.tuples(st.integers(0, 19), st.integers(1, 8)).map(lambda pair: (pair[0], min(20, sum(pair))))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.booleans(), SPANS), max_size=8))
def test_marks_are_the_set_of_characters_that_was_marked_and_undo_gives_it_back(
    steps: list[tuple[bool, tuple[int, int]]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("marks") / "m.study"
    create_study(path, title="marks")
    with Study(path) as study:
        study.execute(
            ImportSources([PreparedSource(SourceRecord("A"), "x" * 20, (), "A.txt", "0" * 64)]), coder="Ann"
        )
        with study.reading() as reader:
            revision = source_views(reader)[0].revision_id
        marked: set[int] = set()
        for add, (start, end) in steps:
            command = (MarkRead if add else UnmarkRead)(revision, Span(start, end))
            before = frozenset(marked)
            marked = marked | set(range(start, end)) if add else marked - set(range(start, end))
            if not add and marked == before:
                with pytest.raises(Conflict):
                    study.execute(command, coder="Ann")
                continue
            done = study.execute(command, coder="Ann")
            assert (done.change_id is None) == (marked == before)
            if done.change_id is not None:
                study.undo(coder="Ann")
                assert shown(study, revision) == before
                study.redo(coder="Ann")
            assert shown(study, revision) == marked
    assert check(path).sound


def shown(study: Study, revision: str) -> set[int]:
    with study.reading() as reader:
        marks = read_marks(reader, revision)
    places = [n for mark in marks for n in range(mark.start_char, mark.end_char)]
    assert len(places) == len(set(places)), "marks of one coder overlap"
    assert all(a.end_char < b.start_char for a, b in pairwise(marks)), "marks touch"
    return set(places)


def test_a_mark_outside_the_text_is_refused(talk: CommandLine) -> None:
    with Study(talk.folder / "s.study") as study, study.reading() as reader:
        revision = source_views(reader)[0].revision_id
    with Study(talk.folder / "s.study") as study:
        with pytest.raises(BadInput):
            study.execute(MarkRead(revision, Span(0, 999)), coder="Ann")
        with pytest.raises(Conflict):
            study.execute(MarkRead("gone", Span(0, 9)), coder="Ann")


def test_how_far_everything_is_takes_three_statements_whatever_the_size(demonstration: Path) -> None:
    statements: list[str] = []
    with Study(demonstration, read_only=True) as study, study.reading() as reader:
        event.listen(reader.engine, "before_cursor_execute", lambda *words: statements.append(words[2]))
        found = progress(reader)
    assert len(found) > 10
    assert sum(len(one.coders) for one in found) > 10
    assert len(statements) <= 3


@pytest.mark.parametrize(
    ("spans", "length"),
    [([], 0), ([(0, 3), (3, 5)], 5), ([(4, 6), (0, 5)], 6), ([(0, 9), (2, 3)], 9), ([(0, 1), (5, 6)], 2)],
)
def test_covered_characters_are_counted_once(spans: list[tuple[int, int]], length: int) -> None:
    assert covered(spans) == length
