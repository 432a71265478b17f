"""Where an end of a coding goes that is dragged in the margin, and what a key makes of a selection at its bounds."""

from __future__ import annotations

import pytest
from test_tui_painter import page

from workbench.model.views import CodingMark
from workbench.tui.text.cursor import Cursor, Reading, changed_lines
from workbench.tui.text.edges import Edge, edge_at
from workbench.tui.text.layout import lay_out
from workbench.tui.text.segments import Segments

TEXT = "One two. Three four five. Six seven eight nine ten eleven."


def reading(text: str = TEXT, *, width: int = 20) -> Reading:
    return Reading(lay_out(text, width=width), Segments(text, ()))


def coding(words: str) -> CodingMark:
    start = TEXT.index(words)
    return CodingMark("c", start, start + len(words), "k", "p", "P", "")


@pytest.mark.parametrize(
    ("at_start", "to", "stands"),
    [
        (True, "hree", "Three four five."),
        (True, "our", "four five."),
        (True, ". Three", "Three four five."),
        (True, "wo.", "two. Three four five."),
        (True, "Six", "five."),
        (True, "eleven", "five."),
        (False, "ight", "Three four five. Six seven eight"),
        (False, ". Six", "Three four five."),
        (False, " Six", "Three four five."),
        (False, "our", "Three four"),
        (False, "hree", "Three"),
        (False, " Three", "Three"),
        (False, "ne two", "Three"),
        (False, ".", "Three"),
    ],
)
def test_an_end_is_dragged_to_a_word_or_a_stop_and_something_always_stays(
    at_start: bool, to: str, stands: str
) -> None:
    start, end = Edge(coding("Three four five."), at_start).span(reading(), TEXT.index(to))
    assert TEXT[start:end] == stands


def test_the_margin_gives_the_start_of_a_long_coding_and_the_end_of_one_on_a_single_line() -> None:
    shown = page("one two\nthree four\nfive", (0, 10, "Long"), (19, 23, "Short"))
    lane = shown.frame.number_width
    found = [edge_at(shown, line, lane) for line in range(3)]
    assert [edge and (edge.mark.code_id, edge.start) for edge in found] == [
        ("Long", True),
        ("Long", False),
        ("Short", False),
    ]
    assert edge_at(shown, 0, lane + 1) is None
    assert edge_at(shown, 0, lane - 1) is None


def test_a_coding_of_signs_alone_stays_whatever_end_is_dragged() -> None:
    text = "One two. ..."
    mark = CodingMark("c", 9, 12, "k", "p", "P", "")
    for offset in range(len(text) + 1):
        for at_start in (True, False):
            start, end = Edge(mark, at_start).span(reading(text), offset)
            assert 0 <= start < end <= len(text)


def test_a_selection_keeps_its_start_where_it_would_become_empty() -> None:
    here = reading()
    one_word = Cursor(caret=3, anchor=0, unit="word")
    assert here.adjust(one_word, "start", 1).selection == (0, 3)


def test_part_of_a_character_can_be_selected_where_a_coding_stands_on_it() -> None:
    assert reading("e\u0301x").select(Cursor(), 0, 1, unit="word").selection == (0, 1)


def test_selecting_on_after_coding_starts_at_the_caret() -> None:
    coded = Cursor(caret=3, anchor=0, spent=True)
    assert reading().move(coded, "cell", 1, extend=True).selection == (3, 4)


def test_a_larger_unit_takes_nothing_of_the_next_one() -> None:
    sentence = Cursor(caret=8, anchor=0, unit="word")
    assert reading().take(sentence, "sentence").selection == (0, 8)


def test_a_character_more_at_the_start_of_a_line_changes_that_line_alone() -> None:
    layout = reading().layout
    second = layout.starts[1]
    before, after = Cursor(caret=second, anchor=0), Cursor(caret=second + 1, anchor=0)
    assert changed_lines(layout, before, after) == [(1, 1)]
