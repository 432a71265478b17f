"""Memos: dated notes, on anything in the study or on the study itself."""

from sqlmodel import Field

from workbench.model.entity import STRICT, Entity, reference, text, text_id


class Memo(Entity, table=True):
    """A dated note of one kind. `subject_type` is a table's name or `study`; `subject_id` an id of that table."""

    __tablename__ = "memo"
    __table_args__ = STRICT
    id: str = Field(sa_column=text_id())
    kind: str = Field(sa_column=text())
    title: str = Field(default="", sa_column=text())
    body: str = Field(sa_column=text())
    subject_type: str = Field(default="study", sa_column=text())
    subject_id: str = Field(default="", sa_column=text())
    coder_id: str = Field(sa_column=reference("coder.id"))
    created_at: str = Field(sa_column=text())
