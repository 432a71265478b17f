"""Whatever is coded: a blind round hides from its coders what others coded in its passages, and nothing else; and a
frozen round says the same for ever.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from command_line import substance
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.agreement.comparing import compare
from workbench.coding.codebook import AddCode
from workbench.coding.commands import ApplyCodes, NewCoding, RemoveCoding
from workbench.coding.merging import MergeCodes
from workbench.coding.rounds import FreezeRound, NewRound, RoundPlace
from workbench.comparison import disagreements, gather_round
from workbench.errors import Conflict
from workbench.model.coding import Span
from workbench.sources.commands import ImportSources, PreparedSource, SourceRecord
from workbench.store.creating import create_study
from workbench.store.reading.codebook import code_views, coding_counts
from workbench.store.reading.coding_filter import CodingFilter
from workbench.store.reading.codings import marks, quotes
from workbench.store.reading.rounds import hidden_count, hidden_sources
from workbench.store.reading.sources import source_views
from workbench.store.study import Study

LENGTH = 60
CODERS = ("Ann", "Ben", "Cai")
CODES = ("trust", "money")

Coded = tuple[int, int, int, str, str]
"""Source, start, length, code, coder."""

CODED = st.lists(
    st.tuples(
        st.integers(0, 1),
        st.integers(0, LENGTH - 9),
        st.integers(1, 8),
        st.sampled_from(CODES),
        st.sampled_from(CODERS),
    ),
    max_size=12,
    unique=True,
)
PASSAGES = st.lists(st.tuples(st.integers(0, 1), st.integers(0, 4)), min_size=1, max_size=4, unique=True)
"""Source and which tenth character its passage of ten begins at."""

BOUNDED = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture(scope="module")
def common(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("rounds") / "common.study"
    create_study(path, title="Invented study")
    with Study(path) as study:
        sources = [
            PreparedSource(SourceRecord(name), (name * LENGTH)[:LENGTH], (), f"{name}.txt", "0" * 64)
            for name in ("ab", "cd")
        ]
        study.execute(ImportSources(sources), coder="Ann")
        for name in CODES:
            study.execute(AddCode(name), coder="Ann")
    return path


@contextmanager
def a_copy(common: Path) -> Iterator[Study]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "s.study"
        shutil.copyfile(common, path)
        with Study(path) as study:
            yield study


def apply(study: Study, coded: list[Coded]) -> None:
    with study.reading() as reader:
        revisions = [view.revision_id for view in source_views(reader, counted=False)]
        codes = {code.name: code.id for code in code_views(reader, counted=False)}
    batch = tuple(
        NewCoding(revisions[source], start, start + length, codes[code], coder)
        for source, start, length, code, coder in coded
    )
    study.execute(ApplyCodes(batch), coder="Mia")


def places(study: Study, passages: list[tuple[int, int]]) -> tuple[RoundPlace, ...]:
    with study.reading() as reader:
        ids = [view.id for view in source_views(reader, counted=False)]
    return tuple(RoundPlace(ids[source], Span(10 * tenth, 10 * tenth + 10)) for source, tenth in passages)


def lies_within(one: Coded, passages: list[tuple[int, int]]) -> bool:
    return any(
        one[0] == source and one[1] < 10 * tenth + 10 and 10 * tenth < one[1] + one[2]
        for source, tenth in passages
    )


def seen(study: Study, coder: str) -> set[Coded]:
    with study.reading() as reader:
        names = {code.id: code.name for code in code_views(reader, counted=False)}
        return {
            (number, one.start_char, one.end_char - one.start_char, names[one.code_id], one.coder)
            for number, view in enumerate(source_views(reader, counted=False))
            for one in marks(reader, view.revision_id, seen_by=study.coder_id(coder))
        }


@BOUNDED
@given(coded=CODED, passages=PASSAGES, blind=st.booleans(), freeze=st.booleans())
def test_a_coder_sees_all_but_what_others_coded_in_the_passages(
    common: Path, coded: list[Coded], passages: list[tuple[int, int]], blind: bool, freeze: bool
) -> None:
    with a_copy(common) as study:
        begun = study.execute(
            NewRound("R", ("Ann", "Ben"), places(study, passages), blind), coder="Mia"
        ).value
        apply(study, coded)
        if freeze:
            try:
                study.execute(FreezeRound(begun), coder="Mia")
            except Conflict:
                freeze = False
        hides = blind and not freeze
        for coder in (*CODERS, "Mia"):
            in_it = coder in ("Ann", "Ben")
            hidden = {
                one for one in coded if hides and in_it and one[4] != coder and lies_within(one, passages)
            }
            assert seen(study, coder) == set(coded) - hidden
            with study.reading() as reader:
                identity = study.coder_id(coder)
                assert hidden_count(reader, identity) == len(hidden)
                found = list(quotes(reader, CodingFilter(seen_by=identity)))
                assert len(found) == len(coded) - len(hidden)
                counts = coding_counts(reader, seen_by=identity)
                assert sum(count for count, _ in counts.values()) == len(found)
                assert len(hidden_sources(reader, identity)) == (
                    len({source for source, _ in passages}) if hides and in_it else 0
                )


def figures(study: Study, round_id: str) -> Any:
    with study.reading() as reader:
        found = gather_round(reader, round_id)
        differing = [(view.name, one) for view, one in disagreements(reader, found)]
    sources = [one for _, one in found.sources]
    return compare(sources, coders=found.coders, categories=found.categories, resamples=20), differing


@BOUNDED
@given(coded=CODED, later=CODED, passages=PASSAGES, merge=st.booleans())
def test_what_happens_after_the_freezing_changes_no_figure(
    common: Path, coded: list[Coded], later: list[Coded], passages: list[tuple[int, int]], merge: bool
) -> None:
    both = [(passages[0][0], 10 * passages[0][1] + 2, 3, "trust", coder) for coder in ("Ann", "Ben")]
    with a_copy(common) as study:
        begun = study.execute(NewRound("R", ("Ann", "Ben"), places(study, passages)), coder="Mia").value
        apply(study, list(dict.fromkeys([*both, *coded])))
        study.execute(FreezeRound(begun), coder="Mia")
        before = figures(study, begun)
        with study.reading() as reader:
            removed = [one for one in quotes(reader) if one.coder != "Cai"][::2]
            codes = [code.id for code in code_views(reader, counted=False)]
        for one in removed:
            study.execute(RemoveCoding(one.coding_id), coder=one.coder)
        apply(study, later)
        if merge:
            study.execute(MergeCodes((codes[0],), codes[1]), coder="Mia")
        assert figures(study, begun) == before


@BOUNDED
@given(coded=CODED, passages=PASSAGES)
def test_beginning_and_freezing_a_round_are_undone_exactly(
    common: Path, coded: list[Coded], passages: list[tuple[int, int]]
) -> None:
    both = [(passages[0][0], 10 * passages[0][1] + 2, 3, "trust", coder) for coder in ("Ann", "Ben")]
    with a_copy(common) as study:
        apply(study, list(dict.fromkeys([*both, *coded])))
        states = [substance(study.path)]
        begun = study.execute(NewRound("R", ("Ann", "Ben"), places(study, passages)), coder="Mia").value
        states.append(substance(study.path))
        study.execute(FreezeRound(begun), coder="Mia")
        states.append(substance(study.path))
        for expected in states[1::-1]:
            study.undo(coder="Mia")
            assert substance(study.path) == expected
        for expected in states[1:]:
            study.redo(coder="Mia")
            assert substance(study.path) == expected
