"""Bad input to theory is refused with the reason, and nothing is half done (`refused` compares the whole study)."""

from __future__ import annotations

import pytest
from command_line import CommandLine, Prepare
from theory_work import cmo, design


def steps(wb: CommandLine) -> None:
    design(wb)
    wb.ok("cmo", "new", "One", "--tracer", "Screening")
    wb.ok("cmo", "new", "Two", "--tracer", "Dementia")
    wb.ok("cmo", "add-slot", "1", "People know each other", "--role", "context")
    wb.ok("cmo", "add-evidence", "1", "--source", "A", "--quote", "We knew each other", "--slot", "1")


@pytest.fixture
def theory(prepared: Prepare) -> CommandLine:
    return prepared(steps)


@pytest.mark.parametrize(
    ("code", "words", "reason"),
    [
        (3, ("add-slot", "1", " \n", "--role", "outcome"), "needs a wording"),
        (3, ("add-slot", "1", "\u200b\ufeff \x1b", "--role", "outcome"), "needs a wording"),
        (2, ("add-slot", "1", "Nobody waits", "--role", "consequence"), "'consequence' is no role"),
        (3, ("link", "1", "1", "--kind", "rival of"), "cannot be linked to itself"),
        (3, ("link", "1", "2", "--kind", "ripple"), "no outcome or mechanism of CMO 1 is a context of CMO 2"),
        (3, ("merge", "1", "--into", "2", "--reason", "x"), "different tracers: Screening and Dementia"),
        (4, ("merge", "1", "--into", "9", "--reason", "x"), "9"),
        (4, ("split", "1", "--move", "7"), "no slot '7'"),
        (3, ("split", "1", "--move", "1"), "all slots"),
        (4, ("path", "1", "2"), "no path of links"),
        (2, ("path", "1"), "from one CMO to another"),
        (4, ("hunt", "Nobody"), "Nobody"),
        (4, ("new", "Three", "--site", "Area 3"), "Area 3"),
        (4, ("new", "Three", "--tracer", "Hearing"), "Hearing"),
    ],
)
def test_a_command_with_a_fault_says_which(
    theory: CommandLine, code: int, words: tuple[str, ...], reason: str
) -> None:
    assert reason in theory.refused(code, "cmo", *words)


@pytest.mark.parametrize(
    ("fault", "reasons"),
    [
        ("tracer: Hearing", ["tracer", "Hearing"]),
        ("sites: [Area 1, Area 3]", ["site", "Area 3"]),
        ("slots: [{role: wizard, wording: x}]", ["wizard", "'mechanism-reasoning'"]),
        ("slots: [{role: context, wording: ' '}]", ["needs a wording"]),
        ("links: [{to: bad, kind: nests}]", ["linked to itself"]),
        (
            "slots: [{role: context, wording: x, evidence: [{memo: M, between: [1, 2]}]}]",
            ["not to that of a slot"],
        ),
    ],
)
def test_a_file_with_one_fault_brings_nothing_of_the_rest(
    theory: CommandLine, fault: str, reasons: list[str]
) -> None:
    good = "{id: good, kind: observed, title: Good, slots: [{role: context, wording: They meet}]}"
    theory.write("c.yaml", f"cmos:\n- {good}\n- id: bad\n  kind: observed\n  {fault}\n")
    said = theory.refused(3, "cmo", "import", "c.yaml")
    for reason in reasons:
        assert reason in said


def test_what_evidence_rests_on_is_not_taken_from_under_it(theory: CommandLine) -> None:
    theory.ok("codebook", "add", "known")
    theory.ok("coding", "add", "A", "--code", "known", "--quote", "We knew each other")
    coding = theory.ok("coding", "list", "--json").json[0]
    theory.ok("coding", "remove", coding["coding_id"])
    assert cmo(theory)["slots"][0]["evidence"][0]["text"] == "We knew each other", "it needs no coding"
    assert "1 piece of evidence" in theory.refused(5, "source", "remove", "A")
    theory.ok("memo", "add", "It must be trust.", "--kind", "retroduction", "--title", "Trust")
    theory.ok("cmo", "add-evidence", "1", "--memo", "Trust", "--slot", "1")
    assert "evidence" in theory.refused(5, "memo", "remove", "Trust")


def test_what_nobody_sees_is_not_kept_in_wordings_and_titles(theory: CommandLine) -> None:
    theory.ok("cmo", "edit-slot", "1", "1", "--wording", "People\x1b[1m know\x00 each other")
    theory.ok("cmo", "edit", "1", "--title", "One\x07 of two")
    assert (cmo(theory)["title"], cmo(theory)["slots"][0]["wording"]) == (
        "One of two",
        "People[1m know each other",
    )
    theory.ok("cmo", "export", "-o", "back.yaml")
    assert "nothing new" in theory.ok("cmo", "import", "back.yaml").err


def test_one_id_in_two_spellings_and_a_memo_without_text_are_told(theory: CommandLine) -> None:
    identity = cmo(theory)["id"]
    both = [f"{{id: {one}, kind: observed}}" for one in (identity, identity.upper())]
    theory.write("c.yaml", f"memos: [{{id: m, kind: analytic, text: ' '}}]\ncmos: [{', '.join(both)}]")
    said = theory.refused(3, "cmo", "import", "c.yaml")
    assert "stands twice" in said
    assert "memos (m): a memo needs some text" in said
