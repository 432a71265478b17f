"""Words that somebody writes over: which they are."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """A column of a row: of the table `table`, the row `id`."""

    table: str
    id: str
    column: str
