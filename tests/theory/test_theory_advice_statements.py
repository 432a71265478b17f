"""Checks, links and a hunt cost as many statements in a larger study."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import event

from workbench.analysis.cmo_paths import review
from workbench.findings.checks import advised
from workbench.findings.hunting import hunt
from workbench.model.coding import Span
from workbench.model.theory_views import Said
from workbench.model.vocabulary import LinkKind, Role
from workbench.store.reading.cmo_paths import linked_cmos
from workbench.store.reading.sources import source_views
from workbench.store.reading.theory import configurations
from workbench.store.study import Study
from workbench.theory.assembling import Assemble
from workbench.theory.evidence import Excerpted
from workbench.theory.links import LinkCMOs


def statements_of(study: Study, ask: Callable[[Any], object]) -> int:
    run: list[str] = []

    def note(*given: Any) -> None:
        run.append(str(given[2]))

    with study.reading() as reader:
        event.listen(reader.engine, "before_cursor_execute", note)
        try:
            ask(reader)
        finally:
            event.remove(reader.engine, "before_cursor_execute", note)
    return len(run)


def test_statements_do_not_grow(demonstration: Path) -> None:
    with Study(demonstration) as study:
        with study.reading() as reader:
            first = configurations(reader)[7].id
            revisions = [view.revision_id for view in source_views(reader)]

        def counts() -> list[int]:
            asked = (advised, lambda reader: review(linked_cmos(reader)), lambda reader: hunt(reader, first))
            return [statements_of(study, ask) for ask in asked]

        before = counts()
        last = first
        for n in range(12):
            said = (Said(Role.CONTEXT, f"Context {n}"), Said(Role.OUTCOME, f"Outcome {n}"))
            excerpt = Excerpted(revisions[n % 3], Span(n * 10, n * 10 + 25))
            made = study.execute(Assemble(excerpt, said, title=f"Fragment {n}"), coder="Ann").value.cmo_id
            study.execute(LinkCMOs(last, made, LinkKind.NESTS), coder="Ann")
            last = made
        assert counts() == before
