"""Tables on a terminal of a given width: readable at 80 columns, and using what room there is."""

from __future__ import annotations

import pytest
from command_line import CommandLine

from workbench.cli.drawing import cell_len, draw, wrapped

LONG = "Ties between people that come from shared work or shared history, and what they make possible."


def test_text_breaks_at_words_and_short_columns_do_not_break() -> None:
    rows = [["NM-01", "2017-01-10", LONG], ["NM-02", "2017-02-11", "Short."]]
    lines = draw(("name", "date", "text"), rows, width=60)
    assert lines[0].split() == ["name", "date", "text"]
    assert all(len(line) <= 60 for line in lines)
    assert lines[2].startswith("NM-01  2017-01-10  Ties between")
    text = " ".join(line[19:].strip() for line in lines[2:-1])
    assert text == LONG
    assert lines[-1] == "NM-02  2017-02-11  Short."


def test_a_wide_terminal_shows_a_long_text_on_one_line() -> None:
    assert draw(("name", "text"), [["a", LONG]], width=200)[2] == f"a     {LONG}"


def test_columns_without_content_are_left_out() -> None:
    assert draw(("a", "b", "c"), [["1", "", "x"], ["2", " ", "y"]], width=80) == [
        "a  c",
        "─  ─",
        "1  x",
        "2  y",
    ]


def test_numbers_stand_under_each_other() -> None:
    rows = [["a", "1,234"], ["b", "5"], ["c", "12.5%"]]
    assert [line[3:] for line in draw(("k", "count"), rows, width=80)[2:]] == ["1,234", "    5", "12.5%"]


def test_what_has_no_room_is_said() -> None:
    names = [f"column{number}" for number in range(12)]
    lines = draw(names, [["overwhelming"] * 12], width=80)
    assert all(len(line) <= 80 for line in lines)
    assert " ".join(lines[-2:]) == (
        "(no room for: column5, column6, column7, column8, column9, column10, column11; "
        "widen the window, or use --json)"
    )


def test_a_list_of_facts_has_no_heading_and_no_rows_are_said() -> None:
    assert draw(("", ""), [["title", "A"], ["site", "B"]], width=80) == ["title  A", "site   B"]
    assert draw(("a", "b"), [], width=80) == ["(none)"]


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("one two three", 7, ["one two", "three"]),
        ("  inner code of some length", 16, ["  inner code of", "  some length"]),
        ("unbreakableword", 6, ["unbrea", "kablew", "ord"]),
        ("mechanism-reasoning", 12, ["mechanism-", "reasoning"]),
        ("2017-01-10 NM-01", 10, ["2017-01-10", "NM-01"]),
        ("one\n\ntwo", 9, ["one", "", "two"]),
        ("漢字漢字漢字", 5, ["漢字", "漢字", "漢字"]),
        ("", 5, [""]),
    ],
)
def test_wrapping(text: str, width: int, lines: list[str]) -> None:
    assert wrapped(text, width) == lines
    assert all(cell_len(line) <= width for line in lines)


class Terminal:
    """Says of the harness's stream that it is a terminal of so many columns."""

    def __init__(self, line: CommandLine, columns: int) -> None:
        self.line = line
        line.monkeypatch.setenv("COLUMNS", str(columns))
        line.monkeypatch.setattr("workbench.cli.output.is_terminal", lambda: True)

    def __call__(self, *words: str) -> list[str]:
        return self.line.ok(*words).out.splitlines()


@pytest.mark.parametrize("columns", [80, 120, 200])
@pytest.mark.parametrize(
    "words",
    [
        "study info",
        "source list",
        "source show BF-01",
        "codebook list",
        "coding list",
        "memo list",
        "cmo list",
        "element list",
        "history",
        "search trust",
    ],
)
def test_no_line_of_any_list_is_wider_than_the_terminal(demo: CommandLine, words: str, columns: int) -> None:
    lines = Terminal(demo, columns)(*words.split())
    assert len(lines) > 3
    assert max(map(cell_len, lines)) <= columns
    assert max(map(cell_len, lines)) > 50


def test_ids_are_short_on_a_terminal_and_whole_elsewhere(demo: CommandLine) -> None:
    from workbench.cli.output import shown_id

    identity = "01a204ac-a0c6-7284-b3cf-0123456789ab"
    assert shown_id(identity) == identity
    Terminal(demo, 80)
    assert shown_id(identity) == "456789ab"


def test_markup_and_control_characters_are_shown_as_they_are(wb: CommandLine) -> None:
    wb.ok("codebook", "add", "[bold]x[bold]", "--definition", "a\x1b[31mb")
    lines = Terminal(wb, 80)("codebook", "list")
    assert any("[bold]x[bold]" in line for line in lines)
    assert "\x1b" not in "\n".join(lines)
