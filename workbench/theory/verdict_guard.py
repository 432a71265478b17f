"""Verdicts stay true while configurations change: none comes to rest on what was observed elsewhere."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from workbench.errors import Conflict
from workbench.model.theory_grid_views import VerdictView
from workbench.model.vocabulary import CMOKind, Verdict
from workbench.store.reading import study as design
from workbench.store.reading.theory_verdicts import Standing, standings, verdicts
from workbench.store.unit_of_work import UnitOfWork


def require_verdicts_true(work: UnitOfWork, cmo_ids: Collection[str]) -> None:
    """After a change to the kind, tracer or sites of configurations: refuse it if a verdict contradicts it now.

    Raises:
        Conflict: naming the verdict and whose it is.
    """
    changed = set(cmo_ids)
    touched = [
        one
        for one in verdicts(work.connection)
        if one.cmo.id in changed or any(basis.id in changed for basis in one.basis)
    ]
    if not touched:
        return
    involved = {one.cmo.id for one in touched} | {basis.id for one in touched for basis in one.basis}
    known = standings(work.connection, involved)
    national = {site.name for site in design.sites(work.connection) if site.national}
    for verdict in touched:
        for fault in _faults(verdict, known, national):
            raise Conflict(
                f"{fault}, but {verdict.coder} judged CMO {verdict.cmo.number} at {verdict.site}: {verdict.verdict}",
                hint="Judge it anew first, or take the verdict back: workbench theory judge, workbench theory unjudge",
            )


def _faults(verdict: VerdictView, known: dict[str, Standing], national: set[str]) -> Iterator[str]:
    judged = known[verdict.cmo.id]
    name = f"CMO {verdict.cmo.number}"
    if verdict.verdict is Verdict.UNFORESEEN:
        if judged.kind != CMOKind.OBSERVED:
            yield f"{name} would be programme theory"
        if verdict.site not in judged.sites:
            yield f"{name} would not belong to {verdict.site}"
    elif judged.kind != CMOKind.PROGRAMME_THEORY:
        yield f"{name} would be observed"
    for basis in verdict.basis:
        its, called = known[basis.id], f"CMO {basis.number}, a basis of the verdict,"
        if its.kind != CMOKind.OBSERVED:
            yield f"{called} would be programme theory"
        if judged.tracer_id not in (None, its.tracer_id):
            yield f"{called} would be of another tracer"
        if not {verdict.site, *national} & its.sites:
            yield f"{called} would belong neither to {verdict.site} nor to the national level"
