"""What the home of a study shows: how far the work is, and what is open."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Open(StrEnum):
    """Kinds of open ends, in the order in which they are shown."""

    CONFLICT = "conflict"
    ROUND = "round"
    UNREAD = "not begun"
    FRAGMENT = "fragment"
    WITHOUT_EVIDENCE = "without evidence"


@dataclass(frozen=True, slots=True)
class Worked:
    """Sources of one tracer at one site, and how many of their characters somebody has read or coded.

    A source with several tracers or sites counts at each; `tracer` and `site` are empty where it has none. `coders` are
    those who worked there; `last_at` is ISO 8601, empty before any work.
    """

    tracer: str
    site: str
    sources: int
    begun: int
    char_count: int
    covered_chars: int
    coders: tuple[str, ...]
    last_at: str


@dataclass(frozen=True, slots=True)
class OpenEnd:
    """Something that waits: `id` is a conflict's, round's, source's or configuration's, by its kind; `why` says what
    is missing.
    """

    kind: Open
    id: str
    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Overview:
    """A study at a glance; `whole` counts each source once."""

    parts: tuple[Worked, ...]
    whole: Worked
    ends: tuple[OpenEnd, ...]


@dataclass(frozen=True, slots=True)
class DoubtfulAnchor:
    """A passage that no longer says what was marked there, on which codings or evidence rest.

    `start_char` and `end_char` are offsets in its text; `rests` counts what rests on it and `why` says what is wrong;
    `is_older`: the text is an earlier one of the source, so that the offsets do not hold in the present one.
    """

    source_id: str
    source: str
    start_char: int
    end_char: int
    rests: str
    why: str
    is_older: bool
