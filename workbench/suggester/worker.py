"""The suggester's own process: answers one request after another, and ends with the process that started it.

A request is `(number, verb, arguments)`; an answer `(number, "done", value)` or `(number, "failed", message, hint)`; in
between come `(None, "state", SuggesterState)`. Nothing of the study goes anywhere but through this pipe.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from multiprocessing import parent_process
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from workbench.errors import WorkbenchError
from workbench.model.suggestion_views import SuggesterStage, SuggesterState

IDLE_SECONDS = 1.0
"""With nothing asked for so long, what may be claimed of a changed model is measured anew."""

ONE_THREAD = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
"""Several threads of linear algebra would take the screen's processor, and gain little at these sizes."""


@dataclass(frozen=True, slots=True)
class Task:
    """Whom the process works for."""

    study: Path
    coder_id: str
    promise: float | None
    language: str
    vectors: str
    parser: str


def serve(connection: Connection, task: Task) -> None:
    """Serve until the other end closes."""
    _keep_quiet()
    _end_with_parent()
    os.environ.update(dict.fromkeys(ONE_THREAD, "1"))

    def say(kind: SuggesterStage, words: str) -> None:
        connection.send((None, "state", SuggesterState(kind, words)))

    from workbench.store.study import Study
    from workbench.suggester.following import StudyFollower

    try:
        with Study(task.study, read_only=True) as study:
            follower = StudyFollower(
                study,
                coder_id=task.coder_id,
                promise=task.promise,
                language=task.language,
                vectors=task.vectors,
                parser=task.parser,
                tell=lambda words: say(SuggesterStage.LEARNING, words),
            )
            verbs: dict[str, Callable[..., Any]] = {
                "ask": follower.ask,
                "ask_at": follower.ask_at,
                "claims": follower.claims,
                "propose": follower.propose,
                "learn": follower.learn,
                "look_again": follower.look_again,
            }
            while True:
                while follower.unsettled and not connection.poll(IDLE_SECONDS):
                    follower.settle()
                number, verb, arguments = connection.recv()
                answered = _answered(verbs, verb, arguments)
                say(SuggesterStage.READY, "ready")
                connection.send((number, *answered))
    except WorkbenchError as error:
        _last_words(connection, error)
    except (EOFError, OSError):
        return


def _answered(
    verbs: Mapping[str, Callable[..., Any]], verb: str, arguments: tuple[Any, ...]
) -> tuple[Any, ...]:
    try:
        return "done", verbs[verb](*arguments)
    except WorkbenchError as error:
        return "failed", error.message, error.hint


def _last_words(connection: Connection, error: WorkbenchError) -> None:
    """The study cannot be opened or read any more: whoever waits is told why."""
    try:
        while True:
            number, _, _ = connection.recv()
            connection.send((number, "failed", error.message, error.hint))
    except (EOFError, OSError):
        return


def _keep_quiet() -> None:
    """Nothing of this process may appear on the screen, and the terminal's Ctrl+C is not for it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)


def _end_with_parent() -> None:
    parent = parent_process()

    def wait() -> None:
        if parent is not None:
            parent.join()
        os._exit(0)

    threading.Thread(target=wait, daemon=True).start()
