"""The audit trail on the command line, and going back and forth in it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from command_line import CommandLine, Prepare, substance

from workbench.coding.codebook import AddCode
from workbench.store.study import Study

TIMES = (
    "2017-01-10T09:00:00.000Z",
    "2017-01-10T23:59:59.500Z",
    "2017-01-11T00:00:00.000Z",
    "2017-02-01T12:00:00.000Z",
)


def past_steps(wb: CommandLine) -> None:
    for number, at in enumerate(TIMES):
        with Study(wb.folder / "s.study", clock=lambda at=at: at) as study:
            study.execute(AddCode(f"code{number}"), coder=("Ann", "Olu")[number % 2])


@pytest.fixture
def past(prepared: Prepare) -> CommandLine:
    """A study with four codes, added at `TIMES` by Ann and Olu in turn."""
    return prepared(past_steps)


def summaries(wb: CommandLine, *words: str) -> list[str]:
    return [row["what"] for row in wb.ok("history", *words).rows]


def added(*numbers: int) -> list[str]:
    return [f"added code 'code{number}'" for number in numbers]


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ((), (3, 2, 1, 0)),
        (("--by", "ann"), (2, 0)),
        (("--since", "2017-01-11"), (3, 2)),
        (("--until", "2017-01-10"), (1, 0)),
        (("--until", "2017-01-11"), (2, 1, 0)),
        (("--since", "2017-01-10T23:59:59", "--until", "2017-01-11T00:00:00"), (2, 1)),
        (("--since", "2017-01-11T01:00:00+01:00"), (3, 2)),
        (("--until", "2017-01-11T00:00:00+01:00"), (0,)),
        (("--since", "20170201"), (3,)),
        (("--since", "2017-01-10 10:00"), (3, 2, 1)),
        (("--limit", "1"), (3,)),
        (("--entity", "code:code1"), (1,)),
        (("--entity", "coder:Olu", "--by", "Olu", "--limit", "1"), (3,)),
        (("--since", "2018-01-01"), ()),
    ],
)
def test_filters_by_coder_time_and_entity(
    past: CommandLine, words: tuple[str, ...], numbers: tuple[int, ...]
) -> None:
    assert summaries(past, *words) == added(*numbers)


@pytest.mark.parametrize("moment", ["yesterday", "2017-02-30", "2017-1-1", "", "12:00"])
def test_what_is_no_date_is_refused(past: CommandLine, moment: str) -> None:
    assert "is no date" in past.refused(2, "history", "--since", moment)


def test_an_instant_with_an_offset_is_the_same_instant(past: CommandLine) -> None:
    local = datetime(2017, 1, 11, tzinfo=UTC).astimezone(timezone(timedelta(hours=-5)))
    assert summaries(past, "--since", local.isoformat()) == summaries(past, "--since", "2017-01-11")


@pytest.mark.parametrize(("entity", "code"), [("code:nothing", 4), ("planet:x", 2), ("x", 2), ("cmo:9", 4)])
def test_an_entity_that_is_none_is_refused(past: CommandLine, entity: str, code: int) -> None:
    past.refused(code, "history", "--entity", entity)


def test_json_has_before_and_after(past: CommandLine) -> None:
    past.write("b.csv", "name,definition\ncode1,New words\n")
    past.ok("codebook", "import", "b.csv", "--coder", "Olu")
    entry: dict[str, Any] = past.ok("history", "--json", "--limit", "1").json[0]
    assert (entry["coder"], entry["command"]) == ("Olu", "ImportCodebook")
    (effect,) = [e for e in entry["effects"] if e["operation"] == "update"]
    where = effect["columns"].index("full_definition")
    assert (effect["before"][0][where], effect["after"][0][where]) == ("", "New words")


def test_undo_goes_back_through_one_s_own_changes_and_redo_returns(past: CommandLine) -> None:
    whole = substance(past.folder / "s.study")
    assert past.ok("undo").err == "undid: added code 'code2'\n"
    past.ok("undo")
    assert [c["name"] for c in past.ok("codebook", "list", "--json").json] == ["code1", "code3"]
    assert "nothing to undo" in past.refused(5, "undo")
    past.ok("redo", "--times", "2")
    assert substance(past.folder / "s.study") == whole
    assert "nothing to redo" in past.refused(5, "redo")


def test_what_another_builds_on_is_not_undone_from_under_them(past: CommandLine) -> None:
    past.ok("codebook", "add", "below", "--parent", "code0", "--coder", "Olu")
    past.ok("undo")
    err = past.refused(5, "undo")
    assert "\"added code 'code0'\" cannot be taken back: other work rests on this (Olu, change 5, " in err
    assert "added code 'below'" in err
    assert "hint: Let Olu undo that first" in err
    past.ok("undo", "--coder", "Olu")
    assert past.ok("undo").err == "undid: added code 'code0'\n"


def test_undo_by_somebody_the_study_does_not_know_is_a_slip_of_the_pen(past: CommandLine) -> None:
    for verb in ("undo", "redo"):
        err = past.refused(4, verb, "--coder", "Anm")
        assert "there is no coder 'Anm'" in err
        assert "hint: The study has: Ann, Olu." in err
    assert "Did you mean Olu?" in past.refused(4, "undo", "--coder", "Ollu")


def test_search_finds_whole_words_in_any_case_with_their_place(wb: CommandLine) -> None:
    wb.write("A.txt", "Trust is earned. A trustworthy café said: trust!")
    wb.ok("source", "import", "A.txt")
    said = wb.ok("search", "TRUST")
    assert [row["span"] for row in said.rows] == ["0:5", "42:47"]
    assert "2 hits in 1 source" in said.err
    assert [hit["text"] for hit in wb.ok("search", "cafe", "--json").json] == ["café"]
    assert wb.ok("search", "nowhere").rows == []
    assert "at least one word" in wb.refused(3, "search", "!?")


def test_fewer_changes_than_asked_for_is_said_and_is_no_failure(wb: CommandLine) -> None:
    for name in ("One", "Two"):
        wb.ok("codebook", "add", name)
    assert "nothing to undo: 2 of 5 done" in wb.ok("undo", "--times", "5").err
    assert "nothing to redo: 2 of 3 done" in wb.ok("redo", "--times", "3").err
    assert "nothing to redo" in wb.refused(5, "redo")
    assert [code["name"] for code in wb.ok("codebook", "list", "--json").json] == ["One", "Two"]
