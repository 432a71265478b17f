"""What the two applications share as programs in a terminal: themes, colours, and words that are pasted."""

from __future__ import annotations

import os
from typing import TypeVar

from textual import events
from textual.app import App

from workbench.tui.codebook.code_draft import plain
from workbench.tui.widgets.colours import THEMES

Result = TypeVar("Result")


class TerminalApp(App[Result]):
    """An application in the workbench's themes. Whoever wants no colour at all gets the terminal's own."""

    def __init__(self) -> None:
        super().__init__(ansi_color=True if "NO_COLOR" in os.environ else None)
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = THEMES[0].name

    async def on_event(self, event: events.Event) -> None:
        """Let nothing into a field that a terminal would obey once it is shown there."""
        if isinstance(event, events.Paste):
            event = events.Paste(plain(event.text))
        await super().on_event(event)
