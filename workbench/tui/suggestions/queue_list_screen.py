"""The suggestions that wait to be decided, to find and to read. It changes no study."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Container
from textual.widgets import Input

from workbench.model.suggestion_views import SuggestionView
from workbench.model.suggestions import SuggestionState
from workbench.model.vocabulary import plural
from workbench.tui.excerpts.quote_list import QuoteList
from workbench.tui.session import Session
from workbench.tui.study_screen import StudyScreen
from workbench.tui.suggestions.queue_list import QueueEntries, at_length, haystack, is_of, narrowings
from workbench.tui.widgets.choices import ChoiceList
from workbench.tui.widgets.filter_field import FilterField
from workbench.tui.widgets.panels import Panel, Prose
from workbench.tui.widgets.pick_panel import PickPanel, Question
from workbench.tui.widgets.strips import TitleBar

OFF = "Suggestions are switched off in this study, for all its coders. O switches them on again."
NONE_OPEN = (
    "No suggestion waits to be decided. R looks through all sources and proposes codes for what nobody has coded or "
    "marked as read. It can speak of such passages only where some were marked as read with nothing to code: "
    "d does that while reading. Of a passage that you select it speaks without: S while reading."
)
NONE_SUCH = "No suggestion has this. Esc shows all again."
WAYS = "/ filters by words, f by source or code, t: open, accepted, rejected"


class QueueListScreen(StudyScreen):
    """Suggestions in a list, and the marked one to read."""

    SCOPED_CSS = False  # or the screen's own classes, which say how wide it is, would not be found
    CSS = """
    #queue-body { height: 1fr; width: 1fr; layout: vertical; }
    #queue { height: 3fr; width: 1fr; }
    #suggestion { height: 2fr; border-top: solid $foreground 25%; }
    .-tiny #suggestion { display: none; }
    .-wide #queue-body { layout: horizontal; }
    .-wide #queue { width: 3fr; height: 1fr; }
    .-wide #suggestion { width: 2fr; height: 1fr; border-top: none; border-left: solid $foreground 25%; }
    """

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.state = SuggestionState.PROPOSED
        self.ticked: set[str] = set()
        self.is_on = True
        self._views: Sequence[SuggestionView] = ()
        self._shown: list[SuggestionView] = []
        self._haystacks: dict[str, str] = {}
        self._narrowing = ""
        self._held_back = (0, 0)

    def content(self) -> ComposeResult:
        """Filter, list, and the marked suggestion at length."""
        yield FilterField(placeholder=WAYS, id="filter")
        with Container(id="queue-body"):
            yield QuoteList(id="queue", on_width=lambda _: self.draw())
            yield Prose(id="suggestion")

    def panels(self) -> Iterable[Panel]:
        """Where sources and codes are picked."""
        yield PickPanel(id="pick")

    @property
    def main(self) -> QuoteList:
        """The list."""
        return self.query_one(QuoteList)

    @property
    def marked(self) -> SuggestionView | None:
        """The marked suggestion."""
        at = self.main.marked
        return self._shown[at] if at < len(self._shown) else None

    @property
    def chosen(self) -> list[SuggestionView]:
        """The ticked suggestions, or without ticks the marked one."""
        if self.ticked:
            return [view for view in self._shown if view.id in self.ticked]
        return [self.marked] if self.marked is not None else []

    def look(self) -> None:
        """Read the suggestions."""
        self.session.learn_codes()
        desk = self.session.desk.suggestion_queue
        self.is_on = self.session.desk.suggestions.is_on()
        self._views = desk.queue(self.state)
        self._held_back = desk.held_back()
        self._haystacks = {view.id: haystack(view) for view in self._views}
        self.ticked &= self._haystacks.keys()
        self.draw()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Filter at every key."""
        event.stop()
        self.draw()

    def on_choice_list_marked(self, event: ChoiceList.Marked) -> None:
        """Show the marked suggestion at length."""
        event.stop()
        view = self.marked
        self.query_one("#suggestion", Prose).show(at_length(view) if view else Text(self._why_none()))

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        """A clicked suggestion is only marked; Enter reads it."""
        event.stop()
        self.set_focus(self.main)

    def action_step(self, entries: int) -> None:
        """Move the mark while the filter has the keys."""
        self.main.action_step(entries)

    def action_filter(self) -> None:
        """Go to the filter; typing replaces what stands there."""
        field = self.query_one("#filter", Input)
        field.focus()
        field.select_all()

    def action_leave(self) -> None:
        """Show all of this state again, none ticked."""
        self._narrowing = ""
        self.ticked.clear()
        self.query_one("#filter", Input).value = ""
        self.main.focus()
        self.draw()

    def action_only(self) -> None:
        """Pick the source or code whose suggestions are shown."""
        self.close_panels()
        question = Question(
            "Show only suggestions of   Enter takes it, Esc none", list(narrowings(self._views))
        )
        self.query_one(PickPanel).open(question, self._narrow)

    def action_state(self) -> None:
        """Show the next state: open, accepted, rejected."""
        states = list(SuggestionState)
        self.state = states[(states.index(self.state) + 1) % len(states)]
        self.ticked.clear()
        self.look()

    def draw(self) -> None:
        """The suggestions that the filter lets through; the mark stays, or goes to what takes its place."""
        words = self.query_one("#filter", Input).value.casefold().split()
        key, at = self.main.key, self.main.marked
        self._shown = [
            view
            for view in self._views
            if is_of(view, self._narrowing) and all(word in self._haystacks[view.id] for word in words)
        ]
        place = next((n for n, view in enumerate(self._shown) if view.id == key), at)
        entries = QueueEntries(
            self._shown, ticked=self.ticked, legend=self.session.legend(), width=self.main.size.width - 1
        )
        self.main.put(entries, marked=place, top=self.main.top)
        self.entitle()

    def entitle(self) -> None:
        """What is listed."""
        states = {SuggestionState.PROPOSED: "open", SuggestionState.ACCEPTED: "accepted"}
        about = f"{len(self._shown):,} {states.get(self.state, 'rejected')}"
        if len(self._shown) != len(self._views):
            about += f" of {len(self._views):,}"
        about += f" in {plural(len({view.source_id for view in self._shown}), 'source')}"
        if self.ticked:
            about += f", {len(self.ticked):,} ticked"
        judged, right = self._held_back
        if judged:
            about += f"; held back until coded: {right} of {judged} right"
        desk = self.session.desk
        title = "Suggestions" if self.is_on else "Suggestions (switched off)"
        self.query_one(TitleBar).show(title, about, f"{desk.path}  {desk.coder}")

    def _narrow(self, key: str) -> None:
        self._narrowing = key
        self.draw()

    def _why_none(self) -> str:
        if not self.is_on:
            return OFF
        if self._views:
            return NONE_SUCH
        return (
            NONE_OPEN if self.state is SuggestionState.PROPOSED else f"No suggestion is {self.state} so far."
        )
