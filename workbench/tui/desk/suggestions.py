"""Codes and causal claims that are suggested, and what people make of them, as the screen needs them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import Protocol

from workbench.model.suggestion_views import (
    ClaimView,
    PassageAnswer,
    PassageProposals,
    Reason,
    SuggesterState,
    SuggestionView,
    TagView,
)
from workbench.model.suggestions import SuggestionState


class SuggestionsDesk(Protocol):
    """Questions are answered by another process: each is a future whose callbacks run on another thread."""

    def silence(self, source_id: str) -> str:
        """Why nothing is suggested to this coder in a source; empty where something is."""
        ...

    def is_on(self) -> bool:
        """Whether suggestions are made in this study."""
        ...

    def switch(self, on: bool) -> str:
        """Switch them on or off for all coders."""
        ...

    def promise(self) -> float:
        """The share of what is shown that should be right in this study."""
        ...

    def set_promise(self, share: float) -> str:
        """Choose another, for all coders."""
        ...

    def follow(self, on_state: Callable[[SuggesterState], None]) -> None:
        """Be told from another thread how far the suggester is, in place of whoever was told before."""
        ...

    def state(self) -> SuggesterState:
        """How far it is."""
        ...

    def ask(self, revision_id: str, start_char: int, end_char: int) -> Future[PassageAnswer]:
        """What is said of a passage that was selected; an older question that has not begun is cancelled."""
        ...

    def ask_at(self, revision_id: str, offset: int) -> Future[PassageAnswer]:
        """What is said of the passage at an offset; an older question that has not begun is cancelled."""
        ...

    def claims(self, revision_id: str) -> Future[tuple[ClaimView, ...]]:
        """The sentences of a text with a causal cue, in order."""
        ...

    def learn(self, revision_id: str) -> None:
        """Something was coded, uncoded or marked as read in a text."""
        ...

    def look_again(self) -> None:
        """Anything may have changed."""
        ...

    def accept(self, tag: TagView) -> str:
        """Code as a tag says."""
        ...

    def reject(self, tag: TagView) -> str:
        """Turn a tag down."""
        ...

    def judge(self, revision_id: str, claim: ClaimView, is_causal: bool) -> str:
        """Say whether a sentence makes a causal claim."""
        ...

    def revisions(self) -> Sequence[str]:
        """The texts in which something may be suggested to this coder."""
        ...

    def propose(self, revision_id: str) -> Future[PassageProposals]:
        """What is proposed for the passages of a text that nobody has coded or read."""
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
