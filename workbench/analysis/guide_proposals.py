"""Questions for the next interviews, drawn from what a study lacks: one for each gap and each role that may know."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from workbench.analysis import guide_wordings as words
from workbench.model.guide_material import GuideMaterial, SlotHeld
from workbench.model.guide_views import ANYONE, Origin, Proposal, Proposals
from workbench.model.likeness import one_of
from workbench.model.question_views import QuestionState
from workbench.model.questions import InterviewPurpose
from workbench.model.theory import missing_roles
from workbench.model.theory_views import CMOLine
from workbench.model.vocabulary import CMOKind, Stage

MISSING, BARE, RIVALS, SILENT, UNTOLD, UNANSWERED = (
    "role missing",
    "no evidence",
    "untested rivals",
    "silent cell",
    "claimed, not heard",
    "research question",
)
"""What a gap is called; `drawn_from` begins with it."""


@dataclass(frozen=True, slots=True)
class _Gap:
    proposal: Proposal
    roles: Collection[str]


def guide_proposals(
    material: GuideMaterial, *, tracer: str = "", site: str = "", role: str = ""
) -> Proposals:
    """All that is proposed; of one tracer, site (names) and role of interviewee, if given.

    Ordered by interviewee, purpose and number of the configuration. A question for anyone is for every role. With a
    tracer or a site, research questions are left out: they belong to none. With a site, a role that nobody spoke in
    there is not asked for.
    """
    live = {line.id: line for line in material.lines if line.stage is not Stage.RETIRED}
    heard: dict[str, set[str]] = defaultdict(set)
    for cmo_id, site_id in material.evidence_sites:
        heard[cmo_id].add(site_id)
    gaps = [
        *(gap for line in live.values() for gap in _of_configuration(material, line, heard[line.id])),
        *_rivals(material, live),
        *_silent_cells(material, site),
        *_unanswered(material),
    ]
    items = [
        one
        for gap in gaps
        for one in _for_roles(gap, material.site_roles.get(site, ()) if site else gap.roles)
        if (not tracer or one.tracer == tracer)
        and (not site or not one.site or one.site == site)
        and (not site or one.site == site or _reaches(material, live, one, site))
        and (not role or one.interviewee in (ANYONE, role))
    ]
    order = list(InterviewPurpose)
    items.sort(
        key=lambda one: (
            one.interviewee == ANYONE,
            one.interviewee.casefold(),
            order.index(one.purpose),
            one.cmo_number or 0,
        )
    )
    return Proposals(tuple(items), tuple(_notes(material, live, items)))


def _reaches(material: GuideMaterial, live: dict[str, CMOLine], one: Proposal, site: str) -> bool:
    """Whether a question about a configuration can be asked at a site: it is one of its sites, or it has none."""
    line = live.get(one.origin.cmo_id or "")
    if line is None:
        return False
    national = {place.name for place in material.sites if place.national}
    return not line.sites or site in line.sites or bool(national & set(line.sites))


def _for_roles(gap: _Gap, there: Collection[str]) -> Iterator[Proposal]:
    """The question for each role that may know and that is there to be asked, else for anyone."""
    for role in sorted(set(gap.roles) & set(there), key=str.casefold) or (ANYONE,):
        yield replace(gap.proposal, interviewee=role, key=f"{gap.proposal.key}@{role}")


def purpose_of(line: CMOLine) -> InterviewPurpose:
    """Theory is gleaned from fragments, refined in drafts, consolidated once a configuration is agreed."""
    if line.stage is Stage.FRAGMENT:
        return InterviewPurpose.GLEANING
    return InterviewPurpose.CONSOLIDATING if line.stage is Stage.COMPLETE else InterviewPurpose.REFINING


def _of_configuration(material: GuideMaterial, line: CMOLine, heard: Collection[str]) -> Iterator[_Gap]:
    """What one configuration lacks; `heard` are the ids of sites from which something speaks for or against it."""
    slots = material.slots.get(line.id, ())
    said = words.account(slots, material.narratives.get(line.id, ""))
    purpose, name = purpose_of(line), f"CMO {line.number}"
    tracer_id = _tracer_id(material, line.tracer)

    def gap(
        key: str, kind: str, why: str, wording: str, roles: Collection[str], origin: Origin, site: str = ""
    ) -> _Gap:
        made = Proposal(
            key, purpose, ANYONE, wording, f"{kind}: {why}", origin, line.number, line.tracer, site
        )
        return _Gap(made, roles)

    near = _told(material, [line.id])
    for missing in missing_roles(slot.role for slot in slots):
        why = f"{name} has no {missing}"
        origin = Origin(cmo_id=line.id, tracer_id=tracer_id)
        yield gap(
            f"role:{line.id}:{missing}",
            f"{MISSING} ({missing})",
            why,
            words.lacking(missing, said),
            near,
            origin,
        )
    if line.kind == CMOKind.OBSERVED:
        for slot in slots:
            if not slot.has_evidence:
                why = f"{name} has none for its {slot.role} {words.quoted(slot.wording)}"
                wording = words.without_evidence(slot, said, purpose)
                roles = _neighbours(material, slots, slot) or near
                origin = Origin(cmo_id=line.id, slot_id=slot.id, tracer_id=tracer_id)
                yield gap(f"slot:{slot.id}", BARE, why, wording, roles, origin)
    if not slots or (line.kind == CMOKind.OBSERVED and not line.source_count):
        return  # nothing of it has been heard anywhere: its slots are asked about
    for place in material.sites:
        if place.name in line.sites and place.id not in heard and (line.id, place.id) not in material.judged:
            why = f"{name} is claimed at {place.name}, and no source of that site speaks for or against it"
            if line.kind == CMOKind.OBSERVED:
                wording = words.claimed_there(said, place, purpose)
            else:
                wording = words.anticipated_there(said, place)
            origin = Origin(cmo_id=line.id, tracer_id=tracer_id, site_id=place.id)
            yield gap(f"claim:{line.id}:{place.id}", UNTOLD, why, wording, near, origin, place.name)


def _neighbours(material: GuideMaterial, slots: Iterable[SlotHeld], slot: SlotHeld) -> set[str]:
    return _told(material, [one.id for one in slots if one.id != slot.id])


def _told(material: GuideMaterial, ends: Iterable[str]) -> set[str]:
    return {role for end in ends for role in material.told_by.get(end, ())}


def _tracer_id(material: GuideMaterial, name: str) -> str | None:
    return next((tracer.id for tracer in material.tracers if name and tracer.name == name), None)


def _rivals(material: GuideMaterial, live: dict[str, CMOLine]) -> Iterator[_Gap]:
    """Rivals of which one side at least has no evidence."""
    for pair in material.rivals:
        sides = [live[one] for one in (pair.one, pair.other) if one in live]
        bare = [line for line in sides if not (line.supports or line.contradicts or line.qualifies)]
        if len(sides) < 2 or not bare:
            continue
        first, second = sorted(sides, key=lambda line: line.number)
        said = [
            words.account(material.slots.get(line.id, ()), material.narratives.get(line.id, ""))
            or words.quoted(line.title)
            for line in (first, second)
        ]
        which = " and ".join(f"CMO {line.number}" for line in sorted(bare, key=lambda line: line.number))
        why = f"CMO {first.number} and CMO {second.number} are rivals; no evidence for {which}"
        tracer = first.tracer if first.tracer == second.tracer else ""
        origin = Origin(cmo_id=first.id, tracer_id=_tracer_id(material, tracer))
        made = Proposal(
            f"rivals:{pair.link_id}",
            InterviewPurpose.REFINING,
            ANYONE,
            words.rivals(*said),
            f"{RIVALS} ({first.number}, {second.number}): {why}",
            origin,
            first.number,
            tracer,
        )
        yield _Gap(made, _told(material, [first.id, second.id]))


def _silent_cells(material: GuideMaterial, only: str) -> Iterator[_Gap]:
    """Tracers at sites from which there is no source: a question for each tracer, about one site if `only` names it."""
    for tracer in material.tracers:
        silent = [
            site
            for site in material.sites
            if (tracer.id, site.id) not in material.source_cells and only in ("", site.name)
        ]
        if not silent:
            continue
        alone = silent[0] if len(silent) == 1 else None
        made = Proposal(
            f"cell:{tracer.id}" + (f":{alone.id}" if alone else ""),
            InterviewPurpose.GLEANING,
            ANYONE,
            words.unseen_tracer(tracer.name, silent),
            f"{SILENT}: there is no source on {tracer.name} at {one_of([site.name for site in silent])}",
            Origin(tracer_id=tracer.id, site_id=alone.id if alone else None),
            None,
            tracer.name,
            alone.name if alone else "",
        )
        yield _Gap(made, material.tracer_roles.get(tracer.id, ()))


def _unanswered(material: GuideMaterial) -> Iterator[_Gap]:
    """Research questions that nothing answers, the most particular ones."""
    wider = {one.parent_id for one in material.questions}
    for one in material.questions:
        if one.state is QuestionState.OPEN and one.id not in wider:
            made = Proposal(
                f"question:{one.id}",
                InterviewPurpose.GLEANING,
                ANYONE,
                words.open_question(one.wording),
                f"{UNANSWERED}: nothing answers question {one.number} yet",
                Origin(question_id=one.id),
            )
            yield _Gap(made, ())


def _notes(material: GuideMaterial, live: dict[str, CMOLine], items: Collection[Proposal]) -> Iterator[str]:
    if not live:
        yield "The study has no CMOs yet, so no question can be drawn from what they lack."
    if not material.has_roles:
        yield "No source says in which role its participants spoke, so all questions are for anyone."
    if not (material.tracers and material.sites):
        yield "The study has no tracers or no sites, so no cell of them can be silent."
    if not material.questions:
        yield "The study has no research questions."
    if not items:
        yield "Nothing is proposed."
