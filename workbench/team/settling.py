"""Deciding conflicts that merges left open: what stands stays, or the other version takes its place."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.errors import Conflict
from workbench.model.team_views import ConflictView
from workbench.model.vocabulary import plural
from workbench.store.contradictions import contradictions
from workbench.store.merging.settling import mark_decided, take_other
from workbench.store.merging.wording import field_words
from workbench.store.reading.conflicts import conflicts
from workbench.store.unit_of_work import Outcome, UnitOfWork

TOGETHER = "Decide all that is open on the same thing together: workbench study settle ID ID ... --take other"
"""What to do where one version does not go without another."""

NAMED_AT_MOST = 3
"""More than these are counted in the history, not named."""


@dataclass(frozen=True, slots=True)
class SettleConflicts:
    """Decide conflicts: `other` puts the other version in the place of the one that stands, else that one stays."""

    conflict_ids: tuple[str, ...]
    other: bool

    def perform(self, work: UnitOfWork) -> Outcome[int]:
        """Carry it out; the value is how many were decided.

        Raises:
            Conflict: one is decided already, or what it concerns has changed since or cannot take the other version
                (by itself).
            BadInput: of two texts of a source, the current one is chosen when copies are merged.
        """
        found = {one.id: one for one in conflicts(work.connection, only_open=True)}
        concerned = {found[one].subject_type for one in self.conflict_ids if one in found and self.other}
        before = contradictions(work.connection, concerned)
        for identity in self.conflict_ids:
            if identity not in found:
                hint = "See them: workbench study conflicts --all"
                raise Conflict("this conflict is decided already", hint=hint)
            if self.other:
                take_other(work, found[identity])
            mark_decided(work, identity, turned=self.other)
        for key, words in contradictions(work.connection, concerned).items():
            if key not in before:
                raise Conflict(f"with the other version {words}", hint=TOGETHER)
        which = "the other version" if self.other else "what stands"
        named = list(dict.fromkeys(_named(found[one]) for one in self.conflict_ids))
        labels = ", ".join(named) if len(named) <= NAMED_AT_MOST else plural(len(named), "conflict")
        return Outcome(f"decided for {which}: {labels}", len(self.conflict_ids))


def _named(conflict: ConflictView) -> str:
    return f"{conflict.label} ({field_words(conflict.field)})" if conflict.field else conflict.label
