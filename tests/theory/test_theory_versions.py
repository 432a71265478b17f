"""Versions of the programme theory: what they hold stays as it stood; what changed between two is told."""

from __future__ import annotations

from typing import Any

import pytest
from command_line import CommandLine, Prepare
from development_work import theory
from theory_work import carried_out

from workbench.analysis.version_diff import text_change, version_diff
from workbench.model.theory_version_views import CMOAsItStood, SlotAsItStood, VersionView

NEW = ("theory", "version", "new", "--level")


@pytest.fixture
def study(prepared: Prepare) -> CommandLine:
    return prepared(theory)


def first(wb: CommandLine) -> None:
    wb.ok(
        *NEW,
        "initial",
        "--statement",
        "Lists make falls fewer.",
        "--tracer",
        "Falls",
        "--cmo",
        "1",
        "--cmo",
        "3",
    )


def show(wb: CommandLine, version: str = "1") -> dict[str, Any]:
    return wb.ok("theory", "version", "show", version, "--json").json


def held(wb: CommandLine, version: str) -> list[int]:
    return [cmo["number"] for cmo in show(wb, version)["cmos"]]


def test_a_version_is_made_undone_and_redone(study: CommandLine) -> None:
    words = ("--title", "What policy says", "--statement", "Lists make falls fewer.", "--tracer", "Falls")
    told = carried_out(study, *NEW, "initial", *words, "--cmo", "1", "--cmo", "3", "--cmo", "1")
    assert "made version 1 (initial) of 2 CMOs" in told.err
    version = show(study)
    assert (version["level"], version["title"], version["tracer"]) == ("initial", "What policy says", "Falls")
    assert [slot["wording"] for slot in version["cmos"][0]["slots"]] == [
        "many services",
        "one list",
        "fewer falls",
    ]
    assert version["cmos"][0]["slots"][2]["status"] == "anticipated"
    assert study.ok("theory", "version", "list").rows[0]["CMOs"] == "2"
    assert study.ok("study", "check", "--json").json["sound"]


def test_what_it_holds_stays_as_it_was_worded(study: CommandLine) -> None:
    first(study)
    before = show(study)
    study.ok("element", "edit", "one list", "--wording", "one list that all can read")
    study.ok("cmo", "edit", "1", "--title", "Read lists help", "--narrative", "If ... then ...")
    study.ok("cmo", "retire", "1")
    assert show(study) == before


def test_a_new_one_starts_from_the_last_or_from_those_that_stand(study: CommandLine) -> None:
    first(study)
    reason = ("--reason", "More was observed.", "--statement", "Read lists do.", "--tracer", "Falls")
    study.ok(*NEW, "refined", *reason, "--from", "last", "--cmo", "4", "--without", "1")
    assert held(study, "version 2") == [3, 4]
    for role in ("mechanism", "outcome"):
        study.ok("cmo", "add-slot", "6", f"the {role} of a stroke", "--role", role)
    study.ok(*NEW, "refined", *reason, "--from", "standing")
    assert held(study, "3") == [1, 3], "neither a fragment nor a draft of another tracer"
    study.ok(*NEW, "middle-range", *reason, "--from", "standing", "--kind", "observed")
    assert held(study, "4") == [3]
    study.ok("cmo", "retire", "3")
    study.ok(*NEW, "middle-range", *reason, "--from", "last")
    assert held(study, "5") == []


def test_its_words_are_mended_and_nothing_else(study: CommandLine) -> None:
    first(study)
    edit = ("theory", "version", "edit", "1")
    carried_out(study, *edit, "--title", "Policy", "--statement", "Lists.", "--reason", "First reading.")
    version = show(study, "Policy")
    assert (version["statement"], version["reason"]) == ("Lists.", "First reading.")
    assert "left version 1 as it is" in study.ok(*edit, "--title", "Policy").err
    assert "needs a statement" in study.refused(3, *edit, "--statement", " ")
    assert "nothing to change" in study.refused(2, *edit)


def test_a_version_is_taken_away_and_its_cmos_stay(study: CommandLine) -> None:
    first(study)
    carried_out(study, "theory", "version", "remove", "1")
    assert study.ok("theory", "version", "list", "--json").json == []
    assert len(study.ok("cmo", "list", "--json").json) == 7


@pytest.mark.parametrize(
    ("words", "code", "why"),
    [
        (("--statement", " ", "--cmo", "1"), 3, "needs a statement"),
        (("--statement", "S.", "--cmo", "2"), 5, "CMO 2 is retired"),
        (
            ("--statement", "S.", "--reason", "R.", "--cmo", "6", "--tracer", "Falls"),
            3,
            "CMO 6 is of another tracer",
        ),
        (("--statement", "S.", "--cmo", "1", "--tracer", "Falls"), 3, "needs the reason why it differs"),
        (("--statement", "S."), 2, "which CMOs does it hold?"),
        (("--statement", "S.", "--from", "nowhere"), 2, "nothing to start from"),
        (("--statement", "S.", "--from", "last", "--tracer", "Stroke"), 4, "no version yet"),
        (("--statement", "S.", "--cmo", "99"), 4, "there is no CMO '99'"),
    ],
)
def test_what_makes_no_version_is_refused(
    study: CommandLine, words: tuple[str, ...], code: int, why: str
) -> None:
    first(study)
    study.ok("cmo", "retire", "2")
    assert why in study.refused(code, *NEW, "refined", *words)


def test_a_level_that_there_is_not_is_refused(study: CommandLine) -> None:
    assert "no level of theory" in study.refused(2, *NEW, "final", "--statement", "S.", "--cmo", "1")


def test_a_difference_tells_what_came_what_went_and_what_was_reworded(study: CommandLine) -> None:
    first(study)
    study.ok("element", "edit", "one list", "--wording", "one list that all can read")
    study.ok("cmo", "add-slot", "1", "a shared building", "--role", "context")
    study.ok("cmo", "remove-slot", "1", "many services")
    words = ("--statement", "Lists that are read make falls fewer.", "--reason", "Some read it.")
    study.ok(*NEW, "refined", *words, "--tracer", "Falls", "--cmo", "1", "--cmo", "4")
    text = study.ok("theory", "version", "diff", "1", "2").out
    for line in (
        "why: Some read it.",
        "~ statement: Lists {+that are read+} make falls fewer.",
        "+ CMO 4  A side door (observed; North)",
        "- CMO 3  Lists are not read (observed; North)",
        "~ CMO 1  Lists help (programme theory; Nation)",
        "    ~ mechanism: one list {+that all can read+}",
        "    + context: a shared building",
        "    - context: many services",
    ):
        assert line in text.split("\n"), line
    found = study.ok("theory", "version", "diff", "1", "2", "--json").json
    assert [cmo["number"] for cmo in found["added"]] == [4]
    assert found["reworded"][0]["slots"][0]["words"]["after"] == "one list that all can read"
    assert "are the same" in study.ok("theory", "version", "diff", "1", "1").out


def version(*cmos: CMOAsItStood, statement: str = "S.") -> VersionView:
    return VersionView("v", 1, "initial", "", "", statement, "", "Ann", "2026", len(cmos), cmos)


def stood(*slots: SlotAsItStood, title: str = "T", sites: tuple[str, ...] = ()) -> CMOAsItStood:
    return CMOAsItStood("c", 1, title, "observed", "", sites, slots)


def test_a_slot_that_was_put_in_again_is_the_same() -> None:
    before = stood(SlotAsItStood("a", "context", "x"), SlotAsItStood("b", "outcome", "y"))
    after = stood(SlotAsItStood("b", "outcome", "y"), SlotAsItStood("new", "context", "x"))
    diff = version_diff(version(before), version(after))
    assert diff.is_empty
    assert [cmo.number for cmo in diff.same] == [1]


def test_role_and_status_of_a_slot_and_sites_are_compared() -> None:
    before = stood(SlotAsItStood("a", "context", "x"), SlotAsItStood("b", "outcome", "y", "observed"))
    after = stood(
        SlotAsItStood("a", "mechanism", "x"), SlotAsItStood("b", "outcome", "y", "implied"), sites=("North",)
    )
    [change] = version_diff(version(before), version(after)).reworded
    assert [(slot.before, slot.after, slot.words) for slot in change.slots] == [
        (before.slots[0], after.slots[0], None),
        (before.slots[1], after.slots[1], None),
    ]
    assert change.sites == ((), ("North",))


def test_white_space_is_no_change() -> None:
    assert text_change("a  b\n", "a b") is None


def test_what_is_stored_of_a_configuration_comes_back() -> None:
    one = stood(SlotAsItStood("a", "context", "„ä“", "observed"), sites=("North",))
    assert CMOAsItStood.from_json("c", one.to_json()) == one
