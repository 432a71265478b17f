"""Dragging an end of a coding by its stripe in the margin."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.model.views import CodingMark
from workbench.tui.text.cursor import Reading
from workbench.tui.text.painter import Page


@dataclass(frozen=True, slots=True)
class Edge:
    """An end of a coding that is being dragged: its `start`, or else its end."""

    mark: CodingMark
    start: bool

    def span(self, reading: Reading, offset: int) -> tuple[int, int]:
        """The coding's span with this end at the word of `offset`, or after the stop there; never empty."""
        segments = reading.segments
        word = segments.at("word", offset)
        low, high = self.mark.start_char, self.mark.end_char
        if self.start:
            return (word[0] if word[0] < high else max(low, segments.before("word", high))), high
        is_in_word = word[0] <= offset < word[1]
        end = word[1] if is_in_word else low + len(segments.text[low : offset + 1].rstrip())
        first = segments.at("word", low)[1]
        return low, end if end > low else first if first > low else high


def edge_at(page: Page, line: int, cell: int) -> Edge | None:
    """The end of a coding whose stripe begins or ends at this place of the margin; None elsewhere."""
    lane = cell - page.frame.number_width
    if not 0 <= lane < page.frame.lane_count:
        return None
    layer = page.layer
    for i in layer.on_line(line):
        if layer.lanes[i] == lane and line in (layer.first_lines[i], layer.last_lines[i]):
            return Edge(layer.marks[i], start=line == layer.first_lines[i] != layer.last_lines[i])
    return None
