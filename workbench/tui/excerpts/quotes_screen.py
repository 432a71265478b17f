"""Quotes in a list, the marked one whole or in its place, and the line that asks for them."""

from __future__ import annotations

from workbench.tui.excerpts.answer_list import AnswerList
from workbench.tui.excerpts.query_line import QueryLine
from workbench.tui.excerpts.quote_pane import QuotePane
from workbench.tui.study_screen import StudyScreen
from workbench.tui.widgets.choices import ChoiceList
from workbench.tui.widgets.strips import TitleBar


class QuotesScreen(StudyScreen):
    """Reading what is listed."""

    @property
    def main(self) -> AnswerList:
        """The list."""
        return self.query_one(AnswerList)

    @property
    def asking(self) -> QueryLine:
        """Where the question stands."""
        return self.query_one(QueryLine)

    @property
    def pane(self) -> QuotePane:
        """The marked quote, whole or in its place."""
        return self.query_one(QuotePane)

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        """A clicked quote is only marked; Enter reads it."""
        event.stop()
        self.set_focus(self.main)

    def action_query(self) -> None:
        """Go to the query."""
        self.set_focus(self.asking.field)

    def action_step(self, entries: int) -> None:
        """Move the mark while the query has the keys."""
        self.main.action_step(entries)

    def action_open(self) -> None:
        """Read the marked quote where it stands."""
        if quote := self.main.quote:
            self.read_source(quote.source_id, start_char=quote.start_char, end_char=quote.end_char)

    def action_context(self) -> None:
        """The lines around the quote, or the quote alone."""
        self.pane.switch()

    def action_read(self, lines: int) -> None:
        """Read on in the quote."""
        self.pane.scroll_lines(lines)

    def entitle(self) -> None:
        """Say in the title how many quotes there are."""
        desk = self.session.desk
        self.query_one(TitleBar).show("Excerpts", self.main.in_words, f"{desk.path}  {desk.coder}")
