"""Going from one likely causal claim to the next in the text that is read, and saying which are claims."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from workbench.model.suggestion_views import ClaimView, RoleView
from workbench.model.views import SourceView
from workbench.tui.keys.catalogue import bindings
from workbench.tui.reading.suggesting_screen import SuggestingScreen
from workbench.tui.session import Session
from workbench.tui.suggestions.asking import ClaimsFound
from workbench.tui.suggestions.words import claim_words

NO_CUE = "No causal cue was found in this text. (Cues are known for English only.)"


class ClaimingScreen(SuggestingScreen):
    """A source to read, with its sentences that may make a causal claim."""

    BINDINGS = bindings("suggesting")
    KEY_PLACES: ClassVar[tuple[str, ...]] = ("transcript", "suggesting")

    def __init__(
        self, session: Session, source: SourceView, *, passage: tuple[int, int] | None = None
    ) -> None:
        super().__init__(session, source, passage=passage)
        self._wanted = 0
        """Where to go once the claims are known: 1 on, -1 back, 0 nowhere."""

    def on_claims_found(self, event: ClaimsFound) -> None:
        """Show the claim here, or go to one where that was wanted."""
        event.stop()
        self.asker.take_claims(event)
        wanted, self._wanted = self._wanted, 0
        if event.fault is not None and wanted:
            self.notify(event.fault.one_line, severity="warning", markup=False)
        elif wanted:
            self.action_claim(wanted)
        self.show_suggestions()

    def action_claim(self, direction: int) -> None:
        """Go to the next or previous likely causal claim that this coder has not judged."""
        if self._is_silent():
            return
        claims = self.asker.claims
        if claims is None:
            self._wanted = direction
            self.say("Looking for causal claims …")
            self.asker.ask_for_claims()
            return
        claim = beside(claims, self.place[0][0], direction)
        if claim is None:
            where = "after" if direction > 0 else "before"
            words = f"There is no likely causal claim {where} this that you have not judged."
            self.notify(words if claims else NO_CUE, severity="warning", markup=False)
            return
        view = self.view
        view.trail.jump(view.cursor.caret)
        cursor = view.reading.clear(view.cursor)
        view.show_cursor(view.reading.select(cursor, claim.start_char, claim.end_char, unit="sentence"))
        self.call_later(self.say, f"Causal? {claim_words(claim)}")

    def action_judge(self, is_causal: bool) -> None:
        """Say whether the sentence here makes a causal claim."""
        if self._is_silent():
            return
        claim = self.asker.claim_at(*self.place[0])
        if claim is None:
            self.notify("There is no sentence with a causal cue here; z goes to one.", severity="warning")
            return
        desk, revision_id = self.session.desk.suggestions, self.source.revision_id
        summary = self.change(lambda: desk.judge(revision_id, claim, is_causal))
        if summary is not None:
            desk.look_again()
            self.asker.ask_for_claims()
            self.say(summary)

    def role_hints(self, span: tuple[int, int]) -> Sequence[RoleView]:
        """What the causal claim in a passage hints at, for slots; empty where none is known."""
        claim = None if self.silence else self.asker.claim_at(*span)
        return claim.roles if claim is not None else ()

    def _is_silent(self) -> bool:
        """Whether nothing is suggested here; then it is said why."""
        if self.silence:
            self.notify(f"{self.silence[:1].upper()}{self.silence[1:]}.", severity="warning", markup=False)
        return bool(self.silence)


def beside(claims: Sequence[ClaimView], caret: int, direction: int) -> ClaimView | None:
    """The first likely claim that is not judged yet and begins after (or, for -1, before) the caret."""
    wanted = [one for one in claims if one.likely and one.judged is None]
    if direction > 0:
        return next((one for one in wanted if one.start_char > caret), None)
    return next((one for one in reversed(wanted) if one.start_char < caret), None)
