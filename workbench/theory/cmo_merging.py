"""Merging two configurations that tell the same story: one remains with all of both, the other is retired."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from workbench.errors import BadInput, Conflict
from workbench.model.entity import Entity
from workbench.model.framework import MatrixSummary
from workbench.model.memos import Memo
from workbench.model.questions import QuestionAnswer
from workbench.model.reshaping_views import Passed, Reshaped
from workbench.model.study import SectionBasis
from workbench.model.theory import CMO, CMOLink, Evidence, Slot
from workbench.model.theory_development import TheoryVerdict, TheoryVerdictBasis
from workbench.model.views import Configuration, LinkView
from workbench.model.vocabulary import LinkKind, Stage, plural
from workbench.store.reading import theory as reading
from workbench.store.reading.cmo_followers import rows_about, tracer_id_of, verdicts_resting_on
from workbench.store.reading.code_use import memos_about
from workbench.store.unit_of_work import Outcome, UnitOfWork
from workbench.theory.cmo_splitting import link_said, slot_said
from workbench.theory.commands import configuration, set_sites, slot_row, status_of
from workbench.theory.evidence import evidence_by_ends, evidence_key, evidence_of, origin_of
from workbench.theory.links import without_new_rings
from workbench.theory.verdict_guard import require_verdicts_true

FOLLOWERS: tuple[tuple[type[Entity], tuple[str, ...], str, str], ...] = (
    (QuestionAnswer, ("question_id",), "answer to a question", "answers to questions"),
    (TheoryVerdict, ("site_id",), "verdict", "verdicts"),
    (
        MatrixSummary,
        ("source_id", "participant_id", "organisation_id", "site_id"),
        "summary in the matrix",
        "summaries in the matrix",
    ),
    (SectionBasis, ("section_id",), "basis of a report section", "bases of report sections"),
)
"""What names a configuration and goes along, unless the remaining one has its own of the same columns."""


@dataclass(frozen=True, slots=True)
class MergeCMOs:
    """Merge one configuration into another, which remains.

    Slots of one element in one role become one, others are added; evidence goes along, unless the same passage
    stands there with that stance already: then it stays with the retired one, so that nothing is doubled or lost.
    Links, memos, answers to questions and verdicts go along, a link between the two goes. Sites are those of both.
    Theory versions keep what they held. A dry run gives the same value: the preview.
    """

    from_id: str
    into_id: str
    reason: str

    def perform(self, work: UnitOfWork) -> Outcome[Reshaped]:
        """Carry it out.

        Raises:
            BadInput: no reason, a configuration into itself, or two of different kinds or tracers.
            Conflict: one is gone or retired; a verdict would come to rest on what was observed of another tracer; what
                nests, refines or generalises would lead back to itself.
        """
        mine, into = configuration(work, self.from_id), configuration(work, self.into_id)
        _require_alike(mine, into)
        reason = " ".join(self.reason.split())
        if not reason:
            raise BadInput("a merge needs a reason", hint="Say why the two tell the same: --reason ...")
        ends, passed = _unite_slots(work, mine, into)
        passed += _evidence(work, mine, into, ends)
        with without_new_rings(work):
            passed += _links(work, mine, into)
        passed += _facts(work, mine, into)
        passed += _followers(work, mine, into)
        _require_verdicts_true(work, mine, into)
        work.update(CMO, mine.id, retired=1)
        passed.append(Passed(f"CMO {mine.number}", "is retired, with its statements as they are"))
        done = f"merged CMO {mine.number} into CMO {into.number}: {reason}"
        return Outcome(done, Reshaped(into.id, into.number, tuple(passed)))


def _require_alike(mine: Configuration, into: Configuration) -> None:
    if mine.id == into.id:
        raise BadInput(f"CMO {mine.number} cannot be merged into itself")
    for cmo in (mine, into):
        if cmo.stage is Stage.RETIRED:
            raise Conflict(f"CMO {cmo.number} is retired", hint="Take it up again before merging.")
    pair = f"CMO {mine.number} and CMO {into.number}"
    if mine.kind != into.kind:
        raise BadInput(
            f"{pair} are of different kinds: {mine.kind} and {into.kind}",
            hint="What was anticipated and what was observed are told apart; link them instead.",
        )
    if mine.tracer and into.tracer and mine.tracer != into.tracer:
        raise BadInput(
            f"{pair} belong to different tracers: {mine.tracer} and {into.tracer}",
            hint="Link them (refines, generalises), or change the tracer of one of them first.",
        )


def _require_verdicts_true(work: UnitOfWork, mine: Configuration, into: Configuration) -> None:
    try:
        require_verdicts_true(work, {into.id})
    except Conflict as fault:
        raise Conflict(
            f"CMO {mine.number} cannot be merged into CMO {into.number} with the verdicts: {fault.message}",
            hint="Give all of them one tracer first (workbench cmo edit CMO --tracer ...), or take the verdict on "
            f"CMO {mine.number} back (workbench theory unjudge).",
        ) from None


def _unite_slots(
    work: UnitOfWork, mine: Configuration, into: Configuration
) -> tuple[dict[str, str], list[Passed]]:
    """The slots of the remaining one by the ids of those merged, and what became of each."""
    there = {(slot.element_id, slot.role): slot for slot in into.slots}
    ends: dict[str, str] = {}
    passed = []
    for slot in mine.slots:
        same = there.get((slot.element_id, slot.role))
        if same is not None:
            ends[slot.id] = same.id
            unsaid = {
                part: value
                for part in ("intention", "valence")
                if (value := getattr(slot, part)) and not getattr(same, part)
            }
            if unsaid:
                work.update(Slot, same.id, **unsaid)
            kept = [
                f"{theirs} there, {ours} here"
                for part in ("expectation", "intention", "valence")
                if (ours := getattr(slot, part)) and (theirs := getattr(same, part)) and ours != theirs
            ]
            differs = f", whose status stays ({'; '.join(kept)})" if kept else ""
            passed.append(
                Passed(slot_said(slot), f"is slot {same.position} of CMO {into.number} already{differs}")
            )
            continue
        position = len(into.slots) + len(set(ends.values()) - {one.id for one in into.slots})
        row = slot_row(work, into.id, slot.element_id, slot.role, status_of(slot), position=position)
        work.insert(row)
        ends[slot.id] = row.id
        passed.append(Passed(slot_said(slot), f"becomes slot {position + 1} of CMO {into.number}"))
    return ends, passed


def _evidence(
    work: UnitOfWork, mine: Configuration, into: Configuration, ends: Mapping[str, str]
) -> Iterator[Passed]:
    names = {piece.id: name for name, piece in mine.evidence_by_name.items()}
    there = set(evidence_of(into))
    going: dict[tuple[str, ...], tuple[str | None, ...]] = {}
    for slot_id, to_slot_id, piece in evidence_by_ends(mine):
        slot, to_slot = ends.get(slot_id or ""), ends.get(to_slot_id or "")
        key = evidence_key(slot, to_slot, origin_of(piece), piece.stance)
        what = f"evidence {names[piece.id]} ({piece.stance})"
        if key in there:
            yield Passed(what, f"stands there already; this one stays with CMO {mine.number}")
            continue
        there.add(key)
        going[(piece.id,)] = (into.id, slot, to_slot)
        yield Passed(what, "goes along")
    work.update_rows(Evidence, ("cmo_id", "slot_id", "to_slot_id"), going)


def _links(work: UnitOfWork, mine: Configuration, into: Configuration) -> Iterator[Passed]:
    there = {_link_key(link) for link in into.links}
    for link in mine.links:
        what = link_said(mine.number, link)
        if link.other_id == into.id:
            work.delete(CMOLink, [(link.id,)])
            yield Passed(what, "goes: it would be a link to itself")
        elif _link_key(link) in there:
            work.delete(CMOLink, [(link.id,)])
            yield Passed(what, f"goes: CMO {into.number} has that link")
        else:
            work.update(CMOLink, link.id, **{"from_cmo_id" if link.outgoing else "to_cmo_id": into.id})
            there.add(_link_key(link))
            yield Passed(what, f"is one of CMO {into.number}")


def _link_key(link: LinkView) -> tuple[str, bool, str]:
    """What makes a link of a configuration the same one; rivals are rivals from either end."""
    return link.kind, link.outgoing or link.kind == LinkKind.RIVAL_OF, link.other_id


def _facts(work: UnitOfWork, mine: Configuration, into: Configuration) -> Iterator[Passed]:
    """Sites of both; tracer and narrative where the remaining one has none."""
    wanted = reading.site_ids_of(work.connection, mine.id) | reading.site_ids_of(work.connection, into.id)
    if set_sites(work, into.id, wanted):
        more = [site for site in mine.sites if site not in into.sites]
        yield Passed(f"{plural(len(more), 'site')}: {', '.join(more)}", f"added to CMO {into.number}")
    if mine.tracer and not into.tracer:
        work.update(CMO, into.id, tracer_id=tracer_id_of(work.connection, mine.id))
        yield Passed(f"tracer: {mine.tracer}", f"is that of CMO {into.number}")
    if mine.narrative and not into.narrative:
        work.update(CMO, into.id, narrative=mine.narrative)
        yield Passed("narrative", f"is that of CMO {into.number}")
    elif mine.narrative:
        yield Passed("narrative", f"stays with CMO {mine.number}")


def _followers(work: UnitOfWork, mine: Configuration, into: Configuration) -> Iterator[Passed]:
    """Memos, answers, verdicts, summaries and sections of reports that name the merged one."""
    said = f"now of CMO {into.number}"
    memos = [memo for memo, _ in memos_about(work.connection, "cmo", [mine.id])]
    if work.update_rows(Memo, ("subject_id",), {(memo,): (into.id,) for memo in memos}):
        yield Passed(plural(len(memos), "memo"), said)
    for kind, columns, one, many in FOLLOWERS:
        noun = str(kind.__tablename__)
        there = {values for _, values in rows_about(work.connection, noun, into.id, columns)}
        about = rows_about(work.connection, noun, mine.id, columns)
        going = [row for row, values in about if values not in there]
        if work.update_rows(kind, ("cmo_id",), {(row,): (into.id,) for row in going}):
            yield Passed(plural(len(going), one, many), said)
        if staying := len(about) - len(going):
            yield Passed(
                plural(staying, one, many),
                f"stays with CMO {mine.number}: CMO {into.number} has its own there",
            )
    resting = verdicts_resting_on(work.connection, mine.id)
    new = sorted(resting - verdicts_resting_on(work.connection, into.id))
    work.delete(TheoryVerdictBasis, [(verdict, mine.id) for verdict in sorted(resting)])
    work.insert(*(TheoryVerdictBasis(verdict_id=verdict, cmo_id=into.id) for verdict in new))
    if new:
        yield Passed(plural(len(new), "basis of a verdict", "bases of verdicts"), said)
