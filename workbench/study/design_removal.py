"""Taking a site, tracer or wave out of the study's design, such as one that was a slip of the pen."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.errors import Conflict
from workbench.model.entity import Entity
from workbench.model.study import Site, Tracer, Wave
from workbench.model.vocabulary import plural
from workbench.store.reading.design_use import WORDS, name_in_design, uses_of_design, whose_uses
from workbench.store.unit_of_work import Outcome, UnitOfWork

KINDS: dict[str, type[Entity]] = {"site": Site, "tracer": Tracer, "wave": Wave}
"""What a study plans, by noun."""


@dataclass(frozen=True, slots=True)
class RemoveDesign:
    """Take a site, tracer or wave (`noun`) out of the study, while nothing refers to it."""

    noun: str
    identity: str

    def perform(self, work: UnitOfWork) -> Outcome[None]:
        """Carry it out.

        Raises:
            Conflict: it is gone, or something refers to it: how much is said.
        """
        name = name_in_design(work.connection, self.noun, self.identity)
        if name is None:
            raise Conflict(f"this {self.noun} is no longer in the study", hint="Someone else removed it.")
        if uses := uses_of_design(work.connection, self.noun, self.identity):
            told = ", ".join(plural(count, *WORDS[table]) for table, count in uses.items())
            whose = ", ".join(whose_uses(work.connection, self.noun, self.identity))
            raise Conflict(
                f"{self.noun} {name} stays: {told}" + (f" (work of {whose})" if whose else ""),
                hint="Give these another first: workbench source edit, workbench cmo edit, workbench theory unjudge",
            )
        work.delete(KINDS[self.noun], [(self.identity,)])
        return Outcome(f"removed {self.noun} {name}", None)
