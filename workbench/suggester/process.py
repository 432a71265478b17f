"""The suggester in a process of its own, asked from the screen's: every question is a future, and nothing waits.

Callbacks of futures and `on_state` run on a thread of this module.
"""

from __future__ import annotations

import contextlib
import io
import multiprocessing
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from workbench.errors import WorkbenchError
from workbench.model.suggestion_views import (
    ClaimView,
    PassageAnswer,
    PassageProposals,
    SuggesterStage,
    SuggesterState,
)
from workbench.suggester.worker import Task, serve

MAX_CRASHES = 3
"""After so many crashes without an answer in between it is not started again."""

QUESTIONS = frozenset(("ask", "ask_at"))
"""Of these only the newest counts."""


@dataclass(slots=True)
class _Request:
    verb: str
    arguments: tuple[Any, ...]
    future: Future[Any]


class SuggesterProcess:
    """A suggester for one study and coder. It starts with the first question; `close` it with the study."""

    def __init__(
        self,
        study_path: Path,
        *,
        coder_id: str,
        promise: float | None = None,
        language: str = "",
        vectors: str = "",
        parser: str = "",
        on_state: Callable[[SuggesterState], None] = lambda _: None,
    ) -> None:
        """`promise` is the share of what is shown that should be right, else the study's own promise.

        `on_state` is called from another thread; `vectors` and `parser` name some from elsewhere.
        """
        self._task = Task(study_path, coder_id, promise, language, vectors, parser)
        self._on_state = on_state
        self._lock = threading.Condition()
        self._queue: deque[_Request] = deque()
        self._current: _Request | None = None
        self._process: BaseProcess | None = None
        self._thread: threading.Thread | None = None
        self._crashes = 0
        self._closed = False
        self._state = SuggesterState(SuggesterStage.STARTING, "not asked yet")

    @property
    def state(self) -> SuggesterState:
        """How far it is."""
        return self._state

    def ask(self, revision_id: str, start_char: int, end_char: int) -> Future[PassageAnswer]:
        """What is said of a passage that a person selected. An older question that has not begun is cancelled."""
        return self._put("ask", revision_id, start_char, end_char)

    def ask_at(self, revision_id: str, offset: int) -> Future[PassageAnswer]:
        """What is said of the passage under the caret. An older question that has not begun is cancelled."""
        return self._put("ask_at", revision_id, offset)

    def claims(self, revision_id: str) -> Future[tuple[ClaimView, ...]]:
        """The sentences of a text that may make a causal claim, in order."""
        return self._put("claims", revision_id)

    def propose(self, revision_id: str) -> Future[PassageProposals]:
        """What is proposed for the passages of a text that nobody has coded or read."""
        return self._put("propose", revision_id)

    def learn(self, revision_id: str) -> None:
        """Something was coded, uncoded or marked as read in a text. Before the first question it need not be told."""
        if self._thread is not None:
            self._put("learn", revision_id)

    def look_again(self) -> None:
        """Anything may have changed in the study. Before the first question it need not be told."""
        if self._thread is not None:
            self._put("look_again")

    def close(self) -> None:
        """End the process at once; what was asked is cancelled."""
        with self._lock:
            self._closed = True
            waiting = [*self._queue]
            self._queue.clear()
            process = self._process
            self._lock.notify()
        for request in waiting:
            request.future.cancel()
        if process is not None:
            process.terminate()
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join(timeout=2)

    def _put(self, verb: str, *arguments: Any) -> Future[Any]:
        future: Future[Any] = Future()
        dropped = []
        with self._lock:
            refusal = self._refusal()
            if refusal is None:
                if verb in QUESTIONS:
                    dropped = [one for one in self._queue if one.verb in QUESTIONS]
                    self._queue = deque(one for one in self._queue if one.verb not in QUESTIONS)
                if not any(
                    (one.verb, one.arguments) == (verb, arguments) for one in self._queue if verb == "learn"
                ):
                    self._queue.append(_Request(verb, arguments, future))
                if self._thread is None:
                    self._thread = threading.Thread(target=self._run, name="suggester", daemon=True)
                    self._thread.start()
                self._lock.notify()
        for one in dropped:
            one.future.cancel()
        if refusal is not None:
            future.set_exception(refusal)
        return future

    def _refusal(self) -> WorkbenchError | None:
        if self._closed:
            return WorkbenchError("the suggester was closed with its study")
        if self._crashes >= MAX_CRASHES:
            return WorkbenchError(
                f"the suggester has stopped {MAX_CRASHES} times and is not started again",
                hint="Nothing of the study was changed by it. Open the study again to try once more.",
            )
        return None

    def _run(self) -> None:
        """On its own thread: one process after another, one request after another."""
        while self._wait():
            self._tell(SuggesterState(SuggesterStage.STARTING, "starting"))
            connection, other = multiprocessing.get_context("spawn").Pipe()
            process = multiprocessing.get_context("spawn").Process(
                target=serve, args=(other, self._task), name="suggester", daemon=True
            )
            _start_tracker()
            process.start()
            other.close()
            with self._lock:
                self._process = process
                closed = self._closed
            if closed:
                process.terminate()
            try:
                self._converse(connection)
            except (EOFError, OSError):
                self._crashed()
            finally:
                connection.close()
                process.join(timeout=2)

    def _wait(self) -> bool:
        """Wait for something to do; False when it is closed."""
        with self._lock:
            while not self._queue and not self._closed:
                self._lock.wait()
            return not self._closed

    def _converse(self, connection: Connection) -> None:
        """Hand over requests and answers until the process or this is closed; raises EOFError, OSError."""
        while self._wait():
            with self._lock:
                self._current = self._queue.popleft() if self._queue else None
            if self._current is None or not self._current.future.set_running_or_notify_cancel():
                continue
            connection.send((1, self._current.verb, self._current.arguments))
            while True:
                number, kind, *values = connection.recv()
                if number is None:
                    self._tell(values[0])
                    continue
                self._settle(kind, values)
                break

    def _settle(self, kind: str, values: list[Any]) -> None:
        request, self._current = self._current, None
        if request is None:
            return
        self._crashes = 0
        if kind == "done":
            request.future.set_result(values[0])
        else:
            request.future.set_exception(WorkbenchError(values[0], hint=values[1]))

    def _crashed(self) -> None:
        with self._lock:
            closed = self._closed
            self._crashes += not closed
            request, self._current = self._current, None
            self._process = None
            waiting = list(self._queue) if self._crashes >= MAX_CRASHES else []
            if waiting:
                self._queue.clear()
        if request is not None:
            waiting.insert(0, request)
        words = "closed" if closed else "stopped unexpectedly; the next question starts it again"
        error = WorkbenchError(f"the suggester {words}", hint="Nothing of the study was changed by it.")
        for one in waiting:
            if one.future.running() or one.future.set_running_or_notify_cancel():
                one.future.set_exception(error)
        if not closed:
            self._tell(SuggesterState(SuggesterStage.STOPPED, words))

    def _tell(self, state: SuggesterState) -> None:
        if state != self._state:
            self._state = state
            self._on_state(state)


def _start_tracker() -> None:
    """Start what `multiprocessing` starts beside its first process and hands the number of stderr to.

    While Textual has the terminal, stderr has the number -1, with which no process can be started.
    """
    with contextlib.redirect_stderr(io.StringIO()):  # which has no number, and then none is handed over
        resource_tracker.ensure_running()
