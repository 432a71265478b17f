"""What the study itself says of its configurations: checks, links, disconfirming cases. It blocks nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from workbench.model.advice_views import Advice, Advised
from workbench.model.hunting_views import Hunted
from workbench.model.path_views import LinkReview, Path


class AdviceDesk(Protocol):
    """Advice, and setting it aside."""

    def checks(self, cmo_id: str | None = None) -> Advised:
        """What the checks say of all configurations, or of one."""
        ...

    def dismiss(self, advice: Advice, reason: str) -> str:
        """Set advice aside; returns a summary."""
        ...

    def heed(self, dismissal_id: str) -> str:
        """Heed advice again; returns a summary."""
        ...

    def hunt(self, cmo_id: str) -> Hunted:
        """Passages that may speak against a configuration. Over a connection of its own."""
        ...

    def pass_over(self, cmo_id: str, excerpt_id: str) -> str:
        """Say that a passage is no case against a configuration; returns a summary."""
        ...

    def links(self) -> LinkReview:
        """Feedback, chains, broken chains and rivals. Over a connection of its own."""
        ...

    def path(self, ids: Sequence[str]) -> Path | None:
        """The path of links through configurations, None if there is none."""
        ...
