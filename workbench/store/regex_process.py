"""Matching a person's regular expression: in another process, with so much time for each text and no more.

Python's `re` cannot be interrupted from outside, and while it matches, nothing else of the process runs.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer

from workbench.errors import BadInput

FLAGS = re.IGNORECASE | re.MULTILINE
"""As in the other ways of searching, case does not matter; `^` and `$` are ends of lines."""

SECONDS_A_TEXT = 1.0
"""A sound pattern takes milliseconds for the longest interview."""

MOST_PLACES = 10_000
"""Places that are taken of one text: a pattern with more finds everything."""

_WORKER = Path(__file__).with_name("regex_worker.py")


def check_pattern(pattern: str) -> None:
    """Refuse what is no regular expression.

    Raises:
        BadInput: what is wrong and where, or nothing to look for.
    """
    if not pattern:
        raise BadInput("nothing to search for", hint="Give a pattern, such as trust(ed|ing)?")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            re.compile(pattern, FLAGS)
    except re.error as error:
        where = "" if error.pos is None else f" at character {error.pos + 1}"
        raise BadInput(
            f"the pattern is not complete or not right{where}: {error.msg}",
            hint="To look for a sign itself, put \\ before it.",
        ) from None
    except (OverflowError, RecursionError):
        raise BadInput("the pattern is too large or too deep") from None


class Matcher:
    """Matches one pattern. `places` answers None where time ran out; then another process goes on."""

    def __init__(self, pattern: str, *, seconds: float = SECONDS_A_TEXT) -> None:
        check_pattern(pattern)
        self._asked = {"pattern": pattern, "flags": int(FLAGS), "most": MOST_PLACES}
        self._seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None

    def places(self, text: str) -> list[tuple[int, int]] | None:
        """Where the pattern matches something, as spans; None if that takes too long."""
        process = self._process or self._start()
        assert process.stdin is not None
        assert process.stdout is not None
        timer = Timer(self._seconds, process.kill)
        timer.start()
        try:
            data = text.encode("utf-8", "surrogatepass")
            process.stdin.write(len(data).to_bytes(8, "big") + data)
            process.stdin.flush()
            answer = process.stdout.readline()
        except BrokenPipeError:
            answer = b""
        finally:
            timer.cancel()
        if not answer.endswith(b"\n"):
            self.close()
            return None
        return [(start, end) for start, end in json.loads(answer)]

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.kill()
            for pipe in (self._process.stdin, self._process.stdout):
                if pipe is not None:
                    with _ignoring_broken_pipes():
                        pipe.close()
            self._process.wait()
            self._process = None

    def _start(self) -> subprocess.Popen[bytes]:
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-S", str(_WORKER)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(self._asked).encode() + b"\n")
        return self._process


@contextmanager
def _ignoring_broken_pipes() -> Iterator[None]:
    try:
        yield
    except OSError:
        return
