"""Random work on three copies merged in every order: one study where nothing conflicts; always sound, always undone."""

from __future__ import annotations

import json
import shutil
import tempfile
from contextlib import suppress
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from team_work import Copies, build_common, prepared_source, require_sound

from workbench.coding.codebook import AddCode
from workbench.coding.codes import EditCode, MoveCode, RemoveCode, RetireCode
from workbench.coding.commands import ApplyCode, RemoveCoding
from workbench.coding.merging import MergeCodes
from workbench.coding.reading_marks import MarkRead
from workbench.coding.saving import SaveQuery
from workbench.errors import WorkbenchError
from workbench.model.coding import Span
from workbench.model.vocabulary import CMOKind, LinkKind, MemoKind, Role, SectionKind
from workbench.sources.commands import ImportSources, RemoveSource
from workbench.store.study import Study
from workbench.study.commands import DescribeStudy, Design, WriteMemo
from workbench.study.sections import SectionText, WriteSections
from workbench.team.rules import MergeRules
from workbench.theory.commands import AddSlot, EditCMO, NewCMO
from workbench.theory.elements import RewordElement
from workbench.theory.evidence import AddEvidence, Excerpted
from workbench.theory.evidence_edits import RemoveEvidence
from workbench.theory.links import LinkCMOs
from workbench.theory.slots import RemoveSlot

NUMBER = st.integers(0, 40)
KINDS = (
    *("code", "code", "remove_coding", "read", "query", "source", "remove_source", "aim", "sections"),
    *("add_code", "rename", "define", "remove_code", "move", "merge_codes", "retire"),
    *(
        "cmo",
        "slot",
        "remove_slot",
        "reword",
        "title",
        "sites",
        "memo",
        "evidence",
        "remove_evidence",
        "link",
    ),
    *("undo", "redo"),
)
WORK = st.tuples(st.sampled_from(KINDS), NUMBER, NUMBER)
Step = tuple[str, int, int]
WORDINGS = ("a shared building", "people come to trust", "invoices are left", "staff stay")


def carry_out(study: Study, who: str, what: str, first: int, second: int) -> None:
    """One step of somebody's work, as far as it can be done."""

    def pick(statement: str, number: int) -> str:
        with study.reading() as reader:
            found = reader.exec_driver_sql(statement).scalars().all()
        return str(found[number % len(found)]) if found else "none"

    codes, cmos = "SELECT id FROM code ORDER BY id", "SELECT id FROM cmo ORDER BY id"
    if what in ("undo", "redo"):
        getattr(study, what)(coder=who)
        return
    commands = {
        "code": lambda: ApplyCode(
            pick("SELECT id FROM revision ORDER BY id", second), Span(first, first + 5), pick(codes, second)
        ),
        "remove_coding": lambda: RemoveCoding(pick("SELECT id FROM coding ORDER BY id", first)),
        "add_code": lambda: AddCode(f"{who} {first}", parent_id=None if second % 2 else pick(codes, second)),
        "rename": lambda: EditCode(pick(codes, first), name=f"{who} calls it {second}"),
        "define": lambda: EditCode(pick(codes, first), full_definition=f"As {who} says: {second}"),
        "remove_code": lambda: RemoveCode(pick(codes, first)),
        "move": lambda: MoveCode(pick(codes, first), None if second % 3 == 0 else pick(codes, second)),
        "merge_codes": lambda: MergeCodes((pick(codes, first),), pick(codes, second)),
        "cmo": lambda: NewCMO(f"{who} {first}", CMOKind.OBSERVED),
        "slot": lambda: AddSlot(pick(cmos, first), Role.CONTEXT, WORDINGS[second % 4]),
        "reword": lambda: RewordElement(
            pick("SELECT id FROM element ORDER BY id", first), f"{who} says {second}"
        ),
        "title": lambda: EditCMO(pick(cmos, first), title=f"{who} {second}"),
        "memo": lambda: WriteMemo(
            MemoKind.ANALYTIC, f"{who} {second}", subject_type="cmo", subject_id=pick(cmos, first)
        ),
        "source": lambda: ImportSources([prepared_source(f"20{first % 3}", "Words. " * (9 + first % 3))]),
        "retire": lambda: RetireCode(pick(codes, first)),
        "remove_slot": lambda: RemoveSlot(pick("SELECT id FROM slot ORDER BY id", first)),
        "sites": lambda: EditCMO(
            pick(cmos, first), site_ids=(pick("SELECT id FROM site", 0),) if second % 2 else ()
        ),
        "evidence": lambda: AddEvidence(
            pick(cmos, first),
            excerpt=Excerpted(pick("SELECT id FROM revision ORDER BY id", second), Span(first, first + 9)),
            slot=1 if second % 2 else None,
        ),
        "remove_evidence": lambda: RemoveEvidence(pick("SELECT id FROM evidence ORDER BY id", first)),
        "link": lambda: LinkCMOs(pick(cmos, first), pick(cmos, second), LinkKind.REFINES),
        "read": lambda: MarkRead(pick("SELECT id FROM revision ORDER BY id", second), Span(first, first + 5)),
        "query": lambda: SaveQuery(f"query {first % 3}", json.dumps({"code": second})),
        "aim": lambda: DescribeStudy(aim=f"{who} {first}", sites=(Design(f"Area {second % 3}"),)),
        "sections": lambda: WriteSections(
            (SectionText(pick("SELECT id FROM tracer", 0), SectionKind.THEME, f"{who} {first}", "It grew."),)
        ),
        "remove_source": lambda: RemoveSource(pick("SELECT id FROM source ORDER BY id", first)),
    }
    study.execute(commands[what](), coder=who)


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("start") / "start.study"
    build_common(path)
    return path


QUIET = {"used", "number"}
"""Findings that are no conflicts: removed on one side and used on the other; a number given twice."""

DRAWN = settings(max_examples=5, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
"""Each example is some dozens of merges with a full check after each; more of them find the same."""


def begin(start: Path, folder: str) -> Copies:
    copies = Copies(Path(folder))
    for name in "abc":
        shutil.copyfile(start, copies.path(name))
    return copies


def work_apart(copies: Copies, work: list[list[Step]]) -> None:
    for name, who, steps in zip("abc", ("Ada", "Ben", "Cai"), work, strict=True):
        with copies.open(name) as study:
            for step in steps:
                with suppress(WorkbenchError):
                    carry_out(study, who, *step)


@DRAWN
@given(work=st.lists(st.lists(WORK, max_size=7), min_size=3, max_size=3))
def test_three_copies_in_every_order(start: Path, work: list[list[Step]]) -> None:
    """The same where nothing conflicts; and always sound, found to be nothing new at once, undone and done again."""
    with tempfile.TemporaryDirectory() as folder:
        copies = begin(start, folder)
        work_apart(copies, work)
        ends, conflicts = [], 0
        for order in permutations("abc"):
            into = "".join(order)
            shutil.copyfile(copies.path(order[0]), copies.path(into))
            for other in order[1:]:
                before = copies.content(into)
                done = copies.merge(into, other)
                conflicts += sum(finding.kind not in QUIET for finding in done.value.findings)
                again = copies.merge(into, other)
                assert (again.change_id, again.value.came) == (None, ())
                if done.change_id is not None:
                    after = copies.content(into)
                    copies.undo_merge(into)
                    assert copies.content(into) == before
                    copies.redo_merge(into)
                    assert copies.content(into) == after
                    require_sound(copies.path(into))
            ends.append(copies.content(into))
        assert conflicts or all(end == ends[0] for end in ends[1:])


ROUND = st.tuples(
    st.lists(st.lists(WORK, max_size=4), min_size=3, max_size=3),
    st.lists(st.permutations("abc").map(lambda names: names[:2]), max_size=3),
)
RULES = st.sampled_from(
    [
        MergeRules(),
        MergeRules(default="newest", removals="remove"),
        MergeRules(default="theirs", merged_codes="follow"),
        MergeRules(same_names="unite", merged_codes="follow"),
    ]
)


@DRAWN
@given(rounds=st.lists(ROUND, min_size=1, max_size=3), rules=RULES)
def test_copies_that_go_on_and_merge_again_come_to_the_same(
    start: Path, rounds: list[tuple[list[list[Step]], list[list[str]]]], rules: MergeRules
) -> None:
    """Whatever was merged into what before, conflicts or not: once one has all and gives it back, all are one study."""
    with tempfile.TemporaryDirectory() as folder:
        copies = begin(start, folder)
        for work, merges in rounds:
            work_apart(copies, work)
            for into, other in merges:
                copies.merge(into, other, rules)
        for into, other in ("ab", "ac", "ba", "ca"):
            copies.merge(into, other, rules)
        assert copies.content("a") == copies.content("b") == copies.content("c")
        for into, other in permutations("abc", 2):
            assert copies.merge(into, other, rules).change_id is None
