"""Searching all texts as one types; hits by source, read in their place, or coded after they were shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import groupby
from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual.app import ComposeResult
from textual.events import DescendantFocus
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input

from workbench.errors import WorkbenchError
from workbench.model.searching import AutoCoding, Extent, Hit, SearchMode, SourceHits
from workbench.model.vocabulary import plural
from workbench.tui.answers import Answered, Asker
from workbench.tui.around import Around
from workbench.tui.ask_panel import AskPanel
from workbench.tui.choices import Choice, ChoiceList, Part, safe
from workbench.tui.code_chooser import CodeChooser
from workbench.tui.copying import copy_text
from workbench.tui.filter_field import Field
from workbench.tui.finder import is_heading
from workbench.tui.keys.catalogue import bindings
from workbench.tui.panels import Panel
from workbench.tui.query_field import HintLine, QueryField, hint_of
from workbench.tui.sections import SectionList, heading
from workbench.tui.session import Session, attempt
from workbench.tui.strips import TitleBar, fit
from workbench.tui.study_screen import StudyScreen

MOST_HITS = 1_000
"""Hits that are listed: with more, other words are better."""

TYPING_SECONDS = 0.04
"""The search begins once so much time has passed since the last key."""

MOST_SHOWN = 200
"""Passages that are shown before they are coded."""

BEFORE = 30
"""Characters that are shown before a hit."""

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


class SearchScreen(StudyScreen):
    """Hits in all sources."""

    BINDINGS = bindings("search")
    KEY_PLACES: ClassVar[tuple[str, ...]] = ("search", "list", "words", "query")
    CSS = """
    SearchScreen Around { display: none; height: 1fr; border-top: solid $foreground 25%; }
    SearchScreen.-context Around { display: block; }
    SearchScreen.-tiny Around, SearchScreen.-short Around { display: none; }
    """

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.mode = SearchMode.PHRASE
        self.hits: dict[str, Hit] = {}
        self.ticked: set[str] = set()
        self.whole = True
        self._found: list[SourceHits] = []
        self._coming: list[SourceHits] = []
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

    def panels(self) -> Iterable[Panel]:
        """Which code, and what would be coded."""
        yield CodeChooser(id="target")
        yield AskPanel(id="ask")

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

    @property
    def chosen(self) -> list[Hit]:
        """The ticked hits, or without ticks the marked one."""
        if self.ticked:
            return [hit for key, hit in self.hits.items() if key in self.ticked]
        return [self.marked] if self.marked is not None else []

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
        if hit is not None and self.has_class("-context"):
            self.query_one(Around).show_soon(hit.revision_id, hit.start_char, hit.end_char)

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        """A clicked hit is only marked; Enter reads it."""
        event.stop()
        self.entries.focus()

    def action_words(self) -> None:
        """Go to the words."""
        self.query_one(WordsField).focus()

    def action_limits(self) -> None:
        """Go to the limits."""
        self.query_one(QueryField).focus()

    def action_ask(self) -> None:
        """Search within the limits that stand there now."""
        self.entries.focus()
        self.ticked.clear()
        self._search()

    def action_complete(self) -> None:
        """Write the name out."""
        self.query_one(QueryField).complete()

    def action_leave(self) -> None:
        """To the hits."""
        self.entries.focus()

    def action_step(self, entries: int) -> None:
        """Move the mark while a field has the keys."""
        self.entries.action_step(entries)

    def action_mode(self) -> None:
        """Another way of searching."""
        modes = list(MODES)
        self.mode = modes[(modes.index(self.mode) + 1) % len(modes)]
        self.ticked.clear()
        self._search()

    def action_open(self) -> None:
        """Read the marked hit where it stands."""
        if hit := self.marked:
            self.read_source(hit.source_id, start_char=hit.start_char, end_char=hit.end_char)

    def action_context(self) -> None:
        """The lines around the hit, or the list alone."""
        self.toggle_class("-context")
        if hit := self.marked:
            self.query_one(Around).show_soon(hit.revision_id, hit.start_char, hit.end_char)

    def action_tick(self) -> None:
        """Tick the marked hit or take its tick away, and go to the next."""
        if key := self.entries.key:
            self.ticked ^= {key}
            self._draw()
            self.entries.mark(self.entries.marked + 1)

    def action_tick_all(self) -> None:
        """Tick all that are listed, or none if all are."""
        self.ticked = set() if self.hits.keys() <= self.ticked else set(self.hits)
        self._draw()

    def action_copy(self) -> None:
        """Copy the chosen hits with their sources."""
        if chosen := self.chosen:
            names = {one.source_id: one.source for one in self._found}
            lines = [f"{names[h.source_id]}: {_one_line(h.before + h.text + h.after)}" for h in chosen]
            said = copy_text(self, "\n".join(lines))
            self.notify(f"{plural(len(lines), 'hit')}. {said}", markup=False)

    def action_code(self, extent: str) -> None:
        """Ask for a code, show what it would be given to, and then code it."""
        chosen, session = self.chosen, self.session
        if not chosen:
            return
        what = plural(len(chosen), "hit")
        by = Extent(extent)
        codes = [code for code in session.finder().codes if not is_heading(code)]
        self.close_panels()
        self.query_one(CodeChooser).open(
            f"Code the {by} of {what} as   Enter shows what would be coded, Esc none",
            codes,
            session.legend(),
            then=lambda code_id: self._preview(chosen, code_id, by),
        )

    def _preview(self, chosen: Sequence[Hit], code_id: str, extent: Extent) -> None:
        """What would be coded, and Enter codes it."""
        searching, path = self.session.desk.searching, self.session.path(code_id)
        would = attempt(self, lambda: searching.would_code(chosen, code_id, extent))
        if would is None:
            return
        if not would.added:
            self.notify(f"All of it is coded “{path}” by you already.", severity="warning", markup=False)
            return

        def code() -> None:
            origin = f"the search for “{self.query_one(WordsField).value.strip()}”"
            done = self.change(lambda: searching.code(chosen, code_id, extent, origin))
            if done is not None:
                self.ticked.clear()
                self._draw()
                self.say(done.summary + (f"; {done.present} were there already" if done.present else ""))

        title = f"Code these {len(would.passages)} as “{path}”?   Enter codes them, Esc none, arrows read on"
        self.query_one(AskPanel).open(title, shown_passages(would), code)

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

    def _draw(self) -> None:
        width = self.entries.size.width - 4
        entries = list(_entries(self._found, self.ticked, width))
        self.hits = {_key(hit): hit for one in self._found for hit in one.hits}
        self.entries.show(entries, key=self.entries.key)
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


def _key(hit: Hit) -> str:
    return f"{hit.revision_id}:{hit.start_char}:{hit.end_char}"


def _entries(found: Sequence[SourceHits], ticked: set[str], width: int) -> Iterator[Choice]:
    """The hits under their sources, each on a line with what stands around it."""
    for source, parts in groupby(found, key=lambda one: one.source):
        hits = [hit for part in parts for hit in part.hits]
        if hits:
            yield heading(Part(source, strong=True), Part(f"  {plural(len(hits), 'hit')}", quiet=True))
        for hit in hits:
            key = _key(hit)
            before = _one_line(hit.before)[-BEFORE:]
            if hit.before[-1:].isspace():
                before += " "
            words = fit(_one_line(hit.text), width - BEFORE)
            after = (" " if hit.after[:1].isspace() else "") + _one_line(hit.after)
            tick = Part("✓ " if key in ticked else "  ", strong=True)
            yield Choice(
                key,
                (
                    tick,
                    Part(f"{before:>{BEFORE + 1}}", quiet=True),
                    Part(words, strong=True),
                    Part(after, quiet=True),
                ),
            )


def _one_line(text: str) -> str:
    return " ".join(text.split())


def shown_passages(would: AutoCoding) -> Text:
    """What would be coded, in full."""
    text = Text()
    text.append(plural(would.added, "new coding"), Style(bold=True))
    if would.present:
        text.append(f"; {would.present} there already")
    for passage in would.passages[:MOST_SHOWN]:
        text.append(f"\n{safe(passage.source)}  ", Style(bold=True))
        text.append(safe(_one_line(passage.text)))
    if len(would.passages) > MOST_SHOWN:
        text.append(f"\n… and {len(would.passages) - MOST_SHOWN} more")
    return text
