"""Readers: a file's bytes to a text with hints, one module a format.

A new format is a module with a `READER` and its name in `READERS`. No reader knows of a study or a database;
heavy libraries are imported inside the functions that use them.
"""

from __future__ import annotations

from pathlib import PurePath

from workbench.errors import UnreadableFile
from workbench.sources.readers import docx, markdown, plain
from workbench.sources.readers.reading import Reader, ReadText, TurnHint

READERS: tuple[Reader, ...] = (plain.READER, markdown.READER, docx.READER)
"""Every format that can be read."""

MAX_FILE_BYTES = 100_000_000
"""Larger files are refused: the longest interview has 0.2 MB, so such a file is a mistake."""

__all__ = [
    "MAX_FILE_BYTES",
    "READERS",
    "ReadText",
    "Reader",
    "TurnHint",
    "read_text",
    "reader_for",
    "suffixes",
]


def suffixes() -> tuple[str, ...]:
    """The file name endings that can be read, lower case with their dot, sorted."""
    return tuple(sorted(suffix for reader in READERS for suffix in reader.suffixes))


def reader_for(name: str) -> Reader:
    """The reader of a file by the end of its name, in any case.

    Raises:
        UnreadableFile: no reader for it.
    """
    suffix = PurePath(name).suffix.lower()
    for reader in READERS:
        if suffix in reader.suffixes:
            return reader
    what = f"{suffix} files" if suffix else "files without an ending"
    raise UnreadableFile(
        f"{name}: {what} cannot be read", hint="Save it as one of: " + ", ".join(suffixes()) + "."
    )


def read_text(data: bytes, name: str) -> ReadText:
    """The text of a file, never empty. `name` chooses the reader and is used in messages.

    Raises:
        UnreadableFile: unknown ending, too large, empty, or not what its name says.
    """
    reader = reader_for(name)
    if len(data) > MAX_FILE_BYTES:
        raise UnreadableFile(
            f"{name} is too large: {len(data) / 1e6:,.0f} MB of at most {MAX_FILE_BYTES / 1e6:,.0f} MB",
            hint="Divide it into one file for each interview.",
        )
    read = reader.read(data, name)
    if not read.text or read.text.isspace():
        raise UnreadableFile(f"{name} is empty", hint="It holds no words; was the right file given?")
    return read
