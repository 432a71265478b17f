"""Codings over a layout: which lie on which visual line, and in which margin lane each is drawn. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from heapq import heappop, heappush

from workbench.model.views import CodingMark
from workbench.tui.text.layout import Layout

BLOCK = 32
"""Lines that share one list of the codings touching them.

Few lists for long codings, short lists for dense ones.
"""


class CodingLayer:
    """The codings of one revision laid over its lines. `marks` are sorted by start, longest first.

    `lanes[i]` is the lane of `marks[i]`, from 0: two codings that share a visual line never share a lane. A
    coding keeps its lane of `previous`, a layer over the same layout, so that stripes stay put while others
    come and go.
    """

    def __init__(
        self, marks: Sequence[CodingMark], layout: Layout, *, previous: CodingLayer | None = None
    ) -> None:
        length = len(layout.text)
        self.layout = layout
        self.marks = sorted(
            (m for m in marks if 0 <= m.start_char < m.end_char <= length),
            key=lambda m: (m.start_char, -m.end_char, m.coding_id),
        )
        known = previous._placed() if previous is not None and previous.layout is layout else {}
        lines = [
            known.get(m) or (layout.line_at(m.start_char), layout.line_at(m.end_char - 1), -1)
            for m in self.marks
        ]
        self.first_lines = [first for first, _, _ in lines]
        self.last_lines = [last for _, last, _ in lines]
        self.lanes = [lane for _, _, lane in lines]
        self._blocks = self._by_block()
        if known:
            self._add_lanes()
        else:
            self.lanes = self._greedy_lanes()

    def on_line(self, line: int) -> list[int]:
        """Indexes of the codings that touch a visual line, in order."""
        return [
            i
            for i in self._blocks.get(line // BLOCK, ())
            if self.first_lines[i] <= line <= self.last_lines[i]
        ]

    def touching(self, start_char: int, end_char: int) -> list[CodingMark]:
        """The codings that share a character with a span; of an empty span, that hold its offset."""
        end_char = max(end_char, start_char + 1)
        found: set[int] = set()
        line_at = self.layout.line_at
        for block in range(line_at(start_char) // BLOCK, line_at(end_char - 1) // BLOCK + 1):
            found.update(self._blocks.get(block, ()))
        return [
            self.marks[i]
            for i in sorted(found)
            if self.marks[i].start_char < end_char and start_char < self.marks[i].end_char
        ]

    def _placed(self) -> dict[CodingMark, tuple[int, int, int]]:
        """First line, last line and lane of each coding."""
        return dict(
            zip(self.marks, zip(self.first_lines, self.last_lines, self.lanes, strict=True), strict=True)
        )

    def _greedy_lanes(self) -> list[int]:
        """Interval colouring by visual lines: each coding in order takes the lowest lane that is free."""
        lanes: list[int] = []
        busy: list[tuple[int, int]] = []
        free: list[int] = []
        for first, last in zip(self.first_lines, self.last_lines, strict=True):
            while busy and busy[0][0] < first:
                heappush(free, heappop(busy)[1])
            lane = heappop(free) if free else len(busy)
            lanes.append(lane)
            heappush(busy, (last, lane))
        return lanes

    def _add_lanes(self) -> None:
        """Lanes for the codings that have none yet: the lowest that no coding on their lines has."""
        for i, lane in enumerate(self.lanes):
            if lane < 0:
                first, last = self.first_lines[i], self.last_lines[i]
                taken = {
                    self.lanes[other]
                    for block in range(first // BLOCK, last // BLOCK + 1)
                    for other in self._blocks[block]
                    if self.first_lines[other] <= last and first <= self.last_lines[other]
                }
                self.lanes[i] = next(free for free in range(len(taken) + 1) if free not in taken)

    def _by_block(self) -> dict[int, list[int]]:
        blocks: dict[int, list[int]] = {}
        for i, first in enumerate(self.first_lines):
            for block in range(first // BLOCK, self.last_lines[i] // BLOCK + 1):
                blocks.setdefault(block, []).append(i)
        return blocks
