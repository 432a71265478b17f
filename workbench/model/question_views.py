"""Research questions as they are read: a tree in order, each question with what answers it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class AnswerKind(StrEnum):
    """What can answer a research question; the values are the tables' names."""

    SOURCE = "source"
    CMO = "cmo"
    MEMO = "memo"
    SECTION = "report_section"

    @property
    def words(self) -> str:
        """How it is called: `report section`, `CMO`."""
        return "CMO" if self is AnswerKind.CMO else self.replace("_", " ")

    @property
    def column(self) -> str:
        """The column of an answer that names it."""
        return "section_id" if self is AnswerKind.SECTION else f"{self}_id"


class QuestionState(StrEnum):
    """How far a question is answered: by something of its own, or by the answers to its sub-questions."""

    ANSWERED = "answered"
    IN_ITS_PARTS = "answered in its parts"
    PARTLY = "partly answered"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class AnswerView:
    """Something that answers a question. `name` says what: `CMO 3 Title`, `source NM-01`."""

    id: str
    kind: AnswerKind
    target_id: str
    name: str
    note: str
    coder: str
    created_at: str


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A research question. `depth` is 0 for one that is part of no other; `position` counts siblings from 1."""

    id: str
    number: int
    parent_id: str | None
    depth: int
    position: int
    wording: str
    note: str
    coder: str
    created_at: str
    state: QuestionState
    answers: tuple[AnswerView, ...] = field(default=())
