"""The two sides of the guide screen, proposals and guide, and below them the words of what is marked."""

from __future__ import annotations

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Container, Vertical

from workbench.model.guide_views import GuideQuestionView, GuideView, Proposal, Proposals
from workbench.tui.theory_questions.guide_lines import (
    asked,
    guide_choices,
    looking_choices,
    proposal_choices,
    proposed,
)
from workbench.tui.widgets.choices import ChoiceList
from workbench.tui.widgets.panels import Prose
from workbench.tui.widgets.sections import SectionList


class GuideBoard(Vertical):
    """Shows a guide and what is proposed for it; one of the two sides has the keys."""

    SCOPED_CSS = False  # rules begin at the screen, which knows how wide it is
    DEFAULT_CSS = """
    #guide-body { height: 1fr; width: 1fr; layout: vertical; }
    #guide-body > SectionList { height: 1fr; width: 1fr; }
    #guide { border-top: solid $foreground 25%; }
    #guide-words { height: 6; border-top: solid $foreground 25%; }
    .-tall #guide-words { height: 9; }
    .-short #guide-words { height: 5; }
    .-tiny #guide-words, .-tiny #guide { display: none; }
    .-wide #guide-body { layout: horizontal; }
    .-wide #guide { border-top: none; border-left: solid $foreground 25%; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.at_guide = False
        self._guide: GuideView | None = None
        self._found: Proposals | None = None

    def compose(self) -> ComposeResult:
        """Both lists, and the words."""
        with Container(id="guide-body"):
            yield SectionList(id="proposals")
            yield SectionList(id="guide")
        yield Prose(id="guide-words")

    @property
    def main(self) -> SectionList:
        """The side that was worked in last."""
        return self.asked if self.at_guide else self.query_one("#proposals", SectionList)

    @property
    def asked(self) -> SectionList:
        """The questions of the guide."""
        return self.query_one("#guide", SectionList)

    @property
    def is_told(self) -> bool:
        """Whether it is known what is proposed."""
        return self._found is not None

    @property
    def proposal(self) -> Proposal | None:
        """The marked proposal, if that side has the keys."""
        items = self._found.items if self._found and not self.at_guide else ()
        return next((one for one in items if one.key == self.main.key), None)

    @property
    def question(self) -> GuideQuestionView | None:
        """The question that is marked in the guide, whichever side has the keys."""
        items = self._guide.questions if self._guide else ()
        return next((one for one in items if one.id == self.asked.key), None)

    def show(self, found: Proposals | None, guide: GuideView | None) -> None:
        """Show these; None: the proposals are still being looked for. What is marked stays so."""
        self._found, self._guide = found, guide
        above, below = self.query_one("#proposals", SectionList), self.asked
        above.show(list(proposal_choices(found, guide) if found else looking_choices()), key=above.key)
        below.show(list(guide_choices(guide)), key=below.key)
        self._show_words()

    def work_in(self, *, guide: bool) -> None:
        """Give the guide the keys, or the proposals."""
        self.at_guide = guide
        self.main.focus()
        self._show_words()

    def read_on(self, lines: int) -> None:
        """Scroll the words."""
        self.query_one("#guide-words", Prose).scroll_lines(lines)

    def on_choice_list_marked(self, event: ChoiceList.Marked) -> None:
        """Show what is marked at length."""
        event.stop()
        if event.choices is self.main:
            self._show_words()

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        """A click on a side works in that side."""
        event.stop()
        self.work_in(guide=event.choices is self.asked)

    def _show_words(self) -> None:
        text = Text("")
        if self.at_guide:
            text = asked(self.question) if self.question else text
        elif one := self.proposal:
            text = proposed(one)
        self.query_one("#guide-words", Prose).show(text)
