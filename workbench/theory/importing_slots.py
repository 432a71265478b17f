"""The slots in a file of configurations: which of the study's they are, what changes in them, and new ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

from workbench.errors import BadInput
from workbench.model.identity import derived_id, is_uuid
from workbench.model.ordering import merged_order
from workbench.model.theory import Evidence, Slot
from workbench.model.views import Configuration, SlotView
from workbench.model.vocabulary import Role
from workbench.store.unit_of_work import UnitOfWork
from workbench.theory.cmo_file import CMOEntry, SlotEntry
from workbench.theory.commands import Status, outcome_status, slot_row, status_of, status_values
from workbench.theory.importing_elements import Collect, Shelf
from workbench.theory.slot_followers import rename


@dataclass(frozen=True, slots=True)
class SlotNote:
    """What was done so that a slot of a configuration (`CMO 3`) is worded as the file has it."""

    cmo: str
    slot: int
    what: str


@dataclass(slots=True)
class Placed:
    """The slots that a configuration will have.

    `keys` holds element and role by slot id, `statuses` role and outcome status, `of_entry` the ids in the order of
    the file (empty where a slot is at fault), `absent` the slots of the study that the file does not have, and
    `renamed` old ids to new ones: a slot that the file now gives an id of its own.
    """

    keys: dict[str, tuple[str, Role]] = field(default_factory=dict)
    statuses: dict[str, tuple[Role, Status]] = field(default_factory=dict)
    of_entry: list[str] = field(default_factory=list)
    absent: tuple[SlotView, ...] = ()
    renamed: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Spot:
    """A slot of the file with the configuration that it belongs to; `number` is that one's, 0 for a new one."""

    entry: CMOEntry
    cmo_id: str
    number: int
    wanted: SlotEntry
    placed: Placed

    def status(self, old: Status) -> Status:
        """The outcome status that the slot will have: the parts that the file speaks of, else the old ones."""
        given = self.wanted.status.model_fields_set
        parts = (getattr(self.wanted.status if n in given else old, n) for n in Status.__slots__)
        return outcome_status(self.wanted.role, Status(*parts), self.entry.kind, where=self.entry.id)


class SlotImport:
    """Gathers the slots of all configurations of a file."""

    def __init__(
        self, work: UnitOfWork, shelf: Shelf, known: Sequence[Configuration], collect: Collect, *, prune: bool
    ) -> None:
        self.work = work
        self.shelf = shelf
        self.collect = collect
        self.prune = prune
        self.changed: set[str] = set()
        self.notes: list[SlotNote] = []
        self.rows: dict[str, Slot] = {}
        self._owners = {slot.id: cmo for cmo in known for slot in cmo.slots}
        self._values: dict[str, dict[str, object]] = {}
        for cmo in known:
            for slot in cmo.slots:
                shelf.hold(slot.element_id, slot.id)

    def take(self, entry: CMOEntry, cmo_id: str, old: Configuration | None) -> Placed:
        """Take up the slots of one entry."""
        present = old.slots if old else ()
        matches = self._matched(entry, cmo_id, present)
        taken = {slot.id for slot in matches if slot}
        placed = Placed()
        if "slots" in entry.model_fields_set:
            placed.absent = tuple(slot for slot in present if slot.id not in taken)
        for slot in present:
            if slot.id not in taken and not (self.prune and slot in placed.absent):
                placed.keys[slot.id] = (slot.element_id, slot.role)
                placed.statuses[slot.id] = (slot.role, status_of(slot))
        for number, (wanted, match) in enumerate(zip(entry.slots, matches, strict=True), 1):
            placed.of_entry.append("")
            spot = _Spot(entry, cmo_id, old.number if old else 0, wanted, placed)
            self.collect(f"cmos ({entry.id}) > slot {number}", partial(self._place, spot, match))
        self._order(cmo_id, present, placed)
        return placed

    def _matched(self, entry: CMOEntry, cmo_id: str, present: Sequence[SlotView]) -> list[SlotView | None]:
        """Which of the study's slots each of the file's is: by id, else by role and wording."""
        free = {slot.id: slot for slot in present}
        found: list[SlotView | None] = [
            free.pop(self._identity(cmo_id, wanted.id), None) if wanted.id else None for wanted in entry.slots
        ]
        for same in (_same, _same_but_for_case):
            for place, wanted in enumerate(entry.slots):
                if found[place] is not None:
                    continue
                match = next((s for s in free.values() if same(wanted, s, self.shelf)), None)
                if match is not None:
                    found[place] = free.pop(match.id)
        return found

    def _identity(self, cmo_id: str, key: str) -> str:
        return key.lower() if is_uuid(key) else derived_id(self.work.study_id, f"slot:{cmo_id}:{key}")

    def _place(self, spot: _Spot, match: SlotView | None) -> None:
        """Give one slot of the file its place.

        Raises:
            BadInput: its element has this role in the configuration already, or its id stands elsewhere.
        """
        slot_id, element_id, status = self._new(spot) if match is None else self._present(spot, match)
        key = (element_id, spot.wanted.role)
        if key in spot.placed.keys.values() or slot_id in spot.placed.keys:
            raise BadInput(f"the CMO has this {spot.wanted.role} in another slot already")
        spot.placed.keys[slot_id] = key
        spot.placed.statuses[slot_id] = (spot.wanted.role, status)
        spot.placed.of_entry[-1] = slot_id

    def _new(self, spot: _Spot) -> tuple[str, str, Status]:
        """A new slot: its id, element and status."""
        wanted, shelf = spot.wanted, self.shelf
        element_id = shelf.find(wanted.element) if wanted.element else shelf.worded(wanted.wording or "")
        status = spot.status(Status())
        row = self._row(spot, element_id, status, position=len(spot.placed.keys))
        return row.id, element_id, status

    def _present(self, spot: _Spot, slot: SlotView) -> tuple[str, str, Status]:
        """A slot that the study has: its id from now on, element and status."""
        wanted = spot.wanted
        element_id, note = self._element(slot, wanted)
        status = spot.status(status_of(slot) if slot.role is wanted.role else Status())
        values = {"element_id": element_id, "role": str(wanted.role), **status_values(status)}
        before = {"element_id": slot.element_id, "role": str(slot.role), **status_values(status_of(slot))}
        if note:
            self.notes.append(SlotNote(f"CMO {spot.number}", slot.position, note))
        if note or values != before:
            self.changed.add(spot.cmo_id)
        slot_id = self._identity(spot.cmo_id, wanted.id) if wanted.id else slot.id
        if slot_id != slot.id:
            self._row(spot, element_id, status, position=slot.position - 1)
            spot.placed.renamed[slot.id] = slot_id
        elif values != before:
            self._values.setdefault(slot.id, {}).update(values)
        self.shelf.let_go(slot.element_id, slot.id)
        self.shelf.hold(element_id, slot_id)
        return slot_id, element_id, status

    def _element(self, slot: SlotView, wanted: SlotEntry) -> tuple[str, str]:
        """The element that a slot of the study will hold, and what was done about it."""
        if wanted.element:
            return self.shelf.find(wanted.element), ""
        if wanted.id is None:
            return slot.element_id, ""
        return self.shelf.reworded_for(slot.id, slot.element_id, wanted.wording or "")

    def _row(self, spot: _Spot, element_id: str, status: Status, *, position: int) -> Slot:
        """A row to write, under the id that the file gives it if it does."""
        row = slot_row(self.work, spot.cmo_id, element_id, spot.wanted.role, status, position=position)
        if spot.wanted.id:
            row.id = self._identity(spot.cmo_id, spot.wanted.id)
            self._require_free(row.id)
        self.rows[row.id] = row
        self.shelf.hold(element_id, row.id)
        self.changed.add(spot.cmo_id)
        return row

    def _require_free(self, slot_id: str) -> None:
        owner = self._owners.get(slot_id)
        if owner is not None or slot_id in self.rows:
            where = f"a slot of CMO {owner.number}" if owner else "another slot of this file"
            raise BadInput(f"this id belongs to {where}")

    def _order(self, cmo_id: str, present: Sequence[SlotView], placed: Placed) -> None:
        """Let the slots stand in the order of the entry; slots that it does not have keep their place."""
        before = [placed.renamed.get(slot.id, slot.id) for slot in present]
        kept = [slot_id for slot_id in before if slot_id in placed.keys]
        order = merged_order(kept, [slot_id for slot_id in placed.of_entry if slot_id])
        if order[: len(before)] == before and not placed.renamed:
            return
        self.changed.add(cmo_id)
        for position, slot_id in enumerate(order):
            if slot_id in self.rows:
                self.rows[slot_id].position = position
            else:
                self._values.setdefault(slot_id, {})["position"] = position

    def write(self, placed: Sequence[tuple[Configuration | None, Placed]]) -> None:
        """Write new slots and what changes in others; elements and configurations must be written."""
        self.work.insert(*self.rows.values())
        for slot_id, values in self._values.items():
            self.work.update(Slot, slot_id, **values)
        for old, one in placed:
            if old is not None and one.renamed:
                for evidence_id, ends in _moved(old, one):
                    self.work.update(Evidence, evidence_id, **ends)
                rename(self.work, one.renamed)
                self.work.delete(Slot, [(slot_id,) for slot_id in one.renamed])


def _moved(old: Configuration, placed: Placed) -> Iterator[tuple[str, dict[str, str]]]:
    """The evidence behind slots that get another id: its id, and the columns to set."""
    at = {slot.position: placed.renamed[slot.id] for slot in old.slots if slot.id in placed.renamed}
    for slot in old.slots:
        if slot.position in at:
            yield from ((piece.id, {"slot_id": at[slot.position]}) for piece in slot.evidence)
    for dyad in old.dyad_evidence:
        ends = {"slot_id": dyad.from_position, "to_slot_id": dyad.to_position}
        values = {column: at[position] for column, position in ends.items() if position in at}
        if values:
            yield dyad.evidence.id, values


def _same(wanted: SlotEntry, slot: SlotView, shelf: Shelf) -> bool:
    if wanted.role is not slot.role:
        return False
    if wanted.element:
        return shelf.named(wanted.element) == slot.element_id
    return " ".join((wanted.wording or "").split()) == shelf.wording_of(slot.element_id)


def _same_but_for_case(wanted: SlotEntry, slot: SlotView, shelf: Shelf) -> bool:
    if wanted.role is not slot.role or wanted.element:
        return False
    said = " ".join((wanted.wording or "").split())
    return said.casefold() == shelf.wording_of(slot.element_id).casefold()
