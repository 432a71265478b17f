"""Changes to the slots that a configuration has: their role, statement, status and order, and taking them out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from workbench.errors import BadInput, Conflict
from workbench.model.theory import Element, Evidence, Slot
from workbench.model.theory_views import ElementView
from workbench.model.views import Configuration, EvidenceView, SlotView
from workbench.model.vocabulary import CMOKind, Role, plural
from workbench.store.reading import theory as reading
from workbench.store.unit_of_work import Outcome, UnitOfWork
from workbench.theory.commands import Status, in_use, outcome_status, status_of, status_values
from workbench.theory.elements import add_element, clean_wording, shorten
from workbench.theory.links import Places, keep_ripples
from workbench.theory.slot_followers import let_go


@dataclass(frozen=True, slots=True)
class EditSlot:
    """Change what stands in a slot; None leaves it as it is.

    A new wording rewords the element if no other slot holds it; with `detach` a shared one is worded anew for this
    slot alone, as a variant of the same more general element. `element_id` puts another element there instead. The
    given parts of `status` replace those of an outcome. `position` is 1-based.
    """

    slot_id: str
    role: Role | None = None
    wording: str | None = None
    detach: bool = False
    element_id: str | None = None
    status: Status = field(default_factory=Status)
    position: int | None = None

    def perform(self, work: UnitOfWork) -> Outcome[None]:
        """Carry it out.

        Raises:
            BadInput: both or neither of wording and element where one is due, a status that does not fit, a
                position that does not exist, a ripple through the element that would go.
            Conflict: the slot is gone, its element is shared, another element has the wording, or the configuration
                has the element in this role already or is retired.
        """
        cmo, slot = held(work, self.slot_id)
        role = self.role or slot.role
        status = self._status(cmo, slot, role)
        elements = {e.id: e for e in reading.elements(work.connection)}
        element_id, said = self._element(work, slot, elements)
        if any(s.id != slot.id and (s.element_id, s.role) == (element_id, role) for s in cmo.slots):
            raise Conflict(f"CMO {cmo.number} has this element as {role} already")
        if role is not slot.role:
            said.append(f"now {role}")
        if status != status_of(slot):
            said.append(", ".join(part for part in status_values(status).values() if part) or "no status")
        places = [(element_id, role) if s.id == slot.id else (s.element_id, s.role) for s in cmo.slots]
        _keep_ripples(work, cmo, places)
        work.update(Slot, slot.id, element_id=element_id, role=str(role), **status_values(status))
        if self.position is not None and move(work, cmo, slot, self.position):
            said.append(f"now slot {self.position}")
        if not said:
            return Outcome(f"left slot {slot.position} of CMO {cmo.number} as it is", None)
        return Outcome(f"edited slot {slot.position} of CMO {cmo.number}: {'; '.join(said)}", None)

    def _status(self, cmo: Configuration, slot: SlotView, role: Role) -> Status:
        old = status_of(slot) if role is slot.role else Status()
        wanted = Status(*(getattr(self.status, n) or getattr(old, n) for n in Status.__slots__))
        return outcome_status(role, wanted, CMOKind(cmo.kind), where=f"CMO {cmo.number}")

    def _element(
        self, work: UnitOfWork, slot: SlotView, elements: dict[str, ElementView]
    ) -> tuple[str, list[str]]:
        """The element that will stand in the slot, and what was done about it."""
        if self.element_id is not None:
            if self.wording is not None or self.detach:
                raise BadInput("another element or another wording: give one of the two")
            if self.element_id not in elements:
                raise Conflict("this element is no longer in the study")
            there = elements[self.element_id]
            changed = there.id != slot.element_id
            return there.id, [f"now element E{there.number} {shorten(there.wording)!r}"] * changed
        if self.wording is None:
            if self.detach:
                raise BadInput("to detach an element, word what stands here instead")
            return slot.element_id, []
        wording = clean_wording(self.wording)
        if wording == slot.wording:
            return slot.element_id, []
        mine = elements[slot.element_id]
        _require_unworded(wording, mine, elements)
        if not self.detach:
            _require_unshared(work, slot, mine)
            work.update(Element, mine.id, wording=wording)
            return mine.id, [f"reworded element E{mine.number} to {shorten(wording)!r}"]
        parent = next((e.id for e in elements.values() if e.number == mine.parent_number), None)
        new, number = add_element(work, wording, parent)
        return new, [f"element E{number} {shorten(wording)!r} instead of E{mine.number}"]


@dataclass(frozen=True, slots=True)
class MoveSlot:
    """Give a slot another place among those of its configuration; `position` is 1-based."""

    slot_id: str
    position: int

    def perform(self, work: UnitOfWork) -> Outcome[None]:
        """Carry it out.

        Raises:
            BadInput: there is no such position. Conflict: the slot is gone, or the configuration is retired.
        """
        cmo, slot = held(work, self.slot_id)
        if not move(work, cmo, slot, self.position):
            return Outcome(f"left slot {slot.position} of CMO {cmo.number} where it is", None)
        return Outcome(f"moved slot {slot.position} of CMO {cmo.number} to place {self.position}", None)


@dataclass(frozen=True, slots=True)
class RemoveSlot:
    """Take a slot out of its configuration; its element stays in the study."""

    slot_id: str
    with_evidence: bool = False

    def perform(self, work: UnitOfWork) -> Outcome[None]:
        """Carry it out.

        Raises:
            Conflict: the slot is gone, or there is evidence behind it or its links and `with_evidence` is not said; or
                the configuration is retired.
            BadInput: a ripple goes through its element.
        """
        cmo, slot = held(work, self.slot_id)
        pieces = evidence_behind(cmo, slot)
        if pieces and not self.with_evidence:
            raise Conflict(
                f"slot {slot.position} of CMO {cmo.number} has {_count(pieces)} behind it or its links",
                hint="Take it out together with that: --with-evidence. Or retire the CMO, which keeps all.",
            )
        rest = [s for s in cmo.slots if s.id != slot.id]
        _keep_ripples(work, cmo, [(s.element_id, s.role) for s in rest])
        if pieces:
            work.delete(Evidence, [(piece.id,) for piece in pieces])
        let_go(work, [slot.id])
        work.delete(Slot, [(slot.id,)])
        write_order(work, [s.id for s in rest])
        also = f" with {_count(pieces)}" if pieces else ""
        return Outcome(f"removed {slot.role} {shorten(slot.wording)!r} from CMO {cmo.number}{also}", None)


def held(work: UnitOfWork, slot_id: str) -> tuple[Configuration, SlotView]:
    """A slot to be changed and the configuration that holds it.

    Raises:
        Conflict: it is gone, or the configuration is retired.
    """
    cmo_id = reading.owner_of(work.connection, "slot", slot_id)
    if cmo_id is None:
        raise Conflict("this slot is no longer in the study")
    cmo = in_use(work, cmo_id)
    return cmo, next(slot for slot in cmo.slots if slot.id == slot_id)


def evidence_behind(cmo: Configuration, slot: SlotView) -> list[EvidenceView]:
    """The evidence that stands behind a slot or behind a link of it with another."""
    ends = [d for d in cmo.dyad_evidence if slot.position in (d.from_position, d.to_position)]
    return [*slot.evidence, *(d.evidence for d in ends)]


def move(work: UnitOfWork, cmo: Configuration, slot: SlotView, position: int) -> bool:
    """Put a slot at a position (1-based), the others close up; whether the order changed.

    Raises:
        BadInput: there is no such position.
    """
    if not 1 <= position <= len(cmo.slots):
        raise BadInput(f"CMO {cmo.number} has the places 1 to {len(cmo.slots)}, not {position}")
    order = [s.id for s in cmo.slots if s.id != slot.id]
    order.insert(position - 1, slot.id)
    if position == slot.position:
        return False
    write_order(work, order)
    return True


def write_order(work: UnitOfWork, slot_ids: Sequence[str]) -> None:
    """Let the slots of a configuration stand in this order."""
    for place, slot_id in enumerate(slot_ids):
        work.update(Slot, slot_id, position=place)


def _keep_ripples(work: UnitOfWork, cmo: Configuration, places: Places) -> None:
    concerned = {cmo.id} | {link.other_id for link in cmo.links}
    known = {c.id: c for c in reading.configurations(work.connection, only=concerned)}
    keep_ripples(work, known, {cmo.id: places})


def _count(pieces: Sequence[EvidenceView]) -> str:
    return plural(len(pieces), "piece of evidence", "pieces of evidence")


def _require_unworded(wording: str, mine: ElementView, elements: dict[str, ElementView]) -> None:
    for other in elements.values():
        if other.id != mine.id and " ".join(other.wording.split()) == wording:
            raise Conflict(
                f"element E{other.number} has this wording already",
                hint=f"Put it into the slot: --element E{other.number}",
            )


def _require_unshared(work: UnitOfWork, slot: SlotView, mine: ElementView) -> None:
    """Refuse to reword in passing what other slots hold too."""
    holders = reading.holders_of(work.connection, mine.id)
    numbers = [number for slot_id, number in holders if slot_id != slot.id]
    if numbers:
        shared = ", ".join(f"CMO {number}" for number in dict.fromkeys(numbers))
        raise Conflict(
            f"element E{mine.number} stands in other slots too ({shared})",
            hint="Word it anew for this slot alone with --detach, put another one here with --element, "
            f"or reword it everywhere: workbench element edit E{mine.number} --wording ...",
        )
