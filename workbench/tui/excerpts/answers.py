"""Answers that are read in a thread: the newest question alone counts, and what was asked before is given up."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from threading import Event
from typing import Any

from textual.message import Message
from textual.screen import Screen

from workbench.errors import WorkbenchError

POST_SECONDS = 0.05
"""Pieces that come faster than this are shown together."""


class Answered(Message):
    """A piece of the answer to question `number`, or its end (`whole`), or the `fault` why there is none."""

    def __init__(self, number: int, found: Sequence[Any] = ()) -> None:
        super().__init__()
        self.number = number
        self.found = found
        self.whole = False
        self.more = False
        """Whether there is more than is kept."""
        self.fault: WorkbenchError | None = None


@dataclass(slots=True)
class Asker:
    """Asks on behalf of a screen, which gets `Answered` messages. `most` is how much is kept, as `size` counts it."""

    screen: Screen[None]
    most: int
    size: Callable[[Sequence[Any]], int] = len
    number: int = 0
    _stop: Event = field(default_factory=Event)

    def ask(self, read: Callable[[], Iterator[Sequence[Any]]]) -> None:
        """Read an answer; the pieces of earlier ones that still come have another number."""
        self.give_up()
        self.number += 1
        self._stop = Event()
        work = partial(self._read, self.number, read, self._stop)
        self.screen.run_worker(work, thread=True, group="answers", exit_on_error=False)

    def give_up(self) -> None:
        """Read no further."""
        self._stop.set()
        self.number += 1

    def _read(self, number: int, read: Callable[[], Iterator[Sequence[Any]]], stop: Event) -> None:
        """In the thread: hand over piece after piece."""
        last, count, posted = Answered(number), 0, 0.0
        last.whole = True
        waiting: list[Any] = []
        try:
            for piece in read():
                if stop.is_set():
                    return
                waiting += piece
                count += self.size(piece)
                if count >= self.most:
                    last.more = True
                    break
                if waiting and time.monotonic() - posted > POST_SECONDS:
                    self.screen.post_message(Answered(number, waiting))
                    waiting, posted = [], time.monotonic()
        except WorkbenchError as error:
            last.fault = error
        except Exception as error:  # noqa: BLE001 (the edge of a worker: a fault in it must not end the screen)
            last.fault = WorkbenchError(f"asking failed ({type(error).__name__})")
        last.found = waiting
        self.screen.post_message(last)
