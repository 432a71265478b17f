"""Places in files that people wrote, and data that knows where each part of it stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Location = tuple[int | str, ...]
"""The way to a part of the data: names of fields and places in lists (from 0), as pydantic has them."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place in a text, counted from 1 as editors do; columns are characters."""

    line: int
    column: int

    def __str__(self) -> str:
        return f"line {self.line}, column {self.column}"


@dataclass(frozen=True, slots=True)
class Placed:
    """The data of a file, the faults that the data cannot show (a field that stood twice), and all places."""

    data: Any
    faults: tuple[tuple[Place, str], ...]
    place_of: Callable[[Location], Place]
    """Where a part stands: a field by its name. For what is missing, where that which should hold it stands."""


class Unparsable(Exception):
    """The text is not of its language; raised with the words for it and the place where it was noticed."""

    def __init__(self, reason: str, place: Place | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.place = place


def twice(name: str, first: Place) -> str:
    """The words for a field that stands twice in one group of fields."""
    return f"the field {name!r} stands twice, first on line {first.line}: keep one"
