"""Two wordings of one statement become one element, and elements that nothing holds go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from workbench.errors import BadInput, Conflict
from workbench.model.theory import CMOLink, Element, Slot
from workbench.model.theory_views import ElementView
from workbench.model.vocabulary import plural
from workbench.store.reading import theory as reading
from workbench.store.reading.element_use import HeldIn, ripples_through, slots_holding
from workbench.store.unit_of_work import Outcome, UnitOfWork
from workbench.theory.elements import shorten


@dataclass(frozen=True, slots=True)
class MergeElements:
    """Let one element stand wherever another stands, which goes.

    Slots keep their evidence; variants and ripples go along. An element under the one that goes takes its place; one
    that is a variant of none becomes one of what that was a variant of.
    """

    element_id: str
    into_id: str

    def perform(self, work: UnitOfWork) -> Outcome[None]:
        """Carry it out.

        Raises:
            BadInput: an element into itself.
            Conflict: one is gone, or a configuration has both in one role.
        """
        elements = {one.id: one for one in reading.elements(work.connection)}
        mine, into = (_there(elements, one) for one in (self.element_id, self.into_id))
        if mine.id == into.id:
            raise BadInput(f"element E{mine.number} cannot be merged into itself")
        slots = slots_holding(work.connection, [mine.id, into.id])
        theirs = {(slot.cmo_id, slot.role): slot for slot in slots if slot.element_id == into.id}
        moving = [slot for slot in slots if slot.element_id == mine.id]
        for slot in moving:
            both = theirs.get((slot.cmo_id, slot.role))
            if both is not None:
                raise _both(slot, both)
        work.update_rows(Slot, ("element_id",), {(slot.id,): (into.id,) for slot in moving})
        rippling = ripples_through(work.connection, mine.id)
        work.update_rows(CMOLink, ("element_id",), {(link,): (into.id,) for link in rippling})
        self._variants(work, elements, mine, into)
        work.delete(Element, [(mine.id,)])
        moved = f" in {plural(len(moving), 'slot')}" if moving else ""
        return Outcome(
            f"merged element E{mine.number} into E{into.number} {shorten(into.wording)!r}{moved}", None
        )

    def _variants(
        self, work: UnitOfWork, elements: Mapping[str, ElementView], mine: ElementView, into: ElementView
    ) -> None:
        by_number = {one.number: one for one in elements.values()}
        takes_its_place = mine.number in _above(by_number, into)
        if takes_its_place or (into.parent_number is None and into.number not in _above(by_number, mine)):
            parent = by_number[mine.parent_number].id if mine.parent_number is not None else None
            work.update(Element, into.id, parent_id=parent)
        for one in elements.values():
            if one.parent_number == mine.number and one.id != into.id:
                work.update(Element, one.id, parent_id=into.id)


@dataclass(frozen=True, slots=True)
class RemoveElement:
    """Take away an element that stands in no configuration and above no other."""

    element_id: str

    def perform(self, work: UnitOfWork) -> Outcome[None]:
        """Carry it out.

        Raises:
            Conflict: it is gone, or something holds it.
        """
        elements = {one.id: one for one in reading.elements(work.connection)}
        mine = _there(elements, self.element_id)
        held = [f"CMO {number}" for number in mine.cmo_numbers]
        held += [
            f"its variant E{one.number}" for one in elements.values() if one.parent_number == mine.number
        ]
        if held:
            raise Conflict(
                f"element E{mine.number} is held by {', '.join(held)}",
                hint=f"To have another in its place everywhere: workbench element merge E{mine.number} --into ...",
            )
        work.delete(Element, [(mine.id,)])
        return Outcome(f"removed element E{mine.number} {shorten(mine.wording)!r}", None)


def _both(one: HeldIn, other: HeldIn) -> Conflict:
    first, second = sorted((one.position, other.position))
    up = f"Take it up first: workbench cmo restore {one.cmo_number}. " if one.retired else ""
    return Conflict(
        f"CMO {one.cmo_number}{', which is retired,' * bool(one.retired)} has both as {one.role}: slots {first} and "
        f"{second}",
        hint=f"{up}Take one of the two out first, or give it another role: workbench cmo remove-slot, workbench cmo "
        "edit-slot.",
    )


def _above(by_number: Mapping[int, ElementView], one: ElementView) -> set[int]:
    """The numbers of all more general elements that one lies under."""
    found: set[int] = set()
    while one.parent_number is not None and one.parent_number not in found:
        found.add(one.parent_number)
        one = by_number[one.parent_number]
    return found


def _there(elements: Mapping[str, ElementView], element_id: str) -> ElementView:
    if element_id not in elements:
        raise Conflict("this element is no longer in the study")
    return elements[element_id]
