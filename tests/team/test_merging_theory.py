"""Verdicts on theory and versions of it, made apart in two copies and brought together."""

from __future__ import annotations

import pytest
from team_work import Copies, only

from workbench.model.vocabulary import CMOKind, LinkKind, TheoryLevel, Verdict
from workbench.study.commands import DescribeStudy, Design
from workbench.team.rules import MergeRules
from workbench.theory.commands import NewCMO
from workbench.theory.links import LinkCMOs
from workbench.theory.verdicts import JudgeCMO, UnjudgeCMO
from workbench.theory.versions import EditVersion, NewVersion

VERDICTS = "SELECT v.verdict, v.note, c.name FROM theory_verdict v JOIN coder c ON c.id = v.coder_id ORDER BY v.verdict"
BASES = "SELECT count(*) FROM theory_verdict_basis"


class Theorising:
    """Two copies that both have a programme theory and two observed configurations at Area 1."""

    def __init__(self, copies: Copies) -> None:
        self.copies = copies
        self.site = str(copies.one("a", "SELECT id FROM site WHERE name = 'Area 1'"))
        self.theory, self.first, self.second = (
            str(copies.one("a", "SELECT id FROM cmo WHERE title = ?", title))
            for title in ("Theory", "First", "Second")
        )

    def judge(self, copy: str, verdict: Verdict, note: str = "", *basis: str) -> None:
        self.copies.do(copy, JudgeCMO(self.theory, self.site, verdict, note, basis))


@pytest.fixture
def theorising(copies: Copies) -> Theorising:
    copies.do("a", DescribeStudy(sites=(Design("Area 1"),)))
    site = str(copies.one("a", "SELECT id FROM site WHERE name = 'Area 1'"))
    copies.do("a", NewCMO("Theory", CMOKind.PROGRAMME_THEORY))
    for title in ("First", "Second"):
        copies.do("a", NewCMO(title, CMOKind.OBSERVED, site_ids=(site,)))
    copies.merge("b", "a")
    return Theorising(copies)


def test_rivals_linked_apart_from_either_end_are_linked_once(theorising: Theorising) -> None:
    copies = theorising.copies
    for copy, ends in (
        ("a", (theorising.first, theorising.second)),
        ("b", (theorising.second, theorising.first)),
    ):
        copies.do(copy, LinkCMOs(*ends, LinkKind.RIVAL_OF))
        copies.do(copy, LinkCMOs(*ends, LinkKind.REFINES))
    findings = copies.merge("a", "b").value.findings
    assert {finding.note.partition(":")[0] for finding in findings} == {
        "by 'refines' it leads back to itself now"
    }
    found = copies.rows("a", "SELECT kind, count(*) FROM cmo_link GROUP BY kind ORDER BY kind")
    assert found == [("refines", 2), ("rival of", 1)]


@pytest.mark.parametrize(("into", "other"), ["ab", "ba"])
def test_verdicts_on_different_cells_come_together(theorising: Theorising, into: str, other: str) -> None:
    copies = theorising.copies
    theorising.judge("a", Verdict.PARTLY, "Some.", theorising.first)
    copies.do("b", JudgeCMO(theorising.second, theorising.site, Verdict.UNFORESEEN))
    assert copies.merge(into, other).value.findings == ()
    assert copies.rows(into, VERDICTS) == [("partly", "Some.", "Ada"), ("unforeseen", "", "Ben")]
    assert copies.one(into, BASES) == 1


@pytest.mark.parametrize(("into", "other"), ["ab", "ba"])
def test_a_cell_judged_differently_in_both_copies_is_a_conflict(
    theorising: Theorising, into: str, other: str
) -> None:
    copies = theorising.copies
    theorising.judge("a", Verdict.PARTLY, "Some.", theorising.first)
    theorising.judge("b", Verdict.CONTRADICTED, "None.", theorising.second)
    before = copies.rows(into, VERDICTS)
    found = {finding.field: finding for finding in copies.merge(into, other).value.findings}
    assert set(found) == {"verdict", "note"}
    conflict = found["verdict"]
    assert (conflict.state, {conflict.kept, conflict.other}) == ("open", {"partly", "contradicted"})
    assert conflict.label == "theory verdict of CMO 2 at Area 1"
    assert copies.rows(into, VERDICTS) == before, "ours stands meanwhile"
    assert copies.one(into, BASES) == 2, "what either rests on is kept"
    copies.undo_merge(into)
    assert copies.rows(into, VERDICTS) == before


@pytest.mark.parametrize(("into", "other"), ["ab", "ba"])
def test_a_cell_judged_alike_in_both_copies_is_of_who_judged_first(
    theorising: Theorising, into: str, other: str
) -> None:
    for copy, basis in (("a", theorising.first), ("b", theorising.second)):
        theorising.judge(copy, Verdict.PARTLY, "Some.", basis)
    assert theorising.copies.merge(into, other).value.findings == ()
    assert theorising.copies.rows(into, VERDICTS) == [("partly", "Some.", "Ada")]
    assert theorising.copies.one(into, BASES) == 2


@pytest.mark.parametrize(
    ("side", "verdict", "coder"), [("ours", "partly", "Ada"), ("theirs", "confirmed", "Ben")]
)
def test_a_rule_decides_whose_verdict_stands(
    theorising: Theorising, side: str, verdict: str, coder: str
) -> None:
    theorising.judge("a", Verdict.PARTLY, "Some.")
    theorising.judge("b", Verdict.CONFIRMED, "All.")
    theorising.copies.merge("a", "b", MergeRules(fields={"theory_verdict": side}))  # type: ignore[dict-item]
    [(found, _, by)] = theorising.copies.rows("a", VERDICTS)
    assert (found, by) == (verdict, coder)


def test_a_verdict_taken_back_in_one_copy_and_changed_in_the_other_stays_and_is_listed(
    theorising: Theorising,
) -> None:
    copies = theorising.copies
    theorising.judge("a", Verdict.PARTLY)
    copies.merge("b", "a")
    copies.do("a", UnjudgeCMO(theorising.theory, theorising.site))
    theorising.judge("b", Verdict.CONFIRMED)
    assert only(copies.merge("a", "b").value.findings, "removed").state == "open"
    assert copies.rows("a", VERDICTS) == [("confirmed", "", "Ben")]


@pytest.mark.parametrize(("into", "other"), ["ab", "ba"])
def test_versions_made_apart_are_both_kept_under_numbers_of_their_own(
    theorising: Theorising, into: str, other: str
) -> None:
    copies = theorising.copies
    for copy, title in (("a", "Ada's"), ("b", "Ben's")):
        copies.do(copy, NewVersion(TheoryLevel.INITIAL, "So.", (theorising.theory,), title))
    assert only(copies.merge(into, other).value.findings, "number").table == "theory_version"
    rows = copies.rows(into, "SELECT number, title FROM theory_version ORDER BY number")
    assert rows == [(1, "Ada's"), (2, "Ben's")]
    assert copies.one(into, "SELECT count(*) FROM theory_version_cmo") == 2


def test_a_statement_mended_in_both_copies_is_a_conflict(theorising: Theorising) -> None:
    copies = theorising.copies
    version = copies.do("a", NewVersion(TheoryLevel.INITIAL, "So.", (theorising.theory,)))
    copies.merge("b", "a")
    copies.do("a", EditVersion(version, statement="So it is."))
    copies.do("b", EditVersion(version, statement="So it was."))
    conflict = only(copies.merge("a", "b").value.findings, "changed")
    assert (conflict.field, conflict.kept, conflict.other) == ("statement", "So it is.", "So it was.")
