"""The map in characters: boxes of two lines, lines between them. Pure: a map with its layout in, lines out."""

from __future__ import annotations

import itertools
import textwrap
from dataclasses import dataclass, field

from rich.cells import cell_len

from workbench.model.theory_map_views import MapEdge, MapLayout, MapNode, Spot, TheoryMap
from workbench.tui.widgets.choices import safe
from workbench.tui.widgets.strips import fit

BOX, GAP, ROW = 24, 8, 3
"""Cells of a box and between columns, and lines for each row: two of words, one free."""

LEFT, RIGHT, UP, DOWN = 1, 2, 4, 8

LIGHT = " ╴╶─╵┘└┴╷┐┌┬│┤├┼"
HEAVY = " ╸╺━╹┛┗┻╻┓┏┳┃┫┣╋"
DASHED = {LEFT | RIGHT: "╌", UP | DOWN: "╎"}
"""Signs by the sides of a cell that a line touches: plain, a ripple, a rivalry or another link."""


@dataclass(frozen=True, slots=True)
class Box:
    """Where a node is drawn: first cell and first line."""

    node: MapNode
    x: int
    y: int


@dataclass(slots=True)
class Canvas:
    """Lines as cells, of which a wide letter fills the second with an empty string; boxes, and what joins them, by
    node.
    """

    cells: list[list[str]] = field(default_factory=list)
    boxes: dict[str, Box] = field(default_factory=dict)
    joined: dict[str, set[str]] = field(default_factory=dict)


def drawn_on(drawn: TheoryMap, laid: MapLayout) -> Canvas:
    """The whole map."""
    width = max(laid.columns * (BOX + GAP) - GAP, 1)
    height = max([round(row * ROW) for _, row in laid.spots.values()], default=0) + ROW
    lines = _Lines(width, height)
    for place, edge in enumerate(drawn.edges):
        lines.draw(edge, laid.ways.get((edge.from_id, edge.to_id), ()), place)
    canvas = Canvas(lines.painted())
    for edge in drawn.edges:
        for one, other in ((edge.from_id, edge.to_id), (edge.to_id, edge.from_id)):
            canvas.joined.setdefault(one, set()).add(other)
    for node in drawn.nodes:
        x, y = _corner(laid.spots[node.id])
        canvas.boxes[node.id] = Box(node, x, y)
        for offset, text in enumerate(words_of(node)):
            _write(canvas.cells[y + offset], x, text)
    return canvas


def words_of(node: MapNode) -> tuple[str, str]:
    """The two lines of a box: a side that says what it is, its name, and as much of its wording as fits."""
    side = "(" if not node.is_cmo else "╏" if node.anticipated else "┃"
    words = f"{node.name}{' ↻' if node.loop else ''} {safe(node.wording)}"
    room = BOX - 1
    first, *rest = textwrap.wrap(words, room, break_long_words=True) or [""]
    if cell_len(first) > room:
        return side + fit(words, room), side
    return side + first, side + fit(" ".join(rest), room)


def _corner(spot: Spot) -> tuple[int, int]:
    column, row = spot
    return column * (BOX + GAP), round(row * ROW)


def _write(line: list[str], x: int, text: str) -> None:
    for letter in text + " " * (BOX - cell_len(text)):
        wide = cell_len(letter)
        if wide == 0:
            line[x - 1] += letter
            continue
        line[x : x + wide] = [letter, *[""] * (wide - 1)]
        x += wide


class _Lines:
    """Lines as the sides that they touch in each cell, with the strongest kind of line there."""

    def __init__(self, width: int, height: int) -> None:
        self._sides = [[0] * width for _ in range(height)]
        self._kind = [[""] * width for _ in range(height)]
        self._ends: dict[tuple[int, int], str] = {}

    def draw(self, edge: MapEdge, way: tuple[Spot, ...], place: int) -> None:
        """From box to box: across, up or down in the gap, across. Its kind says how it is painted."""
        kind = "heavy" if edge.ripple else "light" if edge.leads else "dashed"
        for step, (here, there) in enumerate(itertools.pairwise(way)):
            (x0, y0), (x1, y1) = _corner(here), _corner(there)
            onward = x1 > x0
            start, end = (x0 + BOX, x1 - 1) if onward else (x0 - 1, x1 + BOX)
            turn = (x0 + BOX if onward else x1 + BOX) + 2 + place % (GAP - 4)
            self._across(min(start, turn), max(start, turn), y0, kind)
            self._down(turn, y0, y1, kind)
            self._across(min(end, turn), max(end, turn), y1, kind)
            if step + 2 < len(way):
                self._across(x1 - 1, x1 + BOX, y1, kind)
            elif not edge.mutual:
                self._ends[end, y1] = "▶" if onward else "◀"

    def _across(self, x0: int, x1: int, y: int, kind: str) -> None:
        for x in range(x0, x1 + 1):
            self._touch(x, y, (LEFT if x > x0 else 0) | (RIGHT if x < x1 else 0), kind)

    def _down(self, x: int, y0: int, y1: int, kind: str) -> None:
        for y in range(min(y0, y1), max(y0, y1) + 1):
            self._touch(x, y, (UP if y > min(y0, y1) else 0) | (DOWN if y < max(y0, y1) else 0), kind)

    def _touch(self, x: int, y: int, sides: int, kind: str) -> None:
        if 0 <= y < len(self._sides) and 0 <= x < len(self._sides[y]):
            self._sides[y][x] |= sides
            if self._kind[y][x] in ("", "dashed") or kind == "heavy":
                self._kind[y][x] = kind

    def painted(self) -> list[list[str]]:
        """The lines as signs."""
        out = []
        for y, row in enumerate(self._sides):
            line = [" "] * len(row)
            for x, sides in enumerate(row):
                if sides:
                    kind = self._kind[y][x]
                    dashed = DASHED.get(sides) if kind == "dashed" else None
                    line[x] = dashed or (HEAVY if kind == "heavy" else LIGHT)[sides]
            out.append(line)
        for (x, y), sign in self._ends.items():
            if 0 <= y < len(out) and 0 <= x < len(out[y]):
                out[y][x] = sign
        return out


def beside(canvas: Canvas, at: str, way: str) -> str:
    """The node that an arrow leads to: along a link to the left or right, else to the nearest; in the column."""
    here = canvas.boxes[at]
    others = [box for box in canvas.boxes.values() if box.node.id != at]
    if way in ("up", "down"):
        near = [box for box in others if box.x == here.x and (box.y < here.y) == (way == "up")]
        return min(near, key=lambda box: abs(box.y - here.y)).node.id if near else at
    sideways = [box for box in others if (box.x < here.x if way == "left" else box.x > here.x)]
    linked = canvas.joined.get(at, set())
    near = [box for box in sideways if box.node.id in linked]
    if not near:
        nearest = min((abs(box.x - here.x) for box in sideways), default=0)
        near = [box for box in sideways if abs(box.x - here.x) == nearest]
    return min(near, key=lambda box: (abs(box.x - here.x), abs(box.y - here.y))).node.id if near else at
