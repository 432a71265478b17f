"""A code that was two: some of its codings go to a code that is made for them, as one change."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.coding.codebook import AddCode
from workbench.coding.recoding import RecodeCodings
from workbench.errors import UsageError
from workbench.store.unit_of_work import Outcome, UnitOfWork


@dataclass(frozen=True, slots=True)
class RecodeAsNew:
    """Add a code and give it these codings; undone, both are undone.

    Other coders' codings are recoded only with `others`, which a person decides.
    """

    coding_ids: tuple[str, ...]
    name: str
    parent_id: str | None = None
    others: bool = False

    def perform(self, work: UnitOfWork) -> Outcome[str]:
        """Carry it out; the value is the new code's id.

        Raises:
            UsageError: no codings are named.
            BadInput: the name is none, or the code would lie too deep.
            Conflict: there is such a code already, the parent or a coding is gone, or codings are others'.
        """
        if not self.coding_ids:
            raise UsageError("no codings are named for the new code")
        added = AddCode(self.name, self.parent_id).perform(work)
        recoded = RecodeCodings(self.coding_ids, added.value, others=self.others).perform(work)
        return Outcome(f"{added.summary}; {recoded.summary}", added.value)
