"""Suggestions for the screen (`tui.desk.suggestions`): asked of a process of their own, decided in one coder's name."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future

from workbench import config
from workbench.coding.causal_verdicts import JudgeCausal
from workbench.coding.suggestion_decisions import AcceptProposal, RejectProposal
from workbench.coding.suggestion_promise import PromiseSuggestions
from workbench.coding.suggestions import SwitchSuggestions
from workbench.desk.sitting import Sitting
from workbench.model.coding import Span
from workbench.model.suggestion_views import (
    ClaimView,
    PassageAnswer,
    PassageProposals,
    SuggesterState,
    TagView,
)
from workbench.store.reading import suggestions as reading
from workbench.suggester.process import SuggesterProcess

SWITCHED_OFF = "suggestions are switched off in this study, for all its coders"

BLIND = "you code this source in a blind round: nothing is suggested in it until the round is frozen"


class StudySuggestions:
    """The suggestions of the study. The process is made for the first question."""

    def __init__(self, sitting: Sitting) -> None:
        self._sitting = sitting
        self._told: Callable[[SuggesterState], None] = lambda _: None
        mine = config.load()
        self._process = SuggesterProcess(
            sitting.study.path,
            coder_id=sitting.coder_id,
            vectors=mine.vectors,
            parser=mine.parser,
            on_state=lambda state: self._told(state),
        )

    def silence(self, source_id: str) -> str:
        """Why nothing is suggested to this coder in a source; empty where something is."""
        with self._sitting.reading() as reader:
            if not reading.suggestions_are_on(reader):
                return SWITCHED_OFF
            hidden = reading.suggestions_hidden(reader, self._sitting.coder_id, source_id)
        return BLIND if hidden else ""

    def is_on(self) -> bool:
        """Whether suggestions are made in this study."""
        with self._sitting.reading() as reader:
            return reading.suggestions_are_on(reader)

    def switch(self, on: bool) -> str:
        """Switch them on or off for all coders."""
        return self._sitting.execute(SwitchSuggestions(on)).summary

    def promise(self) -> float:
        """The share of what is shown that should be right in this study."""
        with self._sitting.reading() as reader:
            return reading.promised(reader)

    def set_promise(self, share: float) -> str:
        """Choose another, for all coders."""
        return self._sitting.execute(PromiseSuggestions(share)).summary

    def follow(self, on_state: Callable[[SuggesterState], None]) -> None:
        """Tell this one from now on, from another thread, how far the suggester is."""
        self._told = on_state

    def state(self) -> SuggesterState:
        """How far it is."""
        return self._process.state

    def ask(self, revision_id: str, start_char: int, end_char: int) -> Future[PassageAnswer]:
        """What is said of a passage that was selected."""
        return self._process.ask(revision_id, start_char, end_char)

    def ask_at(self, revision_id: str, offset: int) -> Future[PassageAnswer]:
        """What is said of the passage at an offset."""
        return self._process.ask_at(revision_id, offset)

    def claims(self, revision_id: str) -> Future[tuple[ClaimView, ...]]:
        """The sentences of a text with a causal cue, in order."""
        return self._process.claims(revision_id)

    def learn(self, revision_id: str) -> None:
        """Something was coded, uncoded or marked as read in a text."""
        self._process.learn(revision_id)

    def look_again(self) -> None:
        """Anything may have changed."""
        self._process.look_again()

    def accept(self, tag: TagView) -> str:
        """Code as a tag says."""
        return self._sitting.execute(AcceptProposal(tag.proposal, tag.maker)).summary

    def reject(self, tag: TagView) -> str:
        """Turn a tag down."""
        return self._sitting.execute(RejectProposal(tag.proposal, tag.maker)).summary

    def judge(self, revision_id: str, claim: ClaimView, is_causal: bool) -> str:
        """Say whether a sentence makes a causal claim."""
        span = Span(claim.start_char, claim.end_char)
        return self._sitting.execute(JudgeCausal(revision_id, span, claim.cue, is_causal)).summary

    def propose(self, revision_id: str) -> Future[PassageProposals]:
        """What is proposed for the passages of a text that nobody has coded or read."""
        return self._process.propose(revision_id)

    def close(self) -> None:
        """End the process, if there is one."""
        self._process.close()
