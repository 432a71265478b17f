"""Changes to elements and CMO configurations, one at a time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from workbench.errors import BadInput, Conflict
from workbench.model.coding import Span
from workbench.model.theory import CMO, CMOLink, CMOSite, Element, Evidence, Slot
from workbench.model.views import Configuration, SlotView
from workbench.model.vocabulary import (
    CMOKind,
    Expectation,
    Intention,
    LinkKind,
    Rating,
    Role,
    Stance,
    Valence,
    plural,
)
from workbench.store.reading import theory as reading
from workbench.store.reading.memos import memos
from workbench.store.reading.sources import revision_text
from workbench.store.unit_of_work import Outcome, UnitOfWork


@dataclass(frozen=True, slots=True)
class Status:
    """The status of an outcome; parts that are not known stay None."""

    expectation: Expectation | None = None
    intention: Intention | None = None
    valence: Valence | None = None


@dataclass(frozen=True, slots=True)
class Excerpted:
    """A passage as evidence: code points `[start_char, end_char)` of a revision."""

    revision_id: str
    span: Span


@dataclass(frozen=True, slots=True)
class Ratings:
    """How relevant, rich and rigorous a piece of evidence is, where it was rated."""

    relevance: Rating | None = None
    richness: Rating | None = None
    rigour: Rating | None = None


@dataclass(frozen=True, slots=True)
class AddElement:
    """Word a statement. Equal wording is the same element unless told otherwise; the value is its id."""

    wording: str
    parent_id: str | None = None
    element_id: str | None = None

    def perform(self, work: UnitOfWork) -> Outcome[str]:
        """Carry it out.

        Raises:
            Conflict: an element of this wording exists.
        """
        wording = clean_wording(self.wording)
        if wording in reading.element_by_wording(work.connection) and self.element_id is None:
            raise Conflict(
                f"there is an element {wording!r} already", hint="Share it instead of retyping it."
            )
        identity, number = add_element(work, wording, self.parent_id, self.element_id)
        return Outcome(f"added element E{number} {shorten(wording)!r}", identity)


def add_element(
    work: UnitOfWork, wording: str, parent_id: str | None, element_id: str | None = None
) -> tuple[str, int]:
    """Write a new element; `(id, number)`."""
    identity = element_id or work.new_id()
    number = reading.next_number(work.connection, "element")
    work.insert(Element(id=identity, number=number, wording=wording, parent_id=parent_id))
    return identity, number


def clean_wording(wording: str) -> str:
    """A statement on one line.

    Raises:
        BadInput: without words.
    """
    tidy = " ".join(wording.split())
    if not tidy:
        raise BadInput(
            "a slot needs a wording", hint="Say in a sentence what the context, mechanism or outcome is."
        )
    return tidy


def shorten(text: str, limit: int = 60) -> str:
    """The beginning of a text, for one-line summaries."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


@dataclass(frozen=True, slots=True)
class RewordElement:
    """Change an element's wording, in all configurations that share it, or its more general parent."""

    element_id: str
    wording: str | None = None
    parent_id: str | None = None

    def perform(self, work: UnitOfWork) -> Outcome[None]:
        """Carry it out; refuses to make an element its own ancestor."""
        elements = {e.id: e for e in reading.elements(work.connection)}
        if self.element_id not in elements:
            raise Conflict("this element is no longer in the study")
        if self.wording is not None:
            work.update(Element, self.element_id, wording=clean_wording(self.wording))
        if self.parent_id is not None:
            by_number = {e.number: e for e in elements.values()}
            at = elements.get(self.parent_id)
            while at is not None:
                if at.id == self.element_id:
                    raise BadInput("an element cannot be a variant of itself")
                at = by_number.get(at.parent_number) if at.parent_number is not None else None
            work.update(Element, self.element_id, parent_id=self.parent_id)
        return Outcome(f"reworded element E{elements[self.element_id].number}", None)


@dataclass(frozen=True, slots=True)
class NewCMO:
    """Start a configuration. It is a fragment until it has context, mechanism and outcome; the value is its id."""

    title: str
    kind: CMOKind
    tracer_id: str | None = None
    site_ids: tuple[str, ...] = ()
    narrative: str = ""
    cmo_id: str | None = None
    number: int | None = None

    def perform(self, work: UnitOfWork) -> Outcome[str]:
        """Carry it out."""
        identity = self.cmo_id or work.new_id()
        number = self.number or reading.next_number(work.connection, "cmo")
        work.insert(
            CMO(
                id=identity,
                number=number,
                title=" ".join(self.title.split()),
                kind=str(self.kind),
                tracer_id=self.tracer_id,
                narrative=self.narrative.strip(),
                coder_id=work.coder_id,
                created_at=work.at,
            ),
            *(CMOSite(cmo_id=identity, site_id=site) for site in dict.fromkeys(self.site_ids)),
        )
        return Outcome(f"started CMO {number} {shorten(self.title)!r} ({self.kind})", identity)


@dataclass(frozen=True, slots=True)
class EditCMO:
    """Change a configuration's own facts; None leaves a fact as it is."""

    cmo_id: str
    title: str | None = None
    narrative: str | None = None
    tracer_id: str | None = None
    site_ids: tuple[str, ...] | None = None
    agreed: bool | None = None
    retired: bool | None = None

    def perform(self, work: UnitOfWork) -> Outcome[None]:
        """Carry it out; a configuration with evidence is retired, never lost."""
        cmo = configuration(work, self.cmo_id)
        values: dict[str, object] = {
            "title": None if self.title is None else " ".join(self.title.split()),
            "narrative": None if self.narrative is None else self.narrative.strip(),
            "tracer_id": self.tracer_id,
            "agreed": None if self.agreed is None else int(self.agreed),
            "retired": None if self.retired is None else int(self.retired),
        }
        wanted = {key: value for key, value in values.items() if value is not None}
        if wanted:
            work.update(CMO, self.cmo_id, **wanted)
        if self.site_ids is not None:
            set_sites(work, self.cmo_id, self.site_ids)
        if self.retired is not None:
            return Outcome(f"{'retired' if self.retired else 'took up again'} CMO {cmo.number}", None)
        return Outcome(f"edited CMO {cmo.number}", None)


def set_sites(work: UnitOfWork, cmo_id: str, site_ids: Iterable[str]) -> None:
    """Make these the sites of a configuration."""
    wanted, present = set(site_ids), reading.site_ids_of(work.connection, cmo_id)
    if present - wanted:
        work.delete(CMOSite, [(cmo_id, site) for site in sorted(present - wanted)])
    work.insert(*(CMOSite(cmo_id=cmo_id, site_id=site) for site in sorted(wanted - present)))


def configuration(work: UnitOfWork, cmo_id: str) -> Configuration:
    """The configuration of this id.

    Raises:
        Conflict: it is gone.
    """
    for cmo in reading.configurations(work.connection):
        if cmo.id == cmo_id:
            return cmo
    raise Conflict("this CMO is no longer in the study")


@dataclass(frozen=True, slots=True)
class AddSlot:
    """Put an element into a configuration in a role; the value is the slot's id."""

    cmo_id: str
    role: Role
    wording: str = ""
    element_id: str | None = None
    status: Status = field(default_factory=Status)

    def perform(self, work: UnitOfWork) -> Outcome[str]:
        """Carry it out. Wording that an element has already shares that element.

        Raises:
            BadInput: no wording, a status on what is no outcome, an observed outcome in a programme theory.
            Conflict: the element stands in this role already.
        """
        cmo = configuration(work, self.cmo_id)
        status = outcome_status(self.role, self.status, CMOKind(cmo.kind), where=f"CMO {cmo.number}")
        element_id = self.element_id or element_for(work, self.wording)
        if any(s.element_id == element_id and s.role is self.role for s in cmo.slots):
            raise Conflict(f"CMO {cmo.number} has this element as {self.role} already")
        slots = [(s.role, status_of(s)) for s in cmo.slots]
        require_observed(CMOKind(cmo.kind), [*slots, (self.role, status)], where=f"CMO {cmo.number}")
        identity = add_slot(work, cmo.id, element_id, self.role, status, position=len(cmo.slots))
        wording = next(e.wording for e in reading.elements(work.connection) if e.id == element_id)
        return Outcome(f"added {self.role} {shorten(wording)!r} to CMO {cmo.number}", identity)


def status_of(slot: SlotView) -> Status:
    """The outcome status of a slot as it stands in the study."""
    return Status(
        Expectation(slot.expectation) if slot.expectation else None,
        Intention(slot.intention) if slot.intention else None,
        Valence(slot.valence) if slot.valence else None,
    )


def element_for(work: UnitOfWork, wording: str) -> str:
    """The element of exactly this wording (white space aside), worded now if there is none."""
    tidy = clean_wording(wording)
    known = reading.element_by_wording(work.connection)
    return known.get(tidy) or add_element(work, tidy, None)[0]


def add_slot(
    work: UnitOfWork, cmo_id: str, element_id: str, role: Role, status: Status, *, position: int
) -> str:
    """Write a slot; its id."""
    identity = work.new_id()
    work.insert(
        Slot(
            id=identity,
            cmo_id=cmo_id,
            element_id=element_id,
            role=str(role),
            position=position,
            expectation=status.expectation and str(status.expectation),
            intention=status.intention and str(status.intention),
            valence=status.valence and str(status.valence),
        )
    )
    return identity


def outcome_status(role: Role, status: Status, kind: CMOKind, *, where: str) -> Status:
    """The status with what the kind of configuration implies: anticipated in a programme theory, else observed.

    Raises:
        BadInput: a status on another role; an outcome of a programme theory that is not anticipated.
    """
    if role is not Role.OUTCOME:
        if status != Status():
            raise BadInput(f"{where}: a status belongs to an outcome, not to a {role}")
        return status
    if kind is CMOKind.PROGRAMME_THEORY:
        if status.expectation not in (None, Expectation.ANTICIPATED):
            raise BadInput(
                f"{where}: a programme theory has only anticipated outcomes, not {status.expectation} ones",
                hint="Put what was observed into an observed CMO and link the two.",
            )
        return Status(Expectation.ANTICIPATED, status.intention, status.valence)
    return Status(status.expectation or Expectation.OBSERVED, status.intention, status.valence)


def require_observed(kind: CMOKind, slots: Iterable[tuple[Role, Status]], *, where: str) -> None:
    """Refuse an observed configuration whose outcomes are all anticipated.

    Raises:
        BadInput: naming the configuration.
    """
    outcomes = [status for role, status in slots if role is Role.OUTCOME]
    only_anticipated = all(status.expectation is Expectation.ANTICIPATED for status in outcomes)
    if kind is CMOKind.OBSERVED and outcomes and only_anticipated:
        raise BadInput(
            f"{where}: an observed CMO cannot have only anticipated outcomes",
            hint="Make it a programme theory, or add what was observed.",
        )


@dataclass(frozen=True, slots=True)
class AddEvidence:
    """Put an excerpt or a memo behind a slot, the link of two slots, or the whole; the value is its id.

    Slots are given by position (1-based); none means the whole configuration.
    """

    cmo_id: str
    excerpt: Excerpted | None = None
    memo_id: str | None = None
    slot: int | None = None
    to_slot: int | None = None
    stance: Stance = Stance.SUPPORTS
    ratings: Ratings = field(default_factory=Ratings)
    note: str = ""

    def perform(self, work: UnitOfWork) -> Outcome[str]:
        """Carry it out.

        Raises:
            BadInput: neither or both of excerpt and memo, a position that does not exist, a span outside the text.
        """
        cmo = configuration(work, self.cmo_id)
        slot_id = slot_at(cmo, self.slot)
        to_slot_id = slot_at(cmo, self.to_slot)
        identity = add_evidence(work, self, slot_id=slot_id, to_slot_id=to_slot_id)
        place = "the whole of it" if self.slot is None else f"slot {self.slot}"
        place += f" -> slot {self.to_slot}" if self.to_slot else ""
        return Outcome(f"added evidence that {self.stance} CMO {cmo.number} ({place})", identity)


def slot_at(cmo: Configuration, position: int | None) -> str | None:
    """The id of the slot at a position, None for None.

    Raises:
        BadInput: there is no such slot.
    """
    if position is None:
        return None
    for slot in cmo.slots:
        if slot.position == position:
            return slot.id
    raise BadInput(
        f"CMO {cmo.number} has no slot {position}; it has {plural(len(cmo.slots), 'slot')}",
        hint=f"See them: workbench cmo show {cmo.number}",
    )


def add_evidence(
    work: UnitOfWork, evidence: AddEvidence, *, slot_id: str | None, to_slot_id: str | None
) -> str:
    """Write a piece of evidence whose slots are known by id; its id."""
    if (evidence.excerpt is None) == (evidence.memo_id is None):
        raise BadInput("evidence is an excerpt or a memo: give one of the two")
    if to_slot_id is not None and (slot_id is None or slot_id == to_slot_id):
        raise BadInput("evidence for a link needs two different slots")
    excerpt_id = None
    if evidence.excerpt is not None:
        excerpt_id = _excerpt(work, evidence.excerpt)
    elif all(m.id != evidence.memo_id for m in memos(work.connection)):
        raise Conflict("this memo is no longer in the study")
    identity = work.new_id()
    ratings = evidence.ratings
    work.insert(
        Evidence(
            id=identity,
            cmo_id=evidence.cmo_id,
            slot_id=slot_id,
            to_slot_id=to_slot_id,
            excerpt_id=excerpt_id,
            memo_id=evidence.memo_id,
            stance=str(evidence.stance),
            relevance=ratings.relevance and str(ratings.relevance),
            richness=ratings.richness and str(ratings.richness),
            rigour=ratings.rigour and str(ratings.rigour),
            note=evidence.note.strip(),
            coder_id=work.coder_id,
            created_at=work.at,
        )
    )
    return identity


def _excerpt(work: UnitOfWork, excerpt: Excerpted) -> str:
    body = revision_text(work.connection, excerpt.revision_id)
    key = (excerpt.span.start_char, excerpt.span.end_char)
    if key[1] > len(body):
        raise BadInput(
            f"the span {key[0]}:{key[1]} lies outside the source, which has {len(body)} characters"
        )
    return work.intern_excerpts(excerpt.revision_id, [key], body)[key]


@dataclass(frozen=True, slots=True)
class LinkCMOs:
    """Say how one configuration stands to another; the value is the link's id."""

    from_cmo_id: str
    to_cmo_id: str
    kind: LinkKind
    note: str = ""

    def perform(self, work: UnitOfWork) -> Outcome[str]:
        """Carry it out.

        Raises:
            BadInput: a link to itself, or a ripple without a shared element.
            Conflict: the two are linked so already.
        """
        first, second = configuration(work, self.from_cmo_id), configuration(work, self.to_cmo_id)
        if first.id == second.id:
            raise BadInput(f"CMO {first.number} cannot be linked to itself")
        if any(
            link.kind == self.kind and link.other_id == second.id and link.outgoing for link in first.links
        ):
            raise Conflict(f"CMO {first.number} and CMO {second.number} are linked so already ({self.kind})")
        element_id = None
        if self.kind is LinkKind.RIPPLE:
            shared = reading.shared_elements(work.connection, first.id, second.id)
            if not shared:
                raise BadInput(
                    f"no outcome or mechanism of CMO {first.number} is a context of CMO {second.number}",
                    hint="A ripple shares an element: add it as a context there first (cmo add-slot --element).",
                )
            element_id = shared[0][0]
        identity = work.new_id()
        work.insert(
            CMOLink(
                id=identity,
                from_cmo_id=first.id,
                to_cmo_id=second.id,
                kind=str(self.kind),
                element_id=element_id,
                note=self.note.strip(),
            )
        )
        return Outcome(f"linked CMO {first.number} and CMO {second.number}: {self.kind}", identity)
