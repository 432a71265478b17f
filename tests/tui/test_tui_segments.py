"""Words, sentences and turns as a reader sees them; every step makes progress on any text."""

from __future__ import annotations

import time

import pytest
from fake_desk import transcript
from hypothesis import given
from hypothesis import strategies as st

from workbench.model.views import Turn
from workbench.tui.text.cursor import Cursor, Reading
from workbench.tui.text.layout import lay_out
from workbench.tui.text.segments import UNITS, Segments

TEXTS = st.one_of(st.text(max_size=120), st.text("aB. \n?…'\"1é日。!", max_size=120))


def sentences(text: str) -> list[str]:
    segments = Segments(text, ())
    found, offset = [], 0
    while offset < len(text):
        start, end = segments.at("sentence", offset)
        if start >= end or end <= offset:
            break
        found.append(text[start:end])
        offset = segments.after("sentence", offset)
    return found


@st.composite
def turns_over(draw: st.DrawFn) -> tuple[str, list[Turn]]:
    text = draw(TEXTS)
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=9)))
    turns = []
    for start, speech, end in zip(cuts[::3], cuts[1::3], cuts[2::3], strict=False):
        if start < end and (not turns or start >= turns[-1].end_char):
            turns.append(Turn(start, end, speech, "A", False, None))
    return text, turns


@pytest.mark.parametrize("unit", UNITS)
@given(case=turns_over())
def test_every_step_makes_progress(unit: str, case: tuple[str, list[Turn]]) -> None:
    text, turns = case
    segments = Segments(text, turns)
    for offset in range(len(text) + 1):
        start, end = segments.at(unit, offset)
        assert 0 <= start <= end <= len(text)
        assert offset == len(text) or segments.after(unit, offset) > offset
        assert offset == 0 or segments.before(unit, offset) < offset


@pytest.mark.parametrize(
    "text",
    [
        "Dr. Smith came. | He sat.",
        "It works, e.g. here, i.e. now. | Good.",
        "Well... you know, it went. | Then... | No.",
        "I think so… and yet. | Yes!",
        "“Really?” she asked. | “Yes.” | He left.",
        "We met at 3 p.m. on Monday. | At 5 p.m. | Then we left.",
        "See fig. 3 and no. 4 here. | Next.",
        "J. Smith and I. | We agreed etc. and so on.",
        "It cost 3.5 million. | Too much?! | Yes.",
        "今日は晴れ。|明日は雨。",
    ],
)
def test_sentences_end_where_a_reader_would_say(text: str) -> None:
    wanted = [part.strip() for part in text.split("|")]
    assert sentences(text.replace("| ", "").replace("|", "")) == wanted


def test_a_heading_is_a_sentence_and_a_hard_wrapped_line_is_not() -> None:
    wrapped = "This line was broken by hard wrapping at seventy characters or so in\nThe Ministry of it all."
    assert sentences("A heading\nSome text.") == ["A heading", "Some text."]
    assert sentences(wrapped) == [wrapped]


def test_sentences_stay_inside_a_turn_and_out_of_its_label() -> None:
    text, turns = transcript(6)
    segments = Segments(text, turns)
    for turn in turns:
        start, end = segments.at("sentence", turn.start_char)
        assert start == turn.speech_char
        assert end <= turn.end_char
        assert segments.at("turn", turn.start_char + 1) == (turn.speech_char, turn.end_char)


def test_words_have_apostrophes_hyphens_and_accents_inside() -> None:
    text = "can't re-use e\u0301lan, (trust) 😀!"
    segments = Segments(text, ())
    words, offset = [], 0
    while offset < len(text):
        start, end = segments.at("word", offset)
        words.append(text[start:end])
        offset = segments.after("word", offset)
    assert words[:5] == ["can't", "re-use", "e\u0301lan", "trust", "😀"]


def test_a_hundred_thousand_characters_without_a_stop_do_not_hang() -> None:
    for text in ("a" * 100_000, "no stop " * 12_000, "." * 100_000, "\n" * 100_000, " " * 100_000):
        segments = Segments(text, ())
        began = time.process_time()
        for unit in UNITS:
            segments.at(unit, 50_000), segments.after(unit, 50_000), segments.before(unit, 50_000)
        assert time.process_time() - began < 2


def reading(text: str) -> Reading:
    return Reading(lay_out(text, width=40), Segments(text, ()))


def selected(text: str, cursor: Cursor) -> str:
    return text[slice(*cursor.selection)] if cursor.selection else ""


def test_taking_a_unit_selects_it_again_one_more_and_a_larger_one_widens() -> None:
    text = "One two three. Four five. Six."
    read = reading(text)
    word = read.take(Cursor(caret=5), "word")
    assert selected(text, word) == "two"
    assert selected(text, read.take(word, "word")) == "two three"
    sentence = read.take(word, "sentence")
    assert selected(text, sentence) == "One two three."
    assert selected(text, read.take(sentence, "sentence")) == "One two three. Four five."


def test_a_selection_shrinks_and_grows_at_both_ends_and_is_never_empty() -> None:
    text = "One two three four five."
    read = reading(text)
    cursor = read.take(read.take(Cursor(caret=5), "word"), "word")
    assert selected(text, read.adjust(cursor, "end", 1)) == "two three four"
    shorter = read.adjust(cursor, "end", -1)
    assert selected(text, shorter) == "two"
    assert selected(text, read.adjust(shorter, "end", -1)) == "two"
    assert selected(text, read.adjust(cursor, "start", -1)) == "One two three"
    assert selected(text, read.adjust(cursor, "start", 1)) == "three"


def test_a_coded_selection_is_left_behind_by_the_next_one() -> None:
    text = "One two. Three four."
    read = reading(text)
    coded = Cursor(caret=8, anchor=0, unit="sentence", spent=True)
    assert selected(text, read.take(coded, "sentence")) == "Three four."


@given(
    TEXTS, st.lists(st.sampled_from(["w", "s", "t", "v", "[", "]", "{", "}", "n", "p", "u", "d", "l", "r"]))
)
def test_no_sequence_of_keys_leaves_the_text(text: str, keys: list[str]) -> None:
    read, cursor = reading(text), Cursor()
    for key in keys:
        if key in "wst":
            cursor = read.take(cursor, {"w": "word", "s": "sentence", "t": "turn"}[key])
        elif key in "[]{}":
            cursor = read.adjust(cursor, "end" if key in "[]" else "start", 1 if key in "]}" else -1)
        elif key == "v":
            cursor = read.toggle_selecting(cursor)
        else:
            unit, way = {"n": ("sentence", 1), "p": ("sentence", -1), "u": ("line", -1)}.get(key, ("cell", 1))
            cursor = read.move(cursor, unit, way, extend=key == "r")
        assert 0 <= cursor.caret <= len(text)
        start, end = cursor.selection or (0, 0)
        assert 0 <= start <= end <= len(text)
