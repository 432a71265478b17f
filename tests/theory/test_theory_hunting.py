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
    hunted.ok("cmo", "add-slot", "2", "The bus is late", "--role", "mechanism")
    link = ("cmo", "add-evidence", "2", "--slot", "2", "--to-slot", "1", "--source", "B")
    hunted.ok(*link, "--quote", "The bus came early")
    rows = {row["words"]: row["shares"] for row in hunted.ok("cmo", "hunt", "1").rows}
    assert rows["The bus came early"] == "E1 in CMO 2", "it speaks of what the link leads to"


def test_codes_of_other_configurations_lead_nowhere(hunted: CommandLine) -> None:
    before = offered(hunted)
    hunted.ok("codebook", "add", "buses")
    for source, quote in (("A", "The bus came late"), ("B", "The bus came early")):
        hunted.ok("coding", "add", source, "--code", "buses", "--quote", quote)
    hunted.ok("cmo", "new", "Buses")
    hunted.ok("cmo", "add-evidence", "2", "--source", "A", "--quote", "bus came late")
    assert offered(hunted) == before
    rows = hunted.ok("cmo", "hunt", "2").rows
    assert {row["words"] for row in rows} >= {"The bus came early"}
    assert "The bus came early" not in {row["words"] for row in hunted.ok("cmo", "hunt", "1").rows}


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


def test_passages_that_overlap_are_offered_and_passed_over_as_one(hunted: CommandLine) -> None:
    hunted.ok("codebook", "add", "buses")
    hunted.ok("coding", "add", "A", "--code", "buses", "--quote", "so nobody waited")
    hunted.ok("coding", "add", "B", "--code", "buses", "--quote", "and people wait. The bus")
    [row] = [row for row in hunted.ok("cmo", "hunt", "1").rows if row["source"] == "B"]
    assert (row["words"], row["shares"]) == ("and people wait. The bus", "buses; waiting")
    hunted.ok("cmo", "pass-over", "1", "--source", "B", "--span", row["span"], "--reason", "No bus")
    assert "B" not in offered(hunted)
    [passed] = hunted.ok("cmo", "hunt", "1", "--passed-over").rows
    assert (passed["source"], passed["why"], passed["words"]) == ("B", "No bus", "and people wait. The bus")
    span = ("--source", "B", "--span", row["span"])
    before = hunted.states()
    hunted.ok("cmo", "pass-over", "1", *span, "--take-back", "--dry-run")
    assert hunted.states() == before
    hunted.ok("cmo", "pass-over", "1", *span, "--take-back")
    assert "B" in offered(hunted)
    assert hunted.ok("cmo", "hunt", "1", "--passed-over").rows == []
    assert "passed over no passage" in hunted.refused(4, "cmo", "pass-over", "1", *span, "--take-back")
    hunted.ok("undo")
    assert "B" not in offered(hunted)


def test_a_passage_elsewhere_in_a_source_of_which_one_was_passed_over_is_still_offered(
    hunted: CommandLine,
) -> None:
    hunted.ok("coding", "add", "B", "--code", "waiting", "--quote", "The bus came early")
    spans = {row["words"]: row["span"] for row in hunted.ok("cmo", "hunt", "1").rows}
    hunted.ok("cmo", "pass-over", "1", "--source", "B", "--span", spans["people wait"], "--reason", "x")
    assert [row["words"] for row in hunted.ok("cmo", "hunt", "1").rows if row["source"] == "B"] == [
        "The bus came early"
    ]


def test_each_slot_says_what_speaks_for_it_and_from_how_many_sources(hunted: CommandLine) -> None:
    against = ("--source", "B", "--quote", "people wait", "--slot", "2", "--stance", "contradicts")
    hunted.ok("cmo", "add-evidence", "1", *against)
    lines = [line.strip() for line in hunted.ok("cmo", "show", "1").out.splitlines()]
    slots = [at for at, line in enumerate(lines) if line.endswith(")") and line[:1].isdigit()]
    assert lines[slots[0] + 1] == "no evidence yet"
    assert "1 supports, 1 contradicts; 2 sources" in lines


def test_of_two_summaries_of_one_case_the_merged_one_stays_where_it_is(hunted: CommandLine) -> None:
    hunted.ok("cmo", "new", "Known people again")
    for number in ("1", "2"):
        hunted.ok("matrix", "summarise", "A", number, "--by", "cmo", "--text", f"Said of {number}.")
    hunted.ok("matrix", "summarise", "B", "2", "--by", "cmo", "--text", "Said by B.")
    before = hunted.states()
    told = hunted.ok("cmo", "merge", "2", "--into", "1", "--reason", "the same", "--json").out
    assert "stays with CMO 2: CMO 1 has its own there" in told
    assert "Said of 1." in hunted.ok("matrix", "cell", "A", "1", "--by", "cmo").out
    assert "Said by B." in hunted.ok("matrix", "cell", "B", "1", "--by", "cmo").out
    assert "Said of 2." in hunted.ok("matrix", "cell", "A", "2", "--by", "cmo").out
    hunted.ok("undo")
    assert [row for row in hunted.states()["s.study"] if row[0] == "matrix_summary"] == [
        row for row in before["s.study"] if row[0] == "matrix_summary"
    ]


def test_a_retired_configuration_is_not_hunted_for(hunted: CommandLine) -> None:
    hunted.ok("cmo", "retire", "1")
    assert "retired" in hunted.refused(4, "cmo", "hunt", "1")


def support(wb: CommandLine, number: str, *where: str, quote: str = "The bus came late") -> None:
    wb.ok("cmo", "add-evidence", number, "--source", "A", "--quote", quote, *where)


def path_end(wb: CommandLine) -> str:
    return wb.ok("cmo", "path", "1", "2").out.splitlines()[-1]


def test_a_source_tells_a_configuration_by_its_slots_by_links_between_them_or_as_a_whole(
    hunted: CommandLine,
) -> None:
    hunted.ok("cmo", "new", "Next")
    for role, words in (
        ("context", "Nobody waits"),
        ("mechanism", "It is known"),
        ("outcome", "All is well"),
    ):
        hunted.ok("cmo", "add-slot", "2", words, "--role", role)
    hunted.ok("cmo", "link", "1", "2", "--kind", "ripple")
    support(hunted, "1", "--slot", "1", "--to-slot", "2")
    support(hunted, "2", "--slot", "1", "--to-slot", "3")
    assert path_end(hunted) == "no single source tells all of it; something of each CMO: A"
    support(hunted, "2")
    assert path_end(hunted) == "told whole by A", "it speaks of the whole"
    hunted.ok("undo")
    hunted.ok("memo", "add", "It must be so.", "--kind", "retroduction", "--title", "Must be")
    hunted.ok("cmo", "add-evidence", "2", "--slot", "2", "--memo", "Must be")
    assert path_end(hunted) == "told whole by A", "nobody tells a mechanism that is inferred"
    hunted.ok("cmo", "edit-evidence", "2", "1>3.1", "--stance", "qualifies")
    assert path_end(hunted) == "no single source tells all of it"


def test_links_are_reviewed_and_a_path_names_who_tells_it(hunted: CommandLine) -> None:
    hunted.ok("cmo", "new", "Next")
    hunted.ok("cmo", "add-slot", "2", "Nobody waits", "--role", "context")
    hunted.ok("cmo", "add-slot", "2", "People know each other", "--role", "outcome")
    hunted.ok("cmo", "add-evidence", "2", "--source", "A", "--quote", "The bus came late", "--slot", "1")
    hunted.ok("cmo", "link", "1", "2", "--kind", "ripple")
    said = hunted.ok("cmo", "path", "1", "2").out
    assert "no single source tells all of it; something of each CMO: A" in said
    support(hunted, "1", "--slot", "1", quote="We knew each other")
    assert "no single source" in hunted.ok("cmo", "path", "1", "2").out, "of CMO 2 it tells no outcome"
    support(hunted, "2", "--slot", "2")
    assert "told whole by A" in hunted.ok("cmo", "path", "1", "2").out
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
