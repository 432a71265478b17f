"""Tables for a terminal of a given width: columns share the room by what they hold, and text breaks at words."""

from __future__ import annotations

import re
from collections.abc import Sequence

GAP = 2
"""Spaces between columns."""

SHORT = 20
"""A column whose cells are no wider than this is not broken as long as there is room: names, dates, numbers."""

LONGEST_WORD = 22
"""A longer word, such as an address, may be broken."""

_PIECE = re.compile(r"\s*\S+?(?:(?<=[^\W\d_]{3}[-/])(?=[^\W\d_]{3})|(?=\s)|\Z)")
"""A word with the space before it, or the part of one up to a hyphen or stroke at which a line may break."""

_NUMBER = re.compile(r"[-+]?[\d,]*\.?\d+%?")


def draw(columns: Sequence[str], rows: Sequence[Sequence[str]], *, width: int) -> list[str]:
    """The lines of a table at most `width` cells wide; columns without content, or without room, are left out.

    Headings that are all empty are not drawn. What is left out for want of room is named in a last line.
    """
    if not rows:
        return ["(none)"]
    filled = [place for place in range(len(columns)) if any(row[place].strip() for row in rows)]
    cells = [[row[place] for row in rows] for place in filled]
    names = [columns[place] for place in filled]
    shown = len(names)
    while shown > 2 and sum(_least(names, cells, shown)) + GAP * (shown - 1) > width:
        shown -= 1
    widths = _widths(names[:shown], cells[:shown], width - GAP * (shown - 1))
    right = [all(not cell or _NUMBER.fullmatch(cell) for cell in column) for column in cells[:shown]]
    lines: list[str] = []
    if any(names):
        lines += _row(names[:shown], widths, right, from_below=True)
        lines.append((" " * GAP).join("─" * wide for wide in widths))
    for row in zip(*cells[:shown], strict=True):
        lines += _row(row, widths, right)
    if shown < len(names):
        lines += wrapped(f"(no room for: {', '.join(names[shown:])}; widen the window, or use --json)", width)
    return lines


def _least(names: Sequence[str], cells: Sequence[Sequence[str]], shown: int) -> list[int]:
    """The width of each column's longest word."""
    return [
        max(_longest_word(text) for text in (name, *column))
        for name, column in zip(names[:shown], cells, strict=False)
    ]


def _longest_word(text: str) -> int:
    return min(LONGEST_WORD, max((cell_len(piece.strip()) for piece in _PIECE.findall(text)), default=0))


def _widths(names: Sequence[str], cells: Sequence[Sequence[str]], room: int) -> list[int]:
    """Widths that fill no more than `room`: short columns whole, the rest shared by what the others hold."""
    natural = [
        max(_natural(text) for text in (name, *column)) for name, column in zip(names, cells, strict=True)
    ]
    if sum(natural) <= room:
        return natural
    least = _least(names, cells, len(names))
    kept = [whole if whole <= SHORT else word for whole, word in zip(natural, least, strict=True)]
    widths = kept if sum(kept) <= room else least
    if sum(widths) > room:  # two columns of very long words
        return [max(1, room * wide // sum(widths)) for wide in widths]
    wanted = [whole - wide for whole, wide in zip(natural, widths, strict=True)]
    spare = room - sum(widths)
    return [wide + spare * more // max(1, sum(wanted)) for wide, more in zip(widths, wanted, strict=True)]


def _natural(text: str) -> int:
    return max(map(cell_len, text.split("\n")))


def _row(
    cells: Sequence[str], widths: list[int], right: list[bool], *, from_below: bool = False
) -> list[str]:
    """The lines of one row; headings end on the last line, others begin on the first."""
    columns = [wrapped(cell, wide) for cell, wide in zip(cells, widths, strict=True)]
    height = max(map(len, columns))
    out = []
    for number in range(height):
        parts = []
        for column, wide, at_right in zip(columns, widths, right, strict=True):
            place = number - (height - len(column)) if from_below else number
            text = column[place] if 0 <= place < len(column) else ""
            pad = " " * (wide - cell_len(text))
            parts.append(pad + text if at_right else text + pad)
        out.append((" " * GAP).join(parts).rstrip())
    return out


def wrapped(text: str, width: int) -> list[str]:
    """The lines of a text broken at words; lines that go on keep the indentation of the first."""
    lines: list[str] = []
    for paragraph in text.rstrip().split("\n"):
        indent = paragraph[: len(paragraph) - len(paragraph.lstrip())][: max(0, width - 8)]
        line = ""
        for piece in _PIECE.findall(paragraph):
            if cell_len(line + piece) <= width:
                line += piece
                continue
            if line:
                lines.append(line)
            rest = indent + piece.strip()
            while cell_len(rest) > width:
                cut = _fitting(rest, width)
                lines.append(rest[:cut])
                rest = indent + rest[cut:]
            line = rest
        lines.append(line)
    return lines


def _fitting(text: str, width: int) -> int:
    """How many characters of the text fit; at least one, and more than its indentation."""
    used = 0
    for place, char in enumerate(text):
        used += cell_len(char)
        if used > width and place > len(text) - len(text.lstrip()):
            return place
    return len(text)


def cell_len(text: str) -> int:
    """How many cells of a terminal a text takes."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len as cells

    return cells(text)
