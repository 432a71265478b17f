"""Long work off the screen: one job at a time, in a thread, over a desk of its own. It may be cancelled or fail."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event

from textual.message import Message

from workbench.tui.desk import Desk

Progress = Callable[[int, int], None]
"""Says how far a job is: so many done of so many. Raises `JobCancelled` once the user wants no more of it."""

JobCall = Callable[[Desk, Progress], str]
"""What a job does; returns the sentence that says what was done. It must touch no widget."""


class JobCancelled(Exception):
    """The user wants no more of the job. What it had committed stays; the rest is not done."""


class StartJob(Message):
    """A job is to be done. `title` says what is being done: “Saving the excerpts”."""

    def __init__(self, title: str, call: JobCall) -> None:
        super().__init__()
        self.title = title
        self.call = call


class Job:
    """A job that runs: how far it is, for the title bar, and the wish to stop it."""

    def __init__(self, title: str, call: JobCall) -> None:
        self.title = title
        self._call = call
        self._stop = Event()
        self._done = self._of = 0

    def cancel(self) -> None:
        """Stop at the next sign of progress."""
        self._stop.set()

    def run(self, desk: Desk) -> str:
        """Do it, in whichever thread this is called, and close the desk; the sentence to say.

        Raises:
            JobCancelled: the user cancelled. And whatever the work raises.
        """
        try:
            return self._call(desk, self._progress)
        finally:
            desk.close()

    @property
    def shown(self) -> str:
        """What the title bar says meanwhile."""
        if self._stop.is_set():
            return f"{self.title}: stopping"
        return f"{self.title}: {self._done:,} of {self._of:,}" if self._of else f"{self.title} …"

    def _progress(self, done: int, of: int) -> None:
        if self._stop.is_set():
            raise JobCancelled
        self._done, self._of = done, of
