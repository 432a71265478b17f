"""Advice on configurations on the command line: listed, explained, set aside with a reason, heeded again."""

from __future__ import annotations

import pytest
from command_line import CommandLine, Prepare
from theory_work import carried_out, design


def steps(wb: CommandLine) -> None:
    design(wb)
    wb.ok("cmo", "new", "Known people")
    wb.ok("cmo", "add-slot", "1", "Rural practices", "--role", "context")
    wb.ok("cmo", "add-slot", "1", "Meetings are held", "--role", "mechanism")
    wb.ok("cmo", "add-slot", "1", "Nobody waits", "--role", "outcome")
    behind = ("cmo", "add-evidence", "1", "--source", "A", "--slot", "3", "--quote")
    wb.ok(*behind, "nobody waited")
    wb.ok(*behind, "We waited", "--stance", "contradicts")


@pytest.fixture
def advised(prepared: Prepare) -> CommandLine:
    return prepared(steps)


def listed(wb: CommandLine, *words: str) -> list[tuple[str, str, str]]:
    return [(r["CMO"], r["slot"], r["check"]) for r in wb.ok("theory", "checks", *words).rows]


def test_advice_is_listed_by_configuration_slot_and_check(advised: CommandLine) -> None:
    every = [("1", "1", "setting"), ("1", "2", "activity"), ("1", "", "one-source")]
    assert listed(advised) == every
    assert listed(advised, "Known people", "--check", "activity") == every[1:2]
    assert advised.ok("theory", "checks", "--json").json[2]["check"] == "one-source"
    assert "resource" in advised.ok("theory", "checks", "--explain", "--check", "activity").out
    assert len(advised.ok("theory", "checks", "--explain", "--json").json) == 5
    advised.ok("cmo", "retire", "1")
    assert listed(advised) == []


def test_what_is_set_aside_with_a_reason_is_listed_apart_and_heeded_again(advised: CommandLine) -> None:
    dismiss = ("theory", "dismiss", "1", "setting", "--slot", "1", "--reason", "The whole valley is meant")
    said = carried_out(advised, *dismiss)
    assert "set aside the check 'setting' for CMO 1, slot 1" in said.err
    assert ("1", "1", "setting") not in listed(advised)
    assert "1 check set aside" in advised.ok("theory", "checks").err
    row = advised.ok("theory", "checks", "--dismissed").rows[0]
    assert (row["check"], row["reason"]) == ("setting", "The whole valley is meant")
    assert "already" in advised.refused(5, *dismiss)
    carried_out(advised, "theory", "heed", "1", "setting", "--slot", "1")
    assert ("1", "1", "setting") in listed(advised)
    assert "not set aside" in advised.refused(4, "theory", "heed", "1", "setting", "--slot", "1")


def test_only_advice_that_is_given_is_set_aside_and_for_a_reason(advised: CommandLine) -> None:
    err = advised.refused(4, "theory", "dismiss", "1", "setting", "--reason", "x")
    assert "says nothing of CMO 1 as a whole" in err
    assert "reason" in advised.refused(3, "theory", "dismiss", "1", "one-source", "--reason", "  ")
    assert "'one-source'" in advised.refused(2, "theory", "dismiss", "1", "onesource", "--reason", "x")


def test_a_slot_with_dismissed_advice_is_taken_out_and_moved_with_it(advised: CommandLine) -> None:
    advised.ok("theory", "dismiss", "1", "activity", "--slot", "2", "--reason", "x")
    carried_out(advised, "cmo", "split", "1", "--move", "2", "--title", "Meetings")
    assert [row["CMO"] for row in advised.ok("theory", "checks", "--dismissed").rows] == ["2"]
    carried_out(advised, "cmo", "add-slot", "2", "Rooms are found", "--role", "context")
    carried_out(advised, "cmo", "remove-slot", "2", "1")


def test_what_was_set_aside_follows_a_slot_that_a_file_gives_an_id_or_takes_out(advised: CommandLine) -> None:
    one = "cmos: [{id: x, kind: observed, title: X, slots: [{%s role: context, wording: A ward}]}]"
    advised.write("c.yaml", one % "")
    advised.ok("cmo", "import", "c.yaml")
    advised.ok("theory", "dismiss", "2", "setting", "--slot", "1", "--reason", "any ward")
    advised.write("c.yaml", one % "id: ward,")
    advised.ok("cmo", "import", "c.yaml")
    assert [row["CMO"] for row in advised.ok("theory", "checks", "--dismissed").rows] == ["2"]
    advised.write("c.yaml", "cmos: [{id: x, kind: observed, title: X, slots: []}]")
    carried_out(advised, "cmo", "import", "c.yaml", "--prune")
    assert advised.ok("theory", "checks", "--dismissed").rows == []
