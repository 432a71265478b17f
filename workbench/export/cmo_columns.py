"""What a CMO table says, before any format: its columns, and the words of statements, sites and headings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from workbench.export.plain_text import listed, sentence
from workbench.model.views import Configuration, SlotView
from workbench.model.vocabulary import CMOKind, Expectation, Role, Stage

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


def is_observed(configuration: Configuration) -> bool:
    """Whether the configuration was found in the field."""
    return configuration.kind == CMOKind.OBSERVED


def sites_of(configuration: Configuration) -> str:
    """`Area 1 and Area 2`, or that no site is named."""
    return listed(configuration.sites) or "no site named"


def stage_note(configuration: Configuration) -> str:
    """What a reader must know of a configuration that is not complete; empty for a complete one."""
    return "" if configuration.stage is Stage.COMPLETE else configuration.stage_explained


def cmo_detail(configuration: Configuration) -> str:
    """The line under the heading: kind, tracer, sites, and the stage where it is not complete."""
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
    """What follows a statement, each in brackets: outcome status, inferred, no evidence yet."""
    out = []
    if status := outcome_status(slot, observed=observed):
        out.append(f"({status})")
    if slot.inferred:
        out.append(INFERRED)
    if observed and not slot.evidence:
        out.append(NO_EVIDENCE)
    return tuple(out)


def statement(slot: SlotView, *, observed: bool) -> str:
    """A statement as it stands in a cell: the wording and its remarks."""
    return " ".join((slot.wording, *remarks(slot, observed=observed)))


def role_word(role: Role) -> str:
    """The role as a heading has it: `Context`, `Mechanism: resource`."""
    return sentence(role.value.replace("-", ": "))
