"""The team (coders) and those who were interviewed (participants and the organisations they speak for)."""

from sqlmodel import Field

from workbench.model.entity import STRICT, Entity, text, text_id


class Coder(Entity, table=True):
    """A named person of the team."""

    __tablename__ = "coder"
    __table_args__ = STRICT
    id: str = Field(sa_column=text_id())
    name: str = Field(sa_column=text())


class Participant(Entity, table=True):
    """Somebody who was interviewed, by the label the study uses for them (never a key, best a pseudonym)."""

    __tablename__ = "participant"
    __table_args__ = STRICT
    id: str = Field(sa_column=text_id())
    label: str = Field(sa_column=text())


class Organisation(Entity, table=True):
    """For whom participants speak."""

    __tablename__ = "organisation"
    __table_args__ = STRICT
    id: str = Field(sa_column=text_id())
    name: str = Field(sa_column=text())
