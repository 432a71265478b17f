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


def test_theory_and_guides_keep_a_site_and_a_tracer(study: CommandLine) -> None:
    study.write("d.yaml", "sites: [{name: South}]\ntracers: [{name: Wounds}, {name: Teeth}]\n")
    study.ok("study", "describe", "d.yaml")
    study.ok("cmo", "new", "Policy", "--kind", "programme theory")
    study.ok("theory", "judge", "2", "--site", "South", "--verdict", "not asked")
    assert "site South stays: 1 verdict on theory" in study.refused(5, "study", "remove", "site:South")
    study.ok("theory", "unjudge", "2", "--site", "South")
    study.ok("matrix", "summarise", "South", "2", "--cases", "site", "--by", "cmo", "--text", "Nothing.")
    told = study.refused(5, "study", "remove", "site:South")
    assert "site South stays: 1 summary of the framework matrix" in told
    study.ok("matrix", "remove", "South", "2", "--cases", "site", "--by", "cmo")
    study.ok(
        "theory",
        "version",
        "new",
        "--level",
        "initial",
        "--tracer",
        "Wounds",
        "--statement",
        "So.",
        "--cmo",
        "2",
    )
    told = study.refused(5, "study", "remove", "tracer:Wounds")
    assert "tracer Wounds stays: 1 version of the theory" in told
    study.ok("guide", "new", "Next")
    silent = study.ok("guide", "propose", "--tracer", "Teeth", "--site", "South").rows[0]
    study.ok("guide", "adopt", "1", silent["proposal"])
    told = study.refused(5, "study", "remove", "tracer:Teeth")
    assert "tracer Teeth stays: 1 question of an interview guide" in told
    assert "1 question of an interview guide" in study.refused(5, "study", "remove", "site:South")


def test_what_summarises_or_answers_by_a_source_or_a_code_keeps_it(study: CommandLine) -> None:
    study.ok("codebook", "add", "trust")
    study.ok("matrix", "summarise", "A", "trust", "--text", "They did.")
    assert "summary of the framework matrix" in study.refused(5, "source", "remove", "A")
    study.refused(5, "codebook", "remove", "trust")
    study.ok("matrix", "remove", "A", "trust")
    study.ok("codebook", "remove", "trust")
    study.ok("question", "add", "Who?")
    study.ok("question", "answer", "1", "--source", "A")
    assert "answer to a research question" in study.refused(5, "source", "remove", "A")
