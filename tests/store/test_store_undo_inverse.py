"""Undo is the exact inverse of every command, redo of undo, whatever two coders do in whatever order."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from store_work import KEPT_BY_UNDO, LOGGING, build_study, dump, require_sound, rows, source

from workbench.coding.codebook import AddCode, CodeEntry, ImportCodebook
from workbench.coding.commands import ApplyCode, ApplyCodes, NewCoding, RemoveCoding
from workbench.errors import BadInput, Conflict
from workbench.model.coding import Span
from workbench.model.vocabulary import CMOKind, LinkKind, MemoKind, Role, SectionKind, Stance
from workbench.sources.commands import ImportSources, RemoveSource
from workbench.store.study import Study
from workbench.study.commands import (
    DescribeStudy,
    Design,
    WriteMemo,
)
from workbench.study.sections import SectionText, WriteSections
from workbench.theory.commands import AddSlot, EditCMO, NewCMO
from workbench.theory.evidence import AddEvidence, Excerpted
from workbench.theory.links import LinkCMOs

CODERS = st.sampled_from(["Ada", "Ben"])
ANY = st.integers(0, 5)
"""Which of the present entities is meant, counted round."""
STARTS = st.integers(0, 120)
LENGTHS = st.integers(1, 30)
WORDS = st.sampled_from(["trust", "money", "time", "a shared building", "invoices are not chased"])


class TwoCoders(RuleBasedStateMachine):
    """Each rule gives one command to one coder; the model knows the stack of each coder's standing changes."""

    built: Path | None = None

    @initialize()
    def open_a_copy(self) -> None:
        if TwoCoders.built is None:
            TwoCoders.built = Path(tempfile.mkdtemp()) / "built.study"
            build_study(TwoCoders.built)
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "area.study"
        shutil.copyfile(TwoCoders.built, self.path)
        self.study = Study(self.path)
        done = rows(
            self.path, "SELECT name, summary FROM change JOIN coder ON coder.id = coder_id ORDER BY sequence"
        )
        self.standing = {who: [s for name, s in done if name == who] for who in ("Ada", "Ben")}
        self.undone: dict[str, list[str]] = {"Ada": [], "Ben": []}

    def content(self) -> dict[str, list[tuple[Any, ...]]]:
        return dump(self.path, without=LOGGING | KEPT_BY_UNDO)

    def one(self, which: int, query: str) -> str | None:
        found = rows(self.path, query)
        return str(found[which % len(found)][0]) if found else None

    def revision(self, which: int) -> str | None:
        return self.one(which, "SELECT id FROM revision ORDER BY row_number")

    def do(self, coder: str, command: Any) -> None:
        """Carry it out; then undo gives the state before, and redo the state after. A refusal changes nothing."""
        before, log = self.content(), self.log()
        try:
            done = self.study.execute(command, coder=coder)
        except (Conflict, BadInput):
            assert self.content() == before
            assert self.log() == log
            return
        after = self.content()
        if done.change_id is None:
            assert (after, self.log()) == (before, log)
            return
        assert self.study.undo(coder=coder).value == done.summary
        assert self.content() == before
        assert self.study.redo(coder=coder).value == done.summary
        assert self.content() == after
        self.standing[coder].append(done.summary)
        self.undone[coder].clear()

    def refused(self, error: Conflict, words: str, *, expected: bool) -> None:
        assert (error.message == words) == expected

    def log(self) -> int:
        return int(rows(self.path, "SELECT count(*) FROM change")[0][0])

    @rule(coder=CODERS, name=WORDS, text=WORDS)
    def describe_study(self, coder: str, name: str, text: str) -> None:
        design = DescribeStudy(aim=text, sites=(Design(name, {"description": text}),), waves=(Design(name),))
        self.do(coder, design)

    @rule(coder=CODERS, name=WORDS, under=ANY)
    def add_code(self, coder: str, name: str, under: int) -> None:
        parent = self.one(under, "SELECT id FROM code UNION SELECT NULL ORDER BY 1")
        self.do(coder, AddCode(name, None if parent == "None" else parent))

    @rule(coder=CODERS, key=WORDS, name=WORDS, text=WORDS, retired=st.booleans())
    def import_codebook(self, coder: str, key: str, name: str, text: str, retired: bool) -> None:
        entries = (
            CodeEntry("1", name, key=key, examples=text, retired=retired),
            CodeEntry("2", "Sub", parent=key),
        )
        self.do(coder, ImportCodebook(entries))

    @rule(coder=CODERS, which=ANY, start=STARTS, length=LENGTHS, code=ANY)
    def apply_code(self, coder: str, which: int, start: int, length: int, code: int) -> None:
        revision, tag = self.revision(which), self.one(code, "SELECT id FROM code ORDER BY id")
        if revision and tag:
            self.do(coder, ApplyCode(revision, Span(start, start + length), tag))

    @rule(
        coder=CODERS, for_coder=CODERS, which=ANY, starts=st.lists(STARTS, min_size=1, max_size=3), code=ANY
    )
    def apply_codes(self, coder: str, for_coder: str, which: int, starts: list[int], code: int) -> None:
        revision, tag = self.revision(which), self.one(code, "SELECT id FROM code ORDER BY id")
        if revision and tag:
            batch = tuple(NewCoding(revision, n, n + 10, tag, coder=for_coder) for n in starts)
            self.do(coder, ApplyCodes(batch))

    @rule(coder=CODERS, which=ANY)
    def remove_coding(self, coder: str, which: int) -> None:
        if coding := self.one(which, "SELECT id FROM coding ORDER BY id"):
            self.do(coder, RemoveCoding(coding))

    @rule(coder=CODERS, title=WORDS, site=ANY)
    def new_cmo(self, coder: str, title: str, site: int) -> None:
        site_id = self.one(site, "SELECT id FROM site ORDER BY id")
        self.do(coder, NewCMO(title, CMOKind.OBSERVED, site_ids=(str(site_id),)))

    @rule(
        coder=CODERS,
        which=ANY,
        role=st.sampled_from([Role.CONTEXT, Role.MECHANISM, Role.OUTCOME]),
        words=WORDS,
    )
    def add_slot(self, coder: str, which: int, role: Role, words: str) -> None:
        if cmo := self.one(which, "SELECT id FROM cmo ORDER BY id"):
            self.do(coder, AddSlot(cmo, role, words))

    @rule(coder=CODERS, which=ANY, start=STARTS, slot=st.sampled_from([None, 1, 2]), memo=st.booleans())
    def add_evidence(self, coder: str, which: int, start: int, slot: int | None, memo: bool) -> None:
        cmo, revision = self.one(which, "SELECT id FROM cmo ORDER BY id"), self.revision(which)
        memo_id = self.one(which, "SELECT id FROM memo ORDER BY id")
        if cmo and memo and memo_id:
            self.do(coder, AddEvidence(cmo, memo_id=memo_id, slot=slot))
        elif cmo and revision:
            passage = Excerpted(revision, Span(start, start + 5))
            self.do(coder, AddEvidence(cmo, excerpt=passage, slot=slot, stance=Stance.CONTRADICTS))

    @rule(coder=CODERS, first=ANY, second=ANY, kind=st.sampled_from(LinkKind))
    def link_cmos(self, coder: str, first: int, second: int, kind: LinkKind) -> None:
        ends = [self.one(n, "SELECT id FROM cmo ORDER BY id") for n in (first, second)]
        if ends[0] and ends[1]:
            self.do(coder, LinkCMOs(ends[0], ends[1], kind))

    @rule(coder=CODERS, which=ANY, text=WORDS, site=ANY, retired=st.booleans())
    def edit_cmo(self, coder: str, which: int, text: str, site: int, retired: bool) -> None:
        if cmo := self.one(which, "SELECT id FROM cmo ORDER BY id"):
            site_id = self.one(site, "SELECT id FROM site ORDER BY id")
            self.do(
                coder, EditCMO(cmo, title=text, narrative=text, site_ids=(str(site_id),), retired=retired)
            )

    @rule(
        coder=CODERS,
        which=ANY,
        text=WORDS,
        about=st.sampled_from(["study", "code", "source", "cmo", "coding"]),
    )
    def write_memo(self, coder: str, which: int, text: str, about: str) -> None:
        subject = "" if about == "study" else self.one(which, f"SELECT id FROM {about} ORDER BY id")
        if subject is not None:
            self.do(coder, WriteMemo(MemoKind.ANALYTIC, text, subject_type=about, subject_id=subject))

    @rule(coder=CODERS, bodies=st.lists(WORDS, min_size=1, max_size=3), code=ANY)
    def write_sections(self, coder: str, bodies: list[str], code: int) -> None:
        tracer = self.one(0, "SELECT id FROM tracer")
        tag = self.one(code, "SELECT id FROM code ORDER BY id")
        if tracer:
            texts = (SectionText(tracer, SectionKind.THEME, text, text, code_id=tag) for text in bodies)
            self.do(coder, WriteSections(tuple(texts)))

    @rule(coder=CODERS, name=st.sampled_from(["201", "202", "203"]), words=WORDS)
    def import_sources(self, coder: str, name: str, words: str) -> None:
        self.do(coder, ImportSources([source(name, words * 40, site=words), source(name + "b", name * 50)]))

    @rule(coder=CODERS, which=ANY)
    def remove_source(self, coder: str, which: int) -> None:
        if found := self.one(which, "SELECT id FROM source ORDER BY id"):
            self.do(coder, RemoveSource(found))

    @rule(coder=CODERS)
    def undo_and_leave_it(self, coder: str) -> None:
        before, log = self.content(), self.log()
        try:
            told = self.study.undo(coder=coder).value
        except Conflict as error:
            self.refused(error, "nothing to undo", expected=not self.standing[coder])
            assert (self.content(), self.log()) == (before, log)
            return
        assert told == self.standing[coder][-1]
        undone = self.content()
        self.study.redo(coder=coder)
        assert self.content() == before
        self.study.undo(coder=coder)
        assert self.content() == undone
        self.undone[coder].append(self.standing[coder].pop())

    @rule(coder=CODERS)
    def redo(self, coder: str) -> None:
        before, log = self.content(), self.log()
        try:
            told = self.study.redo(coder=coder).value
        except Conflict as error:
            self.refused(error, "nothing to redo", expected=not self.undone[coder])
            assert (self.content(), self.log()) == (before, log)
            return
        assert told == self.undone[coder][-1]
        self.standing[coder].append(self.undone[coder].pop())

    @rule()
    def close_and_open_again(self) -> None:
        before = self.content()
        self.study.close()
        self.study = Study(self.path)
        assert self.content() == before

    @invariant()
    def it_is_sound(self) -> None:
        require_sound(self.path)

    def teardown(self) -> None:
        self.study.close()
        self.folder.cleanup()


TestTwoCoders = TwoCoders.TestCase
TestTwoCoders.settings = settings(
    max_examples=9,
    stateful_step_count=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
