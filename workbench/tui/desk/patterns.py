"""What demi-regularities on screen need of a study."""

from __future__ import annotations

from typing import Protocol

from workbench.model.pattern_views import Patterns


class PatternsDesk(Protocol):
    """What recurs among configurations."""

    def patterns(self) -> Patterns:
        """Contexts and outcomes that recur together. Over a connection of its own."""
        ...

    def source_id(self, name: str) -> str:
        """The id of the source of this name."""
        ...
