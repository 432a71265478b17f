"""What answers a research question: sources, configurations, memos, sections of reports."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.errors import Conflict
from workbench.model.question_views import AnswerKind
from workbench.model.questions import QuestionAnswer
from workbench.store.reading.questions import answer_rows, question_rows
from workbench.store.reading.theory import exists
from workbench.store.unit_of_work import Outcome, UnitOfWork


@dataclass(frozen=True, slots=True)
class AnswerQuestion:
    """Say that something answers a question, and how; the value is the answer's id.

    What answers it already keeps its place and gets the note, if one is given.
    """

    question_id: str
    kind: AnswerKind
    target_id: str
    note: str | None = None

    def perform(self, work: UnitOfWork) -> Outcome[str]:
        """Carry it out.

        Raises:
            Conflict: the question or what is to answer it is gone, or answers it already without a new note.
        """
        rows = question_rows(work.connection)
        if self.question_id not in rows:
            raise Conflict("this question is no longer in the study", hint="Someone else removed it.")
        number = rows[self.question_id].number
        if not exists(work.connection, str(self.kind), self.target_id):
            raise Conflict(f"this {self.kind.words} is no longer in the study")
        for one in answer_rows(work.connection):
            same = one.question_id == self.question_id
            if same and getattr(one, self.kind.column) == self.target_id:
                return self._annotate(work, one.id, number)
        identity = work.new_id()
        work.insert(
            QuestionAnswer(
                id=identity,
                question_id=self.question_id,
                note=(self.note or "").strip(),
                coder_id=work.coder_id,
                created_at=work.at,
                **{self.kind.column: self.target_id},
            )
        )
        return Outcome(f"answered question {number} by a {self.kind.words}", identity)

    def _annotate(self, work: UnitOfWork, identity: str, number: int) -> Outcome[str]:
        changed = self.note is not None and work.update(QuestionAnswer, identity, note=self.note.strip())
        if not changed:
            raise Conflict(
                f"this {self.kind.words} answers question {number} already",
                hint="Give another note with --note, or see it: workbench question show " + str(number),
            )
        return Outcome(f"changed the note on an answer to question {number}", identity)


@dataclass(frozen=True, slots=True)
class UnanswerQuestion:
    """Take an answer away; what answered stays as it is."""

    answer_id: str

    def perform(self, work: UnitOfWork) -> Outcome[None]:
        """Carry it out.

        Raises:
            Conflict: it is gone.
        """
        found = [one for one in answer_rows(work.connection) if one.id == self.answer_id]
        if not found:
            raise Conflict("this answer is no longer in the study", hint="Someone else removed it.")
        number = question_rows(work.connection)[found[0].question_id].number
        work.delete(QuestionAnswer, [(self.answer_id,)])
        return Outcome(f"took an answer to question {number} away", None)
