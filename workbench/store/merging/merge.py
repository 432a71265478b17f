"""One merge: the other copy's past is read and compared, the plan made whole and carried out, and all put on record."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from sqlalchemy import Connection

from workbench.errors import BadInput
from workbench.store.merging.agreeing import Agreement
from workbench.store.merging.applying import INTERNED, apply, keep_log, record
from workbench.store.merging.closing import Closing
from workbench.store.merging.collisions import Collisions
from workbench.store.merging.comparing import Comparison
from workbench.store.merging.fitting import fit
from workbench.store.merging.following import follow_merged_codes
from workbench.store.merging.labelling import Labels
from workbench.store.merging.matching import Matcher
from workbench.store.merging.past import PastChange, pasts
from workbench.store.merging.plan import Finding, Plan, Rules
from workbench.store.merging.sides import Side
from workbench.store.reading.study import coders
from workbench.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class TableCount:
    """How many rows of a table a merge adds, changes and removes; what is only kept for others is not counted."""

    table: str
    added: int
    changed: int
    removed: int


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge did: the changes both copies share, those that came, rows by table, and what to look at."""

    shared: int
    came: tuple[PastChange, ...]
    counts: tuple[TableCount, ...]
    findings: tuple[Finding, ...]
    removals: tuple[str, ...]
    """What was removed here because the other copy had removed it."""
    coders: dict[str, str]
    """The names of the coders of both copies, by id."""
    matched: dict[str, int] = field(default_factory=dict)
    """How many rows were taken for the same by what they say, by table: made apart in both."""


def merge(work: UnitOfWork, theirs: Connection, rules: Rules, *, unrelated: bool = False) -> Merged:
    """Put together what the other copy did since the two parted, within the caller's change. Nothing new: no writes.

    With `unrelated` the other file need not be a copy: what both brought in apart is one thing where it says the same.
    That the other copy merged ours is nothing new by itself; else two copies would never have done with each other.

    Raises:
        BadInput: the other copy's log is not what was written.
    """
    our_past, their_past = pasts(work.connection, theirs)
    shared = our_past.shared
    came = tuple(change for change in their_past.all if change.id not in our_past.known)
    if not came:
        return Merged(shared, (), (), (), (), {})
    for change in came:
        if not change.is_intact:
            raise BadInput(
                f"change {change.sequence} ({change.at}) of the other copy's log is not what was written",
                hint="See what is damaged in it: workbench study check",
            )
    ours, other = Side(work.connection, our_past, their_past), Side(theirs, their_past, our_past)
    labels = Labels(ours, other)
    plan = Plan(work.study_id, labels.of, labels.name)
    matcher = Matcher(ours, other, unites_names=rules.unites_names, unrelated=unrelated)
    Comparison(ours, other, matcher, rules, plan).run()
    if rules.follows_merged_codes:
        follow_merged_codes(ours, other, plan)
    closing, collisions = Closing(ours, other, matcher, plan), Collisions(ours, other, rules, plan)
    closing.run()
    collisions.untangle()
    closing.run()  # what stays where it is may rest on what was to go
    collisions.tell_apart()
    fit(ours, other, plan)
    removals = tuple(
        plan.label(table, row)
        for table, keys in plan.deletes.items()
        for row in ours.rows(table, keys).values()
    )
    if all(change.merged for change in came) and plan.is_empty:
        return Merged(shared, (), (), (), (), {})
    keep_log(work, came, other)
    with Agreement(work, ours, plan):
        apply(work, plan, ours, other)
    record(work, plan.findings.values())
    names = coders(theirs) | coders(work.connection)
    counts = tuple(TableCount(*row) for row in plan.tables() if row[0] not in INTERNED)
    matched = Counter(table for table, _ in matcher.united)
    return Merged(shared, came, counts, tuple(plan.findings.values()), removals, names, dict(matched))
