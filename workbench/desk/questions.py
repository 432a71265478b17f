"""Research questions for the screen (`tui.desk.questions`)."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.desk.sitting import Sitting
from workbench.model.question_views import AnswerKind, QuestionView
from workbench.store.reading.cmo_lines import cmo_lines
from workbench.store.reading.memos import memos
from workbench.store.reading.questions import questions, section_titles
from workbench.store.reading.sources import source_views
from workbench.study.answers import AnswerQuestion, UnanswerQuestion
from workbench.study.questions import AddQuestion, EditQuestion, MoveQuestion, RemoveQuestion


class StudyQuestions:
    """The research questions of the study, changed in one coder's name."""

    def __init__(self, sitting: Sitting) -> None:
        self._sitting = sitting

    def questions(self) -> Sequence[QuestionView]:
        """All questions, each before its sub-questions."""
        with self._sitting.reading() as reader:
            return questions(reader)

    def candidates(self, kind: AnswerKind) -> Sequence[tuple[str, str]]:
        """What could answer a question, id and name each."""
        with self._sitting.reading() as reader:
            if kind is AnswerKind.CMO:
                return [(one.id, f"CMO {one.number} {one.title}") for one in cmo_lines(reader)]
            if kind is AnswerKind.SOURCE:
                found = source_views(reader, counted=False)
                return [(one.id, f"{one.name} {one.title}".strip()) for one in found]
            if kind is AnswerKind.MEMO:
                return [(one.id, f"{one.kind}: {one.title or one.body[:80]}") for one in memos(reader)]
            return section_titles(reader)

    def add(self, wording: str, *, parent_id: str | None, position: int | None) -> str:
        """Add a question; its id."""
        return self._sitting.execute(AddQuestion(wording, "", parent_id, position)).value

    def edit(self, question_id: str, *, wording: str | None = None, note: str | None = None) -> str:
        """Change a question."""
        return self._sitting.execute(EditQuestion(question_id, wording, note)).summary

    def move(self, question_id: str, *, parent_id: str | None, position: int | None) -> str:
        """Put a question elsewhere."""
        return self._sitting.execute(MoveQuestion(question_id, parent_id, position)).summary

    def remove(self, question_id: str, *, along: bool) -> str:
        """Take a question away."""
        return self._sitting.execute(RemoveQuestion(question_id, along, along)).summary

    def answer(self, question_id: str, kind: AnswerKind, target_id: str) -> str:
        """Say that something answers a question."""
        return self._sitting.execute(AnswerQuestion(question_id, kind, target_id)).summary

    def annotate(self, question_id: str, kind: AnswerKind, target_id: str, note: str) -> str:
        """Say how it answers it."""
        return self._sitting.execute(AnswerQuestion(question_id, kind, target_id, note)).summary

    def unanswer(self, answer_id: str) -> str:
        """Take an answer away."""
        return self._sitting.execute(UnanswerQuestion(answer_id)).summary
