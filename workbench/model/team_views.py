"""What a team sees of itself: who is here, where coders differ, and what merges left to decide."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from workbench.model.views import CodingMark


@dataclass(frozen=True, slots=True)
class ConflictView:
    """Two versions of one thing: the one that stands and the other, by whom and when.

    `subject_type` is a table, `field` its column; `state` is open, decided or noted. `kept` and `other` are values as
    they are stored, `kept_words` and `other_words` what people read, a line for each column where it is several.
    """

    id: str
    kind: str
    subject_type: str
    subject_id: str
    field: str
    label: str
    note: str
    state: str
    kept: Any
    kept_by: str
    kept_at: str
    other: Any
    other_by: str
    other_at: str
    kept_words: str
    other_words: str


@dataclass(frozen=True, slots=True)
class Here:
    """Somebody who has the study open; `source` is what they read, empty if nothing."""

    coder: str
    source_id: str
    source: str


@dataclass(frozen=True, slots=True)
class Compared:
    """Whose codings are compared: those of a frozen round, or the present ones of some coders (ids) by choice."""

    round_id: str = ""
    coder_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DisagreementView:
    """A passage on which coders do not have the same codes.

    `codes` holds each coder's codes there as `(code's id, path)`, in the order of the coders. `settled` holds, by
    code's id, whether it was agreed to apply.
    """

    source_id: str
    source: str
    revision_id: str
    start_char: int
    end_char: int
    text: str
    attribution: str
    codes: tuple[tuple[tuple[str, str], ...], ...]
    settled: Mapping[str, bool]

    @property
    def disputed(self) -> tuple[tuple[str, str], ...]:
        """The codes that some coder has there and another has not."""
        every = dict.fromkeys(code for codes in self.codes for code in codes)
        return tuple(code for code in every if not all(code in codes for codes in self.codes))

    @property
    def is_settled(self) -> bool:
        """Whether something was agreed on each of them."""
        return all(code_id in self.settled for code_id, _ in self.disputed)


@dataclass(frozen=True, slots=True)
class Differing:
    """Where some coders (ids to names) differ; `marks` are their codings by text, `title` says what is compared."""

    title: str
    coders: Mapping[str, str]
    passages: tuple[DisagreementView, ...]
    marks: Mapping[str, tuple[CodingMark, ...]]
    notes: tuple[str, ...]
