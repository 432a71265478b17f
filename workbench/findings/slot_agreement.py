"""How far people agree on configurations: two coders of a study, or two copies of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from workbench.agreement.slots import Placed, SlotAgreement, compare_slots
from workbench.errors import NotFound, UsageError
from workbench.model.views import Configuration
from workbench.model.vocabulary import Role, Stage
from workbench.store.reading import finding, study
from workbench.store.reading.theory import configurations, elements
from workbench.store.study import Reader

NO_TRACER = "(no tracer)"
"""Where configurations are compared that are of none."""

ROLL_UP = {Role.MECHANISM_RESOURCE: Role.MECHANISM, Role.MECHANISM_REASONING: Role.MECHANISM}
"""With roll-up the two halves of a mechanism are one role."""


@dataclass(frozen=True, slots=True)
class SlotsWanted:
    """Which configurations are compared: of one tracer (its name) or all, of one kind or all.

    With `roll_up` an element counts as the most general one that it is a variant of, and a mechanism's halves as one.
    """

    tracer: str | None = None
    kind: str | None = None
    roll_up: bool = False
    resamples: int = 0


def agreement_of_coders(reader: Reader, coders: Sequence[str], wanted: SlotsWanted) -> SlotAgreement:
    """Agreement of the configurations that these coders (names) made.

    Raises:
        UsageError: fewer than two coders. NotFound, Ambiguous: a coder, the tracer, or one who has made none.
    """
    known = study.coders(reader)
    names = [known[one] for one in dict.fromkeys(finding.find(reader, "coder", name) for name in coders)]
    if len(names) < 2:
        raise UsageError("agreement takes two coders or more", hint="Name them: --coders Ann,Ben")
    cmos = _wanted(reader, wanted)
    tops = _tops(reader) if wanted.roll_up else {}
    placed = {
        name: list(_placed((cmo for cmo in cmos if cmo.coder == name), wanted, tops, by_wording=False))
        for name in names
    }
    return _compared(placed, wanted)


def agreement_of_copies(readers: Mapping[str, Reader], wanted: SlotsWanted) -> tuple[SlotAgreement, int]:
    """Agreement of what stands in copies of a study, by what they are called, whoever made it; elements by wording.

    The number is that of the configurations that all of them hold, from their common past: what stands in these counts
    as agreed on.

    Raises:
        NotFound, Ambiguous: the tracer, or a copy that holds no configuration.
    """
    found = {name: _wanted(reader, wanted) for name, reader in readers.items()}
    placed = {
        name: list(_placed(cmos, wanted, _tops(readers[name]) if wanted.roll_up else {}, by_wording=True))
        for name, cmos in found.items()
    }
    shared = set.intersection(*({cmo.id for cmo in cmos} for cmos in found.values()))
    return _compared(placed, wanted), len(shared)


def _compared(placed: Mapping[str, Collection[Placed]], wanted: SlotsWanted) -> SlotAgreement:
    for name, slots in placed.items():
        if not slots:
            raise NotFound(
                f"{name} has no CMO configuration with an element in it"
                + (f" of {wanted.tracer}" if wanted.tracer else ""),
                hint="Retired ones are not compared. See: workbench cmo list",
            )
    return compare_slots(placed, roles=[str(role) for role in Role], resamples=wanted.resamples)


def _wanted(reader: Reader, wanted: SlotsWanted) -> list[Configuration]:
    tracer = None
    if wanted.tracer is not None:
        identity = finding.find(reader, "tracer", wanted.tracer)
        tracer = next(one.name for one in study.tracers(reader) if one.id == identity)
    return [
        cmo
        for cmo in configurations(reader)
        if cmo.stage is not Stage.RETIRED and tracer in (None, cmo.tracer) and wanted.kind in (None, cmo.kind)
    ]


def _placed(
    cmos: Iterable[Configuration],
    wanted: SlotsWanted,
    tops: Mapping[str, tuple[str, str]],
    *,
    by_wording: bool,
) -> Iterator[Placed]:
    for cmo in cmos:
        for slot in cmo.slots:
            identity, wording = tops.get(slot.element_id, (slot.element_id, slot.wording))
            element = " ".join(wording.split()).casefold() if by_wording else identity
            role = ROLL_UP.get(slot.role, slot.role) if wanted.roll_up else slot.role
            yield Placed(cmo.tracer or NO_TRACER, element, str(role))


def _tops(reader: Reader) -> dict[str, tuple[str, str]]:
    """Element to the most general one above it: id and wording."""
    every = {one.number: one for one in elements(reader)}
    found = {}
    for one in every.values():
        top, seen = one, {one.number}
        while (above := top.parent_number) is not None and above not in seen:
            top = every[above]
            seen.add(above)
        found[one.id] = (top.id, top.wording)
    return found
