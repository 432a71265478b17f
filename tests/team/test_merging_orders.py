"""Random work on three copies merged in every order: one study where nothing conflicts; always sound, always undone."""

from __future__ import annotations

import shutil
import tempfile
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from team_work import Copies, build_common, prepared_source, require_sound

from workbench.coding.codebook import AddCode
from workbench.coding.codes import EditCode, MoveCode, RemoveCode
from workbench.coding.commands import ApplyCode, RemoveCoding
from workbench.coding.merging import MergeCodes
from workbench.errors import WorkbenchError
from workbench.model.coding import Span
from workbench.model.vocabulary import CMOKind, MemoKind, Role
from workbench.sources.commands import ImportSources, RemoveSource
from workbench.store.study import Study
from workbench.study.commands import WriteMemo
from workbench.theory.commands import AddSlot, EditCMO, NewCMO
from workbench.theory.elements import RewordElement

NUMBER = st.integers(0, 40)
WORK = st.tuples(
    st.sampled_from(
        [
            "code",
            "code",
            "remove_coding",
            "add_code",
            "rename",
            "define",
            "remove_code",
            "move",
            "merge_codes",
            "cmo",
            "slot",
            "reword",
            "title",
            "memo",
            "source",
            "remove_source",
            "undo",
            "redo",
        ]
    ),
    NUMBER,
    NUMBER,
)
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
        "remove_source": lambda: RemoveSource(pick("SELECT id FROM source ORDER BY id", first)),
    }
    study.execute(commands[what](), coder=who)


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("start") / "start.study"
    build_common(path)
    return path


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(work=st.lists(st.lists(WORK, max_size=7), min_size=3, max_size=3))
def test_three_copies_in_every_order(start: Path, work: list[list[tuple[str, int, int]]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        copies = Copies(Path(folder))
        for name, who, steps in zip("abc", ("Ada", "Ben", "Cai"), work, strict=True):
            shutil.copyfile(start, copies.path(name))
            with copies.open(name) as study:
                for step in steps:
                    try:
                        carry_out(study, who, *step)
                    except WorkbenchError:
                        continue
        ends, conflicts = [], 0
        for order in permutations("abc"):
            into = "".join(order)
            shutil.copyfile(copies.path(order[0]), copies.path(into))
            for other in order[1:]:
                before = copies.content(into)
                done = copies.merge(into, other)
                conflicts += sum(finding.kind != "used" for finding in done.value.findings)
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
        for into in ("bca", "cab"):
            copies.merge("abc", into)
        assert conflicts or copies.content("abc") == ends[0]
