"""What the screens need to put evidence behind configurations; what changes something returns a summary."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from workbench.model.theory_views import Assembled, Said
from workbench.model.vocabulary import Rating, Stance


class EvidenceDesk(Protocol):
    """Passages and memos behind slots, links of slots, and whole configurations."""

    def attach(
        self,
        cmo_id: str,
        revision_id: str,
        span: tuple[int, int],
        stance: Stance,
        *,
        slot: int | None,
        to_slot: int | None = None,
    ) -> str:
        """Put a passage behind a slot (1-based), the link of two, or the whole."""
        ...

    def rest_on_memo(
        self, cmo_id: str, position: int | None, memo_id: str, *, to_position: int | None = None
    ) -> str:
        """Put a memo behind a slot (1-based), behind the link of two, or behind the whole."""
        ...

    def edit_evidence(
        self,
        evidence_id: str,
        *,
        stance: Stance | None = None,
        rating: tuple[str, Rating | None] | None = None,
        note: str | None = None,
    ) -> str:
        """Change a piece of evidence; a rating is `relevance`, `richness` or `rigour` with None to take it away."""
        ...

    def remove_evidence(self, evidence_id: str) -> str:
        """Take a piece of evidence away."""
        ...

    def assemble(
        self,
        revision_id: str,
        span: tuple[int, int],
        said: Sequence[Said],
        *,
        cmo_id: str | None,
        title: str,
        stance: Stance,
    ) -> tuple[str, Assembled]:
        """Put what a passage says into a configuration or a new fragment; returns a summary and what it became."""
        ...
