"""The sites, tracers, waves, organisations and participants that sources refer to by name."""

from __future__ import annotations

from typing import Any, ClassVar

from workbench.model.entity import Entity
from workbench.model.identity import clean_name
from workbench.model.people import Organisation, Participant
from workbench.model.study import Site, Tracer, Wave
from workbench.store.reading import finding
from workbench.store.unit_of_work import UnitOfWork

DESIGN = ("site", "tracer", "wave")
"""What a study plans; organisations and participants come with its sources."""


class StudyNames:
    """Names to ids of what sources refer to; names that are new join the study."""

    KINDS: ClassVar[dict[str, type[Entity]]] = {
        "site": Site,
        "tracer": Tracer,
        "wave": Wave,
        "organisation": Organisation,
        "participant": Participant,
    }

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work
        self.known = {
            noun: finding.ids_by_name(work.connection, noun, "label" if noun == "participant" else "name")
            for noun in self.KINDS
        }
        self.new: dict[str, list[str]] = {}

    def has(self, noun: str, name: str) -> bool:
        """Whether the study knows this name; letters in another case do not make it another."""
        return clean_name(name, noun).casefold() in self.known[noun]

    def id_of(self, noun: str, name: str) -> str:
        """The id of a name, which joins the study now if it is new.

        Raises:
            BadInput: the name is empty.
        """
        tidy = clean_name(name, noun)
        known = self.known[noun]
        identity = known.get(tidy.casefold())
        if identity is None:
            kind = self.KINDS[noun]
            identity = self.work.identity_for(kind, tidy.casefold())
            values: dict[str, Any] = {"label" if noun == "participant" else "name": tidy}
            if noun in DESIGN:
                values["position"] = len(known)
            if noun == "site":
                values["national"] = int(tidy.casefold() == "national")
            self.work.insert(kind(**{"id": identity, **values}))
            known[tidy.casefold()] = identity
            self.new.setdefault(noun, []).append(tidy)
        return identity
