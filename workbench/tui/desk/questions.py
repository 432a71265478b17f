"""What research questions on screen need of a study. What changes something returns a summary, or the new id."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from workbench.model.question_views import AnswerKind, QuestionView


class QuestionsDesk(Protocol):
    """Research questions, what answers them, and changes to both."""

    def questions(self) -> Sequence[QuestionView]:
        """All questions, each before its sub-questions."""
        ...

    def candidates(self, kind: AnswerKind) -> Sequence[tuple[str, str]]:
        """What could answer a question, id and name each."""
        ...

    def add(self, wording: str, *, parent_id: str | None, position: int | None) -> str:
        """Add a question; returns its id."""
        ...

    def edit(self, question_id: str, *, wording: str | None = None, note: str | None = None) -> str:
        """Change a question; what is None stays."""
        ...

    def move(self, question_id: str, *, parent_id: str | None, position: int | None) -> str:
        """Put a question elsewhere: an empty parent is none, None leaves it where it is."""
        ...

    def remove(self, question_id: str, *, along: bool) -> str:
        """Take a question away; `along` with its answers and sub-questions, which else stand in the way."""
        ...

    def answer(self, question_id: str, kind: AnswerKind, target_id: str) -> str:
        """Say that something answers a question."""
        ...

    def annotate(self, question_id: str, kind: AnswerKind, target_id: str, note: str) -> str:
        """Say how it answers it."""
        ...

    def unanswer(self, answer_id: str) -> str:
        """Take an answer away."""
        ...
