"""What a reader sees of memos: the memo with what it is about, what a memo can be about, and where that stands."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MemoView:
    """A memo with its writer's name; `subject_type` is `study` where it is about the whole.

    `subject` is what a reader calls the thing: `CMO 3`, `NM-01`, `code Trust`, `study`, `coding of Trust in NM-01`,
    or for a passage where it is and how it begins.
    """

    id: str
    kind: str
    title: str
    body: str
    subject_type: str
    subject_id: str
    coder: str
    created_at: str
    subject: str = ""


@dataclass(frozen=True, slots=True)
class SubjectView:
    """Something that a memo can be about: a table's name (or `study`), an id of it, and what a reader calls it."""

    type: str
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class MemoMark:
    """A memo where it stands in a text: on `[start_char, end_char)`; `begins` is its title, or else its first words."""

    memo_id: str
    start_char: int
    end_char: int
    kind: str
    begins: str
    coder: str


@dataclass(frozen=True, slots=True)
class PassageView:
    """Where a passage or coding stands; `current` says whether that is the present text of its source."""

    source_id: str
    start_char: int
    end_char: int
    current: bool
