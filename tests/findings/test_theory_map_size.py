"""The map and the framework matrix cost as many statements in a larger study; a map too large to read is narrowed."""

from __future__ import annotations

from pathlib import Path

from test_findings_statements import enlarge, statements_of

from workbench.findings.theory_map import theory_map
from workbench.model.matrix_views import CaseKind, ColumnKind
from workbench.store.reading.framework import framework_matrix
from workbench.store.study import Study


def test_statements_do_not_grow_with_the_study(demonstration: Path) -> None:
    asks = [
        theory_map,
        *(
            lambda reader, cases=cases, columns=columns: framework_matrix(reader, cases, columns)
            for cases in CaseKind
            for columns in ColumnKind
        ),
    ]
    with Study(demonstration) as study:
        before = [statements_of(study, ask) for ask in asks]
        enlarge(study)
        assert [statements_of(study, ask) for ask in asks] == before
        assert max(before) <= 15


def test_a_map_that_is_too_large_is_that_of_the_first_tracer(demonstration: Path) -> None:
    with Study(demonstration, read_only=True) as study, study.reading() as reader:
        assert theory_map(reader, at_most=5).selection == "Falls prevention"
        assert theory_map(reader, at_most=500).selection == ""
