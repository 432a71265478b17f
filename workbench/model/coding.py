"""Excerpts (spans of a revision), codings (an excerpt tagged with a code by a coder), and marks of what was read."""

from dataclasses import dataclass

from sqlmodel import Field

from workbench.model.entity import STRICT, Entity, integer, reference, text, text_id


class Excerpt(Entity, table=True):
    """A span of one revision in Unicode code points, `[start_char, end_char)`, never empty.

    The id is derived from the span (`identity.excerpt_id`); excerpts are written once and never changed.
    """

    __tablename__ = "excerpt"
    __table_args__ = STRICT
    id: str = Field(sa_column=text_id())
    revision_id: str = Field(sa_column=reference("revision.id"))
    start_char: int = Field(sa_column=integer())
    end_char: int = Field(sa_column=integer())
    quote_sha256: str = Field(sa_column=text())


class Coding(Entity, table=True):
    """An excerpt tagged with a code by a coder. `memo` is the coder's note on why."""

    __tablename__ = "coding"
    __table_args__ = STRICT
    id: str = Field(sa_column=text_id())
    excerpt_id: str = Field(sa_column=reference("excerpt.id"))
    code_id: str = Field(sa_column=reference("code.id"))
    coder_id: str = Field(sa_column=reference("coder.id"))
    created_at: str = Field(sa_column=text())
    memo: str = Field(default="", sa_column=text())


class ReadMark(Entity, table=True):
    """That a coder has read an excerpt and found nothing to code in it; once for each coder and excerpt."""

    __tablename__ = "read_mark"
    __table_args__ = STRICT
    id: str = Field(sa_column=text_id())
    excerpt_id: str = Field(sa_column=reference("excerpt.id"))
    coder_id: str = Field(sa_column=reference("coder.id"))
    created_at: str = Field(sa_column=text())


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open code points `[start_char, end_char)`, `0 <= start_char < end_char`."""

    start_char: int
    end_char: int

    def __post_init__(self) -> None:
        if not 0 <= self.start_char < self.end_char:
            raise ValueError(f"not a span: {self.start_char}:{self.end_char}")

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share at least one character."""
        return self.start_char < other.end_char and other.start_char < self.end_char
