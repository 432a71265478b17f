"""Research questions with what answers them, and interview guides with what their questions were drawn from."""

from enum import StrEnum

from sqlmodel import Field

from workbench.model.entity import STRICT, Entity, integer, reference, text, text_id


class InterviewPurpose(StrEnum):
    """What a question of a realist interview is for (Manzano 2016): theory is gleaned, refined, consolidated."""

    GLEANING = "gleaning"
    REFINING = "refining"
    CONSOLIDATING = "consolidating"


class ResearchQuestion(Entity, table=True):
    """A question that the study is to answer; may be part of a wider one."""

    __tablename__ = "research_question"
    __table_args__ = STRICT
    id: str = Field(sa_column=text_id())
    number: int = Field(sa_column=integer())
    parent_id: str | None = Field(default=None, sa_column=reference("research_question.id", nullable=True))
    position: int = Field(default=0, sa_column=integer())
    wording: str = Field(sa_column=text())
    note: str = Field(default="", sa_column=text())
    coder_id: str = Field(sa_column=reference("coder.id"))
    created_at: str = Field(sa_column=text())


class QuestionAnswer(Entity, table=True):
    """What answers a research question: a source, a configuration, a memo or a section of a report; exactly one."""

    __tablename__ = "question_answer"
    __table_args__ = STRICT
    id: str = Field(sa_column=text_id())
    question_id: str = Field(sa_column=reference("research_question.id"))
    source_id: str | None = Field(default=None, sa_column=reference("source.id", nullable=True))
    cmo_id: str | None = Field(default=None, sa_column=reference("cmo.id", nullable=True))
    memo_id: str | None = Field(default=None, sa_column=reference("memo.id", nullable=True))
    section_id: str | None = Field(default=None, sa_column=reference("report_section.id", nullable=True))
    note: str = Field(default="", sa_column=text())
    coder_id: str = Field(sa_column=reference("coder.id"))
    created_at: str = Field(sa_column=text())


class InterviewGuide(Entity, table=True):
    """A guide for the next interviews. A later guide is a new one, so that each stays as it was used."""

    __tablename__ = "interview_guide"
    __table_args__ = STRICT
    id: str = Field(sa_column=text_id())
    number: int = Field(sa_column=integer())
    title: str = Field(default="", sa_column=text())
    note: str = Field(default="", sa_column=text())
    coder_id: str = Field(sa_column=reference("coder.id"))
    created_at: str = Field(sa_column=text())


class GuideQuestion(Entity, table=True):
    """A question of a guide. `interviewee` is a role of those to be asked; `drawn_from` says why it is asked.

    What it was drawn from: a configuration, a slot of it, a tracer or a site without evidence, a research question.
    """

    __tablename__ = "guide_question"
    __table_args__ = STRICT
    id: str = Field(sa_column=text_id())
    guide_id: str = Field(sa_column=reference("interview_guide.id"))
    position: int = Field(default=0, sa_column=integer())
    purpose: str = Field(sa_column=text())
    interviewee: str = Field(default="", sa_column=text())
    wording: str = Field(sa_column=text())
    drawn_from: str = Field(default="", sa_column=text())
    cmo_id: str | None = Field(default=None, sa_column=reference("cmo.id", nullable=True))
    slot_id: str | None = Field(default=None, sa_column=reference("slot.id", nullable=True))
    tracer_id: str | None = Field(default=None, sa_column=reference("tracer.id", nullable=True))
    site_id: str | None = Field(default=None, sa_column=reference("site.id", nullable=True))
    question_id: str | None = Field(default=None, sa_column=reference("research_question.id", nullable=True))
