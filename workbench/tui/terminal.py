"""What the two applications share as programs in a terminal: themes, colours, words that are pasted, keys in a row."""

from __future__ import annotations

import os
from collections import deque
from typing import TypeVar

from textual import events
from textual.app import App
from textual.message_pump import MessagePump

from workbench.tui.codebook.code_draft import plain
from workbench.tui.widgets.colours import THEMES

Result = TypeVar("Result")

STUCK_SECONDS = 0.3
"""A key waits no longer for the one before it, whose widget may be gone."""

ROUNDS = 2
"""How often it is asked whether a key is done: once for itself, once for the message that it gave rise to."""


class TerminalApp(App[Result]):
    """An application in the workbench's themes. Whoever wants no colour at all gets the terminal's own.

    Keys that arrive together, as over a slow line, are taken one after the other: each goes to whatever the one before
    it has opened. (Textual would give them all to what has the focus now: `/hm-03` would be six commands.)
    """

    def __init__(self) -> None:
        super().__init__(ansi_color=True if "NO_COLOR" in os.environ else None)
        self._held: deque[events.Event] = deque()
        self._turn = 0
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
            if len(self._held) == 1:
                self._give_up_later()
        else:
            await self._take(event)

    async def _take(self, event: events.Event) -> None:
        self._is_taking = True
        self._turn += 1
        target = self.focused or (self.screen if self.screen_stack else self)
        await super().on_event(event)
        if self._held:
            self._give_up_later()
        self._follow(target, target, self._turn, ROUNDS)

    def _follow(self, start: MessagePump, node: MessagePump, turn: int, rounds: int) -> None:
        """Go the way of a key, behind it: from where it went up to the application, which then takes the next."""
        if node is self:
            if rounds > 1:
                self.call_later(self._follow, start, start, turn, rounds - 1)
            else:
                self.call_later(self.call_later, self._next, turn)
            return
        above = node._parent or self
        if not node.call_later(self._follow, start, above, turn, rounds):
            self._follow(start, above, turn, rounds)

    async def _next(self, turn: int) -> None:
        """Take the next key, unless that was done already."""
        if turn == self._turn and self._is_taking:
            self._is_taking = False
            if self._held:
                await self._take(self._held.popleft())

    def _give_up_later(self) -> None:
        turn = self._turn
        self.set_timer(STUCK_SECONDS, lambda: self._next(turn))
