"""Repeat interviews: what somebody said in each wave, and two kinds of silence."""

from __future__ import annotations

import csv
import io

import pytest
from command_line import CommandLine, Prepare
from development_work import theory


def coded(wb: CommandLine) -> None:
    """The small study, with two codes that stand in both waves."""
    theory(wb)
    wb.ok("codebook", "add", "Trust")
    wb.ok("codebook", "add", "Known people", "--parent", "Trust")
    wb.ok("coding", "add", "A", "--code", "Known people", "--quote", "We knew each other")
    wb.ok("coding", "add", "B", "--code", "Trust", "--quote", "they all trust the list")


@pytest.fixture
def study(prepared: Prepare) -> CommandLine:
    return prepared(coded)


def cells(wb: CommandLine, *words: str) -> dict[str, tuple[list[str], list[str]]]:
    """By wave the sources and the words that were said."""
    found = wb.ok("theory", "waves", *words, "--json").json
    return {c["wave"]: (c["sources"], [one["text"] for one in c["said"]]) for c in found["cells"]}


def test_a_participant_on_a_code_and_those_below_it_wave_by_wave(study: CommandLine) -> None:
    assert cells(study, "--participant", "p1", "--code", "Trust") == {
        "First": (["A"], ["We knew each other"]),
        "Second": (["B"], ["they all trust the list"]),
        "Third": ([], []),
    }


def test_an_element_with_its_variants(study: CommandLine) -> None:
    assert cells(study, "--participant", "P1", "--element", "many services")["First"][1] == [
        "We knew each other"
    ]
    study.ok("element", "add", "services in general")
    study.ok("element", "edit", "many services", "--parent", "services in general")
    found = cells(study, "--participant", "P1", "--element", "services in general")
    assert (found["First"][1], found["Second"][1]) == (["We knew each other"], [])


def test_what_stands_behind_a_link_of_slots_is_said_of_both_and_of_no_other(study: CommandLine) -> None:
    link = ("--slot", "1", "--to-slot", "2", "--source", "B", "--quote", "they all trust the list")
    study.ok("cmo", "add-evidence", "3", *link)
    said = {
        element: [
            text
            for _, texts in cells(study, "--participant", "P1", "--element", element).values()
            for text in texts
        ]
        for element in ("many services", "nobody reads it", "as many falls")
    }
    assert said == {
        "many services": ["We knew each other", "they all trust the list"],
        "nobody reads it": ["they all trust the list"],
        "as many falls": [],
    }


def test_not_interviewed_is_told_apart_from_having_said_nothing(study: CommandLine) -> None:
    text = study.ok("theory", "waves", "--organisation", "Trust", "--code", "Trust").out
    assert "“We knew each other” \\[A, Trust" in text
    assert text.count("*not interviewed*") == 2
    silent = study.ok("theory", "waves", "--participant", "P1", "--element", "one list").out
    assert (silent.count("*said nothing on it*"), silent.count("*not interviewed*")) == (2, 1)


def test_it_is_written_as_a_table_for_machines_and_for_people(study: CommandLine) -> None:
    study.ok("theory", "waves", "--participant", "P1", "--code", "Trust", "-o", "w.csv")
    rows = list(csv.DictReader(io.StringIO((study.folder / "w.csv").read_text("utf-8-sig"))))
    assert [(row["wave"], row["passage"], row["source"]) for row in rows] == [
        ("First", "We knew each other", "A"),
        ("Second", "they all trust the list", "B"),
        ("Third", "(not interviewed)", ""),
    ]
    for form in ("md", "docx", "xlsx", "json"):
        study.ok("theory", "waves", "--participant", "P1", "--code", "Trust", "-o", f"w.{form}")
    assert "exists" in study.refused(
        7, "theory", "waves", "--participant", "P1", "--code", "Trust", "-o", "w.md"
    )


def test_alone_it_lists_who_there_is_those_of_several_waves_first(study: CommandLine) -> None:
    rows = study.ok("theory", "waves").rows
    assert [(row["kind"], row["name"], row["waves"]) for row in rows] == [
        ("participant", "P1", "First; Second"),
        ("participant", "P2", "Second"),
        ("organisation", "Council", "Second"),
        ("organisation", "Trust", "First"),
    ]


@pytest.mark.parametrize(
    ("words", "code", "why"),
    [
        (("--participant", "P1"), 2, "say on what, with --code or --element"),
        (("--element", "one list"), 2, "say of whom, with --participant or --organisation\n"),
        (("--participant", "P1", "--organisation", "Trust", "--code", "Trust"), 2, "say of whom, with"),
        (("--participant", "P1", "--code", "Trust", "--element", "one list"), 2, "say on what, with"),
        (("--organisation", "Trust", "--participant", "P1"), 2, "--organisation and on what, with --code"),
        (("--participant", "P9", "--code", "Trust"), 4, "there is no participant 'P9'"),
        (("--participant", "P1", "--code", "Trsut"), 4, "Did you mean"),
    ],
)
def test_what_is_not_clear_is_refused(
    study: CommandLine, words: tuple[str, ...], code: int, why: str
) -> None:
    assert why in study.refused(code, "theory", "waves", *words)
