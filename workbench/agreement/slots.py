"""Agreement on configurations: whether people put the same elements in the same roles, tracer by tracer.

What is judged is an element in a role: present in some configuration of a tracer by a coder, or not. The elements
judged in a tracer are those that at least one of the coders put there: nothing is agreed on because none thought of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from workbench.agreement.comparing import compare
from workbench.agreement.values import Agreement, Categories, ComparedSource, Measure, UnitKind
from workbench.model.views import CodingMark


@dataclass(frozen=True, slots=True)
class Placed:
    """An element (by what it is told apart by) in a role, in a configuration of a tracer."""

    tracer: str
    element: str
    role: str


@dataclass(frozen=True, slots=True)
class SlotFigures:
    """One role, or all of them each by itself. `placed` counts elements in it by coder, `elements` those judged.

    `absent_share` of the judged elements in roles was put there by nobody.
    """

    role: str
    elements: int
    placed: tuple[int, ...]
    absent_share: float
    percent: Measure
    kappa: Measure
    alpha: Measure


@dataclass(frozen=True, slots=True)
class SlotAgreement:
    """How far coders agree on what stands in which role: over all tracers, and in each of them by itself.

    Intervals are percentiles of `resamples` drawings of tracers with replacement.
    """

    coders: tuple[str, ...]
    kappa: str
    resamples: int
    roles: tuple[SlotFigures, ...]
    together: SlotFigures
    tracers: tuple[tuple[str, SlotFigures], ...]


def compare_slots(
    placed: Mapping[str, Iterable[Placed]], *, roles: Sequence[str], resamples: int = 0
) -> SlotAgreement:
    """How far the coders (by name, two or more) agree on elements in roles; `roles` are listed in this order.

    Roles that nobody used are left out. An element that a coder has in a role in several configurations of a tracer is
    there once.

    Raises:
        ValueError: fewer than two coders, or nothing placed by any.
    """
    found = {coder: set(one) for coder, one in placed.items()}
    used = {one.role for slots in found.values() for one in slots}
    kept = [role for role in roles if role in used]
    categories = Categories({role: role for role in kept}, {role: (role,) for role in kept})
    sources = [
        _source(tracer, found) for tracer in sorted({s.tracer for slots in found.values() for s in slots})
    ]
    coders = {coder: coder for coder in found}

    def judged(some: Sequence[ComparedSource], count: int) -> Agreement:
        return compare(some, coders=coders, categories=categories, unit=UnitKind.TURN, resamples=count)

    whole = judged(sources, resamples)
    return SlotAgreement(
        whole.coders,
        whole.kappa,
        whole.resamples,
        tuple(
            SlotFigures(
                one.code, whole.units, one.codings, one.uncoded_share, one.percent, one.kappa, one.alpha
            )
            for one in whole.codes
        ),
        _together(whole),
        tuple((one.name, _together(judged([one], 0))) for one in sources),
    )


def _source(tracer: str, found: Mapping[str, set[Placed]]) -> ComparedSource:
    """A tracer as a text whose characters are its elements, each a unit, and whose codes are roles."""
    elements = sorted({one.element for slots in found.values() for one in slots if one.tracer == tracer})
    place = {element: number for number, element in enumerate(elements)}
    marks = tuple(
        CodingMark("", at, at + 1, one.role, coder, coder, "")
        for coder, slots in found.items()
        for one in sorted(slots, key=lambda one: (one.element, one.role))
        if one.tracer == tracer and (at := place[one.element]) >= 0
    )
    units = tuple((at, at + 1) for at in range(len(elements)))
    return ComparedSource(tracer, len(elements), marks, units)


def _together(found: Agreement) -> SlotFigures:
    """All roles, each by itself: observed and expected agreement are summed before they are compared."""
    shares = [one.uncoded_share for one in found.codes]
    pooled = found.pooled
    return SlotFigures(
        "all roles",
        found.units,
        found.codings,
        sum(shares) / len(shares),
        pooled.percent,
        pooled.kappa,
        pooled.alpha,
    )
