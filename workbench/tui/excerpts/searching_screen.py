"""Searching all texts as one types: the words, how and where to look for them, and the hits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from textual.app import ComposeResult
from textual.widget import Widget

from workbench.model.searching import SearchMode, SourceHits
from workbench.tui.excerpts.answers import Answered, Asker
from workbench.tui.excerpts.around import Around
from workbench.tui.excerpts.hit_list import HitList
from workbench.tui.excerpts.search_form import SearchForm
from workbench.tui.session import Session, attempt
from workbench.tui.study_screen import StudyScreen
from workbench.tui.widgets.choices import ChoiceList
from workbench.tui.widgets.strips import TitleBar

MOST_HITS = 1_000
"""Hits that are listed: with more, other words are better."""


class SearchingScreen(StudyScreen):
    """Words, limits, and the hits in all sources."""

    CSS = """
    #around { display: none; height: 1fr; border-top: solid $foreground 25%; }
    #around.-open { display: block; }
    """

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._asker = Asker(self, MOST_HITS, count_hits)

    def content(self) -> ComposeResult:
        """Words, limits, what is wrong with them; hits; the marked one in its place."""
        yield SearchForm(self._names, id="form")
        yield HitList(id="hits")
        yield Around(self.session, id="around")

    @property
    def main(self) -> Widget:
        """The list; while nothing is in it, the words."""
        return self.entries if self.entries.hits else self.form.words_field

    @property
    def entries(self) -> HitList:
        """The list of hits."""
        return self.query_one(HitList)

    @property
    def form(self) -> SearchForm:
        """What is searched for."""
        return self.query_one(SearchForm)

    def on_unmount(self) -> None:
        """Search no further."""
        self._asker.give_up()

    def look(self) -> None:
        """Search again: texts may have come or gone."""
        self.session.learn_codes()
        self.form.forget_names()
        self._search()

    def on_search_form_asked(self, event: SearchForm.Asked) -> None:
        """Search for what stands in the form; what is ticked was meant for other words."""
        event.stop()
        self.entries.untick()
        self._search()

    def on_answered(self, event: Answered) -> None:
        """More hits, or the reason why there are none."""
        event.stop()
        if event.number != self._asker.number:
            return
        self.entries.add(event.found, whole=event.whole, more=event.more)
        if event.whole:
            self._tell(event)
        self.entitle()

    def on_choice_list_marked(self, event: ChoiceList.Marked) -> None:
        """Show the marked hit in its place, if places are shown."""
        event.stop()
        hit, around = self.entries.hit, self.query_one(Around)
        if hit is not None and around.has_class("-open"):
            around.show_soon(hit.revision_id, hit.start_char, hit.end_char)

    def action_words(self) -> None:
        """Go to the words."""
        self.set_focus(self.form.words_field)

    def action_limits(self) -> None:
        """Go to the limits."""
        self.set_focus(self.form.limits_field)

    def action_ask(self) -> None:
        """Search within the limits that stand there now."""
        self.set_focus(self.entries)
        self.entries.untick()
        self._search()

    def action_leave(self) -> None:
        """To the hits."""
        self.set_focus(self.entries)

    def action_step(self, entries: int) -> None:
        """Move the mark while a field has the keys."""
        self.entries.action_step(entries)

    def action_mode(self) -> None:
        """Another way of searching."""
        self.form.next_mode()

    def entitle(self) -> None:
        """Say in the title how many hits there are."""
        desk = self.session.desk
        about = f"{self.form.called}: {self.entries.in_words}"
        self.query_one(TitleBar).show("Search", about, f"{desk.path}  {desk.coder}")

    def _names(self) -> Mapping[str, Sequence[str]]:
        return attempt(self, self.session.desk.searching.limit_names) or {}

    def _search(self) -> None:
        """Search for what stands in the form."""
        form = self.form
        self.entries.begin()
        if form.words:
            self._asker.ask(partial(_pieces, self.session, form.mode, form.words_field.value, form.limits))
        else:
            self._asker.give_up()
            self.entries.add((), whole=True)
            form.tell(found=True)
        self.entitle()

    def _tell(self, answer: Answered) -> None:
        entries = self.entries
        self.form.tell(found=bool(entries.hits), fault=answer.fault, left_out=entries.left_out)


def _pieces(session: Session, mode: SearchMode, words: str, limits: str) -> Iterator[Sequence[SourceHits]]:
    for found in session.desk.searching.search(mode, words, limits):
        yield (found,)


def count_hits(found: Sequence[SourceHits]) -> int:
    """How many hits there are in some sources."""
    return sum(len(one.hits) for one in found)
