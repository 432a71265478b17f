"""Versions of the programme theory: with what a new one may start, and what changed between two."""

from __future__ import annotations

from workbench.analysis.version_diff import version_diff
from workbench.errors import NotFound
from workbench.model.theory_version_views import VersionDiff
from workbench.model.vocabulary import CMOKind, Stage
from workbench.store.reading import study
from workbench.store.reading.cmo_lines import cmo_lines
from workbench.store.reading.theory_versions import cmos_held, theory_versions, tracers_of, versions_of
from workbench.store.study import Reader


def those_of_the_last(reader: Reader, tracer_id: str | None) -> tuple[str, ...]:
    """The ids of the configurations of the newest version of a tracer (None: of the whole programme).

    Those retired since are left out.

    Raises:
        NotFound: there is no version yet.
    """
    made = versions_of(reader, tracer_id)
    if not made:
        raise NotFound(
            "there is no version yet from which a new one could start",
            hint="Start from those that stand now, or name the CMOs.",
        )
    return those_of(reader, made[-1])


def those_of(reader: Reader, version_id: str) -> tuple[str, ...]:
    """The ids of the configurations of a version, without those retired since."""
    held = cmos_held(reader, version_id)
    facts = tracers_of(reader, held)
    return tuple(cmo for cmo in held if not facts[cmo][2])


def those_that_stand(
    reader: Reader, tracer_id: str | None, *, kind: CMOKind | None = None
) -> tuple[str, ...]:
    """The ids of the whole configurations of a tracer that are not retired, by number; None: of the whole programme."""
    names = {tracer.id: tracer.name for tracer in study.tracers(reader)}
    name = "" if tracer_id is None else names[tracer_id]
    return tuple(
        line.id
        for line in cmo_lines(reader)
        if line.stage not in (Stage.RETIRED, Stage.FRAGMENT)
        and (tracer_id is None or line.tracer == name)
        and kind in (None, line.kind)
    )


def difference(reader: Reader, before_id: str, after_id: str) -> VersionDiff:
    """What changed from one version to another, by their ids."""
    made = {version.id: version for version in theory_versions(reader, at_length={before_id, after_id})}
    return version_diff(made[before_id], made[after_id])
