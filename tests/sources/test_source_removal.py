"""A source is taken out only while nobody's work rests on it; the refusal says how much there is and whose."""

from __future__ import annotations

import pytest
from command_line import CommandLine, Prepare, substance

CMOS = "cmos: [{id: one, kind: observed, slots: [{role: context, wording: They knew each other}]}]"


def worked_steps(wb: CommandLine) -> None:
    wb.write("A.txt", "We trust each other here. It costs little.\n")
    wb.write("B.txt", "Nobody minds the wait.\n")
    wb.ok("source", "import", "A.txt", "B.txt")
    wb.ok("codebook", "add", "Trust")


@pytest.fixture
def study(prepared: Prepare) -> CommandLine:
    return prepared(worked_steps)


def refusal(wb: CommandLine) -> str:
    return wb.refused(5, "source", "remove", "A").splitlines()[0]


def test_codings_are_counted_by_coder(study: CommandLine) -> None:
    for coder, quote in (("Ann", "We trust"), ("Ann", "each other"), ("Olu", "It costs little")):
        study.ok("coding", "add", "A", "--code", "Trust", "--quote", quote, "--coder", coder)
    assert refusal(study) == "error: A stays: 3 codings (Ann 2, Olu 1)"
    study.ok("source", "remove", "B")


def test_evidence_and_memos_are_work_too(study: CommandLine) -> None:
    study.write("c.yaml", CMOS)
    study.ok("cmo", "import", "c.yaml")
    study.ok("cmo", "add-evidence", "1", "--source", "A", "--quote", "We trust each other")
    assert refusal(study) == "error: A stays: 1 piece of evidence (Ann 1)"
    study.ok("memo", "add", "x", "--on", "source:A", "--coder", "Olu")
    study.ok("memo", "add", "x", "--on", "source:A", "--quote", "It costs little")
    assert refusal(study) == "error: A stays: 1 piece of evidence (Ann 1); 2 memos (Ann 1, Olu 1)"


def test_a_memo_on_a_coding_counts_with_the_coding(study: CommandLine) -> None:
    study.ok("coding", "add", "A", "--code", "Trust", "--quote", "We trust")
    (coding,) = study.ok("coding", "list", "--json").json
    study.ok("memo", "add", "x", "--on", f"coding:{coding['coding_id']}")
    assert refusal(study) == "error: A stays: 1 coding (Ann 1); 1 memo (Ann 1)"


def test_what_nobody_worked_on_goes_and_comes_back(study: CommandLine) -> None:
    before = substance(study.folder / "s.study")
    study.ok("source", "remove", "A")
    study.ok("undo")
    assert substance(study.folder / "s.study") == before


def test_work_that_was_taken_away_is_no_hindrance(study: CommandLine) -> None:
    study.ok("memo", "add", "x", "--on", "source:A", "--quote", "It costs little")
    study.ok("undo")
    study.ok("source", "remove", "A")
    assert study.ok("study", "check", "--json").json["sound"]
