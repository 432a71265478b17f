"""A misspelt coder is asked about; clearly new ones, the first one and those of settings are not."""

from __future__ import annotations

import pytest
from command_line import CommandLine, Prepare

from workbench.coding.coder_names import near_coders


@pytest.mark.parametrize(
    ("name", "known", "near"),
    [
        ("Anna Brwn", ["Anna Brown", "Olu"], ["Anna Brown"]),
        ("anna  brown", ["Anna Brown"], []),
        ("Brown Anna", ["Anna Brown"], []),
        ("Anne Brown", ["Anna Brown", "Anna Browne"], ["Anna Brown", "Anna Browne"]),
        ("Coder 2", ["Coder 1"], []),
        ("B. Brown", ["A. Brown"], []),
        ("Olu", ["Ann", "Ada"], []),
        ("Inez", ["Ines", "Tomas"], ["Ines"]),
        ("Ada", ["Ida"], []),
        ("Olu Adeyemi", ["Anna Brown"], []),
        ("Müller", ["Muller"], ["Muller"]),
        ("x", [], []),
    ],
)
def test_names_that_may_be_slips(name: str, known: list[str], near: list[str]) -> None:
    assert near_coders(name, known) == near


def team_steps(wb: CommandLine) -> None:
    wb.write("A.txt", "We trust each other here. It costs little.")
    wb.ok("source", "import", "A.txt", "--coder", "Anna Brown")
    wb.ok("codebook", "add", "Trust", "--coder", "Anna Brown")


@pytest.fixture
def team(prepared: Prepare) -> CommandLine:
    return prepared(team_steps)


ADD = ("coding", "add", "A", "--code", "Trust", "--quote", "trust each other")


@pytest.mark.parametrize(
    "words",
    [
        ADD,
        ("codebook", "add", "Loss"),
        ("memo", "add", "x"),
        ("source", "import", "B.txt"),
        ("coding", "read", "A", "--all"),
    ],
)
def test_a_name_near_another_is_asked_about_wherever_a_coder_is_named(
    team: CommandLine, words: tuple[str, ...]
) -> None:
    team.write("B.txt", "x y z")
    err = team.refused(4, *words, "--coder", "Anna Brwn")
    assert "there is no coder 'Anna Brwn' in this study" in err
    assert "Did you mean Anna Brown? To let a new coder join: --new-coder" in err
    team.ok(*words, "--coder", "Anna Brwn", "--new-coder")
    team.ok("codebook", "add", "More", "--coder", "Anna Brwn")


def test_a_clearly_new_coder_joins_with_a_note_and_settings_are_believed(team: CommandLine) -> None:
    said = team.ok(*ADD, "--coder", "Olu Adeyemi")
    assert "Olu Adeyemi is new to this study as a coder; it had Anna Brown" in said.err
    team.monkeypatch.setenv("WORKBENCH_CODER", "Anna Browne")
    team.ok("codebook", "add", "Loss")


def test_the_first_coder_of_a_study_is_anybody(wb: CommandLine) -> None:
    wb.ok("codebook", "add", "Loss", "--coder", "Anna Brwn")


def test_names_in_a_batch_are_asked_about_all_at_once(team: CommandLine) -> None:
    team.write(
        "c.csv",
        "source,quote,code,coder\n"
        "A,We trust,Trust,Anna Brwn\n"
        "A,each other,Trust,Anna Brwn\n"
        "A,costs,Trust,Olu Adeyemi\n"
        "A,little,Trust,Olu Adeyem\n"
        "A,here,Trust,anna brown\n",
    )
    team.monkeypatch.setenv("WORKBENCH_CODER", "Anna Brown")
    err = team.refused(3, "coding", "import", "c.csv")
    assert "c.csv names 2 coders that may be misspelt" in err
    assert "'Anna Brwn'. Did you mean Anna Brown?" in err
    assert "'Olu Adeyem'. Did you mean Olu Adeyemi?" in err
    assert "--new-coder" in err
    assert "imported 5 codings" in team.ok("coding", "import", "c.csv", "--new-coder").err


def test_a_coder_whose_only_change_was_undone_is_said_to_have_none(team: CommandLine) -> None:
    team.ok("codebook", "add", "Loss", "--coder", "Olu")
    team.ok("undo", "--coder", "Olu")
    shown = dict(line.split("\t") for line in team.ok("study", "info").out.splitlines() if "\t" in line)
    assert shown["coders"] == "Anna Brown, Olu (no changes)"
    team.ok("redo", "--coder", "Olu")
    shown = dict(line.split("\t") for line in team.ok("study", "info").out.splitlines() if "\t" in line)
    assert shown["coders"] == "Anna Brown, Olu"


def test_a_name_near_one_that_has_no_work_any_more_is_not_asked_about(team: CommandLine) -> None:
    team.ok("codebook", "add", "Loss", "--coder", "Olu Adeyem")
    team.ok("undo", "--coder", "Olu Adeyem")
    team.ok("codebook", "add", "Loss", "--coder", "Olu Adeyemi")


def test_a_coder_of_a_batch_has_work_without_a_change_of_their_own(team: CommandLine) -> None:
    team.write("c.csv", "source,quote,code,coder\nA,We trust,Trust,Olu\n")
    team.ok("coding", "import", "c.csv", "--coder", "Anna Brown")
    assert "Olu (no changes)" not in team.ok("study", "info").out
