"""Coding rounds: passages coded independently, then frozen, then compared, then reconciled."""

from enum import StrEnum

from sqlmodel import Field

from workbench.model.entity import STRICT, Entity, integer, reference, text, text_id


class RoundState(StrEnum):
    """Whether a round is being coded, or its codings have been taken down for comparison."""

    OPEN = "open"
    FROZEN = "frozen"


class CodingRound(Entity, table=True):
    """A round. `codebook_change` is the hash of the newest change when it began: the codebook it is coded with.

    While a blind round is open, its coders do not see one another's codings in its passages, nor suggestions.
    """

    __tablename__ = "coding_round"
    __table_args__ = STRICT
    id: str = Field(sa_column=text_id())
    number: int = Field(sa_column=integer())
    name: str = Field(sa_column=text())
    blind: int = Field(default=1, sa_column=integer())
    state: str = Field(sa_column=text())
    codebook_change: str = Field(sa_column=text())
    coder_id: str = Field(sa_column=reference("coder.id"))
    created_at: str = Field(sa_column=text())
    frozen_at: str | None = Field(default=None, sa_column=text(nullable=True))


class RoundCoder(Entity, table=True):
    """A coder of a round."""

    __tablename__ = "round_coder"
    __table_args__ = STRICT
    round_id: str = Field(sa_column=reference("coding_round.id", key=True))
    coder_id: str = Field(sa_column=reference("coder.id", key=True))


class RoundPassage(Entity, table=True):
    """What a round is about: one text, or an excerpt of it."""

    __tablename__ = "round_passage"
    __table_args__ = STRICT
    id: str = Field(sa_column=text_id())
    round_id: str = Field(sa_column=reference("coding_round.id"))
    revision_id: str = Field(sa_column=reference("revision.id"))
    excerpt_id: str | None = Field(default=None, sa_column=reference("excerpt.id", nullable=True))


class RoundCoding(Entity, table=True):
    """A coding as it stood when its round was frozen. The code is named without a foreign key, with its path then:
    what was compared stays as it was, whatever becomes of the codebook.
    """

    __tablename__ = "round_coding"
    __table_args__ = STRICT
    round_id: str = Field(sa_column=reference("coding_round.id", key=True))
    excerpt_id: str = Field(sa_column=reference("excerpt.id", key=True))
    coder_id: str = Field(sa_column=reference("coder.id", key=True))
    code_id: str = Field(sa_column=text_id())
    code_path: str = Field(sa_column=text())


class Consensus(Entity, table=True):
    """What was agreed on a passage over which coders differed: that a code applies there, or does not.

    The coders' own codings stay. `coding_id` is the coding that the agreement made, if it made one.
    """

    __tablename__ = "consensus"
    __table_args__ = STRICT
    id: str = Field(sa_column=text_id())
    round_id: str | None = Field(default=None, sa_column=reference("coding_round.id", nullable=True))
    excerpt_id: str = Field(sa_column=reference("excerpt.id"))
    code_id: str = Field(sa_column=reference("code.id"))
    applies: int = Field(sa_column=integer())
    coding_id: str | None = Field(default=None, sa_column=reference("coding.id", nullable=True))
    memo_id: str | None = Field(default=None, sa_column=reference("memo.id", nullable=True))
    coder_id: str = Field(sa_column=reference("coder.id"))
    created_at: str = Field(sa_column=text())
