"""Codes: labels with the fields of a MacQueen codebook (MacQueen et al. 1998) and a parent."""

from sqlmodel import Field

from workbench.model.entity import STRICT, Entity, integer, reference, text, text_id

CODE_FIELDS = ("short_definition", "full_definition", "when_to_use", "when_not_to_use", "examples", "colour")
"""The fields of a code that are plain text, in the order in which they are shown and exported."""

PATH_SEPARATOR = "/"
"""Between the names of a code's ancestors where a path is written; so no name may contain it."""


class Code(Entity, table=True):
    """A label in the codebook. `examples` holds one example a line."""

    __tablename__ = "code"
    __table_args__ = STRICT
    id: str = Field(sa_column=text_id())
    name: str = Field(sa_column=text())
    parent_id: str | None = Field(default=None, sa_column=reference("code.id", nullable=True))
    position: int = Field(default=0, sa_column=integer())
    short_definition: str = Field(default="", sa_column=text())
    full_definition: str = Field(default="", sa_column=text())
    when_to_use: str = Field(default="", sa_column=text())
    when_not_to_use: str = Field(default="", sa_column=text())
    examples: str = Field(default="", sa_column=text())
    colour: str = Field(default="", sa_column=text())
    retired: int = Field(default=0, sa_column=integer())
