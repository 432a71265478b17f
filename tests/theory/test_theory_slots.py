"""Slots after they are made: other words, other elements, other roles, another order, and none at all."""

from __future__ import annotations

import pytest
from command_line import CommandLine, Prepare
from theory_work import carried_out, cmo, design, wordings


def slot_steps(wb: CommandLine) -> None:
    design(wb)
    wb.ok("cmo", "new", "Known people", "--tracer", "Screening", "--site", "Area 1")
    wb.ok("cmo", "new", "Next")
    for which, role, wording in (
        ("1", "context", "People know each other"),
        ("1", "mechanism", "Their word is taken"),
        ("1", "outcome", "Nobody waits"),
        ("2", "context", "Nobody waits"),
    ):
        wb.ok("cmo", "add-slot", which, wording, "--role", role)
    wb.ok("cmo", "add-evidence", "1", "--source", "A", "--quote", "We knew each other", "--slot", "1")
    wb.ok(
        "cmo", "add-evidence", "1", "--source", "A", "--quote", "so nobody waited",
        "--slot", "People know each other", "--to-slot", "3",
    )  # fmt: skip


@pytest.fixture
def slots(prepared: Prepare) -> CommandLine:
    """CMO 1 with context, mechanism and outcome, the last one the context of CMO 2 too."""
    return prepared(slot_steps)


def test_a_wording_of_its_own_is_reworded_where_it_stands(slots: CommandLine) -> None:
    said = carried_out(slots, "cmo", "edit-slot", "1", "2", "--wording", "  Their word\ncounts ")
    assert "edited slot 2 of CMO 1: reworded element E2 to 'Their word counts'" in said.err
    assert wordings(slots)[1] == "Their word counts"
    assert len(slots.ok("element", "list", "--json").json) == 3


def test_a_shared_wording_is_reworded_only_for_all_or_detached(slots: CommandLine) -> None:
    err = slots.refused(5, "cmo", "edit-slot", "1", "3", "--wording", "Few wait")
    for word in ("E3", "CMO 2", "--detach", "--element", "element edit E3"):
        assert word in err
    slots.ok("element", "add", "Waiting")
    slots.ok("element", "edit", "E3", "--parent", "E4")
    said = carried_out(slots, "cmo", "edit-slot", "1", "3", "--wording", "Few wait", "--detach")
    assert "element E5 'Few wait' instead of E3" in said.err
    assert (wordings(slots)[2], wordings(slots, "2")) == ("Few wait", ["Nobody waits"])
    parents = {e["number"]: e["parent_number"] for e in slots.ok("element", "list", "--json").json}
    assert parents[5] == 4, "it is a variant of the same more general element"


def test_another_element_is_put_into_a_slot_whose_evidence_stays(slots: CommandLine) -> None:
    slots.ok("element", "add", "Teams share a building")
    words = ("cmo", "edit-slot", "1", "People know each other", "--element", "E4")
    assert "edited slot 1 of CMO 1: now element E4" in carried_out(slots, *words).err
    assert "left slot 1 of CMO 1 as it is" in slots.ok("cmo", "edit-slot", "1", "1", "--element", "E4").err
    found = cmo(slots)["slots"][0]
    assert (found["wording"], len(found["evidence"])) == ("Teams share a building", 1)


def test_a_wording_that_an_element_has_is_not_typed_again(slots: CommandLine) -> None:
    err = slots.refused(5, "cmo", "edit-slot", "1", "2", "--wording", "Nobody waits")
    assert "E3 has this wording already" in err
    assert "--element E3" in err
    assert "already" in slots.refused(5, "cmo", "edit-slot", "1", "2", "--element", "E3", "--role", "outcome")


def test_a_role_is_changed_with_the_status_that_belongs_to_it(slots: CommandLine) -> None:
    words = ("cmo", "edit-slot", "1", "3", "--valence", "mixed", "--expectation", "implied")
    assert "edited slot 3 of CMO 1: implied, mixed" in carried_out(slots, *words).err
    found = cmo(slots)["slots"][2]
    assert (found["expectation"], found["valence"]) == ("implied", "mixed")
    carried_out(slots, "cmo", "edit-slot", "1", "3", "--role", "mechanism-reasoning")
    found = cmo(slots)["slots"][2]
    assert (found["role"], found["expectation"], found["valence"]) == ("mechanism-reasoning", "", "")
    carried_out(slots, "cmo", "edit-slot", "1", "3", "--role", "outcome")
    assert cmo(slots)["slots"][2]["expectation"] == "observed"
    err = slots.refused(3, "cmo", "edit-slot", "1", "1", "--valence", "mixed")
    assert "belongs to an outcome" in err


def test_a_slot_of_a_programme_theory_keeps_its_outcomes_anticipated(slots: CommandLine) -> None:
    slots.ok("cmo", "new", "One budget", "--kind", "programme theory")
    slots.ok("cmo", "add-slot", "3", "Partners spend early", "--role", "outcome")
    err = slots.refused(3, "cmo", "edit-slot", "3", "1", "--expectation", "observed")
    assert "only anticipated" in err


def test_a_slot_moves_and_takes_its_evidence_along(slots: CommandLine) -> None:
    said = carried_out(slots, "cmo", "edit-slot", "1", "1", "--position", "3")
    assert "now slot 3" in said.err
    assert wordings(slots) == ["Their word is taken", "Nobody waits", "People know each other"]
    found = cmo(slots)
    assert (len(found["slots"][2]["evidence"]), found["dyad_evidence"][0]["from_position"]) == (1, 3)
    assert "places 1 to 3, not 4" in slots.refused(3, "cmo", "edit-slot", "1", "1", "--position", "4")
    assert "places 1 to 3, not 0" in slots.refused(3, "cmo", "edit-slot", "1", "1", "--position", "0")


def test_what_is_so_already_leaves_nothing_to_undo(slots: CommandLine) -> None:
    before = slots.states()
    said = slots.ok("cmo", "edit-slot", "1", "1", "--position", "1", "--wording", "People know each other")
    assert "left slot 1 of CMO 1 as it is" in said.err
    assert slots.states() == before


def test_a_slot_with_evidence_is_removed_only_together_with_it(slots: CommandLine) -> None:
    err = slots.refused(5, "cmo", "remove-slot", "1", "1")
    assert "slot 1 of CMO 1 has 2 pieces of evidence behind it or its links" in err
    assert "--with-evidence" in err
    said = carried_out(slots, "cmo", "remove-slot", "1", "1", "--with-evidence")
    assert "removed context 'People know each other' from CMO 1 with 2 pieces of evidence" in said.err
    found = cmo(slots)
    assert [s["position"] for s in found["slots"]] == [1, 2]
    assert found["dyad_evidence"] == []
    carried_out(slots, "cmo", "remove-slot", "1", "1")
    slots.ok("cmo", "add-slot", "1", "People know each other", "--role", "context")
    assert wordings(slots) == ["Nobody waits", "People know each other"]


def test_a_ripple_keeps_the_element_that_it_goes_through(slots: CommandLine) -> None:
    slots.ok("cmo", "link", "1", "2", "--kind", "ripple")
    for words in (
        ("remove-slot", "1", "3", "--with-evidence"),
        ("remove-slot", "2", "1"),
        ("edit-slot", "1", "3", "--wording", "Few wait", "--detach"),
        ("edit-slot", "2", "1", "--role", "outcome"),
    ):
        err = slots.refused(3, "cmo", *words)
        assert "CMO 1 ripples into CMO 2 through “Nobody waits”" in err
        assert "workbench cmo unlink 1 2 --kind ripple" in err
    carried_out(slots, "cmo", "edit-slot", "1", "2", "--wording", "Another word is taken")
    carried_out(slots, "cmo", "edit-slot", "1", "2", "--wording", "Their word is taken")
    slots.ok("cmo", "add-slot", "2", "--element", "E2", "--role", "context")
    carried_out(slots, "cmo", "remove-slot", "1", "3", "--with-evidence")
    assert cmo(slots)["links"][0]["shared_wording"] == "Their word is taken"


def test_a_link_is_taken_away_from_where_it_starts(slots: CommandLine) -> None:
    slots.ok("cmo", "link", "1", "2", "--kind", "rival of")
    slots.ok("cmo", "link", "1", "2", "--kind", "ripple")
    err = slots.refused(4, "cmo", "unlink", "2", "1", "--kind", "rival of")
    assert "CMO 2 has no link 'rival of' to CMO 1" in err
    assert "workbench cmo show 2" in err
    carried_out(slots, "cmo", "unlink", "Known people", "2", "--kind", "rival of")
    assert [link["kind"] for link in cmo(slots)["links"]] == ["ripple"]


@pytest.mark.parametrize(
    ("code", "words", "said"),
    [
        (4, ("edit-slot", "1", "9", "--role", "context"), "CMO 1 has no slot '9'; it has 3 slots"),
        (4, ("remove-slot", "1", "No such words"), "workbench cmo show 1"),
        (4, ("edit-slot", "1", "1", "--element", "E99"), "no element 'E99'"),
        (2, ("edit-slot", "1", "1"), "nothing to change"),
        (2, ("edit-slot", "1", "1", "--detach"), "--detach needs --wording"),
        (2, ("edit-slot", "1", "1", "--wording", "x", "--element", "E2"), "not both"),
        (2, ("edit-slot", "1", "1", "--role", "cause"), "mechanism-resource"),
        (3, ("edit-slot", "1", "1", "--wording", " "), "needs a wording"),
        (3, ("edit-slot", "1", "1", "--wording", "x" * 1001), "1,001 characters"),
    ],
)
def test_what_does_not_fit_is_refused(
    slots: CommandLine, code: int, words: tuple[str, ...], said: str
) -> None:
    assert said in slots.refused(code, "cmo", *words)
