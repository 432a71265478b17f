"""What the questions screen asks for: wordings, notes, what answers a question, whether to remove it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from rich.text import Text

from workbench.model.question_views import AnswerKind, QuestionView
from workbench.model.vocabulary import plural
from workbench.model.words import Words
from workbench.tui.overwriting import edit_line
from workbench.tui.session import attempt
from workbench.tui.widgets.ask_panel import AskPanel
from workbench.tui.widgets.choices import Choice, Part
from workbench.tui.widgets.line_panel import LinePanel
from workbench.tui.widgets.panels import Chooser
from workbench.tui.widgets.pick_panel import Entry, PickPanel, Question

if TYPE_CHECKING:
    from workbench.tui.theory_questions.questions_screen import QuestionsScreen

ANSWERS = (AnswerKind.CMO, AnswerKind.SOURCE, AnswerKind.MEMO, AnswerKind.SECTION)
"""What can answer a question, in the order in which it is offered."""


def new(screen: QuestionsScreen) -> None:
    """Word a question to come after the marked one."""
    marked = screen.board.question
    parent, position = (marked.parent_id, marked.position + 1) if marked else (None, None)
    _word(screen, "A new research question", "", lambda line: screen.add(line, parent, position))


def part(screen: QuestionsScreen) -> None:
    """Word a sub-question of the marked one."""
    if one := screen.question:
        title = f"A part of question {one.number}"
        _word(screen, title, "", lambda line: screen.add(line, one.id, None))


def wording(screen: QuestionsScreen) -> None:
    """Reword the question, or say how an answer answers it."""
    desk, answered, one = screen.session.desk.questions, screen.board.answer, screen.question
    if one is None:
        return
    if answered is None:
        words = Words("research_question", one.id, "wording")
        title = f"Question {one.number}"
        edit_line(screen, words, title, one.wording, lambda line: desk.edit(one.id, wording=line))
        return
    kind, target = answered.kind, answered.target_id
    _word(
        screen,
        f"How {answered.name[:40]} answers it",
        answered.note,
        lambda line: screen.done(lambda: desk.annotate(one.id, kind, target, line)),
    )


def note(screen: QuestionsScreen) -> None:
    """Write the note of the question."""
    if one := screen.question:
        edit, words = screen.session.desk.questions.edit, Words("research_question", one.id, "note")
        title = f"Note on question {one.number}"
        edit_line(screen, words, title, one.note, lambda line: edit(one.id, note=line))


def answer(screen: QuestionsScreen) -> None:
    """Choose what answers the question: its kind, then which."""
    one = screen.question
    if one is None:
        return
    kinds = [Choice(kind, (Part(kind.words),)) for kind in ANSWERS]
    screen.close_panels()
    screen.query_one(Chooser).open(
        "What answers it?   Enter, Esc none", kinds, lambda key: _pick(screen, one, AnswerKind(key))
    )


def _pick(screen: QuestionsScreen, one: QuestionView, kind: AnswerKind) -> None:
    desk = screen.session.desk.questions
    found = attempt(screen, lambda: desk.candidates(kind))
    if found is None:
        return
    if not found:
        screen.notify(f"The study has no {kind.words}s yet.", severity="warning")
        return

    def take(key: str) -> None:
        screen.done(lambda: desk.answer(one.id, kind, key))

    screen.query_one(PickPanel).open(
        Question(
            f"Which {kind.words} answers question {one.number}?   Enter takes it, Esc none",
            [Entry(identity, name) for identity, name in found],
        ),
        take,
    )


def remove(screen: QuestionsScreen) -> None:
    """Take the marked answer away, or the question; a question that takes something along is asked about."""
    answered, desk = screen.board.answer, screen.session.desk.questions
    if answered is not None:
        screen.done(lambda: desk.unanswer(answered.id))
        return
    one = screen.question
    if one is None:
        return
    parts = sum(each.parent_id == one.id for each in screen.board.questions.values())
    if not (one.answers or parts):
        screen.done(lambda: desk.remove(one.id, along=False))
        return

    def remove_all() -> None:
        screen.done(lambda: desk.remove(one.id, along=True))

    held = f"It has {plural(len(one.answers), 'answer')} and {plural(parts, 'sub-question')}"
    screen.close_panels()
    screen.query_one(AskPanel).open(
        "Remove the question with all of them?   Enter removes, Esc leaves it",
        Text(f"{one.wording}\n\n{held}. What answers it stays in the study."),
        remove_all,
    )


def _word(screen: QuestionsScreen, title: str, value: str, then: Callable[[str], bool]) -> None:
    screen.close_panels()
    screen.query_one(LinePanel).open(title, value, then)
