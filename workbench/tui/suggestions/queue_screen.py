"""The queue of suggestions: accepted or turned down, one or several, explained, read in their place, and filled."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import CancelledError, Future
from functools import partial
from typing import ClassVar, TypeVar

from workbench.errors import WorkbenchError
from workbench.model.suggestion_views import PrecedentView
from workbench.model.vocabulary import plural
from workbench.tui.desk import Desk
from workbench.tui.desk.suggestion_queue import SuggestionQueueDesk
from workbench.tui.desk.suggestions import SuggestionsDesk
from workbench.tui.jobs import Progress, StartJob
from workbench.tui.keys.catalogue import bindings
from workbench.tui.session import attempt
from workbench.tui.suggestions.promise import choose_promise
from workbench.tui.suggestions.queue_list_screen import OFF, QueueListScreen
from workbench.tui.suggestions.why_panel import Reasoned, WhyPanel
from workbench.tui.widgets.panels import Chooser, Panel, Prose

Answer = TypeVar("Answer")

ASKED_SECONDS = 0.2
"""How often a job that waits for the suggester looks whether it is still wanted."""


class QueueScreen(QueueListScreen):
    """The suggestions that wait for a person to decide."""

    BINDINGS = bindings("queue")
    KEY_PLACES: ClassVar[tuple[str, ...]] = ("queue", "list", "why")

    def panels(self) -> Iterable[Panel]:
        """Also why something is suggested."""
        yield from super().panels()
        yield WhyPanel(id="why")
        yield Chooser(id="chooser")

    def action_open(self) -> None:
        """Read the marked suggestion where it stands."""
        view = self.marked
        if view is not None:
            self.read_source(view.source_id, start_char=view.start_char, end_char=view.end_char)
        self.main.focus()

    def action_tick(self) -> None:
        """Tick the marked suggestion or take its tick away, and go to the next."""
        view = self.marked
        if view is not None:
            self.ticked ^= {view.id}
            self.main.refresh()
            self.main.mark(self.main.marked + 1)
            self.entitle()

    def action_tick_all(self) -> None:
        """Tick all that are listed, or none if all are."""
        every = {choice.key for choice in self.main.choices}
        self.ticked = set() if every <= self.ticked else every
        self.draw()

    def action_accept(self) -> None:
        """Code as the chosen suggestions say."""
        self._decide(self.session.desk.suggestion_queue.accept_all)

    def action_reject(self) -> None:
        """Turn the chosen suggestions down."""
        self._decide(self.session.desk.suggestion_queue.reject_all)

    def action_why(self) -> None:
        """Show the earlier excerpts that speak for the marked suggestion."""
        view, desk = self.marked, self.session.desk.suggestion_queue
        reason = attempt(self, lambda: desk.precedents(view)) if view is not None else None
        if view is not None and reason is not None:
            self.close_panels()
            reasoned = Reasoned(view.code_id, view.code_path, view.probability, view.band, reason)
            self.query_one(WhyPanel).open([reasoned], self.session.legend(), self._read_precedent)

    def action_read(self, lines: int) -> None:
        """Read the marked suggestion on or back."""
        self.query_one("#suggestion", Prose).scroll_lines(lines)

    def action_run(self) -> None:
        """Propose codes for all that nobody has coded or marked as read."""
        if not self.is_on:
            self.notify(OFF, severity="warning")
            return
        asked = self.session.desk.suggestions

        def run(desk: Desk, progress: Progress) -> str:
            return fill(asked, desk.suggestion_queue, progress)

        self.post_message(StartJob("Looking for codes to propose", run))

    def action_promise(self) -> None:
        """Choose how much of what is shown should be right."""
        choose_promise(self)

    def action_switch_suggestions(self) -> None:
        """Switch suggestions off in this study, or on again."""
        summary = self.change(lambda: self.session.desk.suggestions.switch(not self.is_on))
        if summary is not None:
            self.say(summary)

    def _decide(self, decide: Callable[[Sequence[str]], str]) -> None:
        chosen = [view.id for view in self.chosen]
        if not chosen:
            self.notify("No suggestion is marked.", severity="warning")
            return
        summary = self.change(lambda: decide(chosen))
        if summary is not None:
            self.session.desk.suggestions.look_again()
            self.ticked.clear()
            self.entitle()
            self.say(summary)

    def _read_precedent(self, one: PrecedentView) -> None:
        self.read_source(one.source_id, start_char=one.start_char, end_char=one.end_char)


def fill(asked: SuggestionsDesk, desk: SuggestionQueueDesk, progress: Progress) -> str:
    """Ask for proposals, text by text, and keep them over another desk. `progress` may end it at any time."""
    revisions = desk.revisions()
    if not revisions:
        return "There is no source in which codes may be proposed to you."
    found = [
        _awaited(asked.propose(revision_id), partial(progress, number, len(revisions)))
        for number, revision_id in enumerate(revisions)
    ]
    progress(len(revisions), len(revisions))
    return plural(len(revisions), "source") + " looked through. " + _sentence(desk.keep(found))


def _awaited(future: Future[Answer], still_wanted: Callable[[], None]) -> Answer:
    while True:
        still_wanted()
        try:
            return future.result(timeout=ASKED_SECONDS)
        except TimeoutError:
            continue
        except CancelledError:
            raise WorkbenchError("the suggester was closed") from None


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"
