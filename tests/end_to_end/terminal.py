"""The installed command in a real terminal, for tests that press keys and wait for what appears."""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pexpect

from workbench.store.reading.coding_filter import CodingFilter
from workbench.store.reading.codings import quotes
from workbench.store.reading.finding import find
from workbench.store.study import Study

T = TypeVar("T")

INSTALLED = Path(sys.executable).with_name("workbench")
COMMAND = (
    [str(INSTALLED)]
    if INSTALLED.exists()
    else [sys.executable, "-c", "from workbench.cli.app import main; main()"]
)
"""What `pip install` put beside Python; in a checkout that is only on the path, what it would call."""

PATIENCE = 30
"""Seconds that a busy machine may take to show something; nothing waits that long when all is well."""

F4, F5, F7, F8 = "\x1bOS", "\x1b[15~", "\x1b[18~", "\x1b[19~"
CTRL_Q, CTRL_S, ENTER = "\x11", "\x13", "\r"


def until(found: Callable[[], T]) -> T:
    """What is found, as soon as it is anything; after `PATIENCE` whatever it is."""
    latest = time.monotonic() + PATIENCE
    while not (result := found()) and time.monotonic() < latest:
        time.sleep(0.02)
    return result


class Terminal:
    """A terminal of a given size with the workbench running in it, at the list of sources."""

    def __init__(self, study: Path, *, size: tuple[int, int] = (24, 80), **environment: str) -> None:
        self.child = pexpect.spawn(
            COMMAND[0],
            [*COMMAND[1:], "open", str(study), "--coder", "Dilys"],
            dimensions=size,
            env={**os.environ, "TERM": "xterm-256color", **environment},
            encoding="utf-8",
            timeout=PATIENCE,
        )
        self.see("Progress")
        self.press(F4)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.child.send(key)

    def see(self, words: str) -> None:
        """Wait until these words are painted; styling between them is passed over."""
        between = r"(?:\x1b\[[0-9;?]*[a-zA-Z]|\s)+"
        self.child.expect(between.join(re.escape(word) for word in words.split()))

    def drag(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        """Press the left button at a cell `(column, row)`, from 1, and let it go at another."""
        (x, y), (to_x, to_y) = start, end
        self.press(f"\x1b[<0;{x};{y}M", f"\x1b[<32;{to_x};{to_y}M", f"\x1b[<0;{to_x};{to_y}m")

    def leave(self, *keys: str) -> None:
        """Quit by these keys; by default back from the text, and out."""
        self.press(*(keys or ("q", "q")))
        self.child.expect(pexpect.EOF)
        self.child.close()
        assert self.child.exitstatus == 0


def codings_of(path: Path, coder: str) -> list[tuple[str, str, str]]:
    """Source, code and words of each coding of a coder, as the file has them."""
    with Study(path, read_only=True) as study, study.reading() as reader:
        wanted = CodingFilter(coder_ids=(find(reader, "coder", coder),))
        return [(q.source_name, q.code_path.rsplit("/", 1)[-1], q.text) for q in quotes(reader, wanted)]
