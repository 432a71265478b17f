"""What versions of the programme theory need of a study. What changes something returns a summary."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from workbench.model.theory_version_views import VersionDiff, VersionView
from workbench.model.vocabulary import TheoryLevel


class TheoryVersionsDesk(Protocol):
    """Versions, made and compared. A tracer goes by its id, None is the whole programme."""

    def versions(self) -> Sequence[VersionView]:
        """All versions by number, without their configurations."""
        ...

    def version(self, version_id: str) -> VersionView | None:
        """One version with its configurations as they stood, None if it is gone."""
        ...

    def difference(self, before_id: str, after_id: str) -> VersionDiff:
        """What changed from one version to another."""
        ...

    def starting_with(self, start: str, tracer_id: str | None) -> tuple[str, ...]:
        """The ids of the configurations with which a version may start: of the `last` one, or those `standing`."""
        ...

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
        """Make a version; returns its id."""
        ...

    def edit_version(
        self,
        version_id: str,
        *,
        title: str | None = None,
        statement: str | None = None,
        reason: str | None = None,
    ) -> str:
        """Mend a version's words; what is None stays."""
        ...

    def remove_version(self, version_id: str) -> str:
        """Take a version away."""
        ...
