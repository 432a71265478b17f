"""Asking for coded excerpts by a query, and reading them in full or in their place. It changes nothing."""

from __future__ import annotations

from functools import partial

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Container
from textual.events import DescendantFocus

from workbench.errors import WorkbenchError
from workbench.tui.excerpts.answer_list import AnswerList
from workbench.tui.excerpts.answers import Answered, Asker
from workbench.tui.excerpts.query_line import QueryLine
from workbench.tui.excerpts.quote_pane import QuotePane, query_help
from workbench.tui.excerpts.quotes_screen import QuotesScreen
from workbench.tui.session import Session, attempt
from workbench.tui.widgets.choices import ChoiceList

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


class AnswersScreen(QuotesScreen):
    """The excerpts that answer to a query, of all coders, to read."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.line = ""
        """What is answered at present."""
        self._fault = ""
        """What is wrong with the question, as far as the line below it has no room for it."""
        self._asker = Asker(self, MOST_KEPT)

    def content(self) -> ComposeResult:
        """Query, what may come next in it, quotes, and the marked one whole."""
        yield QueryLine(placeholder="/ asks: codes, and, or, not, near:200, site:, text: ...", id="asking")
        with Answers():
            yield AnswerList(self.session, id="quotes")
            yield QuotePane(self.session, id="pane")

    def look(self) -> None:
        """Ask again what was asked; what is marked and ticked stays so."""
        self.session.learn_codes()
        self.asking.know({})
        self._begin()

    def ask(self, line: str) -> None:
        """Ask a question, as if it had been typed."""
        self.asking.show(line)
        self.line = " ".join(line.split())
        self.main.clear()
        self._begin()

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
        else:
            self.main.add(event.found, whole=event.whole, more=event.more)
            if event.whole and not self.main.quotes:
                self.show_marked()
        self.entitle()

    def on_choice_list_marked(self, event: ChoiceList.Marked) -> None:
        """Show the marked quote."""
        event.stop()
        self.show_marked()

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """In the query, show what can be asked; in the list, the quote."""
        field = self.asking.field
        if event.widget is field:
            self.asking.know(field.names or attempt(self, self.session.desk.excerpts.names) or {})
            self.pane.tell(query_help(self._fault))
        elif event.widget is self.main:
            self.show_marked()

    def action_ask(self) -> None:
        """Ask what stands in the field."""
        self.ask(self.asking.field.value)
        self.set_focus(self.main)

    def action_leave(self) -> None:
        """Back to the list; the query stays as it was asked."""
        self.asking.show(self.line)
        self.set_focus(self.main)

    def show_marked(self) -> None:
        """Show the marked quote, or why there is none; while a question is typed, what can be asked stays in sight."""
        if self.focused is self.asking.field:
            return
        answer = self.main
        if answer.quote is None and answer.whole:
            self.pane.tell(Text(NOTHING if self.line else NO_CODINGS))
        else:
            self.pane.show(answer.quote)

    def _begin(self) -> None:
        self._fault = ""
        self.main.begin()
        self._asker.ask(partial(self.session.desk.excerpts.ask, self.line))
        self.entitle()

    def _refused(self, error: WorkbenchError) -> None:
        """The question cannot be answered: say why, where it can be mended, and below it what can be asked."""
        self.main.end()
        self._fault = self.asking.refuse(error)
        self.pane.tell(query_help(self._fault))
