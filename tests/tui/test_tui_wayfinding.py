"""Places to go to in a text: what was found, what is not dealt with; by offsets alone."""

from __future__ import annotations

from workbench.model.views import Turn
from workbench.tui.reading.filter_panel import Hidden
from workbench.tui.text.wayfinding import TextSearch, uncoded_starts, within


def test_hits_do_not_overlap_and_a_capital_of_two_letters_moves_none() -> None:
    assert TextSearch("aaaaa").hits("aa") == [(0, 2), (2, 4)]
    assert TextSearch("\u0130\u0130 We TRUST\nthem").hits("trust  them") == [(6, 16)]


def test_spans_that_only_meet_share_no_character() -> None:
    spans = [(0, 5), (5, 9), (12, 14)]
    assert within(spans, 5, 12) == [(5, 9)]
    assert within(spans, 4, 13) == spans


def test_a_question_is_no_passage_to_code_and_an_answer_is() -> None:
    text = "Q: Why so?\nA: Because. And then.\n"
    answer = text.index("A:")
    turns = [
        Turn(0, answer, 3, "Q", is_interviewer=True, seconds=None),
        Turn(answer, len(text), answer + 3, "A", is_interviewer=False, seconds=None),
    ]
    because, then = text.index("Because"), text.index("And")
    assert uncoded_starts(text, turns, ()) == [because]
    assert uncoded_starts(text, turns, [(because, then)]) == [then]
    assert uncoded_starts(text, turns, [(because, len(text))]) == []


def test_one_entry_of_a_kind_is_shown_alone_and_then_all_are_again() -> None:
    among = ["coder:a", "coder:b", "read", "code:x", "code:y"]
    without_x = Hidden(frozenset({"code:x", "read"}))
    alone = without_x.only("coder:a", among)
    assert alone.keys == {"coder:b", "code:x", "read"}
    assert alone.only("coder:a", among) == without_x
    assert alone.toggled("coder:a").only("coder:a", among) == alone
