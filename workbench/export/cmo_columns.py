"""What a CMO table says, before any format: its columns, and the words of statements, sites and headings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from workbench.export.plain_text import listed, sentence
from workbench.model.views import Configuration, EvidenceView, SlotView
from workbench.model.vocabulary import CMOKind, Expectation, Role, Stage, Stance

INFERRED = "(inferred)"
"""Behind a mechanism that rests on retroduction and on nobody's words."""

NO_EVIDENCE = "(no evidence yet)"
"""Behind a slot of an observed configuration that nothing supports, contradicts or qualifies yet."""


@dataclass(frozen=True, slots=True)
class RoleColumn:
    """A column of a CMO table and the role whose statements it holds."""

    heading: str
    role: Role


_WHOLE = RoleColumn("Mechanism", Role.MECHANISM)
_DIVIDED = (
    RoleColumn("Mechanism: resource", Role.MECHANISM_RESOURCE),
    RoleColumn("Mechanism: reasoning", Role.MECHANISM_REASONING),
)
_UNDIVIDED = RoleColumn("Mechanism (undivided)", Role.MECHANISM)


def role_columns(configurations: Iterable[Configuration]) -> tuple[RoleColumn, ...]:
    """The columns that these configurations need: Context, Mechanism, Outcome at least.

    Intervention and actor appear when used. As soon as one configuration sets resource and reasoning apart
    they have a column each; undivided mechanisms then keep a column of their own, last of the three, since
    putting them into either half would claim what nobody claimed.
    """
    used = {slot.role for configuration in configurations for slot in configuration.slots}
    columns = []
    if Role.INTERVENTION in used:
        columns.append(RoleColumn("Intervention", Role.INTERVENTION))
    columns.append(RoleColumn("Context", Role.CONTEXT))
    if Role.ACTOR in used:
        columns.append(RoleColumn("Actor", Role.ACTOR))
    if used.isdisjoint({Role.MECHANISM_RESOURCE, Role.MECHANISM_REASONING}):
        columns.append(_WHOLE)
    else:
        columns += [*_DIVIDED, *([_UNDIVIDED] if Role.MECHANISM in used else [])]
    columns.append(RoleColumn("Outcome", Role.OUTCOME))
    return tuple(columns)


def cmo_label(number: int) -> str:
    """How people name a configuration: `CMO 3`."""
    return f"CMO {number}"


def cmo_heading(configuration: Configuration) -> str:
    """`CMO 3. Gateways hold back referrals`, or the number alone where there is no title."""
    label = cmo_label(configuration.number)
    return f"{label}. {configuration.title}" if configuration.title else label


def cmo_anchor(number: int) -> str:
    """The name by which links find a configuration in a document."""
    return f"cmo-{number}"


def slot_anchor(configuration: Configuration, slot: SlotView) -> str:
    """The name by which links find the evidence behind a statement."""
    return f"{cmo_anchor(configuration.number)}-slot-{slot.position}"


def is_observed(configuration: Configuration) -> bool:
    """Whether the configuration was found in the field."""
    return configuration.kind == CMOKind.OBSERVED


def sites_of(configuration: Configuration) -> str:
    """`Area 1 and Area 2`, or that no site is named."""
    return listed(configuration.sites) or "no site named"


def dispute(evidence: Sequence[EvidenceView]) -> str:
    """What speaks against a statement or bounds it: `contradicted by 2 of 5`, `qualified`; empty if nothing.

    `contradicted` alone is said where all of its evidence speaks against it, and `qualified` beside it where
    other pieces bound it.
    """
    stances = Counter(piece.stance for piece in evidence)
    against, every = stances[Stance.CONTRADICTS], len(evidence)
    words = []
    if against:
        words.append("contradicted" if against == every else f"contradicted by {against} of {every}")
    if stances[Stance.QUALIFIES]:
        words.append("qualified")
    return ", ".join(words)


def standing(evidence: Sequence[EvidenceView]) -> str:
    """How evidence stands, also where nothing speaks against it: `supported`, `no evidence yet`."""
    return dispute(evidence) or ("supported" if evidence else "no evidence yet")


_STAGES = {Stage.COMPLETE: "agreed", Stage.DRAFT: "draft, not agreed yet"}
"""How whole configurations stand, in print; what a fragment lacks is explained."""


def stage_note(configuration: Configuration) -> str:
    """The stage, whether it is agreed, and what speaks against the configuration as a whole or its links."""
    whole = dispute(configuration.evidence)
    links = dispute([dyad.evidence for dyad in configuration.dyad_evidence])
    parts = (
        _STAGES.get(configuration.stage, configuration.stage_explained),
        f"as a whole {whole}" if whole else "",
        f"links between statements {links}" if links else "",
    )
    return " · ".join(part for part in parts if part)


def cmo_detail(configuration: Configuration) -> str:
    """The line under the heading: kind, tracer, sites, stage and agreement."""
    parts = (
        sentence(configuration.kind),
        configuration.tracer,
        sites_of(configuration),
        stage_note(configuration),
    )
    return " · ".join(part for part in parts if part)


def outcome_status(slot: SlotView, *, observed: bool) -> str:
    """The status of an outcome in words; outcomes of a programme theory are anticipated even if unmarked."""
    if slot.role is not Role.OUTCOME:
        return ""
    if not observed and not slot.expectation:
        return ", ".join(part for part in (Expectation.ANTICIPATED.value, slot.status) if part)
    return slot.status


def remarks(slot: SlotView, *, observed: bool) -> tuple[str, ...]:
    """What follows a statement, each in brackets: outcome status, inferred, contradicted, no evidence yet."""
    out = []
    if status := outcome_status(slot, observed=observed):
        out.append(f"({status})")
    if slot.inferred:
        out.append(INFERRED)
    if against := dispute(slot.evidence):
        out.append(f"({against})")
    if observed and not slot.evidence:
        out.append(NO_EVIDENCE)
    return tuple(out)


def statement(slot: SlotView, *, observed: bool) -> str:
    """A statement as it stands in a cell: the wording and its remarks."""
    return " ".join((slot.wording, *remarks(slot, observed=observed)))


def role_word(role: Role) -> str:
    """The role as a heading has it: `Context`, `Mechanism: resource`."""
    return sentence(role.value.replace("-", ": "))
