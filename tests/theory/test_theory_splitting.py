"""One configuration becomes two and two become one; evidence moves and is never lost or doubled."""

from __future__ import annotations

import pytest
from command_line import CommandLine, Prepare
from theory_work import carried_out, cmo, design, wordings


def steps(wb: CommandLine) -> None:
    """CMO 1 ripples into CMO 2 through an outcome and is a rival of CMO 3, which shares two slots with it."""
    design(wb)
    wb.ok("cmo", "new", "Known people", "--tracer", "Screening", "--site", "Area 1")
    wb.ok("cmo", "new", "Next", "--tracer", "Screening", "--site", "Area 2")
    wb.ok("cmo", "new", "Alike", "--site", "Area 2", "--narrative", "If known then quick")
    for which, role, wording in (
        ("1", "context", "People know each other"),
        ("1", "mechanism", "Their word is taken"),
        ("1", "outcome", "Nobody waits"),
        ("1", "outcome", "Forms are refused"),
        ("2", "context", "Nobody waits"),
        ("2", "outcome", "More people come"),
        ("3", "context", "People know each other"),
        ("3", "outcome", "Nobody waits"),
        ("3", "mechanism", "They share a room"),
    ):
        wb.ok("cmo", "add-slot", which, wording, "--role", role)
    evidence = ("cmo", "add-evidence")
    wb.ok(*evidence, "1", "--source", "A", "--quote", "We knew each other", "--slot", "1")
    wb.ok(*evidence, "1", "--source", "A", "--quote", "nobody waited", "--slot", "3")
    wb.ok(*evidence, "1", "--source", "A", "--quote", "so nobody waited", "--slot", "1", "--to-slot", "3")
    wb.ok(*evidence, "1", "--source", "A", "--quote", "The form was refused", "--stance", "qualifies")
    wb.ok(*evidence, "3", "--source", "A", "--quote", "We knew each other", "--slot", "1")
    wb.ok(*evidence, "3", "--source", "A", "--quote", "We waited", "--slot", "2", "--stance", "contradicts")
    wb.ok("cmo", "link", "1", "2", "--kind", "ripple")
    wb.ok("cmo", "link", "1", "3", "--kind", "rival of")


@pytest.fixture
def linked(prepared: Prepare) -> CommandLine:
    return prepared(steps)


def quotes(wb: CommandLine) -> list[tuple[str, str, str]]:
    """Every piece of evidence of the study as `(words, stance, coder)`, sorted."""
    found = []
    for one in wb.ok("cmo", "list", "--retired", "--json").json:
        pieces = [*one["evidence"], *(d["evidence"] for d in one["dyad_evidence"])]
        pieces += [piece for slot in one["slots"] for piece in slot["evidence"]]
        found += [(piece["text"], piece["stance"], piece["coder"]) for piece in pieces]
    return sorted(found)


def links(wb: CommandLine, which: str) -> set[tuple[str, int, bool]]:
    return {(link["kind"], link["other_number"], link["outgoing"]) for link in cmo(wb, which)["links"]}


def test_slots_move_with_evidence_and_ripples_and_others_are_shared(linked: CommandLine) -> None:
    before = quotes(linked)
    split = ("cmo", "split", "1", "--move", "3", "--share", "1", "--title", "Waiting")
    said = carried_out(linked, *split)
    assert "split CMO 1: 2 slots to new CMO 4 'Waiting'" in said.err
    rows = {row["what"]: row["becomes"] for row in said.rows}
    assert "moves" in rows["slot 3, outcome: Nobody waits"]
    assert "shared" in rows["slot 1, context: People know each other"]
    assert rows["link: CMO 1 ripple -> CMO 2"] == "is one of the new CMO"
    assert wordings(linked, "4") == ["People know each other", "Nobody waits"]
    assert wordings(linked) == ["People know each other", "Their word is taken", "Forms are refused"]
    new, old = cmo(linked, "4"), cmo(linked)
    assert (new["tracer"], new["sites"], new["kind"]) == (old["tracer"], old["sites"], old["kind"])
    assert [len(slot["evidence"]) for slot in new["slots"]] == [0, 1]
    assert len(old["slots"][0]["evidence"]) == 1
    assert [(d["from_position"], d["to_position"]) for d in new["dyad_evidence"]] == [(1, 2)]
    assert len(old["evidence"]) == 1
    assert links(linked, "4") == {("ripple", 2, True)}
    assert links(linked, "1") == {("rival of", 3, True)}
    assert quotes(linked) == before


def test_links_and_evidence_of_the_whole_go_along_if_told(linked: CommandLine) -> None:
    carried_out(linked, "cmo", "split", "1", "--share", "3", "--move", "4", "--with-links", "--with-whole")
    assert links(linked, "4") == {("ripple", 2, True), ("rival of", 3, True)}
    assert links(linked, "1") == set()
    assert (len(cmo(linked, "4")["evidence"]), len(cmo(linked)["evidence"])) == (1, 0)


def test_a_ripple_into_a_configuration_goes_where_its_context_goes(linked: CommandLine) -> None:
    said = carried_out(linked, "cmo", "split", "2", "--move", "1", "--title", "Waiting")
    assert {row["what"]: row["becomes"] for row in said.rows}["link: CMO 1 ripple -> CMO 2"] == (
        "is one of the new CMO"
    )
    assert links(linked, "4") == {("ripple", 1, False)}
    assert links(linked, "2") == set()


def test_a_split_that_would_lose_something_is_refused(linked: CommandLine) -> None:
    err = linked.refused(3, "cmo", "split", "1", "--move", "3")
    assert "evidence 1>3.1" in err
    assert "share" in err
    assert "slots to go" in linked.refused(3, "cmo", "split", "1")
    assert "not both" in linked.refused(3, "cmo", "split", "1", "--move", "2", "--share", "2")
    every = [word for n in "1234" for word in ("--move", n)]
    assert "all slots" in linked.refused(3, "cmo", "split", "1", *every)
    linked.refused(4, "cmo", "split", "1", "--move", "9")
    linked.ok("cmo", "retire", "1")
    assert "retired" in linked.refused(5, "cmo", "split", "1", "--move", "2")


def test_a_merge_unites_slots_evidence_links_and_sites_and_retires_the_other(linked: CommandLine) -> None:
    linked.ok("memo", "add", "They are one.", "--on", "cmo:3")
    before = quotes(linked)
    said = carried_out(linked, "cmo", "merge", "3", "--into", "1", "--reason", "The same story")
    rows = {row["what"]: row["becomes"] for row in said.rows}
    assert rows["slot 2, outcome: Nobody waits"] == "is slot 3 of CMO 1 already"
    assert rows["slot 3, mechanism: They share a room"] == "becomes slot 5 of CMO 1"
    assert "stays with CMO 3" in rows["evidence 1.1 (supports)"]
    assert rows["evidence 2.1 (contradicts)"] == "goes along"
    assert "to itself" in rows["link: CMO 1 rival of -> CMO 3"]
    assert wordings(linked)[4] == "They share a room"
    one = cmo(linked)
    assert one["sites"] == ["Area 1", "Area 2"]
    assert one["narrative"] == "If known then quick"
    assert [len(slot["evidence"]) for slot in one["slots"]] == [1, 0, 2, 0, 0]
    other = cmo(linked, "3")
    assert other["stage"] == "retired"
    assert len(other["slots"]) == 3
    assert links(linked, "1") == {("ripple", 2, True)}
    assert quotes(linked) == before
    assert "cmo" in linked.ok("memo", "list", "--on", "cmo:1").out.lower()
    history = linked.ok("history", "--entity", "cmo:3", "--limit", "1").out
    assert "merged CMO 3 into CMO 1: The same story" in history


def test_a_merge_says_whose_outcome_status_stays_where_the_two_differ(linked: CommandLine) -> None:
    linked.ok("cmo", "edit-slot", "3", "2", "--expectation", "implied", "--valence", "negative")
    linked.ok("cmo", "edit-slot", "1", "3", "--valence", "positive")
    said = carried_out(linked, "cmo", "merge", "3", "--into", "1", "--reason", "The same story")
    rows = {row["what"]: row["becomes"] for row in said.rows}
    assert rows["slot 2, outcome: Nobody waits"] == (
        "is slot 3 of CMO 1 already, whose status stays (observed there, implied here; positive there, negative here)"
    )


def test_a_merge_tells_only_the_sites_that_are_new_to_the_other(linked: CommandLine) -> None:
    linked.ok("cmo", "edit", "3", "--site", "Area 1", "--site", "Area 2")
    said = carried_out(linked, "cmo", "merge", "3", "--into", "1", "--reason", "The same story")
    assert [row["what"] for row in said.rows if "site" in row["what"]] == ["1 site: Area 2"]


def test_a_link_names_the_tracer_of_the_configuration_at_its_other_end(linked: CommandLine) -> None:
    linked.ok("cmo", "edit", "3", "--tracer", "Dementia")
    found = {link["other_number"]: link["other_tracer"] for link in cmo(linked)["links"]}
    assert found == {2: "Screening", 3: "Dementia"}


def test_rivals_are_linked_once_whichever_is_named_first(linked: CommandLine) -> None:
    assert "linked so already (rival of)" in linked.refused(5, "cmo", "link", "3", "1", "--kind", "rival of")
    linked.ok("cmo", "link", "3", "1", "--kind", "refines")
    linked.ok("cmo", "link", "1", "3", "--kind", "nests")


def test_links_of_the_merged_one_are_redirected_and_not_doubled(linked: CommandLine) -> None:
    linked.ok("cmo", "link", "2", "3", "--kind", "refines")
    linked.ok("cmo", "link", "3", "2", "--kind", "rival of")
    linked.ok("cmo", "link", "2", "1", "--kind", "rival of")
    carried_out(linked, "cmo", "merge", "3", "--into", "1", "--reason", "x")
    assert links(linked, "1") == {("ripple", 2, True), ("refines", 2, False), ("rival of", 2, False)}


def test_different_tracers_or_kinds_and_no_reason_are_refused(linked: CommandLine) -> None:
    linked.ok("cmo", "edit", "3", "--tracer", "Dementia")
    err = linked.refused(3, "cmo", "merge", "3", "--into", "1", "--reason", "x")
    assert "different tracers: Dementia and Screening" in err
    linked.ok("cmo", "new", "Policy", "--kind", "programme theory")
    err = linked.refused(3, "cmo", "merge", "4", "--into", "1", "--reason", "x")
    assert "different kinds: programme theory and observed" in err
    assert "itself" in linked.refused(3, "cmo", "merge", "1", "--into", "1", "--reason", "x")
    assert "reason" in linked.refused(3, "cmo", "merge", "2", "--into", "1", "--reason", " ")
    assert "reason" in linked.refused(3, "cmo", "merge", "2", "--into", "1")
    assert "is retired" in linked.ok("cmo", "merge", "2", "--into", "1", "--dry-run").out
    linked.ok("cmo", "retire", "2")
    assert "retired" in linked.refused(5, "cmo", "merge", "2", "--into", "1", "--reason", "x")
