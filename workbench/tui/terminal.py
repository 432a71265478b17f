"""What the two applications share as programs in a terminal: themes, colours, words that are pasted, keys in a row."""

from __future__ import annotations

import asyncio
import os
from collections import deque
from typing import TypeVar

from textual import events
from textual.app import App

from workbench.tui.codebook.code_draft import plain
from workbench.tui.widgets.colours import THEMES

Result = TypeVar("Result")

TURNS = 40
"""So many turns of the event loop a key has to do its work in; a message to the widget above takes two."""


class TerminalApp(App[Result]):
    """An application in the workbench's themes. Whoever wants no colour at all gets the terminal's own.

    Keys that arrive together, as over a slow line, are taken one after the other: each goes to whatever the one before
    it has opened. (Textual would give them all to what has the focus now: `/hm-03` would be six commands.)
    """

    def __init__(self) -> None:
        super().__init__(ansi_color=True if "NO_COLOR" in os.environ else None)
        self._held: deque[events.Event] = deque()
        self._is_taking = False
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = THEMES[0].name

    async def on_event(self, event: events.Event) -> None:
        """Take a key once the one before it is done; let nothing into a field that a terminal would obey there."""
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            await super().on_event(event)
            return
        if isinstance(event, events.Paste):
            event = events.Paste(plain(event.text))
        if self._is_taking:
            self._held.append(event)
        else:
            await self._take(event)

    async def _take(self, event: events.Event) -> None:
        self._is_taking = True
        await super().on_event(event)
        self._wait(TURNS)

    def _wait(self, turns: int) -> None:
        """Let the loop turn; then take the next key, behind all that is asked of the application by now."""
        if turns:
            asyncio.get_running_loop().call_soon(self._wait, turns - 1)
        else:
            self.call_later(self._next)

    async def _next(self) -> None:
        self._is_taking = False
        if self._held:
            await self._take(self._held.popleft())
