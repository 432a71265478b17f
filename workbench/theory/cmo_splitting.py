"""Splitting a configuration: slots that tell another story go to a new one, with what stands behind them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from workbench.errors import BadInput, Conflict
from workbench.model.reshaping_views import Passed, Reshaped
from workbench.model.theory import CMOLink, Evidence, Slot
from workbench.model.views import Configuration, LinkView, SlotView
from workbench.model.vocabulary import CMOKind, LinkKind, Stage, plural
from workbench.store.reading import theory as reading
from workbench.store.reading.cmo_followers import tracer_id_of
from workbench.store.unit_of_work import Outcome, UnitOfWork
from workbench.theory.commands import NewCMO, configuration, slot_row, status_of
from workbench.theory.elements import shorten
from workbench.theory.evidence import evidence_by_ends
from workbench.theory.links import Places, keep_ripples, ripples_on
from workbench.theory.slot_followers import move_along
from workbench.theory.slots import write_order


@dataclass(frozen=True, slots=True)
class SplitCMO:
    """Put slots of a configuration into a new one of the same kind, tracer and sites.

    The slots `move_ids` leave the old one with their evidence, and with that for links between them; the slots
    `share_ids` stand in both from now on, their evidence stays. A ripple goes with the element it goes through.
    All other links, and the evidence of the whole, stay unless `with_links` or `with_whole` is said. A dry run
    gives the same value: the preview.
    """

    cmo_id: str
    move_ids: tuple[str, ...] = ()
    share_ids: tuple[str, ...] = ()
    title: str = ""
    with_links: bool = False
    with_whole: bool = False

    def perform(self, work: UnitOfWork) -> Outcome[Reshaped]:
        """Carry it out.

        Raises:
            BadInput: no slot is chosen, one is moved and shared, all would move, or a link of slots with evidence
                would be torn apart.
            Conflict: the configuration or a slot is gone, or it is retired.
        """
        cmo = configuration(work, self.cmo_id)
        chosen = self._chosen(cmo)
        sites = tuple(sorted(reading.site_ids_of(work.connection, cmo.id)))
        tracer = tracer_id_of(work.connection, cmo.id)
        title = self.title or f"{cmo.title} (split off)".lstrip()
        new_id = NewCMO(title, CMOKind(cmo.kind), tracer, sites).perform(work).value
        ends, passed = self._place(work, chosen, new_id)
        passed += self._evidence(work, cmo, ends, new_id)
        passed += self._links(work, cmo, chosen, new_id)
        new = configuration(work, new_id)
        said = f"split CMO {cmo.number}: {plural(len(chosen), 'slot')} to new CMO {new.number}"
        return Outcome(f"{said} {shorten(new.title)!r}", Reshaped(new_id, new.number, tuple(passed)))

    def _chosen(self, cmo: Configuration) -> list[SlotView]:
        """The slots for the new configuration, in order."""
        wanted = {*self.move_ids, *self.share_ids}
        chosen = [slot for slot in cmo.slots if slot.id in wanted]
        if len(chosen) < len(wanted):
            raise Conflict(f"a slot to be split off is no longer in CMO {cmo.number}")
        if cmo.stage is Stage.RETIRED:
            raise Conflict(f"CMO {cmo.number} is retired", hint="Take it up again before splitting it.")
        if not chosen:
            raise BadInput("a split needs slots to go to the new CMO", hint="Move or share at least one.")
        if set(self.move_ids) & set(self.share_ids):
            raise BadInput("a slot is either moved to the new CMO or shared with it, not both")
        if len(set(self.move_ids)) == len(cmo.slots):
            raise BadInput(
                f"all slots of CMO {cmo.number} would leave it", hint="Share one, or leave one where it is."
            )
        return chosen

    def _place(
        self, work: UnitOfWork, chosen: Sequence[SlotView], new_id: str
    ) -> tuple[dict[str, str], list[Passed]]:
        """Put the slots into the new one; their ids there by the ids they had, and what became of each."""
        ends: dict[str, str] = {}
        passed = []
        for position, slot in enumerate(chosen):
            if slot.id in self.move_ids:
                work.update(Slot, slot.id, cmo_id=new_id, position=position)
                ends[slot.id] = slot.id
                passed.append(Passed(slot_said(slot), "moves to the new CMO"))
            else:
                row = slot_row(work, new_id, slot.element_id, slot.role, status_of(slot), position=position)
                work.insert(row)
                ends[slot.id] = row.id
                passed.append(Passed(slot_said(slot), "is shared; its evidence stays"))
        rest = [s.id for s in configuration(work, self.cmo_id).slots]
        write_order(work, rest)
        move_along(work, self.move_ids, new_id)
        return ends, passed

    def _evidence(
        self, work: UnitOfWork, cmo: Configuration, ends: Mapping[str, str], new_id: str
    ) -> Iterator[Passed]:
        """Let evidence follow the slots behind which it stands."""
        names = {piece.id: name for name, piece in cmo.evidence_by_name.items()}
        going: dict[tuple[str, ...], tuple[str | None, ...]] = {}
        for slot_id, to_slot_id, piece in evidence_by_ends(cmo):
            where = [one for one in (slot_id, to_slot_id) if one is not None]
            if not (any(one in self.move_ids for one in where) if where else self.with_whole):
                continue
            if any(one not in ends for one in where):
                raise BadInput(
                    f"evidence {names[piece.id]} of CMO {cmo.number} stands behind a link of two slots, of which "
                    "only one would move",
                    hint="Move the other one too, or share it, so that the link stays whole.",
                )
            going[(piece.id,)] = (new_id, ends.get(slot_id or ""), ends.get(to_slot_id or ""))
            yield Passed(f"evidence {names[piece.id]} ({piece.stance})", "goes along")
        work.update_rows(Evidence, ("cmo_id", "slot_id", "to_slot_id"), going)

    def _links(
        self, work: UnitOfWork, cmo: Configuration, chosen: Sequence[SlotView], new_id: str
    ) -> Iterator[Passed]:
        """Redirect the links that go along, and let each ripple go where its element is."""
        rest = [(s.element_id, s.role) for s in cmo.slots if s.id not in self.move_ids]
        new = [(s.element_id, s.role) for s in chosen]
        for link in cmo.links:
            if not goes_along(link, rest, new, asked=self.with_links):
                continue
            work.update(CMOLink, link.id, **{"from_cmo_id" if link.outgoing else "to_cmo_id": new_id})
            yield Passed(link_said(cmo.number, link), "is one of the new CMO")
        concerned = {cmo.id, new_id, *(link.other_id for link in cmo.links)}
        known = {c.id: c for c in reading.configurations(work.connection, only=concerned)}
        keep_ripples(work, known, {cmo.id: rest, new_id: new})


def goes_along(link: LinkView, rest: Places, new: Places, *, asked: bool) -> bool:
    """Whether a link goes to the new configuration: because it was asked for, or because a ripple's element did."""
    if link.kind != LinkKind.RIPPLE:
        return asked
    held = ripples_on(link, rest), ripples_on(link, new)
    return held[1] and (asked or not held[0])


def slot_said(slot: SlotView) -> str:
    """`slot 2, outcome: Nobody waits`."""
    return f"slot {slot.position}, {slot.role}: {shorten(slot.wording)}"


def link_said(number: int, link: LinkView) -> str:
    """`link: CMO 3 ripple -> CMO 5`."""
    first, second = (number, link.other_number) if link.outgoing else (link.other_number, number)
    return f"link: CMO {first} {link.kind} -> CMO {second}"
