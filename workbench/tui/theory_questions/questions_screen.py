"""Research questions in a tree, and beside the marked one what answers it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Container, Vertical

from workbench.model.question_views import AnswerKind, AnswerView, QuestionState, QuestionView
from workbench.model.vocabulary import plural
from workbench.tui.keys.catalogue import bindings
from workbench.tui.session import Session, attempt
from workbench.tui.theory.view_screen import VIEW_PLACES, ViewScreen
from workbench.tui.theory_questions.going import go_to
from workbench.tui.widgets.ask_panel import AskPanel
from workbench.tui.widgets.choices import Choice, ChoiceList, Part, safe
from workbench.tui.widgets.line_panel import LinePanel
from workbench.tui.widgets.panels import Chooser, Panel, Prose
from workbench.tui.widgets.pick_panel import Entry, PickPanel, Question
from workbench.tui.widgets.sections import SectionList, heading
from workbench.tui.widgets.strips import TitleBar

SIGNS = {
    QuestionState.ANSWERED: "●",
    QuestionState.IN_ITS_PARTS: "◕",
    QuestionState.PARTLY: "◐",
    QuestionState.OPEN: "○",
}
"""The state of a question in one cell; the words stand beside the marked one."""


class QuestionsScreen(ViewScreen):
    """The tree at the left or above, the answers at the right or below."""

    BINDINGS = bindings("questions")
    KEY_PLACES: ClassVar[tuple[str, ...]] = ("questions", "list", *VIEW_PLACES)
    SCOPED_CSS = False  # rules begin at the screen, which knows how wide it is
    CSS = """
    #questions-body { height: 1fr; width: 1fr; layout: vertical; }
    #questions-body > SectionList { height: 1fr; }
    #question-side { height: 45%; width: 1fr; border-top: solid $foreground 25%; }
    #question-side > Prose { height: 4; border-bottom: solid $foreground 25%; }
    .-tiny #question-side { display: none; }
    .-wide #questions-body { layout: horizontal; }
    .-wide #question-side { height: 1fr; width: 45%; border-top: none; border-left: solid $foreground 25%; }
    .-wide #question-side > Prose { height: 8; }
    """

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._questions: dict[str, QuestionView] = {}
        self._at_answers = False

    def content(self) -> ComposeResult:
        """Tree, words of the marked question, its answers."""
        with Container(id="questions-body"):
            yield SectionList(id="questions")
            with Vertical(id="question-side"):
                yield Prose(id="question-words")
                yield SectionList(id="answers")

    def panels(self) -> Iterable[Panel]:
        """Where questions are worded and answers picked."""
        yield from super().panels()
        yield LinePanel(id="line")
        yield Chooser(id="chooser")
        yield PickPanel(id="pick")
        yield AskPanel(id="ask")

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
        return self.answers if self._at_answers else self.asked

    @property
    def question(self) -> QuestionView | None:
        """The marked question; a notice where there is none."""
        found = self._questions.get(self.asked.key or "")
        if found is None:
            self.notify("There are no questions yet: n writes the first one.", severity="warning")
        return found

    @property
    def answer(self) -> AnswerView | None:
        """The marked answer, if that side has the keys."""
        marked = self._questions.get(self.asked.key or "")
        if marked is None or not self._at_answers:
            return None
        return next((one for one in marked.answers if one.id == self.answers.key), None)

    def look(self) -> None:
        """Read the questions; what is marked stays so."""
        self._show(self.session.desk.questions.questions(), self.asked.key)

    def _show(self, found: Sequence[QuestionView], key: str | None) -> None:
        self._questions = {one.id: one for one in found}
        self.asked.show([_line(one) for one in found] or list(_nothing()), key=key)
        unanswered = sum(one.state is QuestionState.OPEN for one in found)
        about = f"{plural(len(found), 'question')}, {unanswered} open" if found else "none yet"
        desk = self.session.desk
        self.query_one(TitleBar).show("Research questions", about, f"{desk.path}  {desk.coder}")
        self._show_answers()

    def _show_answers(self) -> None:
        one = self._questions.get(self.asked.key or "")
        self.query_one("#question-words", Prose).show(Text(at_length(one) if one else ""))
        entries = [_answer(answer) for answer in one.answers] if one else []
        if one and not entries:
            entries = [heading(Part("Nothing answers it itself yet. a says what does.", quiet=True))]
        self.answers.show(entries, key=self.answers.key)

    def on_choice_list_marked(self, event: ChoiceList.Marked) -> None:
        """Show what answers the marked question."""
        event.stop()
        if event.choices is self.asked:
            self._show_answers()

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        """A click on a side works in that side."""
        event.stop()
        self._at_answers = event.choices is self.answers
        self.main.focus()

    def action_step(self, entries: int) -> None:
        """Move the mark."""
        self.main.action_step(entries)

    def action_other_side(self) -> None:
        """To the answers, or back to the questions."""
        self._at_answers = not self._at_answers
        self.main.focus()

    async def action_open(self) -> None:
        """From a question to its answers; from an answer to what answers."""
        one = self.answer
        if one is not None:
            await go_to(self, one.kind, one.target_id)
        elif not self._at_answers and self.question is not None:
            self.action_other_side()

    def action_new(self) -> None:
        """Word a question to come after the marked one."""
        marked = self._questions.get(self.asked.key or "")
        parent, position = (marked.parent_id, marked.position + 1) if marked else (None, None)
        self._word("A new research question", "", lambda line: self._add(line, parent, position))

    def action_part(self) -> None:
        """Word a sub-question of the marked one."""
        if one := self.question:
            self._word(f"A part of question {one.number}", "", lambda line: self._add(line, one.id, None))

    def action_edit(self) -> None:
        """Reword the question, or say how an answer answers it."""
        desk, answer = self.session.desk.questions, self.answer
        one = self.question
        if one is None:
            return
        if answer is not None:
            self._word(
                f"How {answer.name[:40]} answers it",
                answer.note,
                lambda line: self._done(lambda: desk.annotate(one.id, answer.kind, answer.target_id, line)),
            )
            return
        self._word(
            f"Question {one.number}",
            one.wording,
            lambda line: self._done(lambda: desk.edit(one.id, wording=line)),
        )

    def action_note(self) -> None:
        """Write the note of the question."""
        if one := self.question:
            edit = self.session.desk.questions.edit
            self._word(
                f"Note on question {one.number}",
                one.note,
                lambda line: self._done(lambda: edit(one.id, note=line)),
            )

    def action_shift(self, by: int) -> None:
        """Move the question among its siblings."""
        if (one := self.question) and one.position + by >= 1:
            move = self.session.desk.questions.move
            self._done(lambda: move(one.id, parent_id=None, position=one.position + by))

    def action_nest(self) -> None:
        """Make it part of the sibling above."""
        if not (one := self.question):
            return
        siblings = [q for q in self._questions.values() if q.parent_id == one.parent_id]
        above = next((q for q in siblings if q.position == one.position - 1), None)
        if above is None:
            self.notify("There is no question above it to be part of.", severity="warning")
            return
        move = self.session.desk.questions.move
        self._done(lambda: move(one.id, parent_id=above.id, position=None))

    def action_unnest(self) -> None:
        """Put it after the question that it is part of."""
        if not (one := self.question):
            return
        if one.parent_id is None:
            self.notify("It is part of no other question.", severity="warning")
            return
        wider = self._questions[one.parent_id]
        move = self.session.desk.questions.move
        self._done(lambda: move(one.id, parent_id=wider.parent_id or "", position=wider.position + 1))

    def action_answer(self) -> None:
        """Choose what answers the question: its kind, then which."""
        if self.question is None:
            return
        order = (AnswerKind.CMO, AnswerKind.SOURCE, AnswerKind.MEMO, AnswerKind.SECTION)
        kinds = [Choice(kind, (Part(kind.words),)) for kind in order]
        self.close_panels()
        self.query_one(Chooser).open(
            "What answers it?   Enter, Esc none", kinds, lambda key: self._pick(AnswerKind(key))
        )

    def action_remove(self) -> None:
        """Take the marked answer away, or the question; a question that takes something along is asked about."""
        answer, desk = self.answer, self.session.desk.questions
        if answer is not None:
            self._done(lambda: desk.unanswer(answer.id))
        elif one := self.question:
            parts = sum(q.parent_id == one.id for q in self._questions.values())
            if not (one.answers or parts):
                self._done(lambda: desk.remove(one.id, along=False))
                return
            words = f"{one.wording}\n\nIt has {plural(len(one.answers), 'answer')} and {plural(parts, 'sub-question')}"

            def remove_all() -> None:
                self._done(lambda: desk.remove(one.id, along=True))

            self.close_panels()
            self.query_one(AskPanel).open(
                "Remove the question with all of them?   Enter removes, Esc leaves it",
                Text(f"{words}. What answers it stays in the study."),
                remove_all,
            )

    def _pick(self, kind: AnswerKind) -> None:
        one = self.question
        found = attempt(self, lambda: self.session.desk.questions.candidates(kind))
        if one is None or found is None:
            return
        if not found:
            self.notify(f"The study has no {kind.words}s yet.", severity="warning")
            return
        answer = self.session.desk.questions.answer

        def take(key: str) -> None:
            self._done(lambda: answer(one.id, kind, key))

        self.query_one(PickPanel).open(
            Question(
                f"Which {kind.words} answers question {one.number}?   Enter takes it, Esc none",
                [Entry(identity, name) for identity, name in found],
            ),
            take,
        )

    def _add(self, line: str, parent: str | None, position: int | None) -> bool:
        add = self.session.desk.questions.add
        identity = self.change(lambda: add(line, parent_id=parent, position=position))
        if identity is None:
            return False
        self._at_answers = False
        self._show(self.session.desk.questions.questions(), identity)
        self.say("Added; u undoes it")
        return True

    def _word(self, title: str, value: str, then: Callable[[str], bool]) -> None:
        self.close_panels()
        self.query_one(LinePanel).open(title, value, then)

    def _done(self, call: Callable[[], str]) -> bool:
        """Carry out a change and say what was done; whether it was."""
        summary = self.change(call)
        if summary is not None:
            self.say(summary)
        return summary is not None


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
