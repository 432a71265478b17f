"""Owns stderr and the exit codes: messages, warnings, progress, and what becomes of an error."""

from __future__ import annotations

import contextlib
import os
import re
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from workbench.cli.output import flush, visible
from workbench.errors import WorkbenchError

T = TypeVar("T")

INTERNAL_ERROR = 70
"""The exit code of a fault of ours (EX_SOFTWARE of sysexits.h)."""

INTERRUPTED = 130
"""The exit code after Ctrl+C."""

DEBUG_VARIABLE = "WORKBENCH_DEBUG"
"""With this variable set, a fault of ours prints its traceback."""

MAX_LISTED = 30
"""Problems printed for one error; more would not be read."""


def say(message: str) -> None:
    """A line for the person at the terminal; if stderr is closed or full, there is nobody to tell."""
    with contextlib.suppress(OSError):
        print(visible(message), file=sys.stderr)  # noqa: T201 - this module owns stderr


def warn(message: str) -> None:
    """A line about something that went well enough and should be looked at."""
    say(f"note: {message}")


def run(command: Callable[[], object]) -> int:
    """Run a command and turn what it raises into a message and an exit code."""
    try:
        command()
        flush()
    except WorkbenchError as error:
        explain(error)
        return error.exit_code
    except KeyboardInterrupt:
        say("stopped; what was acknowledged is kept")
        return INTERRUPTED
    except BrokenPipeError:
        _silence_stdout()
        return 0
    except Exception as error:  # noqa: BLE001 - the edge of the process: report, never a bare traceback
        return _internal(error)
    return 0


def explain(error: WorkbenchError) -> None:
    """An error as a person reads it: what happened, the list of faults, what to do."""
    say(f"error: {error.message}")
    listed: Sequence[str] = getattr(error, "problems", ()) or getattr(error, "candidates", ())
    for line in listed[:MAX_LISTED]:
        say(f"  - {line}")
    if len(listed) > MAX_LISTED:
        say(f"  and {len(listed) - MAX_LISTED} more")
    if error.hint:
        say(f"hint: {sentence(error.hint)}")


_COMMAND = re.compile(r"(?:^|: )(?:workbench |pip )|--[a-z-]+(?: \S+)*$")


def sentence(hint: str) -> str:
    """A hint with a capital and a stop; a command at its end gets none, so that it can be copied as it stands."""
    if hint.startswith("workbench "):
        return f"Run: {hint}"
    last = re.split(r"(?<=[.?!]) ", hint)[-1]
    whole = hint if hint[-1] in ".?!" or _COMMAND.search(last) else f"{hint}."
    return whole[0].upper() + whole[1:] if re.match(r"[a-z]+[ ,]", whole) else whole


def _internal(error: Exception) -> int:
    if os.environ.get(DEBUG_VARIABLE):
        traceback.print_exception(error, file=sys.stderr)
    say(f"error: a fault of the workbench itself ({type(error).__name__}); the study was not changed by it")
    say(f"hint: Run it again with {DEBUG_VARIABLE}=1 to see where, and report that without study data.")
    return INTERNAL_ERROR


def _silence_stdout() -> None:
    """Let the interpreter close without a second complaint about the pipe."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def progress(items: Iterable[T], *, total: int, label: str) -> Iterator[T]:
    """The items, with a progress bar on stderr when that is a terminal and the work is worth one."""
    if not sys.stderr.isatty() or total < 5:
        yield from items
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(items, description=label, total=total, console=Console(stderr=True), transient=True)
