"""Changes to CMO configurations, one at a time: their facts, slots and links."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from workbench.errors import BadInput, Conflict
from workbench.files.normalise import normalise
from workbench.model.theory import CMO, CMOSite, Slot, missing_roles
from workbench.model.views import Configuration, SlotView
from workbench.model.vocabulary import CMOKind, Expectation, Intention, Role, Stage, Valence
from workbench.store.reading import theory as reading
from workbench.store.unit_of_work import Outcome, UnitOfWork
from workbench.theory.elements import element_for, shorten
from workbench.theory.verdict_guard import require_verdicts_true


@dataclass(frozen=True, slots=True)
class Status:
    """The status of an outcome; parts that are not known stay None."""

    expectation: Expectation | None = None
    intention: Intention | None = None
    valence: Valence | None = None


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
        title = clean_title(self.title)
        identity = self.cmo_id or work.new_id()
        number = self.number or reading.next_number(work.connection, "cmo")
        work.insert(
            CMO(
                id=identity,
                number=number,
                title=title,
                kind=str(self.kind),
                tracer_id=self.tracer_id,
                narrative=self.narrative.strip(),
                coder_id=work.coder_id,
                created_at=work.at,
            ),
            *(CMOSite(cmo_id=identity, site_id=site) for site in dict.fromkeys(self.site_ids)),
        )
        return Outcome(f"started CMO {number} {shorten(title)!r} ({self.kind})", identity)


TITLE_LIMIT = 200
"""Characters of a title at most: it heads a table."""


def clean_title(title: str) -> str:
    """A title on one line, without control characters; it may be empty.

    Raises:
        BadInput: too long.
    """
    tidy = " ".join(normalise(title).text.split())
    if len(tidy) > TITLE_LIMIT:
        raise BadInput(
            f"this title has {len(tidy):,} characters; a CMO's has at most {TITLE_LIMIT}",
            hint="Put the sentence into the narrative: workbench cmo edit CMO --narrative ...",
        )
    return tidy


@dataclass(frozen=True, slots=True)
class EditCMO:
    """Change a configuration's own facts; None leaves a fact as it is, an empty `tracer_id` takes it away."""

    cmo_id: str
    title: str | None = None
    narrative: str | None = None
    tracer_id: str | None = None
    site_ids: tuple[str, ...] | None = None
    agreed: bool | None = None
    retired: bool | None = None
    kind: CMOKind | None = None

    def perform(self, work: UnitOfWork) -> Outcome[None]:
        """Carry it out; a configuration with evidence is retired, never lost.

        Raises:
            BadInput: the title is too long, or programme theory would have an outcome that is not anticipated.
            Conflict: it is retired, or taken up, already; a verdict on theory would not be true any more.
        """
        cmo = configuration(work, self.cmo_id)
        is_retired = cmo.stage is Stage.RETIRED
        if self.retired is not None and self.retired == is_retired:
            raise Conflict(f"CMO {cmo.number} is {'retired already' if is_retired else 'not retired'}")
        given = {
            "title": None if self.title is None else clean_title(self.title),
            "narrative": None if self.narrative is None else self.narrative.strip(),
            "agreed": None if self.agreed is None else int(self.agreed),
            "retired": None if self.retired is None else int(self.retired),
            "kind": None if self.kind is None else str(self.kind),
        }
        if self.kind is CMOKind.PROGRAMME_THEORY:
            statuses = [(slot.role, status_of(slot)) for slot in cmo.slots]
            require_fitting(self.kind, statuses, where=f"CMO {cmo.number}")
        values: dict[str, object] = {name: value for name, value in given.items() if value is not None}
        if self.tracer_id is not None:
            values["tracer_id"] = self.tracer_id or None
        changed = bool(values) and work.update(CMO, self.cmo_id, **values)
        if self.site_ids is not None:
            changed |= set_sites(work, self.cmo_id, self.site_ids)
        if changed and any(part is not None for part in (self.tracer_id, self.site_ids, self.kind)):
            require_verdicts_true(work, {self.cmo_id})
        return Outcome(self._said(cmo.number, changed=changed), None)

    def _said(self, number: int, *, changed: bool) -> str:
        if not changed:
            return f"left CMO {number} as it is"
        if self.retired is not None:
            return f"{'retired' if self.retired else 'took up again'} CMO {number}"
        facts = {
            "title": self.title,
            "narrative": self.narrative,
            "tracer": self.tracer_id,
            "sites": self.site_ids,
            "agreed" if self.agreed else "not agreed": self.agreed,
            str(self.kind): self.kind,
        }
        named = ", ".join(name for name, value in facts.items() if value is not None)
        return f"edited CMO {number}: {named}"


def set_sites(work: UnitOfWork, cmo_id: str, site_ids: Iterable[str]) -> bool:
    """Make these the sites of a configuration; whether they were others."""
    wanted, present = set(site_ids), reading.site_ids_of(work.connection, cmo_id)
    if present - wanted:
        work.delete(CMOSite, [(cmo_id, site) for site in sorted(present - wanted)])
    work.insert(*(CMOSite(cmo_id=cmo_id, site_id=site) for site in sorted(wanted - present)))
    return wanted != present


def configuration(work: UnitOfWork, cmo_id: str) -> Configuration:
    """The configuration of this id.

    Raises:
        Conflict: it is gone.
    """
    for cmo in reading.configurations(work.connection, only={cmo_id}):
        return cmo
    raise Conflict("this CMO is no longer in the study")


def in_use(work: UnitOfWork, cmo_id: str) -> Configuration:
    """The configuration of this id, to which something is added.

    Raises:
        Conflict: it is gone, or retired.
    """
    cmo = configuration(work, cmo_id)
    if cmo.stage is Stage.RETIRED:
        raise Conflict(
            f"CMO {cmo.number} is retired", hint=f"Take it up again first: workbench cmo restore {cmo.number}"
        )
    return cmo


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
            BadInput: no wording or too long a one, a status on what is no outcome, an observed outcome in a
                programme theory.
            Conflict: the element stands in this role already, or is no longer in the study.
        """
        cmo = in_use(work, self.cmo_id)
        status = outcome_status(self.role, self.status, CMOKind(cmo.kind), where=f"CMO {cmo.number}")
        element_id = self.element_id or element_for(work, self.wording)
        wordings = {element.id: element.wording for element in reading.elements(work.connection)}
        if element_id not in wordings:
            raise Conflict("this element is no longer in the study", hint="Choose another, or word it anew.")
        if any(s.element_id == element_id and s.role is self.role for s in cmo.slots):
            raise Conflict(f"CMO {cmo.number} has this element as {self.role} already")
        identity = add_slot(work, cmo.id, element_id, self.role, status, position=len(cmo.slots))
        said = f" ({status.expectation})" if status.expectation else ""
        wording = shorten(wordings[element_id])
        return Outcome(f"added {self.role} {wording!r}{said} to CMO {cmo.number}", identity)


def status_of(slot: SlotView) -> Status:
    """The outcome status of a slot as it stands in the study."""
    return Status(
        Expectation(slot.expectation) if slot.expectation else None,
        Intention(slot.intention) if slot.intention else None,
        Valence(slot.valence) if slot.valence else None,
    )


def add_slot(
    work: UnitOfWork, cmo_id: str, element_id: str, role: Role, status: Status, *, position: int
) -> str:
    """Write a slot; its id."""
    row = slot_row(work, cmo_id, element_id, role, status, position=position)
    work.insert(row)
    return row.id


def slot_row(
    work: UnitOfWork, cmo_id: str, element_id: str, role: Role, status: Status, *, position: int
) -> Slot:
    """A slot as it is stored."""
    return Slot(
        id=work.new_id(),
        cmo_id=cmo_id,
        element_id=element_id,
        role=str(role),
        position=position,
        **status_values(status),
    )


def status_values(status: Status) -> dict[str, str | None]:
    """An outcome status as the columns of a slot hold it."""
    parts: dict[str, StrEnum | None] = {name: getattr(status, name) for name in Status.__slots__}
    return {name: None if part is None else str(part) for name, part in parts.items()}


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


def require_fitting(kind: CMOKind, slots: Iterable[tuple[Role, Status]], *, where: str) -> None:
    """Refuse outcomes that the kind of configuration cannot have once it is whole.

    Raises:
        BadInput: a whole observed configuration whose outcomes are all anticipated, or a programme theory with
            an outcome that is not.
    """
    held = tuple(slots)
    expectations = [status.expectation for role, status in held if role is Role.OUTCOME]
    anticipated = [expectation is Expectation.ANTICIPATED for expectation in expectations]
    whole = not missing_roles(role for role, _ in held)
    if kind is CMOKind.OBSERVED and whole and all(anticipated):
        raise BadInput(
            f"{where}: an observed CMO cannot have only anticipated outcomes",
            hint="Make it a programme theory, or add what was observed.",
        )
    if kind is CMOKind.PROGRAMME_THEORY and not all(anticipated):
        raise BadInput(
            f"{where}: a programme theory has only anticipated outcomes; it has one that is not",
            hint="Put what was observed into an observed CMO and link the two.",
        )
