"""The one boundary between code points and terminal cells.

What is drawn for a piece of text, and how wide it is.

Nothing else in the project may know of cells. Widths are those of `rich.cells`, which the screen library uses
too.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from rich.cells import cell_len, split_graphemes

TAB_CELLS = 4
"""A tab is always this wide.

It stands between a label and speech, not in tables, and then wrapping needs no column.
"""

_NOT_SIMPLE = re.compile(
    r"[^\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0482\u2010-\u2015\u2018-\u201f\u2022\u2026\u20ac]"
)
"""Anything but characters that are surely one cell wide.

Then offsets and cells agree (tested against rich).
"""

_SPECIAL = re.compile("[\x00-\x1f\x7f-\x9f\xad\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
"""Characters that must never reach a terminal.

Controls, separators, changes of direction, lone surrogates.
"""

_HIDDEN = re.compile("[\xad\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
"""Those of them that are drawn as nothing, with the character before them."""

_JOINED_LETTER = re.compile("\u200d(?=[\x00-\u218f])|\u200d$")
"""A joiner that rich would let swallow the next letter, though no terminal does."""

PLACEHOLDER = "·"
"""Stands for something invisible that has nothing visible before it."""


class Unit(NamedTuple):
    """What the caret treats as one character: `[start, end)` of the piece, its width, and what is drawn."""

    start: int
    end: int
    cells: int
    shown: str


def is_simple(piece: str) -> bool:
    """Whether every character is drawn as itself in one cell; then an offset is a cell."""
    return _NOT_SIMPLE.search(piece) is None


def units_of(piece: str) -> list[Unit]:
    """The piece in caret steps: they partition it; none is empty or wider than `TAB_CELLS`.

    No newline inside.
    """
    units: list[Unit] = []
    position = 0
    for match in _SPECIAL.finditer(piece):
        _plain_units(piece, position, match.start(), units)
        position = match.end()
        if _HIDDEN.match(match.group()) and units:
            units[-1] = units[-1]._replace(end=position)
        else:
            shown = _picture(match.group())
            units.append(Unit(match.start(), position, len(shown), shown))
    _plain_units(piece, position, len(piece), units)
    return units


@lru_cache(maxsize=1024)
def line_units(piece: str) -> tuple[Unit, ...]:
    """`units_of`, remembered: for lines, which are short and asked for again and again."""
    return tuple(units_of(piece))


def _plain_units(piece: str, start: int, end: int, units: list[Unit]) -> None:
    """Append the units of a stretch without special characters."""
    if start == end:
        return
    chunk = _JOINED_LETTER.sub("\u200c", piece[start:end])
    spans, _ = split_graphemes(chunk)
    for first, last, _cells in spans:
        shown = chunk[first:last]
        cells = cell_len(shown)
        if cells == 0:
            shown, cells = _visible(shown)
        units.append(Unit(start + first, start + last, cells, shown))


def _visible(invisible: str) -> tuple[str, int]:
    """Something to see for marks or joiners that have no base: a dotted circle under marks."""
    if unicodedata.combining(invisible[0]):
        circled = "◌" + invisible
        if cell_len(circled) == 1:
            return circled, 1
    return PLACEHOLDER, 1


def _picture(character: str) -> str:
    """A harmless stand-in: control pictures for controls, blanks for a tab.

    Anything else becomes a replacement character otherwise.
    """
    code = ord(character)
    if character == "\t":
        return " " * TAB_CELLS
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    if 0xD800 <= code <= 0xDFFF:
        return "\ufffd"
    return PLACEHOLDER
