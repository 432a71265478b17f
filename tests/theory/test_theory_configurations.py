"""Configurations made by hand: what makes one complete, what it may not hold, and how they hang together."""

from __future__ import annotations

from typing import Any

import pytest
from command_line import CommandLine, Prepare
from theory_work import carried_out

TEXT = "We knew each other, so nobody waited. The form was refused by everybody else."


def theory_steps(wb: CommandLine) -> None:
    wb.write(
        "s.yaml", "sites: [{name: Area 1}, {name: Area 2}]\ntracers: [{name: Screening}, {name: Dementia}]"
    )
    wb.ok("study", "describe", "s.yaml")
    wb.write("A.txt", TEXT)
    wb.ok("source", "import", "A.txt")
    wb.ok("cmo", "new", "Known people", "--tracer", "Screening", "--site", "Area 1", "--site", "Area 2")


@pytest.fixture
def theory(prepared: Prepare) -> CommandLine:
    """A study with a source, sites and tracers, and one empty observed CMO."""
    return prepared(theory_steps)


def cmo(wb: CommandLine, which: str = "1") -> dict[str, Any]:
    return wb.ok("cmo", "show", which, "--json").json


def fill(wb: CommandLine, which: str = "1", **roles: str) -> None:
    for role, wording in roles.items():
        wb.ok("cmo", "add-slot", which, wording, "--role", role)


def test_a_fragment_is_kept_and_says_what_it_lacks_until_it_lacks_nothing(theory: CommandLine) -> None:
    assert cmo(theory)["stage_explained"] == "fragment: no context and no mechanism and no outcome yet"
    fill(theory, context="People know each other")
    assert cmo(theory)["stage_explained"] == "fragment: no mechanism and no outcome yet"
    fill(theory, outcome="Nobody waits")
    assert cmo(theory)["stage_explained"] == "fragment: no mechanism yet"
    assert theory.ok("cmo", "list").rows[0]["stage"] == "fragment: no mechanism yet"
    fill(theory, **{"mechanism-reasoning": "They take each other's word"})
    assert cmo(theory)["stage"] == "draft"


def test_a_programme_theory_has_anticipated_outcomes_alone(theory: CommandLine) -> None:
    theory.ok("cmo", "new", "One budget", "--kind", "Programme Theory")
    err = theory.refused(
        3, "cmo", "add-slot", "2", "Classes close", "--role", "outcome", "--expectation", "observed"
    )
    assert "only anticipated outcomes" in err
    fill(theory, "2", outcome="Partners spend early")
    assert cmo(theory, "2")["slots"][0]["expectation"] == "anticipated"


def test_a_configuration_begun_as_the_wrong_kind_is_given_the_other(theory: CommandLine) -> None:
    fill(theory, context="People know each other", mechanism="They trust", outcome="Nobody waits")
    said = theory.refused(3, "cmo", "edit", "1", "--kind", "programme theory")
    assert "only anticipated outcomes" in said
    theory.ok("cmo", "edit-slot", "1", "3", "--expectation", "anticipated")
    done = carried_out(theory, "cmo", "edit", "1", "--kind", "programme theory")
    assert "edited CMO 1: programme theory" in done.err
    assert (cmo(theory)["kind"], cmo(theory)["stage"]) == ("programme theory", "draft")
    assert "is no kind of CMO" in theory.refused(2, "cmo", "edit", "1", "--kind", "guess")
    theory.ok("theory", "judge", "1", "--site", "Area 1", "--verdict", "confirmed")
    assert "CMO 1 would be observed, but" in theory.refused(5, "cmo", "edit", "1", "--kind", "observed")
    theory.ok("theory", "unjudge", "1", "--site", "Area 1")
    carried_out(theory, "cmo", "edit", "1", "--kind", "observed")
    assert cmo(theory)["stage_explained"] == "fragment: no observed outcome yet"


def test_an_observed_one_with_only_anticipated_outcomes_is_a_fragment_that_says_so(
    theory: CommandLine,
) -> None:
    theory.ok("cmo", "add-slot", "1", "Later", "--role", "outcome", "--expectation", "anticipated")
    assert cmo(theory)["stage_explained"] == (
        "fragment: no context and no mechanism and no observed outcome yet"
    )
    fill(theory, context="C", mechanism="M")
    assert cmo(theory)["stage_explained"] == "fragment: no observed outcome yet"
    said = theory.ok("cmo", "add-slot", "1", "Nobody waits", "--role", "outcome").err
    assert "added outcome 'Nobody waits' (observed) to CMO 1" in said
    assert cmo(theory)["stage"] == "draft"
    assert [slot["expectation"] for slot in cmo(theory)["slots"]] == ["anticipated", "", "", "observed"]


def test_a_status_belongs_to_an_outcome(theory: CommandLine) -> None:
    assert "belongs to an outcome" in theory.refused(
        3, "cmo", "add-slot", "1", "C", "--role", "context", "--valence", "negative"
    )
    theory.ok(
        "cmo", "add-slot", "1", "O", "--role", "outcome", "--intention", "unintended", "--valence", "mixed"
    )
    slot = cmo(theory)["slots"][0]
    assert (slot["expectation"], slot["intention"], slot["valence"]) == ("observed", "unintended", "mixed")


def test_an_element_names_its_configurations_in_the_order_of_their_numbers(theory: CommandLine) -> None:
    entries = [
        f"{{id: c{n}, kind: observed, title: T{n}, slots: [{{role: context, wording: {word}}}]}}"
        for n, word in enumerate("sxxxxxxss", 1)
    ]
    theory.write("many.yaml", f"cmos: [{', '.join(entries)}]")
    before = len(theory.ok("cmo", "list", "--json").json)
    theory.ok("cmo", "import", "many.yaml")
    found = {e["wording"]: e["cmo_numbers"] for e in theory.ok("element", "list", "--json").json}
    assert found["s"] == [before + n for n in (1, 8, 9)]


def test_equal_wording_is_the_same_element_whatever_its_role(theory: CommandLine) -> None:
    theory.ok("cmo", "new", "Next")
    fill(theory, "1", mechanism="A national approach is taken")
    fill(theory, "2", context="A  national approach\nis taken")
    (element,) = theory.ok("element", "list", "--json").json
    assert element["cmo_numbers"] == [1, 2]
    assert [s["role"] for n in "12" for s in cmo(theory, n)["slots"]] == ["mechanism", "context"]
    assert "already" in theory.refused(5, "element", "add", "A national approach is taken")
    assert "already" in theory.refused(5, "cmo", "add-slot", "2", "--element", "E1", "--role", "context")


def test_an_element_is_reworded_everywhere_and_not_into_another_one(theory: CommandLine) -> None:
    theory.ok("cmo", "new", "Next")
    for number in "12":
        fill(theory, number, context="Old words")
    theory.ok("element", "add", "Taken words")
    theory.ok("element", "edit", "E1", "--wording", "New words")
    assert [cmo(theory, n)["slots"][0]["wording"] for n in "12"] == ["New words", "New words"]
    assert "E2 has this wording" in theory.refused(5, "element", "edit", "E1", "--wording", "Taken words")
    theory.ok("undo")
    assert cmo(theory, "2")["slots"][0]["wording"] == "Old words"


def test_an_element_is_no_variant_of_itself_by_any_way(theory: CommandLine) -> None:
    theory.ok("element", "add", "General")
    theory.ok("element", "add", "Special", "--parent", "General")
    theory.ok("element", "add", "Very special", "--parent", "E2")
    assert "which is a variant of it" in theory.refused(3, "element", "edit", "General", "--parent", "E3")
    assert "variant of itself" in theory.refused(3, "element", "edit", "E1", "--parent", "E1")
    assert "nothing to change" in theory.refused(2, "element", "edit", "E1")
    assert [e["parent_number"] for e in theory.ok("element", "list", "--json").json] == [None, 1, 2]


def test_evidence_stands_behind_a_slot_a_link_or_the_whole_with_stance_and_ratings(
    theory: CommandLine,
) -> None:
    fill(theory, context="C", mechanism="M")
    given = ("cmo", "add-evidence", "1", "--source", "A")
    theory.ok(
        *given, "--quote", "We knew each other", "--slot", "1", "--relevance", "high", "--richness", "low"
    )
    theory.ok(*given, "--quote", "so nobody waited", "--slot", "1", "--to-slot", "2", "--stance", "qualifies")
    theory.ok(*given, "--span", "0:7", "--stance", "contradicts", "--note", "weak", "--rigour", "moderate")
    found = cmo(theory)
    (slot_piece,) = found["slots"][0]["evidence"]
    assert (slot_piece["text"], slot_piece["stance"]) == ("We knew each other", "supports")
    assert (slot_piece["relevance"], slot_piece["richness"], slot_piece["rigour"]) == ("high", "low", "")
    (dyad,) = found["dyad_evidence"]
    assert (dyad["from_position"], dyad["to_position"], dyad["evidence"]["stance"]) == (1, 2, "qualifies")
    (whole,) = found["evidence"]
    assert (whole["text"], whole["stance"], whole["note"]) == ("We knew", "contradicts", "weak")
    assert theory.ok("cmo", "list").rows[0]["without evidence"] == "slot 2"
    printed = theory.ok("cmo", "show", "1").out
    assert "qualifies: “so nobody waited” [A]" in printed
    assert "no evidence yet" in printed


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--source", "A", "--quote", "We knew", "--slot", "7"), 4, "no slot '7'; it has 2 slots"),
        (("--source", "A", "--quote", "We knew", "--slot", "1", "--to-slot", "1"), 3, "two different slots"),
        (("--source", "A", "--quote", "We knew", "--to-slot", "1"), 2, "--to-slot needs --slot"),
        (("--source", "A", "--quote", "never said by anybody"), 4, "not in the text"),
        (("--source", "A", "--span", "0:999"), 3, "77 characters"),
        (("--source", "A"), 2, "either --quote or --span"),
        (("--source", "A", "--memo", "x", "--quote", "We knew"), 2, "a passage or a memo"),
        (("--memo", "x"), 4, "no memo 'x'"),
        (("--memo", "x", "--quote", "We knew"), 2, "belong to --source"),
        ((), 2, "a passage or a memo"),
        (("--source", "A", "--quote", "We knew", "--stance", "likes"), 2, "supports"),
        (("--source", "A", "--quote", "We knew", "--rigour", "vast"), 2, "moderate"),
    ],
)
def test_evidence_that_does_not_fit_is_refused(
    theory: CommandLine, words: tuple[str, ...], code: int, said: str
) -> None:
    fill(theory, context="C", mechanism="M")
    assert said in theory.refused(code, "cmo", "add-evidence", "1", *words)


def test_the_same_evidence_is_not_counted_twice(theory: CommandLine) -> None:
    fill(theory, context="C")
    words = ("cmo", "add-evidence", "1", "--source", "A", "--quote", "We knew", "--slot", "1")
    theory.ok(*words)
    assert "already" in theory.refused(5, *words)
    theory.ok(*words, "--stance", "contradicts")
    assert len(cmo(theory)["slots"][0]["evidence"]) == 2


def test_a_mechanism_that_rests_on_retroduction_alone_is_inferred(theory: CommandLine) -> None:
    fill(theory, mechanism="They feel safe", context="C")
    memo = theory.ok(
        "memo", "add", "What must be so?", "--kind", "retroduction", "--title", "Must"
    ).out.strip()
    theory.ok("cmo", "add-evidence", "1", "--memo", "Must", "--slot", "1")
    assert cmo(theory)["slots"][0]["evidence"][0]["memo_id"] == memo
    assert "They feel safe  (E1)  [inferred]" in theory.ok("cmo", "show", "1").out
    theory.ok("cmo", "add-evidence", "1", "--source", "A", "--quote", "We knew", "--slot", "1")
    assert "inferred" not in theory.ok("cmo", "show", "1").out


def test_a_ripple_needs_a_shared_element_and_a_ring_of_them_is_legal(theory: CommandLine) -> None:
    theory.ok("cmo", "new", "Next")
    fill(theory, "1", context="First", outcome="Trust grows")
    fill(theory, "2", outcome="First")
    assert "no outcome or mechanism of CMO 1 is a context of CMO 2" in theory.refused(
        3, "cmo", "link", "1", "2", "--kind", "ripple"
    )
    fill(theory, "2", context="Trust grows")
    theory.ok("cmo", "link", "1", "2", "--kind", "ripple", "--note", "over time")
    theory.ok("cmo", "link", "2", "1", "--kind", "ripple")
    links = {(link["outgoing"], link["shared_wording"]) for link in cmo(theory)["links"]}
    assert links == {(True, "Trust grows"), (False, "First")}
    assert "already" in theory.refused(5, "cmo", "link", "1", "2", "--kind", "ripple")


def test_other_links_need_no_shared_element_and_none_leads_to_itself(theory: CommandLine) -> None:
    theory.ok("cmo", "new", "Next")
    for kind in ("nests", "refines", "rival of", "generalises"):
        theory.ok("cmo", "link", "1", "CMO 2", "--kind", kind)
    assert "itself" in theory.refused(3, "cmo", "link", "1", "Known people", "--kind", "refines")
    assert "'rival of'" in theory.refused(2, "cmo", "link", "1", "2", "--kind", "hates")


def test_a_retired_configuration_keeps_its_evidence_and_can_be_taken_up_again(theory: CommandLine) -> None:
    fill(theory, context="C", mechanism="M", outcome="O")
    theory.ok("cmo", "add-evidence", "1", "--source", "A", "--quote", "We knew", "--slot", "1")
    theory.ok("cmo", "retire", "1")
    assert cmo(theory)["stage"] == "retired"
    assert len(cmo(theory)["slots"][0]["evidence"]) == 1
    assert "Known people" not in theory.ok("export", "cmo-table").out
    theory.ok("cmo", "restore", "1")
    assert cmo(theory)["stage"] == "draft"


def test_nothing_is_added_to_a_retired_configuration_and_its_statements_stay(theory: CommandLine) -> None:
    fill(theory, context="C", mechanism="M", outcome="O")
    theory.ok("cmo", "add-evidence", "1", "--source", "A", "--quote", "We", "--slot", "2")
    theory.ok("cmo", "new", "Another")
    theory.ok("cmo", "retire", "1")
    for words in (
        ("add-slot", "1", "more", "--role", "context"),
        ("add-evidence", "1", "--source", "A", "--quote", "We knew", "--slot", "1"),
        ("link", "1", "Another", "--kind", "rival of"),
        ("link", "Another", "1", "--kind", "rival of"),
        ("edit-slot", "1", "1", "--wording", "Otherwise"),
        ("edit-slot", "1", "1", "--position", "2"),
        ("remove-slot", "1", "1"),
        ("edit-evidence", "1", "2.1", "--stance", "contradicts"),
    ):
        assert "CMO 1 is retired" in theory.refused(5, "cmo", *words)
    theory.ok("cmo", "remove-evidence", "1", "2.1")  # so that a source can be taken out of the study


def test_facts_are_edited_and_taken_away(theory: CommandLine) -> None:
    theory.ok(
        "cmo",
        "edit",
        "1",
        "--title",
        "New",
        "--narrative",
        "If ... then",
        "--tracer",
        "Dementia",
        "--site",
        "Area 2",
    )
    found = cmo(theory)
    assert (found["title"], found["tracer"], found["sites"]) == ("New", "Dementia", ["Area 2"])
    theory.ok("cmo", "edit", "1", "--no-tracer", "--no-site")
    assert (cmo(theory)["tracer"], cmo(theory)["sites"]) == ("", [])
    assert cmo(theory)["narrative"] == "If ... then"
    assert "nothing to change" in theory.refused(2, "cmo", "edit", "1")
    assert "not both" in theory.refused(2, "cmo", "edit", "1", "--tracer", "Dementia", "--no-tracer")


def test_configurations_are_listed_by_tracer_site_and_kind(theory: CommandLine) -> None:
    theory.ok(
        "cmo", "new", "Policy", "--kind", "programme theory", "--tracer", "Dementia", "--site", "Area 2"
    )

    def titles(*words: str) -> list[str]:
        return [c["title"] for c in theory.ok("cmo", "list", "--json", *words).json]

    assert titles("--tracer", "dementia") == ["Policy"]
    assert titles("--site", "Area 2") == ["Known people", "Policy"]
    theory.ok("cmo", "edit", "1", "--site", "Area 1")
    assert titles("--site", "Area 2") == ["Policy"]
    assert titles("--site", "Area 2", "--site", "area 1") == ["Known people", "Policy"]
    assert titles("--tracer", "Dementia", "--tracer", "Screening", "--site", "Area 1") == ["Known people"]
    assert titles("--kind", "Observed") == ["Known people"]
    assert titles("--kind", "observed", "--tracer", "Dementia") == []
    assert "Area 1" in theory.refused(4, "cmo", "list", "--site", "Area 3")
    assert "observed" in theory.refused(2, "cmo", "list", "--kind", "seen")


def test_configurations_are_listed_by_stage_element_and_coder(theory: CommandLine) -> None:
    theory.ok("cmo", "new", "Two", "--coder", "Ben", "--new-coder")
    theory.ok("cmo", "new", "Three", "--coder", "Ben")
    theory.ok("cmo", "add-slot", "1", "People know each other", "--role", "context")
    theory.ok("cmo", "add-slot", "3", "--element", "E1", "--role", "context", "--coder", "Ben")
    theory.ok("cmo", "retire", "2", "--coder", "Ben")

    def numbers(*words: str) -> list[int]:
        return [c["number"] for c in theory.ok("cmo", "list", "--json", *words).json]

    assert numbers() == [1, 3]
    assert numbers("--stage", "fragment") == [1, 3]
    assert numbers("--stage", "retired") == [2], "asked for, retired ones are listed"
    assert numbers("--element", "E1") == [1, 3]
    assert numbers("--element", "People know each other", "--by", "Ben") == [3]
    assert numbers("--by", "ben", "--retired") == [2, 3]
    assert numbers("--stage", "complete", "--element", "E1") == []
    assert "'draft'" in theory.refused(2, "cmo", "list", "--stage", "done")
    assert "E99" in theory.refused(4, "cmo", "list", "--element", "E99")
    assert "Ben" in theory.refused(4, "cmo", "list", "--by", "Benn")


def test_unknown_numbers_titles_and_elements_offer_near_ones(theory: CommandLine) -> None:
    assert "Known people" in theory.refused(4, "cmo", "show", "Known peple")
    theory.refused(4, "cmo", "show", "99")
    assert "no element 'E9'" in theory.refused(
        4, "cmo", "add-slot", "1", "--element", "E9", "--role", "context"
    )
    assert "not both" in theory.refused(
        2, "cmo", "add-slot", "1", "x", "--element", "E9", "--role", "context"
    )
    assert "needs a wording" in theory.refused(3, "cmo", "add-slot", "1", "  ", "--role", "context")
    assert "mechanism-resource" in theory.refused(2, "cmo", "add-slot", "1", "x", "--role", "contxt")
