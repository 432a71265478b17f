"""The hunt for disconfirming cases, links and paths on the command line."""

from __future__ import annotations

import pytest
from command_line import CommandLine, Prepare
from theory_work import carried_out


def steps(wb: CommandLine) -> None:
    wb.write(
        "s.yaml", "sites: [{name: Area 1}, {name: Area 2}]\ntracers: [{name: Screening}, {name: Dementia}]"
    )
    wb.ok("study", "describe", "s.yaml")
    for name, words in {
        "A": "We knew each other, so nobody waited. The bus came late.",
        "B": "They never met, and people wait. The bus came early.",
        "C": "Nobody waited either, although they had never met. It rained.",
    }.items():
        wb.write(f"{name}.txt", words)
    rows = ("interview,site,role", "A,Area 1,manager", "B,Area 2,nurse", "C,Area 1,manager")
    wb.write("m.csv", "\n".join(rows))
    wb.ok("source", "import", "A.txt", "B.txt", "C.txt", "--manifest", "m.csv")
    wb.ok("codebook", "add", "waiting")
    for source, quote in (
        ("A", "nobody waited"),
        ("B", "people wait"),
        ("C", "Nobody waited either, although"),
    ):
        wb.ok("coding", "add", source, "--code", "waiting", "--quote", quote)
    wb.ok("coding", "add", "A", "--code", "waiting", "--quote", "The bus came late")
    wb.ok("cmo", "new", "Known people")
    wb.ok("cmo", "add-slot", "1", "People know each other", "--role", "context")
    wb.ok("cmo", "add-slot", "1", "Nobody waits", "--role", "outcome")
    wb.ok("cmo", "add-evidence", "1", "--source", "A", "--quote", "so nobody waited", "--slot", "2")


@pytest.fixture
def hunted(prepared: Prepare) -> CommandLine:
    return prepared(steps)


def offered(wb: CommandLine) -> dict[str, str]:
    return {row["source"]: row["why read it"] for row in wb.ok("cmo", "hunt", "1").rows}


def test_passages_of_its_codes_are_offered_for_where_they_are_from_or_how_they_speak(
    hunted: CommandLine,
) -> None:
    found = offered(hunted)
    assert found.keys() == {"B", "C"}, "what is evidence, and the same old site and role, is not offered"
    assert "Area 2, where it has no evidence yet" in found["B"]
    assert "no nurse has been heard" in found["B"]
    assert found["C"] == "countervailing talk: “although”"
    assert hunted.ok("cmo", "hunt", "1", "--json").json[0]["passage"]["codes"] == ["waiting"]
    assert "1 more" in hunted.ok("cmo", "hunt", "1", "--limit", "1").err


def test_elements_lead_to_the_evidence_of_other_configurations(hunted: CommandLine) -> None:
    hunted.ok("cmo", "new", "Other")
    hunted.ok("cmo", "add-slot", "2", "People know each other", "--role", "context")
    behind = ("cmo", "add-evidence", "2", "--slot", "1", "--stance", "contradicts")
    hunted.ok(*behind, "--source", "B", "--quote", "They never met")
    rows = {row["words"]: row["shares"] for row in hunted.ok("cmo", "hunt", "1").rows}
    assert rows["They never met"] == "E1 in CMO 2"


def test_what_is_attached_or_passed_over_is_not_offered_again(hunted: CommandLine) -> None:
    rows = {row["source"]: row["span"] for row in hunted.ok("cmo", "hunt", "1").rows}
    carried_out(
        hunted, "cmo", "pass-over", "1", "--source", "C", "--span", rows["C"], "--reason", "another story"
    )
    said = hunted.ok("cmo", "hunt", "1")
    assert [row["source"] for row in said.rows] == ["B"]
    assert "1 passage passed over" in said.err
    assert hunted.ok("theory", "checks", "--dismissed").rows == []
    hunted.ok("cmo", "add-evidence", "1", "--source", "B", "--span", rows["B"], "--stance", "contradicts")
    assert offered(hunted) == {}
    assert "offers no passage" in hunted.refused(4, "cmo", "pass-over", "1", "--source", "B", "--span", "0:5")
    listed = hunted.ok("cmo", "list").rows[0]
    assert (listed["supporting"], listed["contradicting"], listed["sources"]) == ("1", "1", "2")


def test_a_retired_configuration_is_not_hunted_for(hunted: CommandLine) -> None:
    hunted.ok("cmo", "retire", "1")
    assert "retired" in hunted.refused(4, "cmo", "hunt", "1")


def test_links_are_reviewed_and_a_path_names_who_tells_it(hunted: CommandLine) -> None:
    hunted.ok("cmo", "new", "Next")
    hunted.ok("cmo", "add-slot", "2", "Nobody waits", "--role", "context")
    hunted.ok("cmo", "add-slot", "2", "People know each other", "--role", "outcome")
    hunted.ok("cmo", "add-evidence", "2", "--source", "A", "--quote", "The bus came late", "--slot", "1")
    hunted.ok("cmo", "link", "1", "2", "--kind", "ripple")
    said = hunted.ok("cmo", "path", "1", "2")
    assert "told whole by A" in said.out
    assert hunted.ok("cmo", "path", "1", "2", "--json").json["path"]["told_whole_by"] == ["A"]
    assert "CMO 2 to CMO 1" in hunted.refused(4, "cmo", "path", "2", "1")
    hunted.refused(2, "cmo", "path", "1")
    hunted.ok("cmo", "link", "2", "1", "--kind", "ripple")
    rows = [row["what"] for row in hunted.ok("cmo", "links").rows]
    assert rows == ["feedback"]
    hunted.ok("cmo", "retire", "2")
    rows = hunted.ok("cmo", "links").rows
    assert {row["what"] for row in rows} == {"broken chain"}
    assert "CMO 2 is retired" in rows[0]["of it"]


def test_agreeing_on_slots_without_evidence_is_warned_of(hunted: CommandLine) -> None:
    said = hunted.ok("cmo", "edit", "1", "--agreed")
    assert "CMO 1 has no evidence behind slot 1 (context)" in said.err
    assert "no evidence behind" not in hunted.ok("cmo", "edit", "1", "--draft").err
