"""Codes and causal claims that are suggested, and what people make of them, as the screen needs them."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import Protocol

from workbench.model.suggestion_views import (
    ClaimView,
    PassageAnswer,
    PassageProposals,
    SuggesterState,
    TagView,
)


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

    def propose(self, revision_id: str) -> Future[PassageProposals]:
        """What is proposed for the passages of a text that nobody has coded or read."""
        ...
