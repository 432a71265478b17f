"""When a mechanism is printed as inferred, and how many sources stand behind a configuration."""

from __future__ import annotations

from workbench.model.theory import Parts, explain_stage, stage_of
from workbench.model.views import Configuration, DyadEvidence, EvidenceView, SlotView
from workbench.model.vocabulary import Role, Stage, Stance

MEMO = ("retroduction", "")
WORDS = ("", "I1")


def piece(kind: tuple[str, str], stance: Stance = Stance.SUPPORTS) -> EvidenceView:
    memo_kind, source = kind
    return EvidenceView("", stance, "", "", "", "", "", "", "", source, None, None, memo_kind, "")


def inferred(*evidence: EvidenceView, role: Role = Role.MECHANISM) -> bool:
    return SlotView("", 1, role, "", 1, "", "", "", "", evidence).inferred


def test_a_mechanism_is_inferred_while_only_retroduction_supports_it() -> None:
    assert inferred(piece(MEMO))
    assert inferred(piece(MEMO), piece(WORDS, Stance.CONTRADICTS), piece(WORDS, Stance.QUALIFIES))
    assert not inferred(piece(MEMO), piece(WORDS))
    assert not inferred(piece(("analytic", "")))
    assert not inferred(piece(MEMO, Stance.CONTRADICTS))
    assert not inferred()
    assert not inferred(piece(MEMO), role=Role.OUTCOME)


def test_sources_are_counted_once_over_slots_links_and_the_whole() -> None:
    def said(name: str) -> EvidenceView:
        return piece(("", name))

    slot = SlotView("s", 1, Role.CONTEXT, "", 1, "", "", "", "", (said("I1"), said("I1"), piece(MEMO)))
    cmo = Configuration(
        "", 1, "", "observed", "", (), "", Stage.FRAGMENT, "", (slot,), (said("I2"),),
        (DyadEvidence(1, 2, said("I3")),), (), "", "",
    )  # fmt: skip
    assert cmo.source_names == ("I1", "I2", "I3")


def test_what_is_not_agreed_on_is_a_draft() -> None:
    whole = Parts((Role.CONTEXT, Role.MECHANISM_REASONING, Role.OUTCOME))
    assert stage_of(whole, agreed=True, retired=False) is Stage.COMPLETE
    assert stage_of(whole, agreed=False, retired=False) is Stage.DRAFT
    assert stage_of(Parts(whole.roles[:2]), agreed=True, retired=False) is Stage.FRAGMENT
    assert stage_of(Parts(whole.roles, unseen=True), agreed=True, retired=False) is Stage.FRAGMENT
    assert stage_of(Parts(()), agreed=True, retired=True) is Stage.RETIRED


def test_a_stage_in_words_says_what_is_agreed_and_what_is_missing() -> None:
    whole = Parts((Role.CONTEXT, Role.MECHANISM, Role.OUTCOME, Role.OUTCOME), bare=2)

    def said(parts: Parts, *, agreed: bool = False, retired: bool = False) -> str:
        return explain_stage(parts, agreed=agreed, retired=retired)

    assert said(whole) == ("draft: not agreed yet; 2 of 4 slots without evidence")
    assert said(whole, agreed=True) == "complete, agreed; 2 of 4 slots without evidence"
    assert said(Parts(whole.roles), agreed=True) == "complete, agreed"
    assert said(Parts(whole.roles, unseen=True)) == "fragment: no observed outcome yet"
    assert said(Parts((Role.OUTCOME,), bare=1)) == "fragment: no context and no mechanism yet"
    assert said(whole, retired=True) == "retired"
