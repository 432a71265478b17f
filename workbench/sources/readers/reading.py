"""What every reader gives back and how it registers. Values only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TurnHint:
    """A stretch `[start_char, end_char)` at the start of a line that the layout marks as a speaker's label.

    Layout alone proves nothing: `find_turns` decides.
    """

    start_char: int
    end_char: int


@dataclass(frozen=True, slots=True)
class ReadText:
    """A normalised text, what its reader should know, and the encoding (`docx` has one of its own: utf-8)."""

    text: str
    notes: tuple[str, ...] = ()
    encoding: str = "utf-8"
    turn_starts: tuple[TurnHint, ...] = ()


@dataclass(frozen=True, slots=True)
class Reader:
    """A format: its name in messages, its file name endings (lower case, with dot), and bytes to text."""

    name: str
    suffixes: tuple[str, ...]
    read: Callable[[bytes, str], ReadText]
