"""Tags that are suggested beside the text that is read, with their reasons. Nothing is coded but by a key."""

from __future__ import annotations

from collections.abc import Iterable

from textual.app import ComposeResult

from workbench.model.suggestion_views import SuggesterStage
from workbench.model.views import SourceView
from workbench.tui.reading.annotating_screen import AnnotatingScreen
from workbench.tui.session import Session, attempt
from workbench.tui.suggestions.asking import Answered, Asker, SuggesterTold
from workbench.tui.suggestions.pane import SuggestionPane
from workbench.tui.suggestions.promise import choose_promise
from workbench.tui.suggestions.told import Keyed, Told
from workbench.tui.suggestions.why_panel import Reasoned, WhyPanel
from workbench.tui.suggestions.words import key_of
from workbench.tui.widgets.panels import Panel
from workbench.tui.widgets.strips import DetailStrip


class SuggestingScreen(AnnotatingScreen):
    """A source to read, with tags for the passage under the caret, or for the selection."""

    def __init__(
        self, session: Session, source: SourceView, *, passage: tuple[int, int] | None = None
    ) -> None:
        super().__init__(session, source, passage=passage)
        self.asker = Asker(self, session.desk.suggestions, source.revision_id)
        self.silence = ""
        """Why nothing is suggested in this source; empty where something is."""
        self._fault = ""

    def content(self) -> ComposeResult:
        """Also the suggestions, between the text and what lies under the caret."""
        for widget in super().content():
            if isinstance(widget, DetailStrip):
                yield SuggestionPane(id="suggestions")
            yield widget

    def panels(self) -> Iterable[Panel]:
        """Also why something is suggested."""
        yield from super().panels()
        yield WhyPanel(id="why")

    @property
    def pane(self) -> SuggestionPane:
        """What is suggested."""
        return self.query_one(SuggestionPane)

    @property
    def place(self) -> tuple[tuple[int, int], bool]:
        """What is asked about: the words selected, or else the caret; and whether it is the former."""
        cursor, reading = self.view.cursor, self.view.reading
        span = reading.trimmed(*cursor.selection) if cursor.selection is not None else None
        return (span, True) if span is not None else ((cursor.caret, cursor.caret + 1), False)

    def on_mount(self) -> None:
        """Suggest, if that is wanted in this sitting."""
        if self.session.suggesting:
            self.pane.add_class("-open")

    def on_screen_resume(self) -> None:
        """This screen is told from now on how far the suggester is, and shows what was learnt meanwhile."""
        self.asker.follow()
        self.suggest_again(afresh=True)

    def look(self) -> None:
        """Anything may have changed, also whether anything is to be suggested."""
        super().look()
        self.silence = self.session.desk.suggestions.silence(self.source.id)
        self.session.desk.suggestions.look_again()
        self.suggest_again(afresh=True)

    def look_at_codings(self) -> None:
        """Also what is suggested now that something was changed here."""
        super().look_at_codings()
        self.session.desk.suggestions.learn(self.source.revision_id)
        self.suggest_again(afresh=True)

    def action_change(self, way: str) -> None:
        """Undo or redo, which may be of something elsewhere, of a verdict, or of the switch."""
        super().action_change(way)
        desk = self.session.desk.suggestions
        desk.look_again()
        if self.asker.claims is not None:
            self.asker.ask_for_claims()
        self.silence = attempt(self, lambda: desk.silence(self.source.id)) or ""
        self.suggest_again(afresh=True)

    def on_painted_text_moved(self) -> None:
        """Ask about the place where the caret is now, once it rests there."""
        self.suggest_again()

    def on_answered(self, event: Answered) -> None:
        """Show what is said."""
        event.stop()
        if self.asker.take(event):
            self._fault = event.fault.one_line if event.fault else ""
            self.show_suggestions()

    def on_suggester_told(self, event: SuggesterTold) -> None:
        """Show how far the suggester is."""
        event.stop()
        self.show_suggestions()

    def action_suggestions(self) -> None:
        """Show or hide the suggestions."""
        self.session.suggesting = not self.pane.is_open
        self.pane.set_class(self.session.suggesting, "-open")
        self.asker.follow()
        self.suggest_again(afresh=True)

    def action_decide(self, accept: bool, number: int) -> None:
        """Code the passage as its tag of that number says, or turn the tag down."""
        tags, desk = self.pane.told.tags, self.session.desk.suggestions
        if not 0 < number <= len(tags) or not self.pane.is_open:
            words = "There is no such tag here." if self.pane.is_open else "S shows what is suggested here."
            self.notify(words, severity="warning")
            return
        tag = tags[number - 1]
        summary = self.change(lambda: desk.accept(tag) if accept else desk.reject(tag))
        if summary is not None:
            if accept:
                self.session.used(tag.code_id)
            self.say(summary)

    def action_why(self) -> None:
        """Show the earlier excerpts that speak for the tags."""
        tags = self.pane.told.tags if self.pane.is_open else ()
        if not tags:
            self.notify("There is no tag here to explain.", severity="warning")
            return
        self.close_panels()
        reasoned = [Reasoned(t.code_id, t.code_path, t.probability, t.band, t.reason) for t in tags]
        self.query_one(WhyPanel).open(
            reasoned,
            self.session.legend(),
            lambda one: self.read_source(one.source_id, start_char=one.start_char, end_char=one.end_char),
        )

    def action_promise(self) -> None:
        """Choose how much of what is shown should be right."""
        choose_promise(self)

    def action_switch_suggestions(self) -> None:
        """Switch suggestions off in this study, or on again."""
        desk = self.session.desk.suggestions
        summary = self.change(lambda: desk.switch(not desk.is_on()))
        if summary is not None:
            self.silence = attempt(self, lambda: desk.silence(self.source.id)) or ""
            self.suggest_again(afresh=True)
            self.say(summary)

    def suggest_again(self, *, afresh: bool = False) -> None:
        """Have told what is suggested for this place; `afresh` where what was told may be no longer so."""
        if not self.pane.is_open or self.silence or not self.view.shown.text:
            self.asker.forget()
        else:
            place, selected = self.place
            self.asker.rest(place, selected=selected, afresh=afresh)
            if self.asker.claims is None:
                self.asker.ask_for_claims()
        self.show_suggestions(afresh=afresh)

    def show_suggestions(self, *, afresh: bool = False) -> None:
        """Show what is told of this place so far."""
        if not self.pane.is_open:
            return
        answer, state = self.asker.answer, self.session.desk.suggestions.state()
        busy = ""
        if answer is None:
            ready = state.kind is SuggesterStage.READY
            busy = self._fault or ("looking …" if ready else f"the suggester is {state.words} …")
        told = Told(
            body=self.view.shown.text,
            answer=answer,
            claim=None if self.silence else self.asker.claim_at(*self.place[0]),
            silence=self.silence,
            busy=busy,
        )
        keyed = Keyed(self.session.legend(), lambda name: key_of(name, self.session.keymap))
        self.pane.show(told, keyed=keyed if afresh else None)
