"""What is to be written about a code: the fields that somebody fills in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CodeText:
    """What a code says of itself; None leaves a field as it is, an empty text empties it."""

    name: str | None = None
    short_definition: str | None = None
    full_definition: str | None = None
    when_to_use: str | None = None
    when_not_to_use: str | None = None
    examples: tuple[str, ...] | None = None
    colour: str | None = None
