"""Answers to a query, read in a thread: the newest question alone counts, and what was asked before is given up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from threading import Event

from textual.message import Message
from textual.screen import Screen

from workbench.errors import WorkbenchError
from workbench.model.views import Quote
from workbench.tui.desk.excerpts import ExcerptsDesk

MOST_KEPT = 20_000
"""Quotes that are listed; nobody goes through more, and each takes half a kilobyte of memory."""


class Answered(Message):
    """A piece of the answer to question `number`. `whole` at its end; `fault` says why there is none."""

    def __init__(self, number: int, quotes: Sequence[Quote] = (), *, whole: bool = False) -> None:
        super().__init__()
        self.number = number
        self.quotes = quotes
        self.whole = whole
        self.more = False
        """Whether there are more than are kept."""
        self.fault: WorkbenchError | None = None


@dataclass(slots=True)
class Asker:
    """Asks on behalf of a screen, which gets `Answered` messages."""

    screen: Screen[None]
    desk: ExcerptsDesk
    number: int = 0
    _stop: Callable[[], None] = lambda: None

    def ask(self, line: str) -> None:
        """Ask; the pieces of earlier answers that still come have another number."""
        self.give_up()
        self.number += 1
        stop = Event()
        self._stop = stop.set
        work = partial(self._read, self.number, line, stop)
        self.screen.run_worker(work, thread=True, group="answers", exit_on_error=False)

    def give_up(self) -> None:
        """Read no further."""
        self._stop()

    def _read(self, number: int, line: str, stop: Event) -> None:
        """In the thread: hand over piece after piece."""
        count = 0
        last = Answered(number, whole=True)
        try:
            for piece in self.desk.ask(line):
                if stop.is_set():
                    return
                if count + len(piece) > MOST_KEPT:
                    last.quotes, last.more = piece[: MOST_KEPT - count], True
                    break
                count += len(piece)
                self.screen.post_message(Answered(number, piece))
        except WorkbenchError as error:
            last.fault = error
        except Exception as error:  # noqa: BLE001 (the edge of a worker: a fault in it must not end the screen)
            last.fault = WorkbenchError(f"asking failed ({type(error).__name__})")
        self.screen.post_message(last)
