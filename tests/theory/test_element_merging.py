"""Two wordings of one statement become one element; elements that nothing holds are removed; variants come loose."""

from __future__ import annotations

from typing import Any

import pytest
from command_line import CommandLine, Prepare
from theory_work import carried_out, cmo, design

CMOS = """
elements:
  - {id: wide, wording: Familiarity}
  - {id: known, wording: People know each other, parent: wide}
  - {id: faces, wording: Known faces, parent: known}
  - {id: spare, wording: Nobody says this}
cmos:
  - {id: c1, title: One, kind: observed,
     slots: [{role: context, element: known, evidence: [{source: A, quote: We knew each other}]},
             {role: outcome, wording: Nobody waits}]}
  - {id: c2, title: Two, kind: observed,
     slots: [{role: context, wording: Nobody waits}, {role: mechanism, wording: Staff know each other}]}
  - {id: c3, title: Three, kind: observed,
     slots: [{role: outcome, wording: No one waits}, {role: mechanism, element: known}]}
"""


def words(wb: CommandLine) -> None:
    design(wb)
    wb.write("c.yaml", CMOS)
    wb.ok("cmo", "import", "c.yaml")
    wb.ok("cmo", "link", "1", "2", "--kind", "ripple")


@pytest.fixture
def study(prepared: Prepare) -> CommandLine:
    return prepared(words)


def elements(wb: CommandLine) -> dict[str, dict[str, Any]]:
    return {one["wording"]: one for one in wb.ok("element", "list", "--json").json}


def parent(wb: CommandLine, wording: str) -> str | None:
    found = elements(wb)
    numbers = {one["number"]: name for name, one in found.items()}
    return numbers.get(found[wording]["parent_number"])


def test_one_element_stands_wherever_the_other_stood_with_the_evidence(study: CommandLine) -> None:
    told = carried_out(study, "element", "merge", "People know each other", "--into", "Staff know each other")
    assert "into E6 'Staff know each other' in 2 slots" in told.err
    found = elements(study)
    assert "People know each other" not in found
    assert found["Staff know each other"]["cmo_numbers"] == [1, 2, 3]
    assert [piece["text"] for piece in cmo(study)["slots"][0]["evidence"]] == ["We knew each other"]
    assert parent(study, "Known faces") == "Staff know each other", "its variants go along"
    assert parent(study, "Staff know each other") == "Familiarity", "and what it was a variant of is not lost"
    assert study.ok("study", "check", "--json").json["sound"]


def test_a_ripple_goes_through_the_element_that_remains(study: CommandLine) -> None:
    carried_out(study, "element", "merge", "Nobody waits", "--into", "No one waits")
    [link] = cmo(study)["links"]
    assert (link["kind"], link["shared_wording"]) == ("ripple", "No one waits")
    study.ok("cmo", "unlink", "1", "2", "--kind", "ripple")
    study.ok("cmo", "link", "1", "2", "--kind", "ripple")


@pytest.mark.parametrize("into", ["People know each other", "Known faces"])
def test_a_variant_takes_the_place_of_what_it_was_under(study: CommandLine, into: str) -> None:
    carried_out(study, "element", "merge", "Familiarity", "--into", into)
    assert parent(study, into) is None
    if into == "Known faces":
        assert parent(study, "People know each other") == "Known faces", "and no ring comes of it"


def test_a_variant_in_the_place_of_one_further_up_stays_under_what_is_above_that(study: CommandLine) -> None:
    carried_out(study, "element", "merge", "People know each other", "--into", "Known faces")
    assert parent(study, "Known faces") == "Familiarity"


def test_an_element_that_lies_under_another_keeps_its_place(study: CommandLine) -> None:
    study.ok("element", "edit", "Staff know each other", "--parent", "Nobody says this")
    carried_out(study, "element", "merge", "Known faces", "--into", "Staff know each other")
    assert parent(study, "Staff know each other") == "Nobody says this"
    carried_out(study, "element", "merge", "Staff know each other", "--into", "Nobody says this")
    assert parent(study, "Nobody says this") is None, "and no ring comes of it"


def test_what_would_stand_twice_in_a_role_or_is_itself_is_refused(study: CommandLine) -> None:
    study.ok("cmo", "add-slot", "1", "Known faces", "--role", "context")
    before = study.states()
    told = study.refused(5, "element", "merge", "Known faces", "--into", "People know each other")
    assert "CMO 1 has both as context: slots 1 and 3" in told
    assert "itself" in study.refused(3, "element", "merge", "E1", "--into", "E1")
    study.refused(4, "element", "merge", "E1", "--into", "E99")
    assert study.states() == before
    study.ok("cmo", "retire", "1")
    told = study.refused(5, "element", "merge", "People know each other", "--into", "Known faces")
    assert "CMO 1, which is retired, has both as context: slots 1 and 3" in told
    assert "workbench cmo restore 1" in told


def test_an_element_that_nothing_holds_is_removed(study: CommandLine) -> None:
    carried_out(study, "element", "remove", "Nobody says this")
    assert "Nobody says this" not in elements(study)
    told = study.refused(5, "element", "remove", "People know each other")
    assert "held by CMO 1, CMO 3, its variant E3" in told
    assert "its variant E2" in study.refused(5, "element", "remove", "Familiarity")


def test_a_variant_is_taken_from_under_its_more_general_element(study: CommandLine) -> None:
    told = carried_out(study, "element", "edit", "Known faces", "--no-parent")
    assert "took element E3 from under E2" in told.err
    assert parent(study, "Known faces") is None
    assert "as it is" in study.ok("element", "edit", "Known faces", "--no-parent").err
    study.ok("element", "edit", "People know each other", "--parent", "Known faces")
    ring = study.refused(3, "element", "edit", "Known faces", "--parent", "People know each other")
    assert "element edit E2 --no-parent" in ring
    assert "one of the two" in study.refused(2, "element", "edit", "E3", "--parent", "E1", "--no-parent")


def test_a_wording_that_another_element_has_is_not_taken_but_the_way_to_merge_the_two_told(
    study: CommandLine,
) -> None:
    told = study.refused(5, "element", "edit", "Staff know each other", "--wording", "People know each other")
    assert "workbench element merge E6 --into E2" in told
    carried_out(study, "element", "merge", "E6", "--into", "E2")
