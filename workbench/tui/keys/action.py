"""What an action is: one thing a key does, as data."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Action:
    """One thing a key does.

    `place` is where it works; `do` the Textual action; `footer` a short word to show.
    """

    id: str
    place: str
    group: str
    keys: str
    do: str
    description: str
    footer: str = ""
    shown_as: str = ""
