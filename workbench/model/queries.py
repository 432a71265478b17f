"""Saved queries: what somebody asked of the codings, kept under a name to be asked again."""

from sqlmodel import Field

from workbench.model.entity import STRICT, Entity, reference, text, text_id


class SavedQuery(Entity, table=True):
    """A question by its name; `definition` is a JSON object, whose shape is that of the reader who wrote it."""

    __tablename__ = "saved_query"
    __table_args__ = STRICT
    id: str = Field(sa_column=text_id())
    name: str = Field(sa_column=text(unique=True))
    definition: str = Field(sa_column=text())
    coder_id: str = Field(sa_column=reference("coder.id"))
    created_at: str = Field(sa_column=text())
