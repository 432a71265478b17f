"""What a painted line shows: numbers, stripes, labels, highlights, selection, caret; exact width; remembered."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.color import Color
from rich.style import Style
from textual.strip import Strip

from workbench.model.views import CodeView, CodingMark, Turn
from workbench.tui.text.lanes import CodingLayer
from workbench.tui.text.layout import lay_out
from workbench.tui.text.painter import Frame, Legend, Look, Page, Painter, Pen, frame, paint_line
from workbench.tui.widgets.colours import DAY, HUES, NIGHT, ground_colour, hue_of
from workbench.tui.widgets.glyphs import Glyphs

SPEAKER, TIME, ASKS, SELECTED = Style(bold=True), Style(dim=True), Style(italic=True), Style(bgcolor="blue")
CARET = Style(reverse=True)
LOOK = Look(
    text=Style(color="white", bgcolor="black"),
    interviewer=ASKS,
    speaker=SPEAKER,
    timestamp=TIME,
    number=Style(color="grey50"),
    number_here=Style(color="white"),
    label=Style(color="cyan"),
    hit=Style(bgcolor="yellow"),
    selection=SELECTED,
    caret=Style(underline=True),
    caret_alone=CARET,
    stripe=lambda _: Style(color="red"),
    ground=lambda _, depth: Style(bgcolor="green" if depth == 1 else "yellow"),
)


def page(text: str, *marks: tuple[int, int, str], width: int = 60, turns: tuple[Turn, ...] = ()) -> Page:
    shape = frame(width, text_lines=text.count("\n") + 1)
    layout = lay_out(text, width=shape.text_width)
    coded = [CodingMark(f"{i}", a, b, code, "p", "P", "") for i, (a, b, code) in enumerate(marks)]
    legend = Legend(glyph=lambda code: code[0], label=lambda code: code)
    starts = [turn.start_char for turn in turns]
    return Page(layout, turns, CodingLayer(coded, layout), shape, LOOK, legend, 1, starts)


def styled(strip: Strip, wanted: Style) -> str:
    """The characters that have (at least) the attributes of a style."""
    fits = [s for s in strip if s.style is not None and s.style + wanted == s.style]
    return "".join(segment.text for segment in fits)


def test_a_line_shows_number_stripe_and_text() -> None:
    strip = paint_line(page("hello there", (0, 5, "Trust")), 0, Pen())
    assert strip.text.startswith("1 T    hello there")
    assert styled(strip, Style(bgcolor="green")) == "hello"


def test_overlapping_codings_have_lanes_side_by_side_and_a_ground_of_their_own() -> None:
    strip = paint_line(page("hello there", (0, 11, "Trust"), (6, 11, "Access")), 0, Pen())
    assert strip.text.startswith("1 TA")
    assert styled(strip, Style(bgcolor="yellow")) == "there"


def test_more_codings_than_lanes_are_owned_up_to() -> None:
    strip = paint_line(page("hello", *((0, 5, code) for code in "ABCDEF")), 0, Pen())
    assert strip.text.startswith("1 ABC+ hello")


def test_a_stripe_names_itself_at_its_start_and_now_and_then_and_ends_with_a_hook() -> None:
    long = page("\n".join("line" for _ in range(11)), (0, 54, "Trust"))
    stripes = [paint_line(long, line, Pen()).text[3] for line in range(11)]
    assert "".join(stripes) == "T│││││││T│╵"


def test_label_timestamp_and_question_are_told_apart() -> None:
    text = "[00:01] Q: Why?\nA: So."
    turns = (Turn(0, 15, 11, "Q", True, 1), Turn(16, 22, 19, "A", False, None))
    strip = paint_line(page(text, turns=turns), 0, Pen())
    assert styled(strip, TIME) == "[00:01]"
    assert styled(strip, SPEAKER).strip() == "Q:"
    assert styled(strip, ASKS) == "Why?"
    assert styled(paint_line(page(text, turns=turns), 1, Pen()), SPEAKER) == "A: "


def test_selection_and_caret_are_drawn_and_the_caret_also_after_the_last_character() -> None:
    strip = paint_line(page("hello there"), 0, Pen((0, 5), 5))
    assert styled(strip, SELECTED) == "hello"
    assert styled(strip, LOOK.caret) == " "
    assert styled(paint_line(page("hello there"), 0, Pen(caret=4)), CARET) == "o"
    assert styled(paint_line(page("hello"), 0, Pen(caret=5)), CARET) == " "
    assert styled(paint_line(page(""), 0, Pen(caret=0)), CARET) == " "


def test_a_wide_screen_names_the_codings_that_begin_on_a_line() -> None:
    strip = paint_line(page("hello\nthere", (0, 11, "Trust"), width=160), 0, Pen())
    assert strip.text.rstrip().endswith("T Trust")
    assert "Trust" not in paint_line(page("hello\nthere", (0, 11, "Trust"), width=160), 1, Pen()).text


@given(st.text(max_size=120), st.integers(1, 200), st.lists(st.integers(0, 120), min_size=6, max_size=6))
def test_any_line_of_any_text_is_exactly_as_wide_as_the_view(
    text: str, width: int, places: list[int]
) -> None:
    a, b, c, d, caret, end = places
    shown = page(text, (a, a + b + 1, "Trust"), (c, c + d + 1, "Ways"), width=width)
    pen = Pen((min(a, end), max(a, end)), shown.layout.snap(caret))
    for line in range(shown.layout.line_count):
        strip = paint_line(shown, line, pen.on(shown.layout.starts[line], shown.layout.end_of(line) + 1))
        assert strip.cell_length == width
        assert not any(ord(c) < 32 for c in strip.text)


def test_lines_that_show_the_same_are_painted_once() -> None:
    painter, shown = Painter(), page("one\ntwo\nthree")
    for caret in (0, 1, 2):
        for line in range(3):
            painter.strip(shown, line, Pen(caret=caret))
    assert painter.painted == 3 + 2
    painter.strip(replace(shown, generation=2), 1, Pen(caret=2))
    assert painter.painted == 6


def test_beyond_the_text_lines_are_blank() -> None:
    assert Painter().strip(page("one"), 5, Pen()).text == " " * 60


def test_narrow_views_give_up_labels_then_numbers_then_stripes() -> None:
    assert frame(160, text_lines=99) == Frame(160, 3, 6, 88, 59)
    assert frame(80, text_lines=99) == Frame(80, 3, 4, 71, 0)
    assert frame(30, text_lines=99).number_width == 0
    assert frame(20, text_lines=99).text_left == 0


def test_glyphs_are_initials_where_they_can_be_and_never_change() -> None:
    glyphs = Glyphs()

    def code(name: str) -> CodeView:
        return CodeView(name, name, name, 0, None, "", "", "", "", (), "", False, 0, 0)

    glyphs.learn([code("Trust"), code("Time pressure"), code("Teams"), code("日本")])
    first = [glyphs.of(name) for name in ("Trust", "Time pressure", "Teams", "日本")]
    assert first[:3] == ["T", "P", "E"]
    assert len(set(first)) == 4
    glyphs.learn([code("Aims"), code("Trust")])
    assert glyphs.of("Trust") == "T"
    assert glyphs.of("nobody's") == "?"
    glyphs.learn([code(f"Code {i}") for i in range(200)])
    assert glyphs.of("Code 199") != "?"


@pytest.mark.parametrize("theme", [NIGHT, DAY])
@pytest.mark.parametrize("hue", range(len(HUES)))
@pytest.mark.parametrize("full_colour", [True, False])
def test_coded_text_can_be_read_in_both_themes(theme: object, hue: int, full_colour: bool) -> None:
    dark = theme is NIGHT
    background, foreground = (
        (NIGHT if dark else DAY).background or "",
        (NIGHT if dark else DAY).foreground or "",
    )
    ground = ground_colour(hue, dark=dark, background=background, full_colour=full_colour, depth=2)
    assert contrast(foreground, ground) >= 4.5


def test_a_code_keeps_the_hue_nearest_to_its_colour() -> None:
    assert hue_of("#5fafff", 3) == 0
    assert hue_of("#f80", 3) == 1
    assert hue_of("#FF00FF00", 3) == 2
    assert [hue_of(odd, 3) for odd in ("", "nonsense", "default", "#12")] == [3, 3, 3, 3]


def contrast(one: str, other: str) -> float:
    """The WCAG 2 contrast ratio of two colours."""
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [c / 255 for c in Color.parse(colour).get_truecolor()]
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
