"""Asking for coded excerpts by a query, and reading them in full or in their place. It changes nothing."""

from __future__ import annotations

from functools import partial

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Container
from textual.events import DescendantFocus

from workbench.errors import WorkbenchError
from workbench.model.views import Quote
from workbench.model.vocabulary import plural
from workbench.tui.excerpts.answers import Answered, Asker
from workbench.tui.excerpts.query_field import HintLine, QueryField, hint_of
from workbench.tui.excerpts.quote_list import QuoteEntries, QuoteList
from workbench.tui.excerpts.quote_pane import QuotePane, query_help
from workbench.tui.session import Session, attempt
from workbench.tui.study_screen import StudyScreen
from workbench.tui.widgets.choices import ChoiceList
from workbench.tui.widgets.strips import TitleBar

MOST_KEPT = 20_000
"""Quotes that are listed; nobody goes through more, and each takes half a kilobyte of memory."""

NOTHING = "No excerpt answers to this. / asks something else; with nothing in the line, for every excerpt."
NO_CODINGS = (
    "Nothing is coded yet. F4 lists the sources: Enter reads one, and c codes the sentence under the caret."
)


class Answers(Container):
    """The quotes, and the marked one beside or below them."""

    SCOPED_CSS = False  # rules begin at the screen, which knows how wide it is
    DEFAULT_CSS = """
    Answers { height: 1fr; layout: vertical; }
    Answers > QuoteList { height: 3fr; }
    .-wide Answers { layout: horizontal; }
    .-wide Answers > QuoteList { width: 3fr; height: 1fr; }
    """


class AnswersScreen(StudyScreen):
    """The excerpts that answer to a query, of all coders, to read."""

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
        with Answers():
            yield QuoteList(id="quotes", on_width=lambda _: self._draw())
            yield QuotePane(self.session, id="pane")

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
        self.set_focus(self.main)

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
        self.set_focus(self.main)

    def action_query(self) -> None:
        """Go to the query."""
        self.set_focus(self.query_one(QueryField))

    def action_complete(self) -> None:
        """Write the name out."""
        if not self.query_one(QueryField).complete():
            self.query_one(HintLine).show("Nothing goes on from here; Enter asks.")

    def action_leave(self) -> None:
        """Back to the list; the query stays as it was asked."""
        self.query_one(QueryField).value = self.line
        self.query_one(HintLine).show("")
        self.set_focus(self.main)

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

    @property
    def marked(self) -> Quote | None:
        """The marked quote."""
        at = self.main.marked
        return self.quotes[at] if at < len(self.quotes) else None

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
        self.set_focus(self.query_one(QueryField))
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
