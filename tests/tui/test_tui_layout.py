"""Lines partition the text, never grow too wide, and places on screen and in the text answer to each other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from workbench.model.views import CodingMark
from workbench.tui.text.cells import TAB_CELLS, is_simple, units_of
from workbench.tui.text.lanes import CodingLayer
from workbench.tui.text.layout import MIN_WIDTH, lay_out

ODD = (
    "\t\x00\x1b\x7f\x85\u00ad\u0301\u0903\u200b\u200d\u200e\u202e\ufe0f\ufeff\ud800"
    "日本語한\u1100\u1161ع😀👩🇬🇧❤️‍🔥a b\n "
)
TEXTS = st.one_of(st.text(max_size=300), st.text(alphabet=ODD, max_size=200), st.text("ab ’\n", max_size=300))
WIDTHS = st.integers(1, 60)


def lines_of(text: str, width: int) -> list[str]:
    layout = lay_out(text, width=width)
    return [text[layout.starts[i] : layout.end_of(i)] for i in range(layout.line_count)]


@given(TEXTS, WIDTHS)
def test_lines_partition_the_text(text: str, width: int) -> None:
    lines = lines_of(text, width)
    assert "".join(lines) == text
    assert all(lines) or text == ""
    assert all("\n" not in line[:-1] for line in lines)


@given(TEXTS, WIDTHS)
def test_no_line_is_wider_than_the_width(text: str, width: int) -> None:
    for line in lines_of(text, width):
        shown = "".join(unit.shown for unit in units_of(line.removesuffix("\n").removesuffix(" ")))
        assert cell_len(shown) <= max(width, MIN_WIDTH)


@given(TEXTS)
def test_units_partition_a_piece_and_draw_what_they_say(text: str) -> None:
    piece = text.replace("\n", " ")
    units = units_of(piece)
    assert [unit.start for unit in units] == [0, *(unit.end for unit in units)][: len(units)]
    assert (units[-1].end if units else 0) == len(piece)
    shown = "".join(unit.shown for unit in units)
    assert all(1 <= unit.cells <= TAB_CELLS for unit in units)
    assert cell_len(shown) == sum(unit.cells for unit in units)
    assert not any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 or 0xD800 <= ord(c) < 0xE000 for c in shown)
    assert not any(c in shown for c in "\u202e\u2066\u2028")


@given(TEXTS, WIDTHS)
def test_offset_to_cell_and_back(text: str, width: int) -> None:
    layout = lay_out(text, width=width)
    for offset in range(layout.last_caret + 1):
        place = layout.snap(offset)
        line, cell = layout.line_at(place), layout.cell_at(place)
        assert place <= offset
        assert layout.offset_at(line, cell) == place


@given(TEXTS, WIDTHS)
def test_stepping_goes_through_the_whole_text_and_back(text: str, width: int) -> None:
    layout = lay_out(text, width=width)
    forward = [0]
    while forward[-1] < layout.last_caret:
        forward.append(layout.step(forward[-1], 1))
        assert forward[-1] > forward[-2]
    backward = [layout.last_caret]
    while backward[-1] > 0:
        backward.append(layout.step(backward[-1], -1))
        assert backward[-1] < backward[-2]
    assert backward[1:] == forward[-2::-1]


def test_simple_characters_are_one_cell_wide() -> None:
    simple = [chr(code) for code in range(0x110000) if is_simple(chr(code))]
    assert len(simple) > 500
    assert all(cell_len(c) == 1 for c in simple)


def test_words_stay_whole_and_long_ones_are_broken() -> None:
    assert lines_of("one three five", 9) == ["one three ", "five"]
    assert lines_of("abcdefghijklmnopqrst u", 8) == ["abcdefgh", "ijklmnop", "qrst u"]
    assert lines_of("日本語 " * 3, 8) == ["日本語 ", "日本語 ", "日本語 "]


def test_only_the_first_visual_line_of_a_text_line_is_numbered() -> None:
    layout = lay_out("one three five\n\nlast\n", width=9)
    assert list(layout.numbers) == [1, 0, 2, 3]


def test_an_empty_text_is_one_empty_line() -> None:
    layout = lay_out("", width=40)
    assert (layout.line_count, layout.last_caret, layout.offset_at(0, 5), layout.step(0, 1)) == (1, 0, 0, 0)


SPANS = st.lists(st.tuples(st.integers(0, 180), st.integers(1, 60)), max_size=25)


def marks_of(spans: list[tuple[int, int]]) -> list[CodingMark]:
    return [
        CodingMark(f"c{i}", start, start + size, "k", "p", "P", "") for i, (start, size) in enumerate(spans)
    ]


def lanes_by_line(layer: CodingLayer) -> list[list[int]]:
    last = max(layer.last_lines, default=0)
    return [[layer.lanes[i] for i in layer.on_line(line)] for line in range(last + 1)]


@given(SPANS, SPANS)
def test_codings_on_one_line_never_share_a_lane_and_old_ones_keep_theirs(
    spans: list[tuple[int, int]], more: list[tuple[int, int]]
) -> None:
    layout = lay_out("word " * 50, width=20)
    first = CodingLayer(marks_of(spans), layout)
    second = CodingLayer(marks_of(spans + more), layout, previous=first)
    for layer in (first, second):
        assert all(len(set(lanes)) == len(lanes) for lanes in lanes_by_line(layer))
    before = {m.coding_id: lane for m, lane in zip(first.marks, first.lanes, strict=True)}
    after = {m.coding_id: lane for m, lane in zip(second.marks, second.lanes, strict=True)}
    assert before == {coding_id: after[coding_id] for coding_id in before}


@given(SPANS, st.integers(0, 249), st.integers(0, 20))
def test_touching_finds_just_the_codings_that_share_a_character(
    spans: list[tuple[int, int]], start: int, size: int
) -> None:
    marks = marks_of(spans)
    layer = CodingLayer(marks, lay_out("word " * 50, width=20))
    end = max(start + size, start + 1)
    wanted = {m.coding_id for m in marks if m.start_char < end and start < m.end_char}
    assert {m.coding_id for m in layer.touching(start, min(end, 250))} == wanted


def test_a_coding_that_lies_outside_the_text_is_not_drawn() -> None:
    assert CodingLayer(marks_of([(0, 5), (3, 100)]), lay_out("short text", width=20)).first_lines == [0]


@pytest.mark.parametrize(
    "text",
    ["日本 日本語日本 日本語 日 " * 4, "日本日本" + " " * 20 + "日", "日本語日本語 日"],
    ids=["words", "blanks", "long"],
)
def test_wide_characters_and_runs_of_blanks_are_wrapped_to_the_width(text: str) -> None:
    layout = lay_out(text, width=8)
    for line in range(layout.line_count):
        assert cell_len(layout.content(line).removesuffix(" ")) <= 8


def test_the_last_place_of_a_wrapped_line_is_a_whole_character() -> None:
    layout = lay_out("e\u0301" * 10, width=8)
    assert layout.last_place(0) == 14
    assert layout.offset_at(0, 99) == 14


def test_a_coding_that_ends_where_a_line_begins_is_not_on_that_line() -> None:
    layout = lay_out("word " * 10, width=10)
    coding = CodingMark("c", 0, layout.starts[1], "k", "p", "P", "")
    assert CodingLayer([coding], layout).last_lines == [0]
