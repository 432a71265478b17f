"""A visual line to a `Strip`: number, stripes, text with labels, highlights, selection and caret.

Pure; caches.

Columns from the left: line number, margin lanes, text, and on wide screens the names of the codings that
begin there.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from rich.cells import set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.cache import LRUCache
from textual.strip import Strip

from workbench.model.views import Turn
from workbench.tui.text.cells import is_simple, line_units
from workbench.tui.text.lanes import CodingLayer
from workbench.tui.text.layout import MIN_WIDTH, Layout
from workbench.tui.text.wayfinding import within

WIDEST_TEXT = 88
"""Longer lines are tiring to read; the rest of a wide screen goes to labels and panels."""

GLYPH_EVERY = 8
"""Lines after which a stripe shows its letter again, so that one is always in sight on 80x24."""

READ = "·"
"""Stands before a line that was marked as read with nothing to code."""

MEMO = "*"
"""Stands before the line where a passage begins on which there is a memo."""

NARROWEST_LABELS = 16
"""Cells below which the names of codings are not worth showing at the right."""

_TIME = re.compile(r"[\[(]?\b\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d+)?\b[\])]?")


@dataclass(frozen=True, slots=True)
class Frame:
    """How the width of a view is shared out, in cells."""

    width: int
    number_width: int
    lane_count: int
    text_width: int
    label_width: int

    @property
    def text_left(self) -> int:
        """The cell in which text begins."""
        return self.number_width + self.lane_count + (1 if self.lane_count else 0)


def frame(width: int, *, text_lines: int) -> Frame:
    """Share out `width` cells for a text of so many (text, not visual) lines."""
    number_width = len(str(max(text_lines, 1))) + 1 if width >= 40 else 0
    lane_count = 0 if width < 24 else 2 if width < 40 else 4 if width < 100 else 6
    left = number_width + lane_count + (1 if lane_count else 0)
    text_width = max(MIN_WIDTH, min(WIDEST_TEXT, width - left - 1))
    spare = width - left - text_width - 3
    return Frame(width, number_width, lane_count, text_width, spare if spare >= NARROWEST_LABELS else 0)


@dataclass(frozen=True, slots=True)
class Legend:
    """How codes are shown: glyph, label and hue (an index of `colours.HUES`), each by code id."""

    glyph: Callable[[str], str] = lambda _: "?"
    label: Callable[[str], str] = lambda _: ""
    hue: Callable[[str], int] = lambda _: 0


@dataclass(frozen=True, slots=True)
class Look:
    """The styles of one theme and terminal.

    `caret` is for lines with a selection, `caret_alone` for others.
    """

    text: Style
    interviewer: Style
    speaker: Style
    timestamp: Style
    number: Style
    number_here: Style
    label: Style
    selection: Style
    hit: Style
    caret: Style
    caret_alone: Style
    stripe: Callable[[str], Style]
    """By code id: the colour of its stripe and glyph."""
    ground: Callable[[str, int], Style]
    """By code id and number of overlapping codings: laid over coded text."""


@dataclass(frozen=True, slots=True)
class Page:
    """All that is drawn, except selection and caret.

    `generation` differs whenever anything else does, but for codings on lines that the painter was told to forget.
    """

    layout: Layout
    turns: Sequence[Turn]
    layer: CodingLayer
    frame: Frame
    look: Look
    legend: Legend
    generation: int
    turn_starts: list[int] = field(default_factory=list)
    read: Sequence[tuple[int, int]] = ()
    """What was marked as read: spans in order that do not overlap."""
    hits: Sequence[tuple[int, int]] = ()
    """What a search found: likewise."""
    memo_lines: frozenset[int] = frozenset()
    """The lines on which passages begin that have memos."""


@dataclass(frozen=True, slots=True)
class Pen:
    """What a line shows of the moment: the selection `[start, end)` and the caret, -1 for none."""

    selection: tuple[int, int] = (0, 0)
    caret: int = -1

    def on(self, start: int, end: int) -> Pen:
        """The part of it that a line `[start, end)` shows: equal pens paint equal lines."""
        low, high = max(self.selection[0], start), min(self.selection[1], end)
        return Pen((low, high) if low < high else (0, 0), self.caret if start <= self.caret < end else -1)


class Painter:
    """Paints lines and remembers them.

    `painted` counts those really painted, for tests of how much a key costs.
    """

    def __init__(self, size: int = 512) -> None:
        self._cache: LRUCache[tuple[int, int, int, Pen], Strip] = LRUCache(size)
        self._repaintings: dict[int, int] = {}
        self.painted = 0

    def forget(self, first: int, last: int) -> None:
        """These lines, both included, are shown otherwise from now on."""
        for line in range(first, last + 1):
            self._repaintings[line] = self._repaintings.get(line, 0) + 1

    def strip(self, page: Page, line: int, pen: Pen) -> Strip:
        """One line of the page, `page.frame.width` cells wide; blank beyond the text."""
        if line >= page.layout.line_count:
            return Strip([Segment(" " * page.frame.width, page.look.text)], page.frame.width)
        end = page.layout.end_of(line)
        beyond = 1 if line == page.layout.line_count - 1 else 0
        here = pen.on(page.layout.starts[line], end + beyond)
        key = (page.generation, self._repaintings.get(line, 0), line, here)
        strip = self._cache.get(key)
        if strip is None:
            strip = paint_line(page, line, here)
            self._cache[key] = strip
            self.painted += 1
        return strip


def paint_line(page: Page, line: int, pen: Pen) -> Strip:
    """The strip of one line, exactly `page.frame.width` cells."""
    here = page.layer.on_line(line)
    segments = _margin(page, line, here, has_caret=pen.caret >= 0)
    text_segments, cells = _text(page, line, here, pen)
    segments += text_segments
    room = page.frame.text_width + 1 - cells
    if room > 0:
        segments.append(Segment(" " * room, page.look.text))
    segments += _labels(page, line, here)
    strip = Strip(segments)
    return strip.adjust_cell_length(page.frame.width, page.look.text)


def _margin(page: Page, line: int, here: list[int], *, has_caret: bool) -> list[Segment]:
    """Line number and stripes."""
    look, lanes = page.look, page.frame.lane_count
    segments: list[Segment] = []
    if page.frame.number_width:
        number = page.layout.numbers[line]
        text = f"{number or '':>{page.frame.number_width - 1}} "
        segments.append(Segment(text, look.number_here if has_caret else look.number))
    if not lanes:
        return segments
    cells: list[tuple[str, Style]] = [(" ", look.text)] * (lanes + 1)
    start = page.layout.starts[line]
    if line in page.memo_lines:
        cells[lanes] = (MEMO, look.label)
    elif page.read and within(page.read, start, start + len(page.layout.content(line).rstrip())):
        cells[lanes] = (READ, look.label)
    for i in here:
        lane = page.layer.lanes[i]
        code_id = page.layer.marks[i].code_id
        if lane >= lanes:
            cells[lanes - 1] = ("+", look.label)
        elif cells[lane][0] != "+":
            cells[lane] = (_stripe(page, i, line), look.stripe(code_id))
    segments += [Segment(text, style) for text, style in cells]
    return segments


def _stripe(page: Page, index: int, line: int) -> str:
    """What a stripe shows on a line: its letter where it begins and now and then, a hook where it ends."""
    within = line - page.layer.first_lines[index]
    if within % GLYPH_EVERY == 0:
        return page.legend.glyph(page.layer.marks[index].code_id)
    return "╵" if line == page.layer.last_lines[index] else "│"


def _text(page: Page, line: int, here: list[int], pen: Pen) -> tuple[list[Segment], int]:
    """The characters of a line and their width in cells, caret included."""
    start = page.layout.starts[line]
    piece = page.layout.content(line)
    stop = start + len(piece)
    base = _base_runs(page, start, stop)
    cuts = {start, stop, *(a for a, _, _ in base)}
    hits = within(page.hits, start, stop) if page.hits else []
    spans = [(page.layer.marks[i].start_char, page.layer.marks[i].end_char) for i in here]
    for low, high in (*spans, *hits, pen.selection, (pen.caret, page.layout.step(pen.caret, 1))):
        cuts.update(cut for cut in (low, high) if start < cut < stop)
    ordered = sorted(cuts)
    segments: list[Segment] = []
    cells = 0
    for low, high in pairwise(ordered):
        covering = [i for i, (a, b) in zip(here, spans, strict=True) if a <= low < b]
        found = any(a <= low < b for a, b in hits)
        style = _style_at(page, low, base, covering, pen, found=found)
        shown, width = _shown(piece, low - start, high - start)
        if shown:
            segments.append(Segment(shown, style))
            cells += width
    if pen.caret >= stop:
        caret = page.look.caret_alone if pen.selection == (0, 0) else page.look.caret
        segments.append(Segment(" ", page.look.text + caret))
        cells += 1
    elif pen.selection[0] <= stop < pen.selection[1] and page.layout.end_of(line) > stop:
        segments.append(Segment(" ", page.look.text + page.look.selection))
        cells += 1
    return segments, cells


def _shown(piece: str, low: int, high: int) -> tuple[str, int]:
    """What is drawn for `[low, high)` of a line.

    A unit belongs to the stretch that holds its first character.
    """
    if is_simple(piece):
        return piece[low:high], high - low
    units = [unit for unit in line_units(piece) if low <= unit.start < high]
    return "".join(unit.shown for unit in units), sum(unit.cells for unit in units)


def _base_runs(page: Page, start: int, stop: int) -> list[tuple[int, int, Style]]:
    """Who speaks: `(start, end, style)` runs of labels, timestamps and speech that cover a line."""
    look = page.look
    runs: list[tuple[int, int, Style]] = []
    position = start
    index = max(0, bisect_right(page.turn_starts, start) - 1)
    while position < stop and index < len(page.turns) and page.turns[index].start_char < stop:
        turn = page.turns[index]
        index += 1
        if turn.end_char <= position:
            continue
        if turn.start_char > position:
            runs.append((position, turn.start_char, look.text))
            position = turn.start_char
        if position < turn.speech_char:
            label_end = min(turn.speech_char, stop)
            runs += _label_runs(page, turn, position, label_end)
            position = label_end
        if position < min(turn.end_char, stop):
            end = min(turn.end_char, stop)
            runs.append((position, end, look.interviewer if turn.is_interviewer else look.text))
            position = end
    if position < stop:
        runs.append((position, stop, look.text))
    return runs


def _label_runs(page: Page, turn: Turn, start: int, end: int) -> list[tuple[int, int, Style]]:
    """Speaker and timestamps apart."""
    runs: list[tuple[int, int, Style]] = []
    position = start
    for match in _TIME.finditer(page.layout.text, turn.start_char, turn.speech_char):
        low, high = max(match.start(), position), min(match.end(), end)
        if low < high:
            if position < low:
                runs.append((position, low, page.look.speaker))
            runs.append((low, high, page.look.timestamp))
            position = high
    if position < end:
        runs.append((position, end, page.look.speaker))
    return runs


def _style_at(
    page: Page, offset: int, base: list[tuple[int, int, Style]], covering: list[int], pen: Pen, *, found: bool
) -> Style:
    """The style of a stretch that begins at `offset` and within which nothing changes."""
    style = next((style for low, high, style in base if low <= offset < high), page.look.text)
    if covering:
        marks = page.layer.marks
        inmost = max(covering, key=lambda i: (marks[i].start_char, -marks[i].end_char, i))
        style += page.look.ground(marks[inmost].code_id, len(covering))
    if found:
        style += page.look.hit
    selected = pen.selection[0] <= offset < pen.selection[1]
    if selected:
        style += page.look.selection
    if pen.caret == offset:
        style += page.look.caret_alone if pen.selection == (0, 0) else page.look.caret
    return style


def _labels(page: Page, line: int, here: list[int]) -> list[Segment]:
    """The names of the codings that begin on a line, where there is room for them."""
    room = page.frame.label_width
    beginning = [i for i in here if page.layer.first_lines[i] == line]
    if not room or not beginning:
        return []
    each = max(8, (room - 1) // len(beginning) - 1)
    segments = [Segment(" ", page.look.text)]
    for i in beginning:
        code_id = page.layer.marks[i].code_id
        name = page.legend.label(code_id)
        segments.append(Segment(page.legend.glyph(code_id) + " ", page.look.stripe(code_id)))
        segments.append(Segment(_clip(name, each - 2) + " ", page.look.label))
    return segments


def _clip(name: str, cells: int) -> str:
    if len(name) <= cells and is_simple(name):
        return name
    safe = "".join(unit.shown for unit in line_units(name.replace("\n", " ")))
    return (
        safe
        if len(safe) < cells and is_simple(safe)
        else set_cell_size(safe, max(cells - 1, 1)).rstrip() + "…"
    )
