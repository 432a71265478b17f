"""Searching all texts as one types: the words, how and where to look for them, and the hits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from textual.app import ComposeResult
from textual.events import DescendantFocus
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input

from workbench.errors import WorkbenchError
from workbench.model.searching import Hit, SearchMode, SourceHits
from workbench.model.vocabulary import plural
from workbench.tui.excerpts.answers import Answered, Asker
from workbench.tui.excerpts.around import Around
from workbench.tui.excerpts.hit_lines import hit_entries, hit_entry, key_of
from workbench.tui.excerpts.query_field import HintLine, QueryField, hint_of
from workbench.tui.keys.catalogue import bindings
from workbench.tui.session import Session, attempt
from workbench.tui.study_screen import StudyScreen
from workbench.tui.widgets.choices import Choice, ChoiceList
from workbench.tui.widgets.filter_field import Field
from workbench.tui.widgets.sections import SectionList
from workbench.tui.widgets.strips import TitleBar

MOST_HITS = 1_000
"""Hits that are listed: with more, other words are better."""

TYPING_SECONDS = 0.04
"""The search begins once so much time has passed since the last key."""

MODES = {
    SearchMode.PHRASE: ("phrase", "whole words in this order"),
    SearchMode.WORDS: ("all words", "in one turn, else paragraph"),
    SearchMode.REGEX: ("regex", "a regular expression, as Python's re"),
    SearchMode.FUZZY: ("like these", "words spelled a little differently"),
}
"""How each way of searching is called, and what it does."""


class WordsField(Field):
    """What is looked for."""

    BINDINGS = bindings("words")


class SearchingScreen(StudyScreen):
    """Words, limits, and the hits in all sources."""

    CSS = """
    #around { display: none; height: 1fr; border-top: solid $foreground 25%; }
    #around.-open { display: block; }
    """

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.mode = SearchMode.PHRASE
        self.hits: dict[str, Hit] = {}
        self.ticked: set[str] = set()
        self.whole = True
        self._found: list[SourceHits] = []
        self._coming: list[SourceHits] = []
        self._lines: list[Choice] = []
        self._more = False
        self._asker = Asker(self, MOST_HITS, count_hits)
        self._timer: Timer | None = None

    def content(self) -> ComposeResult:
        """Words, limits, what is wrong with them; hits; the marked one in its place."""
        yield WordsField(placeholder="Type words to search all sources for", id="words")
        yield QueryField(placeholder="In all sources. Tab limits: site: tracer: speaker: ...", id="limits")
        yield HintLine(id="hint")
        yield SectionList(id="hits", on_width=lambda _: self._draw())
        yield Around(self.session, id="around")

    @property
    def main(self) -> Widget:
        """The list; while nothing is in it, the words."""
        return self.entries if self.hits else self.query_one(WordsField)

    @property
    def entries(self) -> SectionList:
        """The list of hits."""
        return self.query_one(SectionList)

    @property
    def marked(self) -> Hit | None:
        """The marked hit."""
        return self.hits.get(self.entries.key or "")

    def on_unmount(self) -> None:
        """Search no further."""
        self._asker.give_up()

    def look(self) -> None:
        """Search again: texts may have come or gone."""
        self.session.learn_codes()
        self.query_one(QueryField).names = {}
        self._search()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search as one types; what is ticked was meant for other words."""
        event.stop()
        self.ticked.clear()
        self._search_soon()

    def on_query_field_typed(self, event: QueryField.Typed) -> None:
        """Offer how the name goes on; limits are applied when they are entered."""
        event.stop()
        self.query_one(HintLine).show(hint_of(event.completion))

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """In the limits, know what there is."""
        if isinstance(event.widget, QueryField):
            names = self.session.desk.searching.limit_names
            event.widget.names = event.widget.names or attempt(self, names) or {}
            self.query_one(HintLine).show(
                "source: site: tracer: wave: organisation: role: speaker: name=value"
            )

    def on_answered(self, event: Answered) -> None:
        """More hits, or the reason why there are none."""
        event.stop()
        if event.number != self._asker.number:
            return
        self._coming.extend(event.found)
        if event.fault is not None or event.whole or event.found:
            self._take_over()
        if event.whole:
            self.whole, self._more = True, event.more
            self.ticked &= self.hits.keys()
            self._tell(event.fault)
        self._entitle()

    def on_choice_list_marked(self, event: ChoiceList.Marked) -> None:
        """Show the marked hit in its place, if places are shown."""
        event.stop()
        hit = self.marked
        if hit is not None and self.query_one(Around).has_class("-open"):
            self.query_one(Around).show_soon(hit.revision_id, hit.start_char, hit.end_char)

    def action_words(self) -> None:
        """Go to the words."""
        self.set_focus(self.query_one(WordsField))

    def action_limits(self) -> None:
        """Go to the limits."""
        self.set_focus(self.query_one(QueryField))

    def action_ask(self) -> None:
        """Search within the limits that stand there now."""
        self.set_focus(self.entries)
        self.ticked.clear()
        self._search()

    def action_complete(self) -> None:
        """Write the name out."""
        self.query_one(QueryField).complete()

    def action_leave(self) -> None:
        """To the hits."""
        self.set_focus(self.entries)

    def action_step(self, entries: int) -> None:
        """Move the mark while a field has the keys."""
        self.entries.action_step(entries)

    def action_mode(self) -> None:
        """Another way of searching."""
        modes = list(MODES)
        self.mode = modes[(modes.index(self.mode) + 1) % len(modes)]
        self.ticked.clear()
        self._search()

    def _search_soon(self) -> None:
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(TYPING_SECONDS, self._search)

    def _search(self) -> None:
        """Search for what stands in the fields."""
        words, limits = self.query_one(WordsField).value, self.query_one(QueryField).value
        self._coming, self._more = [], False
        if not words.strip():
            self._asker.give_up()
            self.whole = True
            self._take_over()
            self._tell(None)
            self._entitle()
            return
        self.whole = False
        self._asker.ask(partial(_pieces, self.session, self.mode, words, limits))
        self._entitle()

    def _take_over(self) -> None:
        """Show the hits that have come."""
        self._found = self._coming
        self._draw()

    def show_again(self, hit: Hit) -> None:
        """Show the marked hit, whose tick is another."""
        self._lines[self.entries.marked] = hit_entry(hit, self.ticked, self._line_width)
        self._entitle()

    @property
    def _line_width(self) -> int:
        return self.entries.size.width - 5

    def _draw(self) -> None:
        self._lines = list(hit_entries(self._found, self.ticked, self._line_width))
        self.hits = {key_of(hit): hit for one in self._found for hit in one.hits}
        self.entries.show(self._lines, key=self.entries.key)
        self._entitle()

    def _tell(self, fault: WorkbenchError | None) -> None:
        """What is wrong, what was left out, or how is searched."""
        hint = self.query_one(HintLine)
        left_out = [one.source for one in self._found if one.left_out]
        if fault is not None:
            hint.show(f"{fault.message}. {fault.hint}", fault=True)
        elif left_out:
            hint.show(
                f"The pattern took too long in {plural(len(left_out), 'source')}: {', '.join(left_out)}",
                fault=True,
            )
        elif self.whole and not self.hits and self.query_one(WordsField).value.strip():
            hint.show(f"Nothing found as {MODES[self.mode][0]}. Ctrl-T searches another way.")
        else:
            name, what = MODES[self.mode]
            hint.show(f"{name}: {what}.  Ctrl-T another way")

    def _entitle(self) -> None:
        sources = sum(bool(one.hits) for one in self._found)
        about = f"{MODES[self.mode][0]}: {plural(len(self.hits), 'hit')} in {plural(sources, 'source')}"
        if self._more:
            about += " and more"
        elif not self.whole:
            about += " so far …"
        if self.ticked:
            about += f", {len(self.ticked):,} ticked"
        desk = self.session.desk
        self.query_one(TitleBar).show("Search", about, f"{desk.path}  {desk.coder}")


def _pieces(session: Session, mode: SearchMode, words: str, limits: str) -> Iterator[Sequence[SourceHits]]:
    for found in session.desk.searching.search(mode, words, limits):
        yield (found,)


def count_hits(found: Sequence[SourceHits]) -> int:
    """How many hits there are in some sources."""
    return sum(len(one.hits) for one in found)
