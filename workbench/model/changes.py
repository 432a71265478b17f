"""The change log: who changed what, when, and how it was before. Append-only; undo and audit rest on it."""

from sqlmodel import Field

from workbench.model.entity import STRICT, Entity, integer, text


class Change(Entity, table=True):
    """One executed command. `hash` covers the change, its effects and `previous_hash`: a chain."""

    __tablename__ = "change"
    __table_args__ = STRICT
    sequence: int | None = Field(default=None, primary_key=True)
    id: str = Field(sa_column=text(unique=True))
    coder_id: str = Field(sa_column=text())
    at: str = Field(sa_column=text())
    command: str = Field(sa_column=text())
    summary: str = Field(sa_column=text())
    undoes: str | None = Field(default=None, sa_column=text(nullable=True))
    redoes: str | None = Field(default=None, sa_column=text(nullable=True))
    previous_hash: str = Field(sa_column=text())
    hash: str = Field(sa_column=text())


class ChangeEffect(Entity, table=True):
    """Rows of one table that a change inserted, updated, deleted or interned.

    `columns` is a JSON list of names; `before` and `after` are JSON lists of rows in that order, `null` where
    there is nothing before (insert, intern) or after (delete). Updates hold the key and the changed columns.
    """

    __tablename__ = "change_effect"
    __table_args__ = {**STRICT, "sqlite_with_rowid": False}
    sequence: int = Field(primary_key=True)
    position: int = Field(primary_key=True)
    table_name: str = Field(sa_column=text())
    operation: str = Field(sa_column=text())
    columns: str = Field(sa_column=text())
    before: str | None = Field(default=None, sa_column=text(nullable=True))
    after: str | None = Field(default=None, sa_column=text(nullable=True))
    row_count: int = Field(sa_column=integer())
