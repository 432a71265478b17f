"""Whatever is done to configurations, undo takes it back wholly, and their file brings nothing new."""

from __future__ import annotations

import json
import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from command_line import substance
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from workbench.errors import WorkbenchError
from workbench.files.structured import load
from workbench.model.advice_views import Check
from workbench.model.coding import Span
from workbench.model.theory_views import Said
from workbench.model.views import Configuration, EvidenceView, LinkView, SlotView
from workbench.model.vocabulary import (
    CMOKind,
    Expectation,
    LinkKind,
    MemoKind,
    Rating,
    Role,
    Stance,
    Valence,
)
from workbench.sources.commands import ImportSources, PreparedSource, SourceRecord
from workbench.store.creating import create_study
from workbench.store.reading.cmo_checks import dismissals
from workbench.store.reading.memos import memos
from workbench.store.reading.sources import source_views
from workbench.store.reading.theory import configurations, elements
from workbench.store.study import Study
from workbench.store.unit_of_work import Command
from workbench.study.commands import WriteMemo
from workbench.theory.assembling import Assemble
from workbench.theory.cmo_file import CMOFile
from workbench.theory.cmo_merging import MergeCMOs
from workbench.theory.cmo_splitting import SplitCMO
from workbench.theory.cmo_writing import render
from workbench.theory.commands import AddSlot, EditCMO, NewCMO, Status
from workbench.theory.dismissing import DismissCheck, HeedCheck, PassOver
from workbench.theory.elements import AddElement
from workbench.theory.evidence import AddEvidence, Excerpted, Ratings, evidence_of, placed_evidence
from workbench.theory.evidence_edits import EditEvidence, RemoveEvidence
from workbench.theory.importing import ImportCMOs, ImportResult
from workbench.theory.links import LinkCMOs, UnlinkCMOs
from workbench.theory.slots import EditSlot, MoveSlot, RemoveSlot

TEXT = "We knew each other, so nobody waited. The form was refused by everybody else. "
ANY = st.integers(0, 7)
"""Which of the present things is meant, counted round."""
WORDS = st.sampled_from(["trust", "Trust", "a shared room", "nobody waits", "one list", "few wait"])
ROLES = st.sampled_from([Role.CONTEXT, Role.MECHANISM, Role.MECHANISM_REASONING, Role.OUTCOME])
KINDS = st.sampled_from(CMOKind)
STANCES = st.sampled_from(Stance)


def build(path: Path) -> None:
    create_study(path, title="Invented study")
    with Study(path) as study:
        prepared = PreparedSource(SourceRecord("101"), TEXT * 3, (), "101.txt", "0" * 64)
        study.execute(ImportSources([prepared]), coder="Ada")
        study.execute(WriteMemo(MemoKind.RETRODUCTION, "It must be habit.\n\nIt must.", "Habit"), coder="Ada")
        for number, kind in enumerate((CMOKind.OBSERVED, CMOKind.OBSERVED, CMOKind.PROGRAMME_THEORY)):
            cmo = study.execute(NewCMO(f"CMO {number}", kind), coder="Ada").value
            for role, wording in ((Role.CONTEXT, "trust"), (Role.MECHANISM, f"one list {number}")):
                study.execute(AddSlot(cmo, role, wording), coder="Ada")


def nowhere(quote: str, text: str) -> Span:
    raise AssertionError("files that the workbench writes give spans")


class Theorising(RuleBasedStateMachine):
    """One coder does one thing after another; what is refused changes nothing."""

    built: Path | None = None

    @initialize()
    def open_a_copy(self) -> None:
        if Theorising.built is None:
            Theorising.built = Path(tempfile.mkdtemp()) / "built.study"
            build(Theorising.built)
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "theory.study"
        shutil.copyfile(Theorising.built, self.path)
        self.study = Study(self.path)
        self.states = [substance(self.path)]

    def do(self, command: Command[Any]) -> None:
        try:
            done = self.study.execute(command, coder="Bea")
        except WorkbenchError:
            assert substance(self.path) == self.states[-1]
            return
        if done.change_id is None:
            assert substance(self.path) == self.states[-1]
        else:
            self.states.append(substance(self.path))

    def cmo(self, which: int) -> Configuration:
        with self.study.reading() as reader:
            found = configurations(reader)
        return found[which % len(found)]

    def slot(self, which: int, place: int) -> SlotView | None:
        slots = self.cmo(which).slots
        return slots[place % len(slots)] if slots else None

    def piece(self, which: int, place: int) -> EvidenceView | None:
        found = list(self.cmo(which).evidence_by_name.values())
        return found[place % len(found)] if found else None

    @rule(words=WORDS, kind=KINDS)
    def new_cmo(self, words: str, kind: CMOKind) -> None:
        self.do(NewCMO(words, kind))

    @rule(
        which=ANY,
        agreed=st.sampled_from([None, True, False]),
        retired=st.sampled_from([None, True, False]),
        kind=st.none() | KINDS,
    )
    def edit_cmo(self, which: int, agreed: bool | None, retired: bool | None, kind: CMOKind | None) -> None:
        self.do(EditCMO(self.cmo(which).id, agreed=agreed, retired=retired, kind=kind))

    @rule(which=ANY, role=ROLES, words=WORDS, expectation=st.sampled_from([None, *Expectation]))
    def add_slot(self, which: int, role: Role, words: str, expectation: Expectation | None) -> None:
        status = Status(expectation if role is Role.OUTCOME else None)
        self.do(AddSlot(self.cmo(which).id, role, words, status=status))

    @rule(
        which=ANY,
        place=ANY,
        role=st.none() | ROLES,
        words=st.none() | WORDS,
        detach=st.booleans(),
        valence=st.none() | st.sampled_from(Valence),
        position=st.none() | st.integers(1, 3),
    )
    def edit_slot(
        self,
        which: int,
        place: int,
        role: Role | None,
        words: str | None,
        detach: bool,
        valence: Valence | None,
        position: int | None,
    ) -> None:
        if slot := self.slot(which, place):
            status = Status(valence=valence)
            self.do(EditSlot(slot.id, role, words, detach and words is not None, None, status, position))

    @rule(which=ANY, place=ANY, element=ANY)
    def put_another_element(self, which: int, place: int, element: int) -> None:
        with self.study.reading() as reader:
            found = elements(reader)
        if slot := self.slot(which, place):
            self.do(EditSlot(slot.id, element_id=found[element % len(found)].id))

    @rule(which=ANY, place=ANY, position=st.integers(0, 4))
    def move_slot(self, which: int, place: int, position: int) -> None:
        if slot := self.slot(which, place):
            self.do(MoveSlot(slot.id, position))

    @rule(which=ANY, place=ANY, with_evidence=st.booleans())
    def remove_slot(self, which: int, place: int, with_evidence: bool) -> None:
        if slot := self.slot(which, place):
            self.do(RemoveSlot(slot.id, with_evidence))

    @rule(
        which=ANY,
        slot=st.none() | st.integers(1, 3),
        to=st.none() | st.integers(1, 3),
        stance=STANCES,
        at=ANY,
    )
    def add_evidence(self, which: int, slot: int | None, to: int | None, stance: Stance, at: int) -> None:
        with self.study.reading() as reader:
            revision = source_views(reader)[0].revision_id
            memo_id = memos(reader)[0].id
        cmo_id = self.cmo(which).id
        if at == 0:
            self.do(AddEvidence(cmo_id, memo_id=memo_id, slot=slot, to_slot=to, stance=stance))
        else:
            passage = Excerpted(revision, Span(at, at + 9))
            self.do(AddEvidence(cmo_id, passage, slot=slot, to_slot=to, stance=stance, note=f"at {at}"))

    @rule(words=st.sampled_from(["alone", "apart", " ", "trust"]))
    def add_element(self, words: str) -> None:
        self.do(AddElement(words))

    @rule(which=st.none() | ANY, said=st.lists(st.tuples(ROLES, WORDS), max_size=2), stance=STANCES, at=ANY)
    def assemble(self, which: int | None, said: list[tuple[Role, str]], stance: Stance, at: int) -> None:
        with self.study.reading() as reader:
            passage = Excerpted(source_views(reader)[0].revision_id, Span(at, at + 9))
        cmo_id = None if which is None else self.cmo(which).id
        self.do(Assemble(passage, tuple(Said(*part) for part in said), cmo_id, "Said", stance))

    @rule(which=ANY, place=ANY, stance=st.none() | STANCES, rating=st.none() | st.sampled_from(Rating))
    def edit_evidence(self, which: int, place: int, stance: Stance | None, rating: Rating | None) -> None:
        if piece := self.piece(which, place):
            unrated = ("rigour",) if rating is None else ()
            self.do(EditEvidence(piece.id, stance, Ratings(rigour=rating), unrated, "seen"))

    @rule(which=ANY, place=ANY)
    def remove_evidence(self, which: int, place: int) -> None:
        if piece := self.piece(which, place):
            self.do(RemoveEvidence(piece.id))

    @rule(first=ANY, second=ANY, kind=st.sampled_from([LinkKind.RIPPLE, LinkKind.NESTS]))
    def link(self, first: int, second: int, kind: LinkKind) -> None:
        self.do(LinkCMOs(self.cmo(first).id, self.cmo(second).id, kind, "a note"))

    @rule(which=ANY)
    def unlink(self, which: int) -> None:
        links: list[LinkView] = list(self.cmo(which).links)
        if links:
            self.do(UnlinkCMOs(links[0].id))

    @rule(
        which=ANY,
        fates=st.lists(st.sampled_from("smh"), min_size=8, max_size=8),
        links=st.booleans(),
        whole=st.booleans(),
    )
    def split(self, which: int, fates: list[str], links: bool, whole: bool) -> None:
        cmo = self.cmo(which)
        move, share = (
            tuple(slot.id for slot, fate in zip(cmo.slots, fates, strict=False) if fate == wanted)
            for wanted in "mh"
        )
        before = self.evidence()
        self.do(SplitCMO(cmo.id, move, share, "", links, whole))
        assert self.evidence() == before

    @rule(which=ANY, into=ANY)
    def merge(self, which: int, into: int) -> None:
        before, mine = self.evidence(), self.cmo(which)
        target = self.cmo(into)
        self.do(MergeCMOs(mine.id, target.id, "the same"))
        assert self.evidence() == before
        after = {cmo.id: cmo for cmo in self.cmos()}
        if after[mine.id].stage != mine.stage:
            keys = [key for key, _ in placed_evidence(after[target.id])]
            if len(evidence_of(target)) == len(placed_evidence(target)):
                assert len(set(keys)) == len(keys), "nothing is doubled"
            wanted = {(slot.element_id, slot.role) for slot in (*mine.slots, *target.slots)}
            assert {(slot.element_id, slot.role) for slot in after[target.id].slots} == wanted
            assert all(link.other_id != target.id for link in after[target.id].links)

    @rule(which=ANY, place=st.none() | ANY, check=st.sampled_from(Check))
    def dismiss(self, which: int, place: int | None, check: Check) -> None:
        slot = None if place is None else self.slot(which, place)
        self.do(DismissCheck(check, self.cmo(which).id, slot.id if slot else None, "it does not matter"))

    @rule(which=ANY)
    def pass_over_and_heed(self, which: int) -> None:
        with self.study.reading() as reader:
            aside = dismissals(reader)
        excerpts = [excerpt for excerpt, _, _ in self.evidence() if excerpt]
        if aside and which % 2:
            self.do(HeedCheck(aside[which % len(aside)].id))
        elif excerpts:
            self.do(PassOver(self.cmo(which).id, excerpts[which % len(excerpts)], "another story"))

    def cmos(self) -> tuple[Configuration, ...]:
        with self.study.reading() as reader:
            return configurations(reader)

    def evidence(self) -> list[tuple[str, str, str]]:
        """The multiset of what stands behind anything in the study: `(excerpt or memo, stance, coder)`."""
        with closing(sqlite3.connect(f"file:{self.path}?mode=ro", uri=True)) as file:
            return sorted(
                file.execute(
                    "SELECT coalesce(excerpt_id, ''), coalesce(memo_id, '') || stance, coder_id FROM evidence"
                )
            )

    def written(self, format: str) -> str:
        with self.study.reading() as reader:
            data = render(configurations(reader), elements(reader), memos(reader), format=format)
        return data.decode("utf-8")

    def bring(self, text: str, format: str, *, prune: bool = False) -> ImportResult:
        content = load(text, name=f"x.{format}", model=CMOFile)
        return self.study.execute(ImportCMOs(content, nowhere, prune=prune), coder="Bea").value

    @rule(format=st.sampled_from(["yaml", "json"]), prune=st.booleans())
    def a_file_of_it_brings_nothing_new(self, format: str, prune: bool) -> None:
        result = self.bring(self.written(format), format, prune=prune)
        assert substance(self.path) == self.states[-1]
        assert (result.added, result.updated, result.absent, result.removed) == ((), (), (), ())

    @rule(place=ANY)
    def one_edited_wording_is_all_that_changes(self, place: int) -> None:
        file = json.loads(self.written("json"))
        live = [c for c in file["cmos"] if not c["retired"]]
        worded: list[dict[str, Any]] = [s for c in live for s in c["slots"] if "wording" in s]
        worded += file["elements"]
        if not worded:
            return
        one = worded[place % len(worded)]
        old, new = one["wording"], f"{one['wording']} {len(self.states)} anew"
        one["wording"] = new
        expected = self.said(lambda words: new if words == old else words)
        self.bring(json.dumps(file), "json")
        self.states.append(substance(self.path))
        assert self.said(str) == expected

    def said(self, reworded: Callable[[str], str]) -> list[Any]:
        """What configurations say, as exported, without the ids of elements."""
        with self.study.reading() as reader:
            return [
                (c.number, c.stage, [(s.id, s.role, reworded(s.wording), s.status, s.evidence) for s in c.slots],
                 c.evidence, c.dyad_evidence, [(x.kind, x.other_id, reworded(x.shared_wording)) for x in c.links])
                for c in configurations(reader)
            ]  # fmt: skip

    def teardown(self) -> None:
        for state in reversed(self.states[:-1]):
            self.study.undo(coder="Bea")
            assert substance(self.path) == state
        for state in self.states[1:]:
            self.study.redo(coder="Bea")
            assert substance(self.path) == state
        self.study.close()
        self.folder.cleanup()


TestTheorising = Theorising.TestCase
TestTheorising.settings = settings(
    max_examples=15,
    stateful_step_count=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
