"""Merging another copy of the study into this one, as one change that is undone as a whole."""

from __future__ import annotations

from dataclasses import dataclass, field

from workbench.model.vocabulary import plural
from workbench.store.merging.merge import Merged, merge
from workbench.store.merging.plan import OPEN
from workbench.store.study import Reader
from workbench.store.unit_of_work import Outcome, UnitOfWork
from workbench.team.rules import MergeRules


@dataclass(frozen=True, slots=True)
class MergeStudy:
    """Take in what another copy did since the two parted. `name` is what the copy is called in the history."""

    other: Reader
    name: str
    rules: MergeRules = field(default_factory=MergeRules)
    unrelated: bool = False
    """Whether it may be a study of its own, without a past in common with this one."""

    def perform(self, work: UnitOfWork) -> Outcome[Merged]:
        """Carry it out. A copy that has nothing new changes nothing.

        Raises:
            BadInput: the other copy's log is not what was written.
        """
        merged = merge(work, self.other, self.rules, unrelated=self.unrelated)
        if not merged.came:
            return Outcome(f"found nothing new in {self.name}", merged)
        added, changed, removed = (
            sum(getattr(count, part) for count in merged.counts) for part in ("added", "changed", "removed")
        )
        words = f"merged {plural(len(merged.came), 'change')} of {self.name}"
        words += f": {added:,} added, {changed:,} changed, {removed:,} removed"
        left = sum(finding.state == OPEN for finding in merged.findings)
        return Outcome(words + (f"; {plural(left, 'conflict')} left open" if left else ""), merged)
