"""The ways of searching besides the phrase: all words of a turn, patterns within a budget, words like these."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from workbench.errors import BadInput, NotFound
from workbench.model.searching import SearchMode
from workbench.retrieval import limit_names, search_for
from workbench.sources.commands import ImportSources
from workbench.sources.preparing import gather, prepare
from workbench.store.creating import create_study
from workbench.store.reading.searching import find
from workbench.store.regex_process import Matcher
from workbench.store.study import Study

TALK = {
    "A": "Maria: We trust each other. It costs little.\n\nQ: What does it cost?\n\n"
    "Maria: Trust costs nothing, café or not.\n\nQ: Yes.\n\nMaria: No.\n",
    "B": "No speakers here, but trust and the\ncosts of it.\n\nThe costs of another paragraph.\n",
    "C": "Q: Nothing to see.\n\nMaria: “Trüst” was spelled so, and costs, too.\n\nQ: Yes.\n\nMaria: No.\n",
}


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    for name, text in TALK.items():
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
    create_study(tmp_path / "s.study", title="search")
    files, _ = gather([str(tmp_path / f"{name}.txt") for name in TALK])
    with Study(tmp_path / "s.study") as opened:
        opened.execute(ImportSources([one.prepared for one in prepare(files) if one.prepared]), coder="Ann")
        yield opened


def found(study: Study, mode: SearchMode, words: str, limits: str = "") -> list[tuple[str, str]]:
    """Source and words of each hit, each of which stands where it says."""
    with study.reading() as reader:
        hits = []
        for one in find(reader, search_for(reader, mode, words, limits)):
            for hit in one.hits:
                assert TALK[one.source][hit.start_char : hit.end_char] == hit.text
                assert TALK[one.source][: hit.start_char].endswith(hit.before)
                assert TALK[one.source][hit.end_char :].startswith(hit.after)
                hits.append((one.source, hit.text))
        return hits


def test_all_words_stand_in_one_turn_or_else_one_paragraph_in_any_order(study: Study) -> None:
    assert found(study, SearchMode.WORDS, "COSTS trust") == [
        ("A", "trust each other. It costs"),
        ("A", "Trust costs"),
        ("B", "trust and the\ncosts"),
        ("C", "Trüst” was spelled so, and costs"),
    ]
    assert found(study, SearchMode.WORDS, "trust paragraph") == []
    assert found(study, SearchMode.WORDS, "cost trust") == []
    assert found(study, SearchMode.WORDS, "cafe") == [("A", "café")]


def test_a_pattern_is_matched_in_any_case_and_line_by_line(study: Study) -> None:
    assert found(study, SearchMode.REGEX, r"tr[uü]st\b") == [
        ("A", "trust"),
        ("A", "Trust"),
        ("B", "trust"),
        ("C", "Trüst"),
    ]
    assert found(study, SearchMode.REGEX, r"^costs.*$") == [("B", "costs of it.")]
    assert found(study, SearchMode.REGEX, "x*") == []


@pytest.mark.parametrize(
    "pattern", ["(", "[a", "*", "(?P<n>", "a{99999999999999999999}", "\\", "(?<=a+)b", ""]
)
def test_a_broken_pattern_is_refused_in_words(study: Study, pattern: str) -> None:
    with pytest.raises(BadInput):
        found(study, SearchMode.REGEX, pattern)


def test_a_pattern_that_takes_for_ever_is_ended_and_the_next_text_is_matched(study: Study) -> None:
    matcher = Matcher(r"(a|a)+$", seconds=0.3)
    began = time.monotonic()
    assert matcher.places("a" * 60 + "!") is None
    assert time.monotonic() - began < 5
    assert matcher.places("say aa") == [(4, 6)]
    matcher.close()


def test_words_like_these_are_found_despite_slips_and_whole(study: Study) -> None:
    assert found(study, SearchMode.FUZZY, "trsut each othr") == [("A", "trust each other")]
    assert found(study, SearchMode.FUZZY, "helicopter") == []
    with pytest.raises(BadInput):
        found(study, SearchMode.FUZZY, "a!")


def found_in(folder: Path, text: str, mode: SearchMode, words: str) -> list[tuple[int, str]]:
    """Start and words of the hits in a study of one text."""
    (folder / "D.txt").write_text(text, "utf-8")
    create_study(folder / "d.study", title="search")
    files, _ = gather([str(folder / "D.txt")])
    with Study(folder / "d.study") as study:
        study.execute(ImportSources([one.prepared for one in prepare(files) if one.prepared]), coder="Ann")
        with study.reading() as reader:
            wanted = search_for(reader, mode, words, "")
            return [(hit.start_char, hit.text) for one in find(reader, wanted) for hit in one.hits]


def test_a_capital_of_two_small_letters_moves_no_hit(tmp_path: Path) -> None:
    text = "İİİİİİİİ. They trust each other here."
    assert found_in(tmp_path, text, SearchMode.FUZZY, "trsut each") == [(text.index("trust"), "trust each")]


def test_words_that_stand_twice_in_a_paragraph_are_one_hit(tmp_path: Path) -> None:
    text = "Trust and cost. Trust and cost.\n\nCost, trust, cost, trust.\n"
    assert found_in(tmp_path, text, SearchMode.WORDS, "trust cost") == [
        (0, "Trust and cost"),
        (33, "Cost, trust"),
    ]


@pytest.mark.parametrize("mode", SearchMode)
def test_every_way_can_be_limited_by_speaker_and_source(study: Study, mode: SearchMode) -> None:
    everywhere = found(study, mode, "cost")
    assert ("A", "cost") in everywhere
    asked = found(study, mode, "cost", "speaker:q source:A")
    assert asked == [("A", "cost")]
    assert found(study, mode, "cost", "source:C speaker:Q") == []


def test_limits_are_named_and_refused_as_in_a_query(study: Study) -> None:
    with study.reading() as reader:
        assert limit_names(reader)["speaker"] == ("Maria", "Q")
    with pytest.raises(NotFound, match="speaker"):
        found(study, SearchMode.PHRASE, "cost", "speaker:Marja")
    for limits in ("trust", "near:20", "only:names", "text:x", "site:"):
        with pytest.raises(BadInput):
            found(study, SearchMode.PHRASE, "cost", limits)


@pytest.mark.parametrize("mode", SearchMode)
@pytest.mark.parametrize(
    "words", ["", "  ", "\x00", "\udc00", "“", "a" * 5_000, "NEAR(a b)", 'a" OR "b', "*", "é" * 300]
)
def test_odd_words_find_something_or_are_refused(study: Study, mode: SearchMode, words: str) -> None:
    with contextlib.suppress(BadInput):
        found(study, mode, words)
