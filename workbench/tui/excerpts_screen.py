"""Retrieval: coded excerpts by a query, read in full or in their place, recoded, removed, copied, written to files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import partial
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Container
from textual.events import DescendantFocus

from workbench.errors import WorkbenchError
from workbench.model.coding_views import SavedQueryView
from workbench.model.views import Quote
from workbench.model.vocabulary import plural
from workbench.tui.answers import Answered, Asker
from workbench.tui.ask_panel import AskPanel
from workbench.tui.choices import ChoiceList
from workbench.tui.code_chooser import CodeChooser
from workbench.tui.copying import copy_text
from workbench.tui.desk import Desk
from workbench.tui.desk.excerpts import ExcerptsDesk
from workbench.tui.finder import is_heading
from workbench.tui.jobs import Progress, StartJob
from workbench.tui.keys.catalogue import bindings
from workbench.tui.line_panel import LinePanel
from workbench.tui.panels import Panel
from workbench.tui.query_field import HintLine, QueryField, hint_of
from workbench.tui.quote_list import QuoteEntries, QuoteList
from workbench.tui.quote_pane import QuotePane, query_help
from workbench.tui.saved_panel import SavedPanel
from workbench.tui.session import Session, attempt
from workbench.tui.strips import TitleBar
from workbench.tui.study_screen import StudyScreen

MOST_KEPT = 20_000
"""Quotes that are listed; nobody goes through more, and each takes half a kilobyte of memory."""

NOTHING = "No excerpt answers to this. / asks something else; with nothing in the line, for every excerpt."
NO_CODINGS = (
    "Nothing is coded yet. F4 lists the sources: Enter reads one, and c codes the sentence under the caret."
)


class ExcerptsScreen(StudyScreen):
    """The excerpts that answer to a query, of all coders."""

    BINDINGS = bindings("excerpts")
    KEY_PLACES: ClassVar[tuple[str, ...]] = ("excerpts", "list", "query", "saved")
    CSS = """
    #answers { height: 1fr; layout: vertical; }
    #answers > QuoteList { height: 3fr; }
    .-wide #answers { layout: horizontal; }
    .-wide #answers > QuoteList { width: 3fr; height: 1fr; }
    """

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.quotes: list[Quote] = []
        self.ticked: set[str] = set()
        self.line = ""
        """What is answered at present."""
        self.whole = False
        """Whether all of the answer is there."""
        self._asker = Asker(self, MOST_KEPT)
        self._coming: list[Quote] = []
        self._more = False

    def content(self) -> ComposeResult:
        """Query, what may come next in it, quotes, and the marked one whole."""
        yield QueryField(placeholder="/ asks: codes, and, or, not, near:200, site:, text: ...", id="query")
        yield HintLine(id="hint")
        with Container(id="answers"):
            yield QuoteList(id="quotes", on_width=lambda _: self._draw())
            yield QuotePane(self.session, id="pane")

    def panels(self) -> Iterable[Panel]:
        """Which code, whose codings, which name or file, and saved queries."""
        yield CodeChooser(id="target")
        yield AskPanel(id="ask")
        yield LinePanel(id="line")
        yield SavedPanel(id="saved")

    @property
    def main(self) -> QuoteList:
        """The list."""
        return self.query_one(QuoteList)

    def look(self) -> None:
        """Ask again what was asked; what is marked and ticked stays so."""
        self.session.learn_codes()
        self.query_one(QueryField).names = {}
        self._asker_begins()

    def ask(self, line: str) -> None:
        """Ask a question, as if it had been typed."""
        field = self.query_one(QueryField)
        field.value = line
        field.cursor_position = len(line)
        self.line = " ".join(line.split())
        self.ticked.clear()
        self.quotes = []
        self._draw()
        self._asker_begins()

    def on_unmount(self) -> None:
        """Read no further."""
        self._asker.give_up()

    def on_answered(self, event: Answered) -> None:
        """More of the answer is there, or the reason why there is none."""
        event.stop()
        if event.number != self._asker.number:
            return
        if event.fault is not None:
            self._refused(event.fault)
            return
        entries = self.main
        self._coming.extend(event.found)
        if self.quotes is not self._coming and (event.whole or len(self._coming) > entries.marked):
            self._take_over()
        else:
            entries.grown()
        if event.whole:
            self.whole, self._more = True, event.more
            self.ticked &= {quote.coding_id for quote in self.quotes}
            self._explain_nothing()
        self._entitle()

    def on_choice_list_marked(self, event: ChoiceList.Marked) -> None:
        """Show the marked quote."""
        event.stop()
        if self.focused is not self.query_one(QueryField):
            self._show_marked()

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        """A clicked quote is only marked; Enter reads it."""
        event.stop()
        self.main.focus()

    def on_query_field_typed(self, event: QueryField.Typed) -> None:
        """Offer how the name goes on."""
        event.stop()
        self.query_one(HintLine).show(hint_of(event.completion))

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """In the query, show what can be asked; in the list, the quote."""
        if isinstance(event.widget, QueryField):
            event.widget.names = event.widget.names or attempt(self, self.session.desk.excerpts.names) or {}
            self.query_one(QuotePane).tell(query_help())
        elif event.widget is self.main:
            self._show_marked()

    def action_ask(self) -> None:
        """Ask what stands in the field."""
        self.query_one(HintLine).show("")
        self.ask(self.query_one(QueryField).value)
        self.main.focus()

    def action_query(self) -> None:
        """Go to the query."""
        self.query_one(QueryField).focus()

    def action_complete(self) -> None:
        """Write the name out."""
        if not self.query_one(QueryField).complete():
            self.query_one(HintLine).show("Nothing goes on from here; Enter asks.")

    def action_leave(self) -> None:
        """Back to the list; the query stays as it was asked."""
        self.query_one(QueryField).value = self.line
        self.query_one(HintLine).show("")
        self.main.focus()

    def action_step(self, entries: int) -> None:
        """Move the mark while the query has the keys."""
        self.main.action_step(entries)

    def action_open(self) -> None:
        """Read the marked quote where it stands."""
        quote = self.marked
        if quote is not None:
            self.read_source(quote.source_id, start_char=quote.start_char, end_char=quote.end_char)

    def action_context(self) -> None:
        """The lines around the quote, or the quote alone."""
        self.query_one(QuotePane).switch()

    def action_read(self, lines: int) -> None:
        """Read on in the quote."""
        self.query_one(QuotePane).scroll_lines(lines)

    def action_tick(self) -> None:
        """Tick the marked quote or take its tick away, and go to the next."""
        quote = self.marked
        if quote is not None:
            self.ticked ^= {quote.coding_id}
            self.main.refresh()
            self.main.mark(self.main.marked + 1)
            self._entitle()

    def action_tick_all(self) -> None:
        """Tick all that are listed, or none if all are."""
        every = {quote.coding_id for quote in self.quotes}
        self.ticked = set() if every <= self.ticked else every
        self._draw()

    def action_recode(self) -> None:
        """Give the chosen codings another code; if there are others' among them, ask whether theirs are meant."""
        chosen, session = self.chosen, self.session
        if not chosen:
            return
        codes = [code for code in session.finder().codes if not is_heading(code)]
        self.close_panels()
        title = f"Recode {plural(len(chosen), 'coding')} as"
        self.query_one(CodeChooser).open(
            f"{title}   Enter takes it, Esc none",
            codes,
            session.legend(),
            then=lambda code_id: self._recode(chosen, code_id),
        )

    def action_remove(self) -> None:
        """Remove those of the chosen codings that are one's own."""
        chosen = self.chosen
        own = [quote.coding_id for quote in chosen if self._is_own(quote)]
        if chosen and not own:
            self.notify(
                f"Coded by {_whose(chosen)}: you can remove only your own.", severity="warning", markup=False
            )
        if not own:
            return
        summary = self.change(lambda: self.session.desk.excerpts.remove(own))
        if summary is not None:
            self.ticked.clear()
            left = len(chosen) - len(own)
            self.say(summary + (f"; {plural(left, 'coding')} of others left" if left else ""))

    def action_copy(self) -> None:
        """Copy the chosen quotes with their attributions."""
        if chosen := self.chosen:
            words = "\n\n".join(f"“{q.text}”\n{q.attribution or q.source_name}" for q in chosen)
            self.notify(f"{plural(len(chosen), 'quote')}. {copy_text(self, words)}", markup=False)

    def action_write(self) -> None:
        """Write the ticked quotes, or all that answer, to a file."""
        if self.quotes:
            what = f"the {len(self.ticked)} ticked" if self.ticked else "all of these"
            title = f"Write {what} to a file ending in .md .docx .csv .xlsx"
            self.close_panels()
            self.query_one(LinePanel).open(title, "excerpts.md", self._write)

    def action_saved(self) -> None:
        """List the saved queries."""
        queries = attempt(self, self._saved)
        if queries:
            self.close_panels()
            self.query_one(SavedPanel).open(queries)
        elif queries is not None:
            self.notify("No query is saved yet: S saves the one that is asked.", severity="warning")

    def action_save(self) -> None:
        """Keep the query that is asked under a name."""
        self.close_panels()
        self.query_one(LinePanel).open(f"Save “{self.line or 'everything'}” as", "", self._save)

    def on_saved_panel_chosen(self, event: SavedPanel.Chosen) -> None:
        """Ask, rename or remove a saved query."""
        excerpts, query = self.session.desk.excerpts, event.query
        if event.what == "ask":
            line = attempt(self, lambda: excerpts.line_of(query))
            if line is not None:
                self.close_panels()
                self.ask(line)
        elif event.what == "rename":
            self.close_panels()
            self.query_one(LinePanel).open(
                f"Rename “{query.name}” to",
                query.name,
                lambda name: self._done(self.change(lambda: excerpts.rename_query(query.id, name))),
            )
        else:
            self._done(self.change(lambda: excerpts.remove_query(query.id)))
            if queries := attempt(self, self._saved):
                self.query_one(SavedPanel).show(queries)
            else:
                self.close_panels()

    @property
    def marked(self) -> Quote | None:
        """The marked quote."""
        at = self.main.marked
        return self.quotes[at] if at < len(self.quotes) else None

    @property
    def chosen(self) -> list[Quote]:
        """The ticked quotes, or without ticks the marked one."""
        if self.ticked:
            return [quote for quote in self.quotes if quote.coding_id in self.ticked]
        return [self.marked] if self.marked is not None else []

    def _is_own(self, quote: Quote) -> bool:
        return quote.coder == self.session.desk.coder

    def _asker_begins(self) -> None:
        self._coming, self.whole, self._more = [], False, False
        self._asker.ask(partial(self.session.desk.excerpts.ask, self.line))

    def _take_over(self) -> None:
        """Show the new answer instead of the old; the marked quote stays marked if it is there still."""
        key = self.marked.coding_id if self.marked else None
        self.quotes = self._coming
        at = next((i for i, quote in enumerate(self.quotes) if quote.coding_id == key), self.main.marked)
        self._draw(marked=at)

    def _draw(self, *, marked: int | None = None) -> None:
        entries = QuoteEntries(
            self.quotes, ticked=self.ticked, legend=self.session.legend(), width=self.main.size.width - 1
        )
        at = self.main.marked if marked is None else marked
        self.main.put(entries, marked=at, top=self.main.top)
        self._entitle()

    def _show_marked(self) -> None:
        quote, pane = self.marked, self.query_one(QuotePane)
        if quote is None and self.whole:
            self._explain_nothing()
        else:
            pane.show(quote)

    def _refused(self, error: WorkbenchError) -> None:
        """The question cannot be answered: say why, where it can be mended."""
        words = " ".join(filter(None, (f"{error.message}.", error.hint)))
        self.whole, self.quotes = True, []
        self._draw()
        self.query_one(HintLine).show(words, fault=True)
        self.query_one(QueryField).focus()
        self.call_after_refresh(self.query_one(QuotePane).tell, Text(words))

    def _explain_nothing(self) -> None:
        if not self.quotes and self.focused is not self.query_one(QueryField):
            self.query_one(QuotePane).tell(Text(NOTHING if self.line else NO_CODINGS))

    def _entitle(self) -> None:
        count = plural(len(self.quotes), "coding")
        if not self.whole:
            about = f"{count} so far …"
        elif self._more:
            about = f"the first {count} of more: ask for fewer"
        else:
            about = f"{count} in {plural(len({quote.source_id for quote in self.quotes}), 'source')}"
        if self.ticked:
            about += f", {len(self.ticked):,} ticked"
        desk = self.session.desk
        self.query_one(TitleBar).show("Excerpts", about, f"{desk.path}  {desk.coder}")

    def _recode(self, chosen: Sequence[Quote], code_id: str) -> None:
        """Recode; others' codings only after a question."""
        foreign = [quote for quote in chosen if not self._is_own(quote)]
        ids = [quote.coding_id for quote in chosen]
        if not foreign:
            self._carry_out_recoding(ids, code_id, others=False)
            return
        path = self.session.path(code_id)
        asked = Text(f"{plural(len(foreign), 'coding')} of these: {_whose(foreign)}.\n")
        asked.append(f"Recode theirs as “{path}”, too? It can be undone.")
        self.query_one(AskPanel).open(
            "Others' codings   Enter recodes all, Esc none",
            asked,
            lambda: self._carry_out_recoding(ids, code_id, others=True),
        )

    def _carry_out_recoding(self, ids: Sequence[str], code_id: str, *, others: bool) -> None:
        excerpts = self.session.desk.excerpts
        if self._done(self.change(lambda: excerpts.recode(ids, code_id, others=others))):
            self.ticked.clear()
            self._draw()

    def _saved(self) -> list[tuple[SavedQueryView, str]]:
        excerpts = self.session.desk.excerpts
        return [(query, shown_line(excerpts, query)) for query in excerpts.saved_queries()]

    def _save(self, name: str) -> bool:
        excerpts, line = self.session.desk.excerpts, self.line
        return self._done(self.change(lambda: excerpts.save_query(name, line)))

    def _done(self, summary: str | None) -> bool:
        """Say what was done; whether anything was."""
        if summary is not None:
            self.say(summary)
        return summary is not None

    def _write(self, path: str) -> bool:
        only, line = frozenset(self.ticked), self.line
        name = path if "." in path.rpartition("/")[2] else f"{path}.md"

        def write(desk: Desk, progress: Progress) -> str:
            return desk.excerpts.write(line, name, only=only, progress=progress)

        self.post_message(StartJob("Writing the excerpts", write))
        return True


def shown_line(excerpts: ExcerptsDesk, query: SavedQueryView) -> str:
    """What a saved query asks; of one that something else has written, that it cannot be read."""
    try:
        return excerpts.line_of(query)
    except WorkbenchError:
        return "cannot be read here"


def _whose(quotes: Sequence[Quote]) -> str:
    """`2 of Rhys's, 1 of Ann's`."""
    return ", ".join(f"{count:,} of {name}'s" for name, count in Counter(q.coder for q in quotes).items())
