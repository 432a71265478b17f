"""Elements and summaries of the matrix: whatever is done to them in whatever order is undone step by step."""

from __future__ import annotations

import shutil
from pathlib import Path

from command_line import substance
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.errors import WorkbenchError
from workbench.model.matrix_views import CaseKind, ColumnKind
from workbench.store.reading.sources import source_views
from workbench.store.reading.theory import configurations, elements
from workbench.store.study import Study
from workbench.store.unit_of_work import Command
from workbench.study.matrix import RemoveSummary, SummariseCell
from workbench.theory.element_merging import MergeElements, RemoveElement
from workbench.theory.elements import GeneraliseElement, RewordElement

STEPS = st.lists(
    st.tuples(
        st.sampled_from(["reword", "generalise", "alone", "merge", "drop", "summarise", "remove"]),
        st.integers(0, 2),
        st.integers(0, 3),
    ),
    min_size=1,
    max_size=8,
)


def commands(study: Study, steps: list[tuple[str, int, int]]) -> list[Command[object]]:
    with study.reading() as reader:
        held = [one.id for one in elements(reader)[:3]]
        cmo, source = configurations(reader)[0].id, source_views(reader)[0].id
    cell = ((CaseKind.SOURCE, source), (ColumnKind.CMO, cmo))
    out: list[Command[object]] = []
    for what, which, words in steps:
        made: dict[str, Command[object]] = {
            "reword": RewordElement(held[which], f"Words {words}"),
            "generalise": GeneraliseElement(held[which], f"Wider {words}"),
            "alone": RewordElement(held[which], parent_id=""),
            "merge": MergeElements(held[which], held[words % 3]),
            "drop": RemoveElement(held[which]),
            "summarise": SummariseCell(*cell, f"Said {words}."),
            "remove": RemoveSummary(*cell),
        }
        out.append(made[what])
    return out


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_each_step_is_undone_exactly(
    demonstration: Path, tmp_path: Path, steps: list[tuple[str, int, int]]
) -> None:
    path = tmp_path / "tried.study"
    shutil.copyfile(demonstration, path)
    with Study(path) as study:
        states = [substance(path)]
        for command in commands(study, steps):
            try:
                done = study.execute(command, coder="Ada")
            except WorkbenchError:
                assert substance(path) == states[-1], "a refusal changed something"
                continue
            if done.change_id is not None:
                states.append(substance(path))
        for state in reversed(states[:-1]):
            study.undo(coder="Ada")
            assert substance(path) == state
