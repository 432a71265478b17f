"""Coding what a search finds: shown before, one change, doubles skipped; and saved queries by name."""

from __future__ import annotations

import pytest
from command_line import CommandLine, Prepare

from workbench.coding.extending import extended
from workbench.model.searching import Extent
from workbench.model.views import Turn

TEXT = (
    "Maria: We trust each other. It costs little. We trust the list.\n\nQ: Whom do you trust?\n\n"
    "Maria: Her.\n\nQ: Yes.\n\nMaria: No.\n"
)


def study_steps(wb: CommandLine) -> None:
    wb.write("A.txt", TEXT)
    wb.ok("source", "import", "A.txt")
    wb.ok("codebook", "add", "Trust")


@pytest.fixture
def talk(prepared: Prepare) -> CommandLine:
    return prepared(study_steps)


def quotes(wb: CommandLine) -> list[str]:
    return [row["quote"] for row in wb.ok("coding", "list").rows]


def test_hits_are_coded_by_sentence_as_one_change_and_again_none_twice(talk: CommandLine) -> None:
    would = talk.ok("search", "trust", "--code", "Trust", "--extend", "sentence", "--dry-run")
    assert quotes(talk) == []
    done = talk.ok("search", "trust", "--code", "Trust", "--extend", "sentence")
    assert would.out == done.out
    assert "coded 3 passages found by the search for 'trust'" in done.err
    assert quotes(talk) == ["We trust each other.", "We trust the list.", "Whom do you trust?"]
    again = talk.ok("search", "trust", "--code", "Trust", "--extend", "sentence")
    assert "3 codings were there already" in again.err
    talk.ok("undo")
    assert quotes(talk) == []


def test_two_hits_in_one_turn_give_it_one_coding(talk: CommandLine) -> None:
    talk.ok("search", "trust", "--speaker", "Maria", "--code", "Trust", "--extend", "turn")
    assert quotes(talk) == ["We trust each other. It costs little. We trust the list."]


@pytest.mark.parametrize("extent", list(Extent))
def test_blanks_are_never_coded_though_a_pattern_finds_them(talk: CommandLine, extent: Extent) -> None:
    talk.ok("search", r"(?s)\s\s+|\.\s", "--mode", "regex", "--code", "Trust", "--extend", str(extent))
    found = quotes(talk)
    assert found
    assert all(quote == quote.strip() != "" for quote in found)


def test_other_ways_of_searching_and_what_makes_no_sense(talk: CommandLine) -> None:
    assert len(talk.ok("search", "tr[a-z]+t", "--mode", "regex").rows) == 3
    assert "character" in talk.refused(3, "search", "tr(", "--mode", "regex").replace("  ", " ")
    assert "--code" in talk.refused(2, "search", "trust", "--extend", "turn")
    assert "way of searching" in talk.refused(2, "search", "trust", "--mode", "sideways")
    assert "extent" in talk.refused(2, "search", "trust", "--code", "Trust", "--extend", "page")


def test_a_saved_query_is_asked_by_its_name(talk: CommandLine) -> None:
    talk.ok("search", "trust", "--code", "Trust")
    talk.ok("codebook", "add", "Cost")
    talk.ok("coding", "add", "A", "--code", "Cost", "--quote", "It costs little")
    from workbench.coding.saving import SaveQuery, definition_of
    from workbench.store.study import Study

    path = next(talk.folder.glob("*.study"))
    with Study(path) as study:
        study.execute(SaveQuery("All of cost", definition_of("Cost")), coder="Ann")
    listed = talk.ok("coding", "list", "--saved", "all of COST").rows
    assert [row["quote"] for row in listed] == ["It costs little"]
    assert "It costs little" in talk.ok("export", "excerpts", "--saved", "All of cost").out
    assert "All of cost" in talk.refused(4, "coding", "list", "--saved", "All of costs")
    assert "one of them" in talk.refused(3, "coding", "list", "Trust", "--saved", "All of cost")


@pytest.mark.parametrize(
    ("extent", "words"),
    [(Extent.HIT, "here"), (Extent.SENTENCE, "Stands here."), (Extent.TURN, "One. Stands here. Two.")],
)
def test_extension_stays_within_speech_without_blanks(extent: Extent, words: str) -> None:
    text = "Ann:  One. Stands here. Two.  \n\nNext"
    start = text.index("here")
    turn = Turn(0, text.index("\n"), 4, "Ann", False, None)
    low, high = extended(text, [turn], (start, start + 4), extent)
    assert text[low:high] == words


def test_a_hit_over_two_sentences_takes_both() -> None:
    text = "One two. Three four. Five."
    low, high = extended(text, [], (text.index("two"), text.index("four")), Extent.SENTENCE)
    assert text[low:high] == "One two. Three four."


def test_a_hit_of_nothing_but_blanks_codes_no_sentence_beside_it(talk: CommandLine) -> None:
    talk.ok("search", r"\n+", "--mode", "regex", "--code", "Trust", "--extend", "sentence")
    assert quotes(talk) == []
