"""Caret and selection: where each movement and each way of selecting leads. Pure; nothing here draws."""

from __future__ import annotations

from dataclasses import dataclass, replace

from workbench.tui.text.layout import Layout
from workbench.tui.text.segments import UNITS, Segments


@dataclass(frozen=True, slots=True)
class Cursor:
    """The caret and the other end of the selection, in code points.

    `goal_cell` is the column that moving by lines aims at. `spent`: the selection has been coded, so that the
    next one starts afresh. `unit`: what was last selected by, for growing and shrinking.
    """

    caret: int = 0
    anchor: int | None = None
    selecting: bool = False
    goal_cell: int | None = None
    unit: str = "word"
    spent: bool = False

    @property
    def selection(self) -> tuple[int, int] | None:
        """The selected span, None if empty."""
        if self.anchor is None or self.anchor == self.caret:
            return None
        return min(self.anchor, self.caret), max(self.anchor, self.caret)


@dataclass(frozen=True, slots=True)
class Reading:
    """A text laid out and its segments: all that a cursor moves over.

    `page_lines` is the height of the view.
    """

    layout: Layout
    segments: Segments
    page_lines: int = 20

    def move(self, cursor: Cursor, unit: str, direction: int, *, extend: bool = False) -> Cursor:
        """Move by a unit (`cell line page word sentence turn line-edge text-edge`), selecting if `extend`."""
        goal = cursor.goal_cell
        if unit in ("line", "page"):
            if goal is None:
                goal = self.layout.cell_at(cursor.caret)
            target = self._by_lines(cursor.caret, goal, direction * (1 if unit == "line" else self._page()))
        else:
            target, goal = self._target(cursor.caret, unit, direction), None
        if unit in UNITS:
            cursor = replace(cursor, unit=unit)
        return self.place(cursor, target, extend=extend, goal_cell=goal)

    def place(
        self, cursor: Cursor, offset: int, *, extend: bool = False, goal_cell: int | None = None
    ) -> Cursor:
        """Put the caret at an offset. Without `extend` or selecting mode the selection goes."""
        caret = self.layout.snap(offset)
        anchor: int | None = None
        if extend or cursor.selecting:
            anchor = cursor.caret if cursor.anchor is None or cursor.spent else cursor.anchor
        return replace(cursor, caret=caret, anchor=anchor, goal_cell=goal_cell, spent=False)

    def select(self, cursor: Cursor, start_char: int, end_char: int, *, unit: str) -> Cursor:
        """Select a span, caret at its end; an empty span selects nothing."""
        caret = self.layout.snap(end_char)
        if end_char > start_char >= caret:
            caret = end_char
        return replace(cursor, caret=caret, anchor=start_char, goal_cell=None, unit=unit, spent=False)

    def take(self, cursor: Cursor, unit: str) -> Cursor:
        """Select the unit at the caret; again, the next one too; a larger unit widens the selection to it."""
        selection = None if cursor.spent else cursor.selection
        if selection is None:
            return self.select(cursor, *self.segments.at(unit, cursor.caret), unit=unit)
        start, end = selection
        if unit == cursor.unit:
            return self.select(cursor, start, self._grown(unit, end), unit=unit)
        start = min(start, self.segments.at(unit, start)[0])
        end = max(end, self.segments.at(unit, end - 1)[1])
        return self.select(cursor, start, end, unit=unit)

    def adjust(self, cursor: Cursor, edge: str, direction: int) -> Cursor:
        """Move the `start` or `end` of the selection by the unit last used; it never becomes empty."""
        selection = cursor.selection
        unit = cursor.unit
        if selection is None:
            return self.take(cursor, unit)
        start, end = selection
        if edge == "start":
            moved = self.segments.after(unit, start) if direction > 0 else self.segments.before(unit, start)
            start = moved if moved < end else start
        elif direction > 0:
            end = self._grown(unit, end)
        else:
            last = self.segments.before(unit, end)
            shorter = start + len(self.segments.text[start:last].rstrip())
            end = shorter if shorter > start else end
        return self.select(cursor, start, end, unit=unit)

    def toggle_selecting(self, cursor: Cursor) -> Cursor:
        """Begin to select with every movement, or stop and keep what is selected."""
        if cursor.selecting:
            return replace(cursor, selecting=False)
        anchor = cursor.anchor if cursor.selection and not cursor.spent else cursor.caret
        return replace(cursor, selecting=True, anchor=anchor, spent=False)

    def clear(self, cursor: Cursor) -> Cursor:
        """No selection, no selecting mode."""
        return replace(cursor, anchor=None, selecting=False, spent=False)

    def trimmed(self, start_char: int, end_char: int) -> tuple[int, int] | None:
        """A span without blanks at its ends; None if nothing is left."""
        piece = self.segments.text[start_char:end_char]
        if not piece.strip():
            return None
        start = start_char + len(piece) - len(piece.lstrip())
        return start, start_char + len(piece.rstrip())

    def _page(self) -> int:
        return max(1, self.page_lines - 2)

    def _grown(self, unit: str, end: int) -> int:
        grown = self.segments.at(unit, end)[1]
        if grown <= end:
            grown = self.segments.at(unit, self.segments.after(unit, max(end - 1, 0)))[1]
        return max(grown, end)

    def _by_lines(self, caret: int, goal_cell: int, lines: int) -> int:
        line = self.layout.line_at(caret) + lines
        if line < 0:
            return 0
        if line >= self.layout.line_count:
            return self.layout.last_caret
        return self.layout.offset_at(line, goal_cell)

    def _target(self, caret: int, unit: str, direction: int) -> int:
        layout = self.layout
        if unit == "cell":
            return layout.step(caret, direction)
        if unit in UNITS:
            find = self.segments.after if direction > 0 else self.segments.before
            return find(unit, caret)
        if unit == "line-edge":
            line = layout.line_at(caret)
            return layout.last_place(line) if direction > 0 else layout.starts[line]
        return layout.last_caret if direction > 0 else 0


def changed_lines(layout: Layout, before: Cursor, after: Cursor) -> list[tuple[int, int]]:
    """The runs of visual lines `(first, last)` that look different after a cursor has moved."""
    runs = {(layout.line_at(c.caret),) * 2 for c in (before, after) if before.caret != after.caret}
    old, new = before.selection, after.selection
    if old != new:
        for low, high in _difference(old, new):
            runs.add((layout.line_at(low), layout.line_at(high - 1)))
    return sorted(runs)


def _difference(one: tuple[int, int] | None, other: tuple[int, int] | None) -> list[tuple[int, int]]:
    """What is in one of two spans and not in both, as spans."""
    if one is None or other is None:
        return [span for span in (one, other) if span is not None]
    if one[1] <= other[0] or other[1] <= one[0]:
        return [one, other]
    edges = [sorted((one[0], other[0])), sorted((one[1], other[1]))]
    return [(low, high) for low, high in edges if low < high]
