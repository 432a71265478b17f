"""What all stored entities have in common: strict SQLite types and a UUID."""

from typing import Any

from sqlalchemy import Column, ForeignKey, Integer, Text
from sqlmodel import SQLModel

STRICT: dict[str, Any] = {"sqlite_strict": True}
"""Table arguments of every table: SQLite then refuses a value of another type."""


def text_id() -> Any:
    """The primary key of an entity."""
    return Column(Text, primary_key=True, nullable=False)


def text(*, nullable: bool = False, unique: bool = False) -> Any:
    """A text column."""
    return Column(Text, nullable=nullable, unique=unique)


def integer(*, nullable: bool = False) -> Any:
    """A whole-number column."""
    return Column(Integer, nullable=nullable)


def reference(target: str, *, nullable: bool = False, key: bool = False) -> Any:
    """A foreign key on `target` (`table.column`); `key` makes it part of the primary key."""
    return Column(Text, ForeignKey(target), nullable=nullable, primary_key=key)


class Entity(SQLModel):
    """The base of all stored entities."""
