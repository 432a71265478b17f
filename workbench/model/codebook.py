"""Codes: labels with the fields of a MacQueen codebook (MacQueen et al. 1998) and a parent."""

import json
import re
from collections.abc import Iterable

from sqlmodel import Field

from workbench.model.entity import STRICT, Entity, integer, reference, text, text_id

CODE_FIELDS = ("short_definition", "full_definition", "when_to_use", "when_not_to_use", "examples", "colour")
"""The fields of a code that are plain text, in the order in which they are shown and exported."""

PATH_SEPARATOR = "/"
"""Between the names of a code's ancestors where a path is written; so no name may contain it."""


COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
"""How a code's colour is written."""


class Code(Entity, table=True):
    """A label in the codebook. `examples` is what `join_examples` makes of them.

    `key` is the id that the codebook file gave it, where that was a word of its own and no UUID.
    """

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
    key: str | None = Field(default=None, sa_column=text(nullable=True))


def join_examples(examples: Iterable[str]) -> str:
    """Examples as one text: one a line, or a JSON list where one of them has several lines. Empty ones are left out."""
    kept = [example for example in (one.strip() for one in examples) if example]
    text = "\n".join(kept)
    if any("\n" in example for example in kept) or _as_list(text) is not None:
        return json.dumps(kept, ensure_ascii=False)
    return text


def split_examples(text: str) -> tuple[str, ...]:
    """The examples that `join_examples` joined, or that somebody wrote one a line."""
    listed = _as_list(text)
    lines = text.split("\n") if listed is None else listed
    return tuple(example for example in (line.strip() for line in lines) if example)


def _as_list(text: str) -> list[str] | None:
    """The texts of a JSON list of texts; None for anything else."""
    if not text.lstrip().startswith("["):
        return None
    try:
        found = json.loads(text)
    except (json.JSONDecodeError, RecursionError):
        return None
    return found if isinstance(found, list) and all(isinstance(one, str) for one in found) else None
