"""Versions of the programme theory for the screen (`tui.desk.theory_versions`)."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.desk.sitting import Sitting
from workbench.findings.theory_versions import difference, those_of_the_last, those_that_stand
from workbench.model.theory_version_views import VersionDiff, VersionView
from workbench.model.vocabulary import TheoryLevel
from workbench.store.reading.theory_versions import theory_versions
from workbench.theory.versions import EditVersion, NewVersion, RemoveVersion


class StudyTheoryVersions:
    """The versions of the study's theory, made in one coder's name."""

    def __init__(self, sitting: Sitting) -> None:
        self._sitting = sitting

    def versions(self) -> Sequence[VersionView]:
        """All versions by number."""
        with self._sitting.reading() as reader:
            return theory_versions(reader, at_length=())

    def version(self, version_id: str) -> VersionView | None:
        """One version with its configurations as they stood."""
        with self._sitting.reading() as reader:
            found = theory_versions(reader, at_length={version_id})
        return next((version for version in found if version.id == version_id), None)

    def difference(self, before_id: str, after_id: str) -> VersionDiff:
        """What changed from one version to another."""
        with self._sitting.reading() as reader:
            return difference(reader, before_id, after_id)

    def starting_with(self, start: str, tracer_id: str | None) -> tuple[str, ...]:
        """The ids of the configurations with which a version may start."""
        with self._sitting.reading() as reader:
            if start == "last":
                return those_of_the_last(reader, tracer_id)
            return those_that_stand(reader, tracer_id)

    def new_version(
        self,
        level: TheoryLevel,
        statement: str,
        cmo_ids: tuple[str, ...],
        *,
        title: str,
        reason: str,
        tracer_id: str | None,
    ) -> str:
        """Make a version; its id."""
        return self._sitting.execute(NewVersion(level, statement, cmo_ids, title, reason, tracer_id)).value

    def edit_version(
        self,
        version_id: str,
        *,
        title: str | None = None,
        statement: str | None = None,
        reason: str | None = None,
    ) -> str:
        """Mend a version's words."""
        return self._sitting.execute(EditVersion(version_id, title, statement, reason)).summary

    def remove_version(self, version_id: str) -> str:
        """Take a version away."""
        return self._sitting.execute(RemoveVersion(version_id)).summary
