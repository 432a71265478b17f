"""Links between configurations after they are made: taken away, and kept true while slots change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from workbench.errors import BadInput, Conflict
from workbench.model.theory import CMOLink
from workbench.model.views import Configuration, LinkView
from workbench.model.vocabulary import LinkKind, Role
from workbench.store.reading import theory as reading
from workbench.store.unit_of_work import Outcome, UnitOfWork
from workbench.theory.commands import rippling_element

Places = Iterable[tuple[str, Role]]
"""The slots of a configuration as `(element id, role)`, in order."""


@dataclass(frozen=True, slots=True)
class UnlinkCMOs:
    """Take a link of two configurations away."""

    link_id: str

    def perform(self, work: UnitOfWork) -> Outcome[None]:
        """Carry it out.

        Raises:
            Conflict: it is gone.
        """
        for cmo in reading.configurations(work.connection):
            for link in cmo.links:
                if link.id == self.link_id and link.outgoing:
                    work.delete(CMOLink, [(link.id,)])
                    ends = f"CMO {cmo.number} and CMO {link.other_number}"
                    return Outcome(f"unlinked {ends}: {link.kind}", None)
        raise Conflict("this link is no longer in the study")


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
