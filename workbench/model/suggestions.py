"""What the suggester proposed and what people made of it. A suggestion is no coding, and none of this is one."""

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import REAL, Column
from sqlmodel import Field

from workbench.model.entity import STRICT, Entity, integer, reference, text, text_id
from workbench.model.identity import sha256_text
from workbench.model.views import CodeView

SWITCH = "suggestions"
"""The study's setting that says whether suggestions are made in it; absent means that they are."""

OFF = "off"
"""The value of the setting in a study without suggestions."""


PROMISE = "suggestions-promise"
"""The study's setting that says what share of what is shown should be right; absent means `USUAL_PROMISE`."""

USUAL_PROMISE = 0.6
"""At least six in ten right."""


class SuggestionState(StrEnum):
    """What became of a suggestion."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


class Suggestion(Entity, table=True):
    """A code proposed for an excerpt, once for each excerpt and code; the id is derived from both.

    `probability`, `low` and `high` are NULL where no precision was claimed. `entry_sha256` is the hash of the code's
    entry at that time: a rejection stands while the entry stays as it was. `explanation` is JSON. `held_back` marks the
    random tenth that nobody is shown before the passage is coded. Code and coding are named without a foreign key: a
    proposal must not keep a code from being removed, nor its origin a coding.
    """

    __tablename__ = "suggestion"
    __table_args__ = STRICT
    id: str = Field(sa_column=text_id())
    excerpt_id: str = Field(sa_column=reference("excerpt.id"))
    code_id: str = Field(sa_column=text())
    rank: int = Field(sa_column=integer())
    probability: float | None = Field(default=None, sa_column=Column(REAL, nullable=True))
    low: float | None = Field(default=None, sa_column=Column(REAL, nullable=True))
    high: float | None = Field(default=None, sa_column=Column(REAL, nullable=True))
    model_version: str = Field(sa_column=text())
    inputs_sha256: str = Field(sa_column=text())
    entry_sha256: str = Field(sa_column=text())
    explanation: str = Field(sa_column=text())
    held_back: int = Field(default=0, sa_column=integer())
    state: str = Field(sa_column=text())
    proposed_at: str = Field(sa_column=text())
    decided_at: str | None = Field(default=None, sa_column=text(nullable=True))
    decided_by: str | None = Field(default=None, sa_column=reference("coder.id", nullable=True))
    coding_id: str | None = Field(default=None, sa_column=text(nullable=True))


class CausalVerdict(Entity, table=True):
    """A coder's judgement of a sentence with a causal cue: whether it makes a causal claim. Once for each of both."""

    __tablename__ = "causal_verdict"
    __table_args__ = STRICT
    id: str = Field(sa_column=text_id())
    excerpt_id: str = Field(sa_column=reference("excerpt.id"))
    coder_id: str = Field(sa_column=reference("coder.id"))
    cue: str = Field(sa_column=text())
    is_causal: int = Field(sa_column=integer())
    created_at: str = Field(sa_column=text())


@dataclass(frozen=True, slots=True)
class Proposal:
    """A code that the suggester puts forward for a span of a revision. `explanation` is JSON."""

    revision_id: str
    start_char: int
    end_char: int
    code_id: str
    rank: int
    probability: float | None
    band: tuple[float, float] | None
    entry_sha256: str
    explanation: str
    held_back: bool = False


@dataclass(frozen=True, slots=True)
class Maker:
    """What a proposal was made by: the version of the model, and the hash of all that it had learnt from."""

    model_version: str
    inputs_sha256: str


@dataclass(frozen=True, slots=True)
class ProposalsKept:
    """What became of a batch of proposals.

    `remembered` were rejected before and are not proposed again; `again` were, but the entry of their code has changed
    since; `withdrawn` are open ones of earlier runs that are not proposed any more.
    """

    new: int
    changed: int
    withdrawn: int
    remembered: int
    again: int


def entry_sha256(code: CodeView) -> str:
    """The hash of what the codebook says of a code: a rejection stands as long as it is the same."""
    fields = (
        code.name,
        code.short_definition,
        code.full_definition,
        code.when_to_use,
        code.when_not_to_use,
        *code.examples,
    )
    return sha256_text("\x1f".join(fields))
