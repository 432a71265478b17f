"""The tree of research questions, the words of the marked one, and what answers it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Container, Vertical

from workbench.model.question_views import AnswerView, QuestionState, QuestionView
from workbench.tui.widgets.choices import Choice, ChoiceList, Part, safe
from workbench.tui.widgets.panels import Prose
from workbench.tui.widgets.sections import SectionList, heading

SIGNS = {
    QuestionState.ANSWERED: "●",
    QuestionState.IN_ITS_PARTS: "◕",
    QuestionState.PARTLY: "◐",
    QuestionState.OPEN: "○",
}
"""The state of a question in one cell; the words stand beside the marked one."""


class QuestionsBoard(Container):
    """The tree at the left or above, the answers at the right or below; one of the two has the keys."""

    SCOPED_CSS = False  # rules begin at the screen, which knows how wide it is
    DEFAULT_CSS = """
    QuestionsBoard { height: 1fr; width: 1fr; layout: vertical; }
    QuestionsBoard > SectionList { height: 1fr; }
    #question-side { height: 45%; width: 1fr; border-top: solid $foreground 25%; }
    #question-side > Prose { height: 4; border-bottom: solid $foreground 25%; }
    .-tiny #question-side { display: none; }
    .-wide QuestionsBoard { layout: horizontal; }
    .-wide #question-side { height: 1fr; width: 45%; border-top: none; border-left: solid $foreground 25%; }
    .-wide #question-side > Prose { height: 8; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.at_answers = False
        self.questions: dict[str, QuestionView] = {}

    def compose(self) -> ComposeResult:
        """Tree, words of the marked question, its answers."""
        yield SectionList(id="questions")
        with Vertical(id="question-side"):
            yield Prose(id="question-words")
            yield SectionList(id="answers")

    @property
    def asked(self) -> SectionList:
        """The questions."""
        return self.query_one("#questions", SectionList)

    @property
    def answers(self) -> SectionList:
        """What answers the marked one."""
        return self.query_one("#answers", SectionList)

    @property
    def main(self) -> SectionList:
        """The side that was worked in last."""
        return self.answers if self.at_answers else self.asked

    @property
    def question(self) -> QuestionView | None:
        """The marked question, whichever side has the keys."""
        return self.questions.get(self.asked.key or "")

    @property
    def answer(self) -> AnswerView | None:
        """The marked answer, if that side has the keys."""
        answers = self.question.answers if self.question and self.at_answers else ()
        return next((one for one in answers if one.id == self.answers.key), None)

    def show(self, found: Sequence[QuestionView], key: str | None = None) -> None:
        """Show these, marking the one with `key`, or else the one that was marked."""
        self.questions = {one.id: one for one in found}
        self.asked.show([_line(one) for one in found] or list(_nothing()), key=key or self.asked.key)
        self._show_answers()

    def work_in(self, *, answers: bool) -> None:
        """Give the answers the keys, or the questions."""
        self.at_answers = answers
        self.main.focus()

    def on_choice_list_marked(self, event: ChoiceList.Marked) -> None:
        """Show what answers the marked question."""
        event.stop()
        if event.choices is self.asked:
            self._show_answers()

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        """A click on a side works in that side."""
        event.stop()
        self.work_in(answers=event.choices is self.answers)

    def _show_answers(self) -> None:
        one = self.question
        self.query_one("#question-words", Prose).show(Text(at_length(one) if one else ""))
        entries = [_answer(answer) for answer in one.answers] if one else []
        if one and not entries:
            entries = [heading(Part("Nothing answers it itself yet. a says what does.", quiet=True))]
        self.answers.show(entries, key=self.answers.key)


def at_length(one: QuestionView) -> str:
    """A question at length: wording, state, note."""
    note = f"\n{one.note}" if one.note else ""
    return f"Q{one.number}  {one.wording}\n{str(one.state).capitalize()}, by {one.coder}{note}"


def _line(one: QuestionView) -> Choice:
    count = f"  {len(one.answers)}" if one.answers else ""
    return Choice(
        one.id,
        (
            Part(f"{'  ' * one.depth}{SIGNS[one.state]} "),
            Part(f"Q{one.number} ", strong=True),
            Part(safe(one.wording)),
            Part(count or ("  open" if one.state is QuestionState.OPEN else ""), quiet=True),
        ),
    )


def _answer(one: AnswerView) -> Choice:
    return Choice(one.id, (Part(safe(one.name)), Part(safe(f"  {one.note}") if one.note else "", quiet=True)))


def _nothing() -> Iterable[Choice]:
    yield heading(Part("No research questions yet. n writes the first one.", quiet=True))
    yield heading(Part("In the shell: workbench study describe FILE, with a list questions:", quiet=True))
