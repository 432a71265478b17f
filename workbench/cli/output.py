"""The only writer to stdout: tables for people, tab-separated rows for pipes, JSON where it was asked for."""

from __future__ import annotations

import dataclasses
import io
import json
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from workbench.errors import OutputRefused, UsageError
from workbench.model.identity import short_id


def prepare() -> None:
    """Make stdout carry every character: UTF-8 into pipes and files, and no failing on odd ones anywhere."""
    if not isinstance(sys.stdout, io.TextIOWrapper):
        return
    if sys.stdout.isatty():
        sys.stdout.reconfigure(errors="backslashreplace")
    else:
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


@contextmanager
def _writable() -> Iterator[None]:
    """A closed pipe stays what it is; a full disk behind `>` is told.

    Raises:
        OutputRefused: stdout cannot be written.
    """
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputRefused(f"standard output cannot be written: {error.strerror}") from error


def flush() -> None:
    """Let go of what is still held back, so that its failure is told."""
    with _writable():
        sys.stdout.flush()


def write_text(text: str) -> None:
    """Text as it is, with a line end."""
    with _writable():
        sys.stdout.write(text if text.endswith("\n") else text + "\n")


def write_bytes(data: bytes) -> None:
    """Bytes as they are: an export to standard output.

    Raises:
        UsageError: bytes that are no text, to a terminal.
    """
    if b"\x00" in data and sys.stdout.isatty():
        raise UsageError("this format is not for a terminal", hint="Name a file with --output FILE.")
    with _writable():
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()


def write_json(value: Any) -> None:
    """A value as one JSON document; dataclasses become objects."""
    write_text(json.dumps(plain(value), ensure_ascii=False, indent=2))


def write_json_lines(values: Iterable[Any]) -> None:
    """Values as one JSON array, written as they come, so that a long list needs no memory."""
    first = True
    for value in values:
        line = json.dumps(plain(value), ensure_ascii=False)
        with _writable():
            sys.stdout.write(("[\n" if first else ",\n") + line)
        first = False
    with _writable():
        sys.stdout.write("[]\n" if first else "\n]\n")


def plain(value: Any) -> Any:
    """A value made of what JSON knows."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(item) for item in value]
    return value


def is_terminal() -> bool:
    """Whether somebody sees stdout."""
    return sys.stdout.isatty()


def shown_id(identity: str) -> str:
    """An id in a table: its end on a terminal, where people type it; all of it in pipes. JSON has all of it."""
    return short_id(identity) if is_terminal() else identity


def write_table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Rows under headings: a drawn table on a terminal, tab-separated lines with a heading line elsewhere.

    Put ids through `shown_id`. On a terminal empty columns are left out, as are last ones for which there is no room.
    """
    if not is_terminal():
        write_text("\t".join(columns))
        for row in rows:
            write_text("\t".join(_one_line(cell) for cell in row))
        return
    from workbench.cli.drawing import draw

    texts = [[visible(str(cell)).expandtabs(2) for cell in row] for row in rows]
    write_text("\n".join(draw(columns, texts, width=terminal_width())))


def terminal_width() -> int:
    """The columns of the terminal, or what COLUMNS says."""
    return shutil.get_terminal_size().columns


def _one_line(cell: object) -> str:
    return " ".join(visible(str(cell)).split())


def visible(text: str) -> str:
    """Text that cannot command a terminal: control characters other than line ends are shown as signs."""
    if text.isprintable():
        return text
    return "".join(char if char in "\n\t" or not _commands(char) else "�" for char in text)


def _commands(char: str) -> bool:
    return ord(char) < 32 or 127 <= ord(char) < 160
