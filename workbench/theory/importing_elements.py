"""The elements of a file of configurations: those of the study by identity or exact wording, and new ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from workbench.errors import Ambiguous, BadInput, Conflict, NotFound
from workbench.model.theory import Element
from workbench.store.reading import finding
from workbench.store.reading import theory as reading
from workbench.store.unit_of_work import UnitOfWork
from workbench.theory.cmo_file import ElementEntry
from workbench.theory.elements import clean_wording

Collect = Callable[[str, Callable[[], None]], None]
"""Takes a step and notes its fault with a place, so that the next can be looked at."""


class Shelf:
    """The elements as they will be. `identity` gives the id that a key stands for: `("element", key)`."""

    def __init__(self, work: UnitOfWork, identity: Callable[[str, str], str]) -> None:
        self.work = work
        self.identity = identity
        present = reading.elements(work.connection)
        self.wordings = {element.id: element.wording for element in present}
        self.by_number = {f"E{element.number}": element.id for element in present}
        self.parents = {e.id: self.by_number.get(f"E{e.parent_number}") for e in present}
        self.by_wording = {" ".join(e.wording.split()): e.id for e in reversed(present)}
        self.by_key: dict[str, str] = {}
        self.next_number = reading.next_number(work.connection, "element")
        self.rows: dict[str, Element] = {}
        self.reworded: set[str] = set()
        self.slots: dict[str, set[str]] = {}
        """The ids of the slots that hold an element, as they will be."""

    @property
    def added(self) -> int:
        """How many elements are new."""
        return len(self.rows)

    def take(self, entries: Sequence[ElementEntry], collect: Collect) -> None:
        """Take up the elements of a file: known ones first, since a new one may take over a wording."""
        known = [entry for entry in entries if self.identity("element", entry.id) in self.wordings]
        for entry in known:
            collect(f"elements ({entry.id})", partial(self._reword, entry))
        self.by_wording = {}
        numbers = {identity: number for number, identity in self.by_number.items()}
        twins: dict[str, str] = {}
        for identity, wording in self.wordings.items():
            first = self.by_wording.setdefault(" ".join(wording.split()), identity)
            if first != identity and self.reworded & {first, identity}:
                twins |= {identity: numbers[first], first: numbers[identity]}
        for entry in known:
            collect(
                f"elements ({entry.id})",
                partial(_require_own_wording, twins.get(self.by_key.get(entry.id, ""))),
            )
        for entry in entries:
            if entry.id not in self.by_key:
                collect(f"elements ({entry.id})", partial(self._add, entry))
        for entry in entries:
            if "parent" in entry.model_fields_set and entry.id in self.by_key:
                collect(f"elements ({entry.id})", partial(self._place, entry))

    def _reword(self, entry: ElementEntry) -> None:
        identity = self.by_key[entry.id] = self.identity("element", entry.id)
        wording = clean_wording(entry.wording)
        if self.work.update(Element, identity, wording=wording):
            self.reworded.add(identity)
        self.wordings[identity] = wording

    def _add(self, entry: ElementEntry) -> None:
        self.by_key[entry.id] = self.worded(entry.wording, self.identity("element", entry.id))

    def worded(self, wording: str, identity: str = "") -> str:
        """The id of the element of exactly this wording (white space aside), new if there is none."""
        tidy = clean_wording(wording)
        if tidy not in self.by_wording:
            new = identity or self.work.new_id()
            self.rows[new] = Element(id=new, number=self.next_number, wording=tidy)
            self.next_number += 1
            self.by_wording[tidy] = new
        return self.by_wording[tidy]

    def wording_of(self, identity: str) -> str:
        """The wording that an element will have, on one line."""
        row = self.rows.get(identity)
        return " ".join((row.wording if row else self.wordings[identity]).split())

    def label(self, identity: str) -> str:
        """The name of an element: `E12`."""
        row = self.rows.get(identity)
        if row is not None:
            return f"E{row.number}"
        return next(number for number, known in self.by_number.items() if known == identity)

    def hold(self, identity: str, slot_id: str) -> None:
        """Note that a slot holds this element."""
        self.slots.setdefault(identity, set()).add(slot_id)

    def let_go(self, identity: str, slot_id: str) -> None:
        """Note that a slot holds this element no longer."""
        self.slots[identity].discard(slot_id)

    def reworded_for(self, slot_id: str, held: str, wording: str) -> tuple[str, str]:
        """The element that a slot holds once it is worded so, and what was done about it, empty for nothing.

        An element of that wording is put into the slot. Else the present one is reworded, unless other slots hold
        it or the file words it in its own place: then a new one is put into the slot.
        """
        tidy = clean_wording(wording)
        old = self.wording_of(held)
        if tidy == old:
            return held, ""
        others = self.slots.get(held, set()) - {slot_id}
        if tidy not in self.by_wording and not others and held not in self.by_key.values():
            self.work.update(Element, held, wording=tidy)
            self.wordings[held] = tidy
            self.by_wording = {w: e for w, e in self.by_wording.items() if e != held} | {tidy: held}
            return held, f"reworded element {self.label(held)}"
        new = self.worded(tidy)
        why = ", which other slots hold too" if others else ""
        return new, f"element {self.label(new)} instead of {self.label(held)}{why}"

    def find(self, key: str) -> str:
        """The id of an element of the file by key, or of the study by number, id, key or wording.

        Raises:
            NotFound, Ambiguous: with near names.
        """
        for known, wanted in (
            (self.by_key, key),
            (self.by_number, key),
            (self.by_wording, " ".join(key.split())),
        ):
            if wanted in known:
                return known[wanted]
        if key.lower() in self.wordings:
            return key.lower()
        return finding.find_element(self.work.connection, key, study_id=self.work.study_id)

    def named(self, key: str) -> str | None:
        """The id of the element that `find` finds, None for none."""
        try:
            return self.find(key)
        except (NotFound, Ambiguous):
            return None

    def _place(self, entry: ElementEntry) -> None:
        identity = self.by_key[entry.id]
        parent_id = None if entry.parent is None else self.find(entry.parent)
        at = parent_id
        while at is not None:
            if at == identity:
                raise BadInput("an element cannot be a variant of itself")
            at = self.parents.get(at)
        self.parents[identity] = parent_id
        if identity in self.rows:
            self.rows[identity].parent_id = parent_id
        else:
            self.work.update(Element, identity, parent_id=parent_id)

    def write(self) -> None:
        """Write the new elements, each after the more general one that it is a variant of."""
        done: set[str] = set()
        order: list[Element] = []
        for row in self.rows.values():
            line: list[Element] = []
            at: Element | None = row
            while at is not None and at.id not in done:
                done.add(at.id)
                line.append(at)
                at = self.rows.get(at.parent_id or "")
            order += reversed(line)
        self.work.insert(*order)


def _require_own_wording(twin: str | None) -> None:
    if twin is not None:
        raise Conflict(f"element {twin} has this wording already; share that one")
