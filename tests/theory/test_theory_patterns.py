"""Demi-regularities on the command line: elements put under one more general one make configurations recur."""

from __future__ import annotations

from typing import Any

from command_line import CommandLine
from theory_work import design


def two_alike(wb: CommandLine) -> None:
    design(wb)
    for number, words in ((1, ("Staff know each other", "no wait")), (2, ("Staff share a room", "no delay"))):
        wb.ok("cmo", "new", f"Number {number}", "--tracer", "Screening", "--site", f"Area {number}")
        wb.ok("cmo", "add-slot", str(number), "--role", "context", words[0])
        wb.ok("cmo", "add-slot", str(number), "--role", "mechanism", "they trust")
        wb.ok("cmo", "add-slot", str(number), "--role", "outcome", words[1])
    wb.ok("cmo", "add-evidence", "1", "--slot", "1", "--source", "A", "--quote", "We knew each other")


def generalised(wb: CommandLine) -> None:
    two_alike(wb)
    for general, variants in (("Staff are near", ("E1", "E4")), ("It goes fast", ("E3", "E5"))):
        wb.ok("element", "add", general)
        for variant in variants:
            wb.ok("element", "edit", variant, "--parent", general)


def test_nothing_recurs_until_elements_are_generalised_and_that_is_said(prepared: Any) -> None:
    said = prepared(two_alike).ok("theory", "patterns")
    assert said.rows == []
    assert "No context stands with the same outcome" in said.err
    assert "No element is put under a more general one" in said.err


def test_a_pattern_is_listed_and_seen_at_length(prepared: Any) -> None:
    wb = prepared(generalised)
    [row] = wb.ok("theory", "patterns").rows
    assert (row["CMOs"], row["distinct sources"], row["sites"]) == ("CMO 1, CMO 2", "1", "Area 1, Area 2")
    assert row["through"] == "E2 they trust"
    shown = wb.ok("theory", "patterns", "1").out
    assert "Where  E6 Staff are near\nso     E7 It goes fast" in shown
    assert "CMO 1 Number 1  (Screening, Area 1; supported by A)" in shown
    assert "CMO 2 Number 2  (Screening, Area 2; supported by no source)" in shown
    assert wb.ok("theory", "patterns", "--tracer", "Dementia").rows == []
    assert len(wb.ok("theory", "patterns", "--json").json) == 1
    assert "there are 1" in wb.refused(4, "theory", "patterns", "2")
    wb.ok("cmo", "retire", "2")
    assert wb.ok("theory", "patterns").rows == []


def test_sources_of_a_pattern_are_those_that_support_it(prepared: Any) -> None:
    wb = prepared(generalised)
    for name, stance in (("B", "qualifies"), ("C", "contradicts")):
        wb.write(f"{name}.txt", f"{name}: It was the bus that came on time.")
        wb.ok("source", "import", f"{name}.txt")
        words = ("--source", name, "--quote", "the bus that came on time", "--stance", stance)
        wb.ok("cmo", "add-evidence", "2", "--slot", "1", *words)
    [row] = wb.ok("theory", "patterns").rows
    assert (row["distinct sources"], row["counter-cases"]) == ("1", "1")
    shown = wb.ok("theory", "patterns", "1").out
    assert "  supported by 1 distinct source, at Area 1, Area 2" in shown
    assert "CMO 2 Number 2: contradicted by C" in shown


def test_what_explains_it_is_a_memo_on_the_general_element(prepared: Any) -> None:
    wb = prepared(generalised)
    wb.ok("memo", "add", "It is nearness that does it.", "--on", "element:E6")
    assert [row["on"] for row in wb.ok("memo", "list").rows] == ["E6"]
