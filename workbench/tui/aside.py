"""Reading what takes long beside the screen, which shows it when it is there."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from textual.screen import Screen
from textual.worker import get_current_worker

from workbench.errors import WorkbenchError
from workbench.tui.session import complain

Found = TypeVar("Found")


def read_aside(
    screen: Screen[None], about: str, read: Callable[[], Found], take: Callable[[Found], None]
) -> None:
    """Call `read` in a thread and `take` with its answer in the screen's, unless `about` is asked anew meanwhile.

    `read` must be fit for that: over a connection of its own, touching no widget. What it refuses is a notice.
    """
    screen.run_worker(
        partial(_read, screen, read, take), thread=True, group=about, exclusive=True, exit_on_error=False
    )


def _read(screen: Screen[None], read: Callable[[], Found], take: Callable[[Found], None]) -> None:
    worker = get_current_worker()
    try:
        found = read()
    except WorkbenchError as error:
        if not worker.is_cancelled:
            screen.call_later(complain, screen, error)
        return
    if not worker.is_cancelled:
        screen.call_later(take, found)
