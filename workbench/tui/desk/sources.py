"""What the sources on screen need of a study. What changes something returns a summary."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from workbench.model.coding_views import SourceProgress
from workbench.model.memo_views import MemoView
from workbench.model.views import ParticipantView, SourceView


class SourcesDesk(Protocol):
    """The records of sources."""

    def source_views(self) -> Sequence[SourceView]:
        """All sources, in the study's order."""
        ...

    def source(self, reference: str) -> SourceView | None:
        """The source of this id or name, its codings not counted; None if it is not in the study."""
        ...

    def progress(self) -> Sequence[SourceProgress]:
        """How far each source is read and coded, and by whom. May be called in any thread: it takes a while."""
        ...

    def notes(self) -> Sequence[MemoView]:
        """The memos on sources, oldest first."""
        ...

    def known_names(self) -> Mapping[str, Sequence[str]]:
        """The names that the study has of each `site`, `tracer`, `wave`, `organisation` and `participant`."""
        ...

    def set_field(
        self,
        source_id: str,
        field: str,
        values: Sequence[str],
        seen: SourceView | None = None,
        *,
        new_names: bool = False,
    ) -> str:
        """Change a field of a source's record; without values it is emptied.

        Here and below: refused where somebody wrote it anew since the source was `seen` so.
        With `new_names` a site, tracer or wave that the study does not have joins it.
        """
        ...

    def set_people(
        self, source_id: str, people: Sequence[ParticipantView], seen: SourceView | None = None
    ) -> str:
        """Say who took part in a source, and as what."""
        ...

    def set_attributes(
        self, source_id: str, attributes: Mapping[str, str], seen: SourceView | None = None
    ) -> str:
        """Change the attributes that are named; one without a value is taken away."""
        ...
