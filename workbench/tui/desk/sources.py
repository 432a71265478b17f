"""What the list of sources needs of a study."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from workbench.model.views import SourceView


class SourcesDesk(Protocol):
    """The records of sources."""

    def source_views(self) -> Sequence[SourceView]:
        """All sources, in the study's order."""
        ...
