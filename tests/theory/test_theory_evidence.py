"""Evidence by the names that people use, changed and taken away; stages, agreement, retiring, and limits."""

from __future__ import annotations

import pytest
from command_line import CommandLine, Prepare
from theory_work import TEXT, carried_out, cmo, design


def evidence_steps(wb: CommandLine) -> None:
    design(wb)
    wb.ok("cmo", "new", "Known people")
    for role, wording in (("context", "C"), ("mechanism", "M"), ("outcome", "O")):
        wb.ok("cmo", "add-slot", "1", wording, "--role", role)
    wb.ok("memo", "add", "What must be so?", "--kind", "retroduction", "--title", "Must")
    given = ("cmo", "add-evidence", "1", "--source", "A", "--quote")
    wb.ok(*given, "We knew each other", "--slot", "2", "--rigour", "low")
    wb.ok(*given, "so nobody waited", "--slot", "2")
    wb.ok(*given, "so nobody waited", "--slot", "2", "--to-slot", "3")
    wb.ok("cmo", "add-evidence", "1", "--memo", "Must")


@pytest.fixture
def evidence(prepared: Prepare) -> CommandLine:
    """A CMO with two pieces behind slot 2, one behind the link of slots 2 and 3, and a memo behind the whole."""
    return prepared(evidence_steps)


def test_evidence_is_shown_with_names_that_are_accepted(evidence: CommandLine) -> None:
    printed = evidence.ok("cmo", "show", "1").out
    for line in ("2.1  supports: “We knew each other”", "2.2  supports: ", "2>3.1  ", "w1  supports: "):
        assert line in printed
    for name in ("2.1", "2.2", "2>3.1", "2->3.1", "w1", "W1"):
        evidence.ok("cmo", "edit-evidence", "1", name, "--note", f"seen {name}")
    found = cmo(evidence)
    assert [e["note"] for e in found["slots"][1]["evidence"]] == ["seen 2.1", "seen 2.2"]
    assert found["dyad_evidence"][0]["evidence"]["note"] == "seen 2->3.1"
    assert found["evidence"][0]["note"] == "seen W1"
    identity = found["evidence"][0]["id"]
    for part in (identity, identity[-8:]):
        evidence.ok("cmo", "edit-evidence", "1", part, "--note", part)
        assert cmo(evidence)["evidence"][0]["note"] == part


def test_a_passage_at_the_very_end_of_a_source_is_evidence_and_one_beyond_is_not(
    evidence: CommandLine,
) -> None:
    last = "We waited and waited."
    carried_out(evidence, "cmo", "add-evidence", "1", "--source", "A", "--quote", last, "--slot", "1")
    piece = cmo(evidence)["slots"][0]["evidence"][0]
    assert (piece["text"], piece["end_char"]) == (last, len(TEXT))
    beyond = f"{len(TEXT) - 3}:{len(TEXT) + 1}"
    evidence.refused(3, "cmo", "add-evidence", "1", "--source", "A", "--span", beyond)


def test_stance_ratings_and_note_are_edited_one_by_one(evidence: CommandLine) -> None:
    said = carried_out(evidence, "cmo", "edit-evidence", "1", "2.1", "--stance", "qualifies", "--note", " n ")
    assert "edited evidence 2.1 of CMO 1: note, stance" in said.err
    words = ("--relevance", "high", "--richness", "moderate", "--rigour", "none")
    carried_out(evidence, "cmo", "edit-evidence", "1", "2.1", *words)
    piece = cmo(evidence)["slots"][1]["evidence"][0]
    assert (piece["stance"], piece["note"]) == ("qualifies", "n")
    assert (piece["relevance"], piece["richness"], piece["rigour"]) == ("high", "moderate", "")
    before = evidence.states()
    assert "as it is" in evidence.ok("cmo", "edit-evidence", "1", "2.1", "--relevance", "High").err
    assert evidence.states() == before


def test_a_stance_that_the_passage_has_there_already_is_refused(evidence: CommandLine) -> None:
    words = ("cmo", "add-evidence", "1", "--source", "A", "--quote", "We knew each other", "--slot", "2")
    evidence.ok(*words, "--stance", "contradicts")
    err = evidence.refused(5, "cmo", "edit-evidence", "1", "2.1", "--stance", "contradicts")
    assert "the same passage contradicts CMO 1 there already" in err


@pytest.mark.parametrize("name", ["2.1", "2>3.1", "w1"])
def test_evidence_is_taken_away(evidence: CommandLine, name: str) -> None:
    said = carried_out(evidence, "cmo", "remove-evidence", "1", name)
    assert f"removed evidence {name} (supports) of CMO 1" in said.err
    found = cmo(evidence)
    left = (len(found["slots"][1]["evidence"]), len(found["dyad_evidence"]), len(found["evidence"]))
    assert left == {"2.1": (1, 1, 1), "2>3.1": (2, 0, 1), "w1": (2, 1, 0)}[name]
    assert len(evidence.ok("memo", "list", "--json").json) == 1, "the memo itself stays"


def test_the_link_of_two_slots_is_one_link_from_either_end(evidence: CommandLine) -> None:
    words = ("--source", "A", "--quote", "so nobody waited", "--slot", "3", "--to-slot", "2")
    assert "already" in evidence.refused(5, "cmo", "add-evidence", "1", *words)


@pytest.mark.parametrize(
    ("code", "words", "said"),
    [
        (4, ("edit-evidence", "1", "1.1", "--note", "x"), "CMO 1 has no evidence '1.1'"),
        (4, ("remove-evidence", "1", "w2"), "workbench cmo show 1"),
        (2, ("edit-evidence", "1", "w1"), "nothing to change"),
        (2, ("edit-evidence", "1", "w1", "--rigour", "vast"), "moderate"),
        (2, ("edit-evidence", "1", "w1", "--stance", "likes"), "qualifies"),
        (
            2,
            ("add-evidence", "1", "--source", "A", "--quote", "We", "--to-slot", "2"),
            "--slot 1 --to-slot 2",
        ),
        (2, ("add-evidence", "1"), "For example --source"),
    ],
)
def test_evidence_that_is_not_there_or_words_that_do_not_fit_are_refused(
    evidence: CommandLine, code: int, words: tuple[str, ...], said: str
) -> None:
    assert said in evidence.refused(code, "cmo", *words)


def test_what_the_team_agrees_on_is_seen_in_the_list_and_in_show(evidence: CommandLine) -> None:
    draft = "draft: not agreed yet; 2 of 3 slots without evidence"
    assert evidence.ok("cmo", "list").rows[0]["stage"] == draft
    assert f"observed; {draft}" in evidence.ok("cmo", "show", "1").out
    said = carried_out(evidence, "cmo", "edit", "1", "--agreed")
    assert "edited CMO 1: agreed" in said.err
    found = cmo(evidence)
    assert (found["stage"], found["agreed"]) == ("complete", True)
    assert found["stage_explained"] == "complete, agreed; 2 of 3 slots without evidence"
    evidence.ok("cmo", "remove-slot", "1", "1")
    assert "fragment: no context yet" in evidence.ok("cmo", "show", "1").out
    assert "agreed by the team" in evidence.ok("cmo", "show", "1").out
    assert "not agreed" in carried_out(evidence, "cmo", "edit", "1", "--draft").err
    evidence.refused(2, "cmo", "edit", "1", "--stage", "complete")


def test_slots_of_a_programme_theory_want_no_evidence(evidence: CommandLine) -> None:
    evidence.ok("cmo", "new", "Policy", "--kind", "programme theory")
    for role in ("context", "mechanism", "outcome"):
        evidence.ok("cmo", "add-slot", "2", role, "--role", role)
    evidence.ok("cmo", "edit", "2", "--agreed")
    assert cmo(evidence, "2")["stage_explained"] == "complete, agreed"


def test_retired_ones_are_listed_when_asked_for_and_restored(evidence: CommandLine) -> None:
    carried_out(evidence, "cmo", "retire", "1")
    said = evidence.ok("cmo", "list")
    assert said.rows == []
    assert "1 retired CMO not listed; see --retired" in said.err
    assert evidence.ok("cmo", "list", "--json").json == []
    assert evidence.ok("cmo", "list", "--retired").rows[0]["stage"] == "retired"
    assert "CMO 1 is retired already" in evidence.refused(5, "cmo", "retire", "1")
    carried_out(evidence, "cmo", "restore", "1")
    assert len(evidence.ok("cmo", "list").rows) == 1
    assert "CMO 1 is not retired" in evidence.refused(5, "cmo", "restore", "1")


def test_sites_are_set_anew_and_those_not_named_go(evidence: CommandLine) -> None:
    evidence.ok("cmo", "edit", "1", "--site", "Area 1", "--site", "Area 2")
    said = carried_out(evidence, "cmo", "edit", "1", "--site", "Area 2")
    assert "edited CMO 1: sites" in said.err
    assert cmo(evidence)["sites"] == ["Area 2"]
    before = evidence.states()
    assert "left CMO 1 as it is" in evidence.ok("cmo", "edit", "1", "--site", "Area 2").err
    assert evidence.states() == before


def test_titles_and_wordings_have_a_length(evidence: CommandLine) -> None:
    err = evidence.refused(3, "cmo", "new", "x" * 201)
    assert "this title has 201 characters; a CMO's has at most 200" in err
    assert "201" in evidence.refused(3, "cmo", "edit", "1", "--title", "x" * 201)
    evidence.ok("cmo", "edit", "1", "--title", " x" * 100)
    assert "1,001 characters" in evidence.refused(3, "element", "add", "x" * 1001)
    assert "1,001" in evidence.refused(3, "cmo", "add-slot", "1", "x" * 1001, "--role", "context")
    evidence.ok("element", "add", "x" * 1000)
    slot = f"{{role: context, wording: {'y' * 1001}}}"
    evidence.write("c.yaml", f"cmos: [{{id: x, kind: observed, title: {'x' * 201}, slots: [{slot}]}}]")
    err = evidence.refused(3, "cmo", "import", "c.yaml")
    assert "cmos (x): this title has 201 characters" in err
    assert "cmos (x) > slot 1: this wording has 1,001 characters" in err
