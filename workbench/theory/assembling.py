"""From a passage to a configuration in one change: statements, the slots they stand in, and the evidence for them."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.errors import BadInput, Conflict
from workbench.model.theory_views import Assembled, Said
from workbench.model.views import Configuration
from workbench.model.vocabulary import CMOKind, Stance
from workbench.store.reading import theory as reading
from workbench.store.reading.sources import name_of_revision, place_of_revision
from workbench.store.unit_of_work import Outcome, UnitOfWork
from workbench.theory.commands import NewCMO, Status, add_slot, in_use, outcome_status
from workbench.theory.elements import element_for, shorten
from workbench.theory.evidence import AddEvidence, Excerpted, add_evidence, evidence_key, evidence_of


@dataclass(frozen=True, slots=True)
class Assemble:
    """Put what a passage says into a configuration, with the passage as its evidence.

    Without `cmo_id` it starts an observed one, a fragment, of the tracer and at the site that its source speaks
    about, where that is one. Two statements are a dyad: the passage stands behind
    each of them and behind their link. Without any statement it stands behind the whole.
    """

    excerpt: Excerpted
    said: tuple[Said, ...] = ()
    cmo_id: str | None = None
    title: str = ""
    stance: Stance = Stance.SUPPORTS

    def perform(self, work: UnitOfWork) -> Outcome[Assembled]:
        """Carry it out.

        Raises:
            BadInput: a statement without role or words, a span outside the text, nothing said and no configuration.
            Conflict: configuration, slot or element are gone, or the passage stands there already.
        """
        if self.cmo_id is None and not self.said:
            raise BadInput(
                "a fragment begins with a statement", hint="Say what it is: context, mechanism, outcome."
            )
        cmo_id = self.cmo_id or self._begun(work)
        cmo = in_use(work, cmo_id)
        slot_ids = tuple(self._slot(work, cmo_id, said) for said in self.said)
        if len(set(slot_ids)) < len(slot_ids):
            raise BadInput("a dyad links two different slots")
        places: list[tuple[str | None, str | None]] = [(slot_id, None) for slot_id in slot_ids]
        if len(slot_ids) == 2:
            places.append(slot_ids)
        added = self._stand_behind(work, cmo, places or [(None, None)])
        if not added:
            raise Conflict(f"this passage {self.stance} that in CMO {cmo.number} already")
        return Outcome(self._summary(work, cmo_id, slot_ids), Assembled(cmo_id, slot_ids))

    def _begun(self, work: UnitOfWork) -> str:
        """A new fragment; of several tracers or sites somebody must say which."""
        tracers, sites = place_of_revision(work.connection, self.excerpt.revision_id)
        tracer_id = tracers[0] if len(tracers) == 1 else None
        site_ids = sites if len(sites) == 1 else ()
        return NewCMO(self.title, CMOKind.OBSERVED, tracer_id, site_ids).perform(work).value

    def _slot(self, work: UnitOfWork, cmo_id: str, said: Said) -> str:
        """The slot in which a statement stands from now on; the configuration is read anew, for its last position."""
        cmo = in_use(work, cmo_id)
        if said.slot_id:
            if all(slot.id != said.slot_id for slot in cmo.slots):
                raise Conflict(f"this slot is no longer in CMO {cmo.number}")
            return said.slot_id
        if said.role is None:
            raise BadInput("say which role the statement has: context, mechanism, outcome")
        if said.element_id and not reading.exists(work.connection, "element", said.element_id):
            raise Conflict("this element is no longer in the study")
        element_id = said.element_id or element_for(work, said.wording)
        for slot in cmo.slots:
            if (slot.element_id, slot.role) == (element_id, said.role):
                return slot.id
        status = outcome_status(said.role, Status(), CMOKind(cmo.kind), where=f"CMO {cmo.number}")
        return add_slot(work, cmo_id, element_id, said.role, status, position=len(cmo.slots))

    def _stand_behind(
        self, work: UnitOfWork, before: Configuration, places: list[tuple[str | None, str | None]]
    ) -> int:
        """Add the passage as evidence where it does not stand yet; in how many places it was added."""
        there = evidence_of(before)
        name = name_of_revision(work.connection, self.excerpt.revision_id) or ""
        origin = (name, self.excerpt.span.start_char, self.excerpt.span.end_char)
        new = [place for place in places if evidence_key(*place, origin, self.stance) not in there]
        for slot_id, to_slot_id in new:
            command = AddEvidence(before.id, excerpt=self.excerpt, stance=self.stance)
            add_evidence(work, command, slot_id=slot_id, to_slot_id=to_slot_id)
        return len(new)

    def _summary(self, work: UnitOfWork, cmo_id: str, slot_ids: tuple[str, ...]) -> str:
        cmo = in_use(work, cmo_id)
        place = ", ".join(filter(None, (cmo.tracer, *cmo.sites)))
        where = f"CMO {cmo.number}" if self.cmo_id else f"new CMO {cmo.number}" + f" ({place})" * bool(place)
        if not slot_ids:
            return f"{where}: the passage {self.stance} it as a whole"
        named = {slot.id: f"{slot.role} {shorten(slot.wording, 40)!r}" for slot in cmo.slots}
        return f"{where}: the passage {self.stance} {' and '.join(named[i] for i in slot_ids)}"
