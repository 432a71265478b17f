"""The queue of suggestions, as the screen needs it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from workbench.model.suggestion_views import PassageProposals, Reason, SuggestionView
from workbench.model.suggestions import SuggestionState


class SuggestionQueueDesk(Protocol):
    """Suggestions that are kept, and what people make of them."""

    def revisions(self) -> Sequence[str]:
        """The texts in which something may be suggested to this coder."""
        ...

    def keep(self, proposed: Sequence[PassageProposals]) -> str:
        """Keep what is proposed for whole texts, in the queue."""
        ...

    def queue(self, state: SuggestionState) -> Sequence[SuggestionView]:
        """The suggestions in a state that this coder may see, by source, place and rank."""
        ...

    def precedents(self, view: SuggestionView) -> Reason:
        """Why a suggestion of the queue was made, with the words of its precedents."""
        ...

    def held_back(self) -> tuple[int, int]:
        """Of the suggestions that nobody is shown before: how many are judged by now, and how many were right."""
        ...

    def accept_all(self, suggestion_ids: Sequence[str]) -> str:
        """Code as suggestions of the queue say."""
        ...

    def reject_all(self, suggestion_ids: Sequence[str]) -> str:
        """Turn suggestions of the queue down."""
        ...
