"""Configurations that both copies changed: after a merge neither contradicts the other, or it is noted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from team_work import Copies, require_sound

from workbench.errors import Conflict
from workbench.model.advice_views import Check
from workbench.model.coding import Span
from workbench.model.views import Configuration
from workbench.model.vocabulary import CMOKind, LinkKind, MemoKind, Role, Valence, Verdict
from workbench.store.merging.plan import Finding
from workbench.store.reading.theory import configurations
from workbench.store.unit_of_work import Command
from workbench.study.commands import DescribeStudy, Design, WriteMemo
from workbench.team.settling import SettleConflicts
from workbench.theory.cmo_file import CMOEntry, CMOFile
from workbench.theory.cmo_merging import MergeCMOs
from workbench.theory.cmo_splitting import SplitCMO
from workbench.theory.commands import AddSlot, EditCMO, NewCMO, Status
from workbench.theory.dismissing import DismissCheck
from workbench.theory.element_merging import MergeElements
from workbench.theory.elements import AddElement, RewordElement
from workbench.theory.evidence import AddEvidence
from workbench.theory.importing import ImportCMOs
from workbench.theory.links import LinkCMOs
from workbench.theory.slots import EditSlot, RemoveSlot
from workbench.theory.verdicts import JudgeCMO


class Copy:
    """One of two copies: CMO 1 to 3 are observed, 4 is programme theory; 1 gives what is a context of 2."""

    def __init__(self, copies: Copies, name: str) -> None:
        self.copies, self.name = copies, name
        self.memo = str(copies.one(name, "SELECT id FROM memo"))
        self.site = str(copies.one(name, "SELECT id FROM site"))

    def do(self, command: Command[Any]) -> None:
        self.copies.do(self.name, command)

    def cmo(self, number: int) -> Configuration:
        with self.copies.open(self.name) as study, study.reading() as reader:
            return next(one for one in configurations(reader) if one.number == number)

    def id_of(self, number: int) -> str:
        return self.cmo(number).id

    def slot(self, number: int, position: int) -> str:
        return self.cmo(number).slots[position - 1].id

    def back(self, number: int, slot: int | None, to: int | None = None) -> None:
        self.do(AddEvidence(self.id_of(number), memo_id=self.memo, slot=slot, to_slot=to))

    def unite(self, number: int, into: int) -> None:
        self.do(MergeCMOs(self.id_of(number), self.id_of(into), "They tell the same."))


@pytest.fixture
def apart(copies: Copies) -> Copies:
    first = Copy(copies, "a")
    for title, kind in (
        ("Two", CMOKind.OBSERVED),
        ("Three", CMOKind.OBSERVED),
        ("T", CMOKind.PROGRAMME_THEORY),
    ):
        first.do(NewCMO(title, kind))
    first.do(AddSlot(first.id_of(2), Role.CONTEXT, "work is saved"))
    first.do(AddSlot(first.id_of(2), Role.MECHANISM, "people rest"))
    first.do(LinkCMOs(first.id_of(1), first.id_of(3), LinkKind.NESTS))
    copies.merge("b", "a")
    return copies


Deed = Callable[[Copy], object]
BOTH_WAYS = pytest.mark.parametrize("into", ["a", "b"])


def merged(apart: Copies, into: str, ada: Deed, ben: Deed) -> tuple[Finding, ...]:
    """What a merge finds after both did something; its undo takes all of it back."""
    ada(Copy(apart, "a"))
    ben(Copy(apart, "b"))
    before = apart.content(into)
    findings = apart.merge(into, "b" if into == "a" else "a").value.findings
    after = apart.content(into)
    apart.undo_merge(into)
    assert apart.content(into) == before
    apart.redo_merge(into)
    assert apart.content(into) == after
    return findings


def notes(findings: Sequence[Finding]) -> list[tuple[str, str]]:
    return [(finding.state, f"{finding.label}: {finding.note}") for finding in findings]


def ripples(copy: Copy) -> None:
    copy.do(LinkCMOs(copy.id_of(1), copy.id_of(2), LinkKind.RIPPLE))


@BOTH_WAYS
def test_evidence_goes_with_its_slot_that_the_other_copy_split_off(apart: Copies, into: str) -> None:
    findings = merged(
        apart, into, lambda a: a.do(SplitCMO(a.id_of(1), (a.slot(1, 1),))), lambda b: b.back(1, 1)
    )
    assert notes(findings) == [
        ("noted", "evidence of CMO 5: one copy put its slot into another CMO; it went along")
    ]
    copy = Copy(apart, into)
    assert [len(slot.evidence) for slot in copy.cmo(5).slots] == [1]


@BOTH_WAYS
def test_evidence_for_a_link_of_slots_that_the_other_copy_took_apart_stays_behind_the_first(
    apart: Copies, into: str
) -> None:
    [found] = merged(
        apart, into, lambda a: a.do(SplitCMO(a.id_of(1), (a.slot(1, 2),))), lambda b: b.back(1, 1, 2)
    )
    assert "stands behind the first of them alone" in found.note
    cmo = Copy(apart, into).cmo(1)
    assert (len(cmo.slots[0].evidence), cmo.dyad_evidence) == (1, ())


@BOTH_WAYS
def test_advice_set_aside_goes_with_its_slot(apart: Copies, into: str) -> None:
    def aside(copy: Copy) -> None:
        copy.do(DismissCheck(next(iter(Check)), copy.id_of(1), copy.slot(1, 1), "It does not matter."))

    assert merged(apart, into, lambda a: a.do(SplitCMO(a.id_of(1), (a.slot(1, 1),))), aside) == ()
    assert apart.one(into, "SELECT number FROM cmo JOIN dismissed_check ON cmo_id = cmo.id") == 5


@BOTH_WAYS
def test_what_has_an_outcome_that_was_seen_stays_observed(apart: Copies, into: str) -> None:
    def theory(copy: Copy) -> None:
        entry = CMOEntry.model_validate({"id": copy.id_of(2), "kind": "programme theory"})
        copy.do(ImportCMOs(CMOFile(cmos=(entry,)), _nowhere))

    [found] = merged(apart, into, theory, lambda b: b.do(AddSlot(b.id_of(2), Role.OUTCOME, "nobody waits")))
    assert (found.label, found.state) == ("CMO 2", "noted")
    assert Copy(apart, into).cmo(2).kind == CMOKind.OBSERVED


@BOTH_WAYS
def test_a_verdict_on_theory_that_turns_out_to_be_observed_is_noted(apart: Copies, into: str) -> None:
    def theory(copy: Copy) -> None:
        entry = CMOEntry.model_validate({"id": copy.id_of(2), "kind": "programme theory"})
        copy.do(ImportCMOs(CMOFile(cmos=(entry,)), _nowhere))
        copy.do(JudgeCMO(copy.id_of(2), copy.site, Verdict.NOT_ASKED))

    findings = merged(apart, into, theory, lambda b: b.do(AddSlot(b.id_of(2), Role.OUTCOME, "nobody waits")))
    assert {one.table for one in findings} == {"cmo", "theory_verdict"}


def _nowhere(quote: str, text: str) -> Span:
    raise AssertionError("there is no quote in the file")


@BOTH_WAYS
@pytest.mark.parametrize(
    "taken",
    [
        pytest.param(lambda a: a.do(RemoveSlot(a.slot(2, 1))), id="removed"),
        pytest.param(
            lambda a: a.do(EditSlot(a.slot(2, 1), wording="work is less", detach=True)), id="detached"
        ),
        pytest.param(lambda a: a.do(EditSlot(a.slot(2, 1), Role.ACTOR)), id="another role"),
    ],
)
def test_a_ripple_that_lost_its_element_is_noted(apart: Copies, into: str, taken: Deed) -> None:
    [found] = merged(apart, into, taken, ripples)
    assert found.note.startswith("CMO 1 ripples into CMO 2, but they share no element any more")


@BOTH_WAYS
def test_a_ripple_goes_through_another_element_that_both_ends_share(apart: Copies, into: str) -> None:
    Copy(apart, "a").do(AddSlot(Copy(apart, "a").id_of(1), Role.MECHANISM, "people meet"))
    Copy(apart, "a").do(AddSlot(Copy(apart, "a").id_of(2), Role.CONTEXT, "people meet"))
    apart.merge("b", "a")
    assert merged(apart, into, lambda a: a.do(RemoveSlot(a.slot(2, 1))), ripples) == ()
    assert [link.shared_wording for link in Copy(apart, into).cmo(2).links] == ["people meet"]


@BOTH_WAYS
def test_a_ripple_does_not_come_to_go_through_what_its_first_end_does_not_bring_about(
    apart: Copies, into: str
) -> None:
    ada = Copy(apart, "a")
    for number in (1, 2):
        ada.do(AddSlot(ada.id_of(number), Role.CONTEXT, "people meet"))
    apart.merge("b", "a")
    [found] = merged(apart, into, lambda a: a.do(RemoveSlot(a.slot(2, 1))), ripples)
    assert "they share no element any more" in found.note
    assert [link.shared_wording for link in Copy(apart, into).cmo(2).links] == ["work is saved"]


@BOTH_WAYS
@pytest.mark.parametrize(
    "given",
    [
        pytest.param(lambda b: b.back(1, 1), id="evidence"),
        pytest.param(lambda b: b.do(AddSlot(b.id_of(1), Role.MECHANISM, "people meet")), id="slot"),
        pytest.param(lambda b: b.do(LinkCMOs(b.id_of(2), b.id_of(1), LinkKind.REFINES)), id="link"),
    ],
)
def test_what_was_put_into_a_configuration_that_the_other_copy_merged_away_is_noted(
    apart: Copies, into: str, given: Deed
) -> None:
    findings = merged(apart, into, lambda a: a.unite(1, 3), given)
    assert [(one.kind, one.label, one.state) for one in findings] == [("retired", "CMO 1", "noted")]


@BOTH_WAYS
def test_a_link_led_to_a_configuration_that_the_other_copy_retired_is_noted(apart: Copies, into: str) -> None:
    findings = merged(apart, into, lambda a: a.do(EditCMO(a.id_of(2), retired=True)), lambda b: b.unite(3, 2))
    assert [(one.kind, one.label) for one in findings] == [("retired", "CMO 2")]
    assert [link.other_number for link in Copy(apart, into).cmo(1).links] == [2]


@BOTH_WAYS
def test_two_that_were_merged_into_each_other_are_both_noted(apart: Copies, into: str) -> None:
    findings = merged(apart, into, lambda a: a.unite(1, 2), lambda b: b.unite(2, 1))
    assert {(one.kind, one.label) for one in findings} >= {("retired", "CMO 1"), ("retired", "CMO 2")}


@BOTH_WAYS
def test_a_retired_configuration_to_which_nobody_added_anything_is_not_noted(
    apart: Copies, into: str
) -> None:
    def elsewhere(copy: Copy) -> None:
        copy.back(1, 1)
        copy.do(AddSlot(copy.id_of(2), Role.OUTCOME, "nobody waits"))

    assert merged(apart, into, lambda a: a.do(EditCMO(a.id_of(3), retired=True)), elsewhere) == ()


@BOTH_WAYS
def test_what_was_retired_before_and_taken_up_in_one_copy_is_not_noted(apart: Copies, into: str) -> None:
    Copy(apart, "a").do(EditCMO(Copy(apart, "a").id_of(3), retired=True))
    apart.merge("b", "a")

    def take_up(copy: Copy) -> None:
        copy.do(EditCMO(copy.id_of(3), retired=False))
        copy.do(AddSlot(copy.id_of(3), Role.OUTCOME, "nobody waits"))

    assert merged(apart, into, lambda a: a.do(EditCMO(a.id_of(3), narrative="So it was.")), take_up) == ()


@BOTH_WAYS
def test_a_status_edited_in_one_copy_goes_where_the_other_made_it_a_context(apart: Copies, into: str) -> None:
    [found] = merged(
        apart,
        into,
        lambda a: a.do(EditSlot(a.slot(1, 2), status=Status(valence=Valence.POSITIVE))),
        lambda b: b.do(EditSlot(b.slot(1, 2), Role.CONTEXT)),
    )
    assert (found.other or {}).get("valence") == "positive", "it is on record"
    assert Copy(apart, into).cmo(1).slots[1].role is Role.CONTEXT


@BOTH_WAYS
def test_a_link_whose_ends_became_one_goes(apart: Copies, into: str) -> None:
    [found] = merged(apart, into, lambda a: a.unite(1, 2), lambda b: b.unite(3, 2))
    assert found.note == "both its ends were merged into CMO 2, each in one copy; it goes"
    assert apart.rows(into, "SELECT * FROM cmo_link") == []


@BOTH_WAYS
def test_the_same_statement_put_into_one_configuration_in_two_ways_is_noted(apart: Copies, into: str) -> None:
    def put(copy: Copy) -> None:
        element = copy.cmo(2).slots[1].element_id
        copy.do(EditSlot(copy.slot(1, 1), element_id=element))

    [found] = merged(apart, into, put, lambda b: b.do(AddSlot(b.id_of(1), Role.CONTEXT, "people rest")))
    assert (found.label, "the same statement" in found.note) == ("CMO 1", True)


@BOTH_WAYS
def test_links_that_lead_back_together_are_noted_at_both_ends(apart: Copies, into: str) -> None:
    findings = merged(
        apart,
        into,
        lambda a: a.do(LinkCMOs(a.id_of(1), a.id_of(2), LinkKind.REFINES)),
        lambda b: b.do(LinkCMOs(b.id_of(2), b.id_of(1), LinkKind.REFINES)),
    )
    said = "by 'refines' it leads back to itself now: unlink one of these links"
    assert notes(findings) == [("noted", f"CMO {number}: {said}") for number in (1, 2)]


@BOTH_WAYS
def test_two_elements_that_came_to_one_wording_are_noted(apart: Copies, into: str) -> None:
    def reword(copy: Copy) -> None:
        copy.do(RewordElement(copy.cmo(1).slots[0].element_id, "one roof"))

    [found] = merged(apart, into, reword, lambda b: b.do(AddElement("one roof")))
    assert found.note == "another element is worded so, too: merge the two"


@BOTH_WAYS
def test_an_element_merged_in_one_copy_and_used_in_the_other_stays_where_it_is_used(
    apart: Copies, into: str
) -> None:
    def merge_away(copy: Copy) -> None:
        copy.do(MergeElements(_element(copy, "work is saved"), _element(copy, "people rest")))

    [found] = merged(
        apart, into, merge_away, lambda b: b.do(AddSlot(b.id_of(3), Role.OUTCOME, "work is saved"))
    )
    assert (found.label, found.note.partition(" and ")[0].rpartition(" ")[0]) == (
        "element E2",
        "it was merged into another",
    )
    copy = Copy(apart, into)
    assert [[slot.wording for slot in copy.cmo(number).slots] for number in (1, 2, 3)] == [
        ["a shared building", "people rest"],
        ["people rest", "people rest"],
        ["work is saved"],
    ]


@BOTH_WAYS
def test_a_verdict_that_rests_on_what_the_other_copy_gave_another_tracer_is_noted(
    apart: Copies, into: str
) -> None:
    ada = Copy(apart, "a")
    tracer = str(apart.one("a", "SELECT id FROM tracer"))
    ada.do(EditCMO(ada.id_of(1), tracer_id=tracer, site_ids=(ada.site,)))
    ada.do(EditCMO(ada.id_of(4), tracer_id=tracer))
    ada.do(DescribeStudy(tracers=(Design("Other"),)))
    apart.merge("b", "a")
    other = str(apart.one("a", "SELECT id FROM tracer WHERE name = 'Other'"))
    [found] = merged(
        apart,
        into,
        lambda a: a.do(EditCMO(a.id_of(1), tracer_id=other)),
        lambda b: b.do(JudgeCMO(b.id_of(4), b.site, Verdict.CONFIRMED, basis=(b.id_of(1),))),
    )
    assert found.note == "it rests on CMO 1, which is not one observed there any more"


def test_a_merge_is_redone_beside_others_work_though_two_put_the_same_behind_a_slot(apart: Copies) -> None:
    ada, ben = Copy(apart, "a"), Copy(apart, "b")
    idle = apart.do("a", WriteMemo(MemoKind.ANALYTIC, "A thought.", "Thought"), coder="Cai")
    apart.do("a", AddEvidence(ada.id_of(2), memo_id=idle), coder="Cai")
    ada.back(1, 1)
    ben.back(1, 1)
    apart.merge("a", "b")
    after = apart.content("a")["evidence"]
    apart.undo_merge("a")
    for _ in range(2):  # the evidence goes, and then the memo
        apart.undo("a", "Cai")
    apart.redo_merge("a")
    assert len(ada.cmo(1).slots[0].evidence) == 2
    assert after - apart.content("a")["evidence"], "what Cai took back since stays away"
    require_sound(apart.path("a"))


def test_where_evidence_went_is_decided_as_a_whole(apart: Copies) -> None:
    Copy(apart, "a").back(1, 1)
    apart.merge("b", "a")
    findings = merged(apart, "a", lambda a: a.unite(1, 2), lambda b: b.unite(1, 3))
    moved = [one.id for one in findings if one.table == "evidence"]
    assert len(moved) == 2
    with pytest.raises(Conflict, match="would name a slot of another CMO") as refused:
        apart.do("a", SettleConflicts((moved[0],), other=True))
    assert "together" in refused.value.hint
    apart.do("a", SettleConflicts(tuple(moved), other=True))
    require_sound(apart.path("a"))
    assert apart.one("a", "SELECT number FROM cmo JOIN evidence ON cmo_id = cmo.id") == 3


def test_a_role_taken_from_the_other_copy_has_the_status_that_it_can_have(apart: Copies) -> None:
    [found] = merged(
        apart,
        "a",
        lambda a: a.do(EditSlot(a.slot(2, 2), Role.OUTCOME)),
        lambda b: b.do(EditSlot(b.slot(2, 2), Role.ACTOR)),
    )
    apart.do("a", SettleConflicts((found.id,), other=True))
    slot = Copy(apart, "a").cmo(2).slots[1]
    assert (slot.role, slot.expectation) == (Role.ACTOR, "")


@pytest.mark.parametrize(("number", "expectation"), [(2, "observed"), (4, "anticipated")])
def test_an_outcome_taken_from_the_other_copy_has_the_status_of_its_kind(
    apart: Copies, number: int, expectation: str
) -> None:
    ada = Copy(apart, "a")
    ada.do(AddSlot(ada.id_of(4), Role.CONTEXT, "a plan"))
    ada.do(AddSlot(ada.id_of(4), Role.MECHANISM, "people agree"))
    apart.merge("b", "a")
    findings = merged(
        apart,
        "a",
        lambda a: a.do(EditSlot(a.slot(number, 2), Role.ACTOR)),
        lambda b: b.do(EditSlot(b.slot(number, 2), Role.OUTCOME)),
    )
    [found] = [one for one in findings if one.state == "open"]
    apart.do("a", SettleConflicts((found.id,), other=True))
    slot = Copy(apart, "a").cmo(number).slots[1]
    assert (slot.role, slot.expectation) == (Role.OUTCOME, expectation)


def test_what_contradicted_before_is_not_noted_again(apart: Copies) -> None:
    Copy(apart, "a").do(AddElement("one roof"))
    Copy(apart, "b").do(AddElement("under one roof"))
    apart.merge("b", "a")
    apart.merge("a", "b")
    first = merged(
        apart,
        "a",
        lambda a: a.do(RewordElement(_element(a, "one roof"), "a common roof")),
        lambda b: b.do(RewordElement(_element(b, "under one roof"), "a common roof")),
    )
    assert len(first) == 1
    apart.merge("b", "a")
    assert merged(apart, "a", lambda _: None, lambda b: b.do(AddElement("another"))) == ()
    apart.merge("b", "a")
    [found] = merged(
        apart,
        "a",
        lambda a: a.do(RewordElement(_element(a, "another"), "ours")),
        lambda b: b.do(RewordElement(_element(b, "another"), "theirs")),
    )
    apart.do("a", SettleConflicts((found.id,), other=True))
    assert apart.rows("a", "SELECT 1 FROM element WHERE wording = 'theirs'"), (
        "two of one wording stand in nobody's way"
    )


def _element(copy: Copy, wording: str) -> str:
    return str(copy.copies.one(copy.name, f"SELECT id FROM element WHERE wording = '{wording}'"))
