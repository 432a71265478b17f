"""Builders of an invented study of falls prevention. No real person, place or text.

The programme theory is refined by one observed configuration, which has a rival with a ripple.
"""

from __future__ import annotations

from dataclasses import replace

from workbench.model.views import (
    Configuration,
    DyadEvidence,
    EvidenceView,
    LinkView,
    ParticipantView,
    SlotView,
    SourceView,
)
from workbench.model.vocabulary import Role, Stage, Stance

ATTRIBUTIONS = {
    "101": "[101, Council, Area 1, Mar 2021]",
    "102": "[102, Community trust, Area 1, Apr 2021]",
    "203": "[203, Community trust, Area 2, Jun 2022]",
    "204": "[204, Voluntary sector, Area 2, Jul 2022]",
    "D1": "[D1, Programme guidance, Jan 2020]",
}


def said(
    source: str,
    text: str,
    *,
    stance: Stance = Stance.SUPPORTS,
    ratings: tuple[str, str, str] = ("", "", ""),
    note: str = "",
) -> EvidenceView:
    return EvidenceView(
        id=f"evidence-{source}-{len(text)}",
        stance=stance,
        relevance=ratings[0],
        richness=ratings[1],
        rigour=ratings[2],
        note=note,
        coder="Ada",
        text=text,
        attribution=ATTRIBUTIONS[source],
        source_name=source,
        start_char=100,
        end_char=100 + len(text),
        memo_kind="",
        memo_title="",
    )


def reasoned(title: str, text: str) -> EvidenceView:
    return EvidenceView(
        id=f"evidence-memo-{len(text)}",
        stance=Stance.SUPPORTS,
        relevance="",
        richness="",
        rigour="",
        note="",
        coder="Bo",
        text=text,
        attribution="",
        source_name="",
        start_char=None,
        end_char=None,
        memo_kind="retroduction",
        memo_title=title,
    )


def slot(
    position: int, role: Role, element: int, wording: str, *evidence: EvidenceView, status: str = ""
) -> SlotView:
    words = (*status.split(), "", "", "")[:3]
    return SlotView(
        id=f"slot-{element}-{position}",
        position=position,
        role=role,
        element_id=f"element-{element}",
        element_number=element,
        wording=wording,
        expectation=words[0],
        intention=words[1],
        valence=words[2],
        evidence=evidence,
    )


def configuration(number: int, title: str, slots: tuple[SlotView, ...], **fields: object) -> Configuration:
    plain = Configuration(
        id=f"cmo-{number}",
        number=number,
        title=title,
        kind="observed",
        tracer="Falls prevention",
        sites=("Area 1", "Area 2"),
        narrative="",
        stage=Stage.COMPLETE,
        stage_explained="complete, agreed",
        agreed=True,
        slots=slots,
        evidence=(),
        dyad_evidence=(),
        links=(),
        coder="Ada",
        created_at="2022-09-01T10:00:00.000Z",
    )
    return replace(plain, **fields)


def link(kind: str, other: Configuration, *, outgoing: bool, shared: str = "", note: str = "") -> LinkView:
    return LinkView(
        f"link-{kind}-{other.number}",
        kind,
        outgoing,
        other.id,
        other.number,
        other.title,
        shared,
        note,
        other_stage=other.stage,
        other_tracer=other.tracer,
    )


C, M, O = Role.CONTEXT, Role.MECHANISM, Role.OUTCOME  # noqa: E741
POOLED = "Council and trust hold one budget for falls"
TRUST = "Staff trust each other to spend it well"


def theory() -> Configuration:
    slots = (
        slot(
            1,
            C,
            1,
            "Falls are paid for by whoever meets the person first",
            said("D1", "Costs fall where they land."),
        ),
        slot(
            2,
            M,
            2,
            POOLED,
            said("D1", "Partners will hold a single budget.", ratings=("high", "low", "moderate")),
        ),
        slot(3, O, 3, "People are seen before they fall", status="anticipated intended positive"),
        slot(4, O, 4, "Fewer ambulances are called", status="anticipated intended positive"),
    )
    narrative = "If partners hold one budget, then they will act early, because neither gains by waiting."
    return configuration(
        1,
        "One budget, early action",
        slots,
        kind="programme theory",
        sites=("National",),
        narrative=narrative,
    )


def shared_budget() -> Configuration:
    slots = (
        slot(
            1,
            C,
            2,
            POOLED,
            said("101", "We put the money in one pot, and that was that.", ratings=("high", "high", "")),
        ),
        slot(
            2,
            C,
            5,
            "The partners have worked together for years",
            said("102", "I have known her since the old clinic."),
        ),
        slot(
            3,
            M,
            6,
            TRUST,
            reasoned("Why nobody checks", "Nobody audits the pot. Something must stand in for it."),
        ),
        slot(
            4,
            O,
            3,
            "People are seen before they fall",
            said("102", "She came round before anything happened", ratings=("high", "high", "moderate")),
            said(
                "203",
                "We still only hear once they are on the floor.",
                stance=Stance.CONTRADICTS,
                note="One ward only.",
            ),
            said("101", "In the villages, less so.", stance=Stance.QUALIFIES),
            status="observed intended positive",
        ),
    )
    whole = said("101", "It works because we sit together and nobody counts whose patient it is.")
    dyad = DyadEvidence(1, 3, said("102", "Because it is one pot you stop asking who pays."))
    narrative = (
        "If partners who know each other share a budget, then people are seen early, "
        "because each trusts the other."
    )
    return configuration(
        2, "Trust spends the shared pot", slots, narrative=narrative, evidence=(whole,), dyad_evidence=(dyad,)
    )


def counting() -> Configuration:
    slots = (
        slot(
            1,
            C,
            7,
            "The budget is new, and audited every month",
            said("203", "Every month they want the figures."),
        ),
        slot(2, M, 8, "Managers count contacts so as to be able to answer the auditor"),
        slot(
            3,
            O,
            9,
            "Short visits are preferred to long ones",
            said("204", "In and out, ten minutes."),
            status="observed unintended negative",
        ),
    )
    return configuration(
        3,
        "Counting crowds out caring",
        slots,
        sites=("Area 2",),
        stage=Stage.DRAFT,
        agreed=False,
        stage_explained="draft: not agreed yet",
    )


def fragment() -> Configuration:
    slots = (
        slot(1, C, 9, "Short visits are preferred to long ones", said("204", "Ten minutes, then the next.")),
    )
    return configuration(
        4,
        "",
        slots,
        sites=("Area 2",),
        stage=Stage.FRAGMENT,
        agreed=False,
        stage_explained="fragment: no mechanism and no outcome yet",
    )


def linked(*, with_fragment: bool) -> tuple[Configuration, ...]:
    first, second, third, last = theory(), shared_budget(), counting(), fragment()
    short = "Short visits are preferred to long ones"
    first = replace(first, links=(link("refines", second, outgoing=False),))
    second = replace(
        second,
        links=(
            link("refines", first, outgoing=True, note="Trust is what the policy left out."),
            link("rival of", third, outgoing=False),
        ),
    )
    third = replace(
        third,
        links=(link("rival of", second, outgoing=True), link("ripple", last, outgoing=True, shared=short)),
    )
    last = replace(last, links=(link("ripple", third, outgoing=False, shared=short),))
    return (first, second, third, last) if with_fragment else (first, second, third)


def source(
    name: str, kind: str, title: str, date: str, *, wave: str = "Phase 1", place: str = "Area 1"
) -> SourceView:
    return SourceView(
        id=f"source-{name}",
        name=name,
        kind=kind,
        title=title,
        date=date,
        mode="",
        wave=wave,
        participants=(ParticipantView("P" + name, "manager"),),
        organisations=("Council",),
        sites=(place,),
        tracers=("Falls prevention",),
        attributes={},
        original_name=f"{name}.docx",
        revision_id=f"revision-{name}",
        revision_number=1,
        char_count=5000,
        coding_count=3,
        attribution=ATTRIBUTIONS.get(name, ""),
    )


def interviews(
    series: str, count: int, *organisations: str, wave: str = "Phase 1", place: str = "Area 1"
) -> tuple[SourceView, ...]:
    """So many interviews, called 101, 102 ... in series 1."""
    return tuple(
        replace(
            source(f"{series}{n:02}", "interview", "", "2021-03-02", wave=wave, place=place),
            organisations=organisations,
        )
        for n in range(1, count + 1)
    )
