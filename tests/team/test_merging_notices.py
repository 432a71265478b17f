"""What a merge says of each finding: whose version is whose, in words, and rules that decide nothing are refused."""

from __future__ import annotations

import pytest
from command_line import CommandLine
from team_work import Copies, only, prepared_source

from workbench.coding.codebook import AddCode
from workbench.coding.codes import EditCode, MoveCode, RemoveCode
from workbench.coding.commands import ApplyCode
from workbench.coding.merging import MergeCodes
from workbench.model.coding import Span
from workbench.model.vocabulary import CMOKind, Role
from workbench.sources.commands import ImportSources
from workbench.store.merging.plan import Finding
from workbench.store.reading.conflicts import conflicts
from workbench.team.rules import MergeRules
from workbench.theory.commands import AddSlot, NewCMO

NAMES = {"a": "Ada", "b": "Ben"}


def told(copies: Copies, found: Finding) -> tuple[str, str, str, str]:
    """The version that stands and the other, each with its author, as listed and as kept in the study."""
    with copies.open("a") as study, study.reading() as reader:
        [kept] = [one for one in conflicts(reader, only_open=False) if one.id == found.id]
    assert (kept.kept_words, kept.other_words) == (found.kept_words, found.other_words)
    assert found.kept_by is not None
    assert found.other_by is not None
    assert (kept.kept_at, kept.other_at) == (found.kept_by.at, found.other_by.at)
    return kept.kept_words, kept.kept_by, kept.other_words, kept.other_by


@pytest.mark.parametrize("merged", ["a", "b"])
def test_of_a_number_given_twice_each_has_its_own_author(copies: Copies, merged: str) -> None:
    for name, who in NAMES.items():
        copies.do(name, NewCMO(f"By {who}", CMOKind.OBSERVED), coder=who)
    other = "b" if merged == "a" else "a"
    found = only(copies.merge(merged, other).value.findings, "number")
    if merged == "b":
        copies.merge("a", "b")
    assert told(copies, found) == ("3", "Ben", "2", "Ada")


def test_of_an_elements_number_given_twice_too_and_it_is_called_as_elsewhere(copies: Copies) -> None:
    cmo = copies.one("a", "SELECT id FROM cmo")
    for name, who in NAMES.items():
        copies.do(name, AddSlot(cmo, Role.CONTEXT, f"as {who} says"), coder=who)
    found = only(copies.merge("a", "b").value.findings, "number")
    assert told(copies, found) == ("4", "Ben", "3", "Ada")
    assert found.label == "element E3"
    assert found.note == "both copies have an element E3; the later is element E4 now"


def test_of_a_name_given_twice_each_has_its_own_author(copies: Copies) -> None:
    for name, who in NAMES.items():
        copies.do(name, AddCode("Hope"), coder=who)
        copies.do(name, ImportSources([prepared_source("301", f"Said to {who}.\n")]), coder=who)
    findings = copies.merge("a", "b").value.findings
    by_label = {one.label: one for one in findings if one.kind == "name"}
    assert told(copies, by_label["code 'Hope'"]) == ("Hope (2)", "Ben", "Hope", "Ada")
    assert told(copies, by_label["source '301'"]) == ("301 (2)", "Ben", "301", "Ada")


def test_something_removed_shows_what_the_other_edited_alone(copies: Copies) -> None:
    code = copies.code("a", "Money")
    copies.do(
        "a", EditCode(code, full_definition="What is paid.\nAnd how.", when_to_use="Often."), coder="Ada"
    )
    copies.do("b", RemoveCode(copies.code("b", "Budget")), coder="Ben")
    copies.do("b", RemoveCode(code), coder="Ben")
    found = only(copies.merge("a", "b").value.findings, "removed")
    assert told(copies, found) == (
        "full definition: What is paid.\nAnd how.\nwhen to use: Often.",
        "Ada",
        "(removed)",
        "Ben",
    )


def test_what_refers_to_something_is_shown_by_its_name(copies: Copies) -> None:
    time = copies.code("a", "Time")
    copies.do("a", MoveCode(time, copies.code("a", "Trust")), coder="Ada")
    copies.do("b", MoveCode(time, copies.code("a", "Money")), coder="Ben")
    found = only(copies.merge("a", "b").value.findings, "changed")
    assert told(copies, found) == ("code 'Trust'", "Ada", "code 'Money'", "Ben")


def test_a_code_that_was_merged_away_is_shown_with_the_one_it_became(copies: Copies) -> None:
    money, trust = copies.code("a", "Money"), copies.code("a", "Trust")
    copies.do("a", MergeCodes((money,), trust), coder="Ada")
    copies.do("b", ApplyCode(copies.revision("b"), Span(3, 9), money), coder="Ben")
    found = only(copies.merge("a", "b", MergeRules(merged_codes="follow")).value.findings, "merged")
    assert found.kept_words == "code 'Trust'"


def _define(wb: CommandLine, words: str, study: str, coder: str) -> None:
    wb.ok("codebook", "edit", "trust", "--definition", words, "--study", study, "--coder", coder)


def test_a_rule_for_a_conflict_that_is_none_is_refused(
    wb: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WORKBENCH_STUDY", "s.study")
    wb.ok("codebook", "add", "trust")
    for who in ("Ben", "Cem"):
        wb.ok("study", "copy", "--for", who, f"{who}.study")
        _define(wb, f"As {who} sees it", f"{who}.study", who)
    _define(wb, "As Ann sees it", "s.study", "Ann")
    listed = wb.ok("study", "merge", "Ben.study", "--dry-run").rows
    identity = listed[0]["id"][-8:]
    copies = ("Ben.study", "Cem.study")
    wb.write("rules.yaml", f"default: newest\nconflicts:\n  {identity}: ours\n  ffffffff: theirs\n")
    before = wb.states()
    for names in (copies[:1], copies):
        for more in ((), ("--dry-run",)):
            said = wb.refused(3, "study", "merge", *names, "--rules", "rules.yaml", *more)
            assert "the rules decide what is no conflict of this merge: 'ffffffff'" in said
    assert wb.states() == before
    wb.write("rules.yaml", f"conflicts:\n  {identity}: theirs\n")
    wb.ok("study", "merge", *copies, "--rules", "rules.yaml")
    shown = wb.ok("codebook", "show", "trust").out
    assert "As Ben sees it" in shown
    assert wb.ok("study", "merge", *copies, "--rules", "rules.yaml").err.count("found nothing new") == 2


def test_versions_are_listed_in_words(wb: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORKBENCH_STUDY", "s.study")
    wb.ok("codebook", "add", "trust")
    wb.ok("study", "copy", "--for", "Ben", "ben.study")
    _define(wb, "As Ann sees it", "s.study", "Ann")
    wb.ok("codebook", "remove", "trust", "--study", "ben.study", "--coder", "Ben")
    [row] = wb.ok("study", "merge", "ben.study").rows
    [kept] = wb.ok("study", "conflicts").rows
    for one in (row, kept):
        assert one["stands"].startswith("short definition: As Ann sees it (Ann, ")
        assert one["other"].startswith("(removed) (Ben, ")
