"""What a codebook may lack, and what it may have twice; and how texts are cut into passages."""

from __future__ import annotations

import pytest
from command_line import CommandLine
from hypothesis import given
from hypothesis import strategies as st

from workbench.model.coding import Span
from workbench.model.views import Turn
from workbench.suggest.language import pipeline
from workbench.suggest.new_codes import Text, key_phrases, names_alike
from workbench.suggester.passages import LEAST_LETTERS, apart_from, passages, usual_length, within

WAITING = (
    "People told us that the waiting list had grown again. The waiting list was never explained to anybody.",
    "Our waiting list is where people get lost. [laughs] She had been put there in the spring.",
    "The manager never looked at the waiting list himself. [laughs] He had other things to do.",
    "There was a garden behind the house. [laughs] We liked it when the weather was fine.",
)


def texts(*sources: str) -> list[Text]:
    return [
        Text(f"t{n}", source, text) for n, (source, text) in enumerate(zip(sources, WAITING, strict=True))
    ]


def phrases(
    entries: dict[str, str], *, sources: tuple[str, ...] = ("a", "b", "c", "d"), coded: tuple[str, ...] = ()
) -> list[str]:
    names = [text.split(".")[0] for text in entries.values()]
    return [one.words for one in key_phrases(texts(*sources), entries, names, coded, pipeline())]


def test_a_phrase_of_several_sources_that_no_code_covers_is_named() -> None:
    found = key_phrases(texts("a", "b", "c", "d"), {"x": "Trust. Talk of trust."}, ["Trust"], (), pipeline())
    best = found[0]
    assert (best.words, best.passages, best.sources) == ("waiting list", ("t0", "t1", "t2"), 3)
    assert "laughs" not in {one.words for one in found}


@pytest.mark.parametrize(
    "entries",
    [
        {"x": "Queues. When a list of people who are waiting is spoken of, such as waiting lists."},
        {"x": "Waiting lists"},
    ],
    ids=["by its entry", "by its name"],
)
def test_a_phrase_that_a_code_covers_is_not_named(entries: dict[str, str]) -> None:
    assert "waiting list" not in phrases(entries)


def test_a_phrase_that_coded_passages_hold_as_often_is_not_named() -> None:
    coded = ("The waiting list is long.", "A waiting list helps.", "This waiting list is new.")
    assert "waiting list" not in phrases({"x": "Trust"}, coded=coded)


def test_one_persons_turn_of_speech_is_not_named() -> None:
    assert "waiting list" not in phrases({"x": "Trust"}, sources=("a", "a", "a", "b"))


def test_nothing_uncoded_and_languages_without_stop_words_give_nothing() -> None:
    assert key_phrases([], {}, [], (), pipeline()) == ()
    assert key_phrases(texts("a", "b", "c", "d"), {}, [], (), pipeline("xx")) == ()


def test_names_that_differ_in_spelling_or_order_are_alike() -> None:
    names = {"1": "Lack of trust", "2": "Trust, lack of", "3": "Lack of trsut", "4": "Money", "5": ""}
    assert {(pair.first, pair.second) for pair in names_alike(names)} == {("1", "2"), ("1", "3"), ("2", "3")}
    assert names_alike({}) == ()


def test_the_command_names_codes_alike_and_says_how_much_it_looked_at(invented: CommandLine) -> None:
    invented.ok("codebook", "add", "Trusting others")
    invented.ok("codebook", "add", "Others, trusting")
    said = invented.ok("suggest", "new-codes", "--json")
    assert said.json["alike"] == [["Trusting others", "Others, trusting"]]
    assert said.json["read_sources"] == 5
    plain = invented.ok("suggest", "new-codes")
    assert "perhaps one code: 'Trusting others' and 'Others, trusting'" in plain.err
    assert plain.out.startswith("phrase\t")
    invented.ok("codebook", "add", "Trusting other")
    few = invented.ok("suggest", "new-codes", "--limit", "1").err
    assert few.count("perhaps one code") == 1
    assert "and 2 pairs of codes more; --limit 3 lists all" in few


def test_where_little_was_read_it_says_so(wb: CommandLine) -> None:
    wb.write("A.txt", "Ada: We trust them and they trust us, so it works well enough for now.\n")
    wb.ok("source", "import", "A.txt")
    assert "no source is much read yet" in wb.ok("suggest", "new-codes").err


LONG = "One sentence is here, and it goes on. Another one follows it at once! Does a third one come? It does."


def test_what_people_say_is_cut_at_sentences_and_the_interviewer_is_left_out() -> None:
    body = f"Q: {LONG}\nA: {LONG}\nA: Yes.\n"
    start = len(f"Q: {LONG}\n")
    turns = [
        Turn(0, start - 1, 3, "Q", True, None),
        Turn(start, start + 3 + len(LONG), start + 3, "A", False, None),
        Turn(start + len(LONG) + 4, len(body) - 1, start + len(LONG) + 7, "A", False, None),
    ]
    found = passages(body, turns, length=40)
    assert [body[one.start_char : one.end_char] for one in found] == [
        "One sentence is here, and it goes on. Another one follows it at once!",
        "Does a third one come? It does.",
    ]


@given(st.text(alphabet="ab .!?\n", max_size=300), st.integers(5, 80))
def test_the_passages_of_a_document_lie_in_it_in_order_apart_and_hold_words(body: str, length: int) -> None:
    found = passages(body, (), length=length)
    edges = [edge for one in found for edge in (one.start_char, one.end_char)]
    assert edges == sorted(edges)
    for one in found:
        words = body[one.start_char : one.end_char]
        assert words == words.strip()
        assert sum(map(str.isalpha, words)) >= LEAST_LETTERS


SPANS = st.lists(
    st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda p: (p[0], p[0] + p[1])), max_size=6
)


@given(SPANS, SPANS)
def test_what_is_apart_shares_nothing_with_what_is_taken_and_nothing_else_is_lost(
    spans: list[tuple[int, int]], taken: list[tuple[int, int]]
) -> None:
    found = apart_from([Span(*one) for one in spans], taken)
    free = [one for one in spans if not any(a < one[1] and one[0] < b for a, b in taken)]
    assert sorted((one.start_char, one.end_char) for one in found) == sorted(free)


@given(SPANS)
def test_what_lies_in_marks_is_marked_all_through(marked: list[tuple[int, int]]) -> None:
    body = "x" * 90
    for part in within(body, [Span(0, 45), Span(45, 90)], marked):
        inside = {n for a, b in marked for n in range(a, b)}
        assert set(range(part.start_char, part.end_char)) <= inside
        assert part.end_char - part.start_char >= LEAST_LETTERS


def test_passages_are_as_long_as_the_studys_own_excerpts_within_bounds() -> None:
    assert [usual_length(lengths) for lengths in ([], [5, 6], [200, 210, 2_000], [9_000])] == [
        300,
        100,
        210,
        900,
    ]
