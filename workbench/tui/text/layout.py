"""Text and width to visual lines, as offsets; pure, and fast enough to lay out a whole source at once.

A visual line is `[starts[i], starts[i + 1])` in code points, its newline included; the lines partition the
text. A line is at most `width` cells wide, not counting one trailing space or newline, which hangs in cell
`width`.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from dataclasses import dataclass

from workbench.tui.text.cells import Unit, is_simple, line_units, units_of

MIN_WIDTH = 8
"""Narrower than this nothing can be read; a narrower view shows the left part of such lines."""


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """A text wrapped to `width` cells.

    `numbers[i]` is the 1-based text line that begins there, 0 on continuations.
    """

    text: str
    width: int
    starts: array[int]
    numbers: array[int]

    @property
    def line_count(self) -> int:
        """Visual lines; at least one, even of an empty text."""
        return len(self.starts)

    @property
    def last_caret(self) -> int:
        """The furthest offset at which a caret can be seen: on a final newline, else after the text."""
        return len(self.text) - 1 if self.text.endswith("\n") else len(self.text)

    def line_at(self, offset: int) -> int:
        """The visual line of an offset; offsets outside the text give the first or last line."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def end_of(self, line: int) -> int:
        """The offset after a line, newline included."""
        return self.starts[line + 1] if line + 1 < len(self.starts) else len(self.text)

    def content(self, line: int) -> str:
        """The characters of a line without its newline."""
        piece = self.text[self.starts[line] : self.end_of(line)]
        return piece.removesuffix("\n")

    def cell_at(self, offset: int) -> int:
        """The cell within its line at which the character at `offset` is drawn."""
        line = self.line_at(offset)
        within = offset - self.starts[line]
        piece = self.content(line)
        if is_simple(piece):
            return min(within, len(piece))
        return sum(unit.cells for unit in line_units(piece) if unit.end <= within)

    def offset_at(self, line: int, cell: int) -> int:
        """The offset of what is drawn at a cell; right of the text, the last place of that line."""
        line = min(max(line, 0), self.line_count - 1)
        start = self.starts[line]
        piece = self.content(line)
        cell = max(cell, 0)
        within = (
            min(cell, len(piece)) if is_simple(piece) else _unit_at_cell(line_units(piece), cell, len(piece))
        )
        return min(start + within, self.last_place(line))

    def last_place(self, line: int) -> int:
        """The last offset whose caret is drawn on this line."""
        end = self.end_of(line)
        if end == len(self.text):
            return max(self.starts[line], self.last_caret)
        return self.snap(end - 1)

    def snap(self, offset: int) -> int:
        """The offset itself, or where the caret step begins that it lies inside of."""
        offset = min(max(offset, 0), self.last_caret)
        line = self.line_at(offset)
        piece = self.content(line)
        if is_simple(piece):
            return offset
        within = offset - self.starts[line]
        for unit in line_units(piece):
            if unit.start <= within < unit.end:
                return self.starts[line] + unit.start
        return offset

    def step(self, offset: int, direction: int) -> int:
        """The next caret place to the right (`direction` 1) or left (-1); stays at the ends of the text."""
        if direction < 0:
            return self.snap(offset - 1)
        here = self.snap(offset)
        line = self.line_at(here)
        piece = self.content(line)
        after = here + 1
        if not is_simple(piece):
            within = here - self.starts[line]
            after = next(
                (self.starts[line] + unit.end for unit in line_units(piece) if unit.start == within), after
            )
        return min(after, self.last_caret)


def lay_out(text: str, *, width: int) -> Layout:
    """Wrap a text at word boundaries to `width` cells (at least `MIN_WIDTH`).

    An empty text is one empty line.
    """
    width = max(width, MIN_WIDTH)
    starts, numbers = array("l"), array("l")
    position, number, length = 0, 0, len(text)
    find = text.find
    while position < length or not number:
        newline = find("\n", position)
        end = length if newline < 0 else newline
        number += 1
        starts.append(position)
        numbers.append(number)
        paragraph = text[position:end]
        if not is_simple(paragraph):
            starts.extend(_wrap_units(paragraph, position, width))
        elif end - position > width:
            _wrap_simple(text, position, end, width, starts)
        numbers.extend([0] * (len(starts) - len(numbers)))
        position = end + 1
    return Layout(text, width, starts, numbers)


def _wrap_simple(text: str, start: int, end: int, width: int, starts: array[int]) -> None:
    """Append where the further lines of a paragraph of one-cell characters start."""
    rfind = text.rfind
    while end - start > width:
        space = rfind(" ", start, start + width + 1)
        start = start + width if space < start else space + 1
        if start < end:
            starts.append(start)


def _wrap_units(paragraph: str, base: int, width: int) -> list[int]:
    """Where the further lines of any paragraph start, by measuring each of its units."""
    starts: list[int] = []
    cells = 0
    break_after = -1
    cells_at_break = 0
    for unit in units_of(paragraph):
        is_space = unit.shown == " "
        if cells + unit.cells > width and not (is_space and cells <= width):
            if break_after > (starts[-1] - base if starts else 0):
                starts.append(base + break_after)
                cells -= cells_at_break
            if cells + unit.cells > width:
                starts.append(base + unit.start)
                cells = 0
            break_after = -1
        cells += unit.cells
        if is_space or unit.shown.isspace():
            break_after, cells_at_break = unit.end, cells
    return starts


def _unit_at_cell(units: tuple[Unit, ...], cell: int, length: int) -> int:
    """The offset within a line of the unit drawn at `cell`; `length` beyond the last."""
    right = 0
    for unit in units:
        right += unit.cells
        if cell < right:
            return unit.start
    return length
