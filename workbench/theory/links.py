"""Links between configurations: made, taken away, and kept true while slots change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from workbench.errors import BadInput, Conflict
from workbench.model.theory import CMOLink
from workbench.model.views import Configuration, LinkView
from workbench.model.vocabulary import LinkKind, Role
from workbench.store.contradictions import rings
from workbench.store.reading import theory as reading
from workbench.store.unit_of_work import Outcome, UnitOfWork
from workbench.theory.commands import in_use

Places = Iterable[tuple[str, Role]]
"""The slots of a configuration as `(element id, role)`, in order."""


@contextmanager
def without_new_rings(work: UnitOfWork) -> Iterator[None]:
    """Within, links may change; afterwards nothing nests, refines or generalises itself that did not before.

    Raises:
        Conflict: naming a configuration that would.
    """
    before = {key for key, _ in rings(work.connection)}
    yield
    for key, words in rings(work.connection):
        if key not in before:
            raise Conflict(
                words, hint="Only ripples may come back to where they start. Unlink: workbench cmo unlink"
            )


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
            Conflict: the two are linked so already, or the second leads to the first by links of this kind.
        """
        first, second = in_use(work, self.from_cmo_id), in_use(work, self.to_cmo_id)
        if first.id == second.id:
            raise BadInput(f"CMO {first.number} cannot be linked to itself")
        if any(link.is_to(second.id, self.kind) for link in first.links):
            raise Conflict(f"CMO {first.number} and CMO {second.number} are linked so already ({self.kind})")
        element_id = None
        if self.kind is LinkKind.RIPPLE:
            element_id = rippling_element(
                [(slot.element_id, slot.role) for slot in first.slots],
                [(slot.element_id, slot.role) for slot in second.slots],
                names=(f"CMO {first.number}", f"CMO {second.number}"),
            )
        identity = work.new_id()
        made = CMOLink(
            id=identity,
            from_cmo_id=first.id,
            to_cmo_id=second.id,
            kind=str(self.kind),
            element_id=element_id,
            note=self.note.strip(),
        )
        with without_new_rings(work):
            work.insert(made)
        return Outcome(f"linked CMO {first.number} and CMO {second.number}: {self.kind}", identity)


@dataclass(frozen=True, slots=True)
class NoteLink:
    """Say in a note why two configurations are linked so; an empty note takes away what was said."""

    link_id: str
    note: str

    def perform(self, work: UnitOfWork) -> Outcome[bool]:
        """Carry it out; the value is whether anything changed.

        Raises:
            Conflict: it is gone.
        """
        link, ends = _found(work, self.link_id)
        changed = work.update(CMOLink, link.id, note=self.note.strip())
        said = f"noted on the link of {ends}" if changed else f"nothing changed on the link of {ends}"
        return Outcome(f"{said}: {link.kind}", changed)


@dataclass(frozen=True, slots=True)
class UnlinkCMOs:
    """Take a link of two configurations away."""

    link_id: str

    def perform(self, work: UnitOfWork) -> Outcome[None]:
        """Carry it out.

        Raises:
            Conflict: it is gone.
        """
        link, ends = _found(work, self.link_id)
        work.delete(CMOLink, [(link.id,)])
        return Outcome(f"unlinked {ends}: {link.kind}", None)


def _found(work: UnitOfWork, link_id: str) -> tuple[LinkView, str]:
    """A link and the names of its ends; raises Conflict if it is gone."""
    for cmo in reading.configurations(work.connection):
        for link in cmo.links:
            if link.id == link_id and link.outgoing:
                return link, f"CMO {cmo.number} and CMO {link.other_number}"
    raise Conflict("this link is no longer in the study")


def rippling_element(
    first: Iterable[tuple[str, Role]], second: Iterable[tuple[str, Role]], *, names: tuple[str, str]
) -> str:
    """The element through which one configuration ripples into the next: slots are `(element id, role)`.

    The first outcome, else the first mechanism, of the one that is a context of the other.

    Raises:
        BadInput: they share none.
    """
    contexts = {element_id for element_id, role in second if role is Role.CONTEXT}
    shared = [(element_id, role) for element_id, role in first if element_id in contexts]
    for fits in (lambda role: role is Role.OUTCOME, lambda role: role.is_mechanism):
        for element_id, role in shared:
            if fits(role):
                return element_id
    raise BadInput(
        f"no outcome or mechanism of {names[0]} is a context of {names[1]}",
        hint="A ripple shares an element: add it as a context there first (cmo add-slot --element).",
    )


def ripples_on(link: LinkView, places: Places) -> bool:
    """Whether a configuration with these slots can be the end of a ripple that a link is seen from."""
    fits = [role for element_id, role in places if element_id == link.element_id]
    if link.outgoing:
        return any(role is Role.OUTCOME or role.is_mechanism for role in fits)
    return Role.CONTEXT in fits


def keep_ripples(
    work: UnitOfWork,
    known: Mapping[str, Configuration],
    changed: Mapping[str, Places],
    *,
    without: frozenset[str] = frozenset(),
) -> None:
    """Let each ripple go through an element that both ends still share, another one if need be.

    `changed` gives the slots that configurations will have; `without` the ids of links that go.

    Raises:
        BadInput: the two ends of a ripple will share none.
    """
    slots = {cmo.id: [(slot.element_id, slot.role) for slot in cmo.slots] for cmo in known.values()}
    slots |= {cmo_id: list(places) for cmo_id, places in changed.items()}
    for cmo in known.values():
        for link in cmo.links:
            concerned = cmo.id in changed or link.other_id in changed
            if link.kind != LinkKind.RIPPLE or not link.outgoing or not concerned or link.id in without:
                continue
            if (link.element_id, Role.CONTEXT) in slots[link.other_id] and any(
                element_id == link.element_id and (role is Role.OUTCOME or role.is_mechanism)
                for element_id, role in slots[cmo.id]
            ):
                continue
            names = (f"CMO {cmo.number}", f"CMO {link.other_number}")
            try:
                element_id = rippling_element(slots[cmo.id], slots[link.other_id], names=names)
            except BadInput:
                raise BadInput(
                    f"{names[0]} ripples into {names[1]} through “{link.shared_wording}”, "
                    "which the two would no longer share",
                    hint=f"Unlink them first: workbench cmo unlink {cmo.number} {link.other_number} --kind ripple",
                ) from None
            work.update(CMOLink, link.id, element_id=element_id)
