"""Codings of somebody who leaves go to another coder, once each, and the history keeps whose they were."""

from __future__ import annotations

import pytest
from coding_reversal import coded, reversible
from command_line import CommandLine, Prepare


def steps(wb: CommandLine) -> None:
    wb.write("N1.txt", "We trusted them. They paid us in time. It was cold.\n")
    wb.ok("source", "import", "N1.txt")
    wb.write("book.yaml", "codes: [{name: trust}, {name: money}]")
    wb.ok("codebook", "import", "book.yaml")
    for coder, quote, code, memo in (
        ("Olu", "We trusted them.", "trust", "Olu's note"),
        ("Olu", "They paid us in time.", "money", ""),
        ("Bea", "We trusted them.", "trust", "Bea's note"),
    ):
        wb.ok("coding", "add", "N1", "--quote", quote, "--code", code, "--memo", memo, "--coder", coder)


@pytest.fixture
def team(prepared: Prepare) -> CommandLine:
    return prepared(steps)


def test_codings_go_to_the_other_coder_once_each(team: CommandLine) -> None:
    said = reversible(team, "study", "hand-over", "Olu", "--to", "Bea")
    assert "handed 1 coding of Olu over to Bea; 1 double dropped" in said.err
    assert coded(team) == {
        ("We trusted them.", "trust", "Bea", "Bea's note\nOlu's note"),
        ("They paid us in time.", "money", "Bea", ""),
    }
    assert any(entry["coder"] == "Olu" for entry in team.ok("history", "--json").json), (
        "the history keeps who coded"
    )


def test_somebody_new_can_go_on_with_them(team: CommandLine) -> None:
    team.ok("study", "hand-over", "Olu", "--to", "Zoe", "--new-coder")
    assert {coder for _, _, coder, _ in coded(team)} == {"Zoe", "Bea"}


def test_a_frozen_round_keeps_who_judged_and_an_open_one_refuses(team: CommandLine) -> None:
    team.ok("round", "new", "Pilot", "--coders", "Olu,Bea", "--source", "N1")
    assert "coding round 1" in team.refused(5, "study", "hand-over", "Olu", "--to", "Ann")
    assert "coding round 1" in team.refused(5, "study", "hand-over", "Olu", "--to", "Bea")
    team.ok("round", "freeze", "Pilot")
    before = team.ok("round", "compare", "Pilot", "--json").json
    team.ok("study", "hand-over", "Olu", "--to", "Bea")
    assert team.ok("round", "compare", "Pilot", "--json").json == before


def test_what_cannot_be_handed_over_is_refused(team: CommandLine) -> None:
    assert "already" in team.refused(3, "study", "hand-over", "Olu", "--to", "olu")
    assert "no coder" in team.refused(4, "study", "hand-over", "Nobody", "--to", "Bea")
    assert "no codings" in team.refused(4, "study", "hand-over", "Ann", "--to", "Bea")
