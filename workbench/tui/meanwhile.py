"""Somebody wrote the same words meanwhile: who, what stands there now, and a choice of theirs, one's own, or both."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from textual.widget import Widget

from workbench.errors import ChangedMeanwhile
from workbench.tui.widgets.choices import Choice, Part
from workbench.tui.widgets.panels import Chooser

MINE, THEIRS, BOTH = "mine", "theirs", "both"

SHOWN_CHARS = 300
"""So much of the other words is shown."""


@dataclass(slots=True)
class Reading:
    """What a writer has read of the words they write over, by column. It grows when they are told of others'."""

    seen: dict[str, str]


@dataclass(frozen=True, slots=True)
class Ways:
    """What can be done: `keep` writes one's own all the same, `join` puts both to be edited, `drop` leaves theirs."""

    keep: Callable[[], None]
    join: Callable[[Mapping[str, Any]], None]
    drop: Callable[[], None]


class MeanwhilePanel(Chooser):
    """Asks what is to become of words that were overtaken. What was typed stays in its panel until it is decided."""

    DEFAULT_CSS = "MeanwhilePanel { height: 9; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._writing: Widget | None = None

    def ask(self, error: ChangedMeanwhile, reading: Reading, ways: Ways) -> None:
        """Say who wrote what, and ask."""
        self._writing = self.screen.focused
        theirs = " / ".join(str(value) for value in error.theirs.values() if value not in (None, ""))
        words = " ".join(theirs.split())
        shown = words[:SHOWN_CHARS] + "…" * (len(words) > SHOWN_CHARS)
        choices = [
            Choice(
                MINE, (Part("Keep mine"), Part("  yours replaces it; the history has theirs", quiet=True))
            ),
            Choice(THEIRS, (Part("Take theirs"), Part(f"  {shown or '(empty)'}", quiet=True))),
            Choice(BOTH, (Part("Both"), Part("  theirs above yours, to go over and save", quiet=True))),
        ]

        def decide(choice: str) -> None:
            reading.seen.update({name: value or "" for name, value in error.theirs.items()})
            if choice == MINE:
                ways.keep()
            elif choice == BOTH:
                ways.join(error.theirs)
            else:
                ways.drop()

        self.open(f"{error.message}   Esc goes on writing", choices, decide)

    def action_close(self) -> None:
        """Give the keys back to the editor."""
        super().action_close()
        if self._writing is not None and self._writing.is_mounted:
            self.screen.set_focus(self._writing)
