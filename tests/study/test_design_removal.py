"""A site, tracer or wave that was a slip of the pen goes again; one that anything refers to stays."""

from __future__ import annotations

import pytest
from command_line import CommandLine, Prepare, substance

CMOS = (
    "cmos: [{id: one, kind: observed, tracer: Falls, sites: [North],"
    " slots: [{role: context, wording: They knew each other}]}]"
)


def planned_steps(wb: CommandLine) -> None:
    wb.write("A.txt", "We trust each other.\n")
    wb.write("m.csv", "interview,sites,tracers,wave\nA,Nort,Fals,Wav 1\n")
    wb.ok("source", "import", "A.txt", "--manifest", "m.csv")
    wb.write(
        "s.yaml",
        "sites: [{name: North}]\ntracers: [{name: Falls}, {name: Stroke}]\nwaves: [{name: Wave 1}]\n",
    )
    wb.ok("study", "describe", "s.yaml")
    wb.write("c.yaml", CMOS)
    wb.ok("cmo", "import", "c.yaml")
    wb.write("r.yaml", "sections: [{tracer: Stroke, kind: introduction, text: It began.}]")
    wb.ok("report", "import", "r.yaml")


@pytest.fixture
def study(prepared: Prepare) -> CommandLine:
    return prepared(planned_steps)


@pytest.mark.parametrize(
    ("what", "mended"),
    [
        ("site:nort", ("--site", "North")),
        ("tracer:Fals", ("--tracer", "Falls")),
        ("wave:Wav 1", ("--wave", "Wave 1")),
    ],
)
def test_a_misspelt_name_goes_once_no_source_has_it(
    study: CommandLine, what: str, mended: tuple[str, ...]
) -> None:
    assert "stays: 1 source\n" in study.refused(5, "study", "remove", what)
    study.ok("source", "edit", "A", *mended)
    path = study.folder / "s.study"
    before, states = substance(path), study.states()
    study.ok("study", "remove", what, "--dry-run")
    assert study.states() == states
    study.ok("study", "remove", what)
    after = substance(path)
    assert len(after) == len(before) - 1
    study.ok("undo")
    assert substance(path) == before
    study.ok("redo")
    assert substance(path) == after
    assert study.ok("study", "check", "--json").json["sound"]


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("site:North", "site North stays: 1 CMO"),
        ("tracer:Falls", "tracer Falls stays: 1 CMO"),
        ("tracer:Stroke", "tracer Stroke stays: 1 report section"),
    ],
)
def test_what_is_referred_to_stays(study: CommandLine, what: str, said: str) -> None:
    assert said in study.refused(5, "study", "remove", what)


def test_a_memo_on_it_keeps_it(study: CommandLine) -> None:
    study.ok("memo", "add", "Why this wave.", "--on", "wave:Wave 1")
    assert "a memo is about this wave" in study.refused(5, "study", "remove", "wave:Wave 1")


@pytest.mark.parametrize(("what", "code"), [("North", 2), ("site:", 2), ("planet:Mars", 2), ("site:Mars", 4)])
def test_what_is_no_part_of_the_design_is_refused(study: CommandLine, what: str, code: int) -> None:
    study.refused(code, "study", "remove", what)
