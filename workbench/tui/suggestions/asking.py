"""Asking for suggestions as the caret comes to rest: answers come from another thread, and become messages here."""

from __future__ import annotations

import contextlib
from concurrent.futures import Future
from typing import Any

from textual.message import Message
from textual.screen import Screen
from textual.timer import Timer

from workbench.errors import WorkbenchError
from workbench.model.suggestion_views import ClaimView, PassageAnswer, SuggesterState
from workbench.tui.desk.suggestions import SuggestionsDesk

REST_SECONDS = 0.15
"""The caret rests when it has not moved for so long."""


class Answered(Message):
    """What is said of a passage, or why nothing can be said (`fault`); `number` counts the questions."""

    def __init__(self, number: int, answer: PassageAnswer | None, fault: WorkbenchError | None) -> None:
        super().__init__()
        self.number = number
        self.answer = answer
        self.fault = fault


class ClaimsFound(Message):
    """The sentences of the text with a causal cue, or the reason why they are not known."""

    def __init__(self, claims: tuple[ClaimView, ...] | None, fault: WorkbenchError | None) -> None:
        super().__init__()
        self.claims = claims
        self.fault = fault


class SuggesterTold(Message):
    """How far the suggester is."""

    def __init__(self, state: SuggesterState) -> None:
        super().__init__()
        self.state = state


class Asker:
    """Asks about one text on behalf of a screen, which gets the messages above. It holds the newest answer."""

    def __init__(self, screen: Screen[Any], desk: SuggestionsDesk, revision_id: str) -> None:
        self._screen = screen
        self._desk = desk
        self._revision_id = revision_id
        self._timer: Timer | None = None
        self._place: tuple[int, int] | None = None
        self._asked_for_claims = False
        self.selected = False
        self.number = 0
        self.answer: PassageAnswer | None = None
        self.claims: tuple[ClaimView, ...] | None = None
        """None until they are known."""

    def rest(self, place: tuple[int, int], *, selected: bool, afresh: bool = False) -> bool:
        """Ask about a place once the caret has rested there, unless the newest answer speaks of it.

        Whether an answer is still to come.
        """
        if not afresh and self._is_answered(place, selected=selected):
            self._stop()
            return False
        if afresh or (place, selected) != (self._place, self.selected):
            self._place, self.selected, self.answer = place, selected, None
            self.number += 1
            self._stop()
            self._timer = self._screen.set_timer(REST_SECONDS, self._ask)
        return True

    def take(self, event: Answered) -> bool:
        """Keep an answer, if it is that to the newest question."""
        if event.number != self.number:
            return False
        self.answer = event.answer
        return True

    def forget(self) -> None:
        """Nothing is wanted any more."""
        self._stop()
        self._place = self.answer = None
        self.number += 1

    def ask_for_claims(self) -> None:
        """Have the claims told, anew if they were told before; not twice at once for the first time."""
        if self.claims is not None or not self._asked_for_claims:
            self._asked_for_claims = True
            self._desk.claims(self._revision_id).add_done_callback(self._hand_over_claims)

    def take_claims(self, event: ClaimsFound) -> None:
        """Keep the claims."""
        if event.claims is not None:
            self.claims = event.claims
        elif self.claims is None:
            self._asked_for_claims = False

    def claim_at(self, start_char: int, end_char: int) -> ClaimView | None:
        """The sentence with a causal cue that shares a character with a span; none for a span of several sentences."""
        here = (one for one in self.claims or () if one.start_char < end_char and start_char < one.end_char)
        found = next(here, None)
        if found is not None and end_char - start_char > 2 * (found.end_char - found.start_char):
            return None
        return found

    def follow(self) -> None:
        """Have the screen told how far the suggester is."""
        self._desk.follow(lambda state: self._post(SuggesterTold(state)))

    def _is_answered(self, place: tuple[int, int], *, selected: bool) -> bool:
        told = self.answer
        if told is None or selected is not self.selected:
            return False
        if selected:
            return place == (told.start_char, told.end_char)
        return told.start_char <= place[0] < told.end_char

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def _ask(self) -> None:
        self._timer = None
        if self._place is None:
            return
        start, end = self._place
        if self.selected:
            future = self._desk.ask(self._revision_id, start, end)
        else:
            future = self._desk.ask_at(self._revision_id, start)
        number = self.number
        future.add_done_callback(lambda done: self._hand_over(number, done))

    def _hand_over(self, number: int, done: Future[PassageAnswer]) -> None:
        """On any thread."""
        if not done.cancelled():
            fault = _fault(done)
            self._post(Answered(number, None if fault else done.result(), fault))

    def _hand_over_claims(self, done: Future[tuple[ClaimView, ...]]) -> None:
        """On any thread."""
        fault = WorkbenchError("the suggester was closed") if done.cancelled() else _fault(done)
        self._post(ClaimsFound(None if fault else done.result(), fault))

    def _post(self, message: Message) -> None:
        with contextlib.suppress(RuntimeError):  # the screen has gone, and its loop with it
            self._screen.post_message(message)


def _fault(done: Future[Any]) -> WorkbenchError | None:
    error = done.exception()
    if error is None or isinstance(error, WorkbenchError):
        return error
    return WorkbenchError(f"the suggester failed ({type(error).__name__})")
