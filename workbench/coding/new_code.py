"""A code that is made while coding: the code and the coding are one change, and are undone as one."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.coding.codebook import AddCode
from workbench.coding.commands import ApplyCodesTo
from workbench.model.coding import Span
from workbench.store.unit_of_work import Outcome, UnitOfWork


@dataclass(frozen=True, slots=True)
class ApplyNewCode:
    """Add a code, under a parent or at the top, and tag a span with it and with `others`."""

    revision_id: str
    span: Span
    name: str
    parent_id: str | None = None
    others: tuple[str, ...] = ()

    def perform(self, work: UnitOfWork) -> Outcome[str]:
        """Carry it out; the value is the new code's id. Raises what `AddCode` and `ApplyCodesTo` raise."""
        added = AddCode(self.name, self.parent_id).perform(work)
        coded = ApplyCodesTo(self.revision_id, self.span, (*self.others, added.value)).perform(work)
        return Outcome(f"{added.summary}; {coded.summary}", added.value)
