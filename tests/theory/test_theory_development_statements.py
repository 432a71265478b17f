"""The grid, a cell, versions and waves cost as many statements in a larger study."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from workbench.findings.theory_grid import cell_at_length, theory_grid
from workbench.findings.waves import cases
from workbench.model.vocabulary import CMOKind, Role, TheoryLevel, Verdict
from workbench.store.reading import study as design
from workbench.store.reading.theory_versions import theory_versions
from workbench.store.study import Study
from workbench.theory.commands import AddSlot, NewCMO
from workbench.theory.verdicts import JudgeCMO
from workbench.theory.versions import NewVersion


def statements_of(study: Study, ask: Callable[[Any], object]) -> int:
    told: list[str] = []

    def listen(*arguments: Any) -> None:
        told.append(arguments[2])

    with study.reading() as reader:
        event.listen(reader.engine, "before_cursor_execute", listen)
        try:
            ask(reader)
        finally:
            event.remove(reader.engine, "before_cursor_execute", listen)
    return len(told)


def enlarge(study: Study) -> None:
    """Twelve more configurations of one tracer at one site, judged, and in a version."""
    with study.reading() as reader:
        tracer, site = design.tracers(reader)[0].id, design.sites(reader)[0].id
    made = []
    for number in range(12):
        kind = CMOKind.OBSERVED if number % 2 else CMOKind.PROGRAMME_THEORY
        cmo = study.execute(NewCMO(f"More {number}", kind, tracer, (site,)), coder="Ada").value
        study.execute(AddSlot(cmo, Role.CONTEXT, f"near {number}"), coder="Ada")
        made.append(cmo)
        if kind is CMOKind.OBSERVED:
            study.execute(JudgeCMO(made[-2], site, Verdict.PARTLY, "Half.", (cmo,)), coder="Ada")
    study.execute(NewVersion(TheoryLevel.REFINED, "So.", tuple(made), reason="More."), coder="Ada")


def falls_at_harlmere(reader: Any) -> object:
    return cell_at_length(reader, "Falls prevention", "Harlmere")


@pytest.mark.parametrize(
    ("ask", "most"), [(theory_grid, 18), (falls_at_harlmere, 23), (theory_versions, 5), (cases, 9)]
)
def test_the_number_of_statements_does_not_grow(
    demonstration: Path, ask: Callable[[Any], object], most: int
) -> None:
    with Study(demonstration) as study:
        before = statements_of(study, ask)
        enlarge(study)
        assert statements_of(study, ask) == before <= most
