"""Research questions in a tree, and beside the marked one what answers it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar

from textual.app import ComposeResult

from workbench.model.question_views import QuestionState, QuestionView
from workbench.model.vocabulary import plural
from workbench.tui.keys.catalogue import bindings
from workbench.tui.theory.view_screen import VIEW_PLACES, ViewScreen
from workbench.tui.theory_questions import question_asking
from workbench.tui.theory_questions.going import go_to
from workbench.tui.theory_questions.questions_board import QuestionsBoard
from workbench.tui.widgets.ask_panel import AskPanel
from workbench.tui.widgets.line_panel import LinePanel
from workbench.tui.widgets.panels import Chooser, Panel
from workbench.tui.widgets.pick_panel import PickPanel
from workbench.tui.widgets.sections import SectionList
from workbench.tui.widgets.strips import TitleBar


class QuestionsScreen(ViewScreen):
    """The tree with the answers, and the keys to word, order and answer."""

    BINDINGS = bindings("questions")
    KEY_PLACES: ClassVar[tuple[str, ...]] = ("questions", "list", *VIEW_PLACES)

    def content(self) -> ComposeResult:
        """Tree, words of the marked question, its answers."""
        yield QuestionsBoard(id="questions-board")

    def panels(self) -> Iterable[Panel]:
        """Where questions are worded and answers picked."""
        yield from super().panels()
        yield LinePanel(id="line")
        yield Chooser(id="chooser")
        yield PickPanel(id="pick")
        yield AskPanel(id="ask")

    @property
    def board(self) -> QuestionsBoard:
        """Questions and answers."""
        return self.query_one(QuestionsBoard)

    @property
    def main(self) -> SectionList:
        """The side that was worked in last."""
        return self.board.main

    @property
    def question(self) -> QuestionView | None:
        """The marked question; a notice where there is none."""
        found = self.board.question
        if found is None:
            self.notify("There are no questions yet: n writes the first one.", severity="warning")
        return found

    def look(self) -> None:
        """Read the questions; what is marked stays so."""
        self._show(self.session.desk.questions.questions())

    def _show(self, found: Sequence[QuestionView], key: str | None = None) -> None:
        self.board.show(found, key)
        unanswered = sum(one.state is QuestionState.OPEN for one in found)
        about = f"{plural(len(found), 'question')}, {unanswered} open" if found else "none yet"
        desk = self.session.desk
        self.query_one(TitleBar).show("Research questions", about, f"{desk.path}  {desk.coder}")

    def action_step(self, entries: int) -> None:
        """Move the mark."""
        self.main.action_step(entries)

    def action_other_side(self) -> None:
        """To the answers, or back to the questions."""
        self.board.work_in(answers=not self.board.at_answers)

    async def action_open(self) -> None:
        """From a question to its answers; from an answer to what answers."""
        one = self.board.answer
        if one is not None:
            await go_to(self, one.kind, one.target_id)
        elif not self.board.at_answers and self.question is not None:
            self.action_other_side()

    def action_ask(self, what: str) -> None:
        """Ask for something about the marked question or answer."""
        getattr(question_asking, what)(self)

    def action_shift(self, by: int) -> None:
        """Move the question among its siblings."""
        if (one := self.question) and one.position + by >= 1:
            move = self.session.desk.questions.move
            self.done(lambda: move(one.id, parent_id=None, position=one.position + by))

    def action_nest(self) -> None:
        """Make it part of the sibling above."""
        if not (one := self.question):
            return
        siblings = [each for each in self.board.questions.values() if each.parent_id == one.parent_id]
        above = next((each for each in siblings if each.position == one.position - 1), None)
        if above is None:
            self.notify("There is no question above it to be part of.", severity="warning")
            return
        move = self.session.desk.questions.move
        self.done(lambda: move(one.id, parent_id=above.id, position=None))

    def action_unnest(self) -> None:
        """Put it after the question that it is part of."""
        if not (one := self.question):
            return
        if one.parent_id is None:
            self.notify("It is part of no other question.", severity="warning")
            return
        wider = self.board.questions[one.parent_id]
        move = self.session.desk.questions.move
        self.done(lambda: move(one.id, parent_id=wider.parent_id or "", position=wider.position + 1))

    def add(self, line: str, parent: str | None, position: int | None) -> bool:
        """Add a question and mark it; whether that was done."""
        desk = self.session.desk.questions
        identity = self.change(lambda: desk.add(line, parent_id=parent, position=position))
        if identity is None:
            return False
        self.board.at_answers = False
        self._show(desk.questions(), identity)
        self.say("Added; u undoes it")
        return True

    def done(self, call: Callable[[], str]) -> bool:
        """Carry out a change and say what was done; whether it was."""
        summary = self.change(call)
        if summary is not None:
            self.say(summary)
        return summary is not None
