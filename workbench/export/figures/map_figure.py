"""The theory map as a picture. Boxes are configurations, ovals shared elements; line styles say the kind of link."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

from workbench.export.figures.drawing import picture, saved
from workbench.export.map_words import on_edge, under_name
from workbench.model.theory_map_views import SHARES, MapEdge, MapLayout, MapNode, Spot, TheoryMap
from workbench.model.vocabulary import LinkKind

if TYPE_CHECKING:
    from matplotlib.axes import Axes

BOX, GAP = 3.4, 1.7
"""Width of a box and between columns, in centimetres."""

CHARS, MOST_LINES = 23, 8
"""Characters of a wrapped wording in a box, and lines under the name."""

LINE = 0.3
"""Height of a line of words, in centimetres."""

MARGIN, FOOT = 0.4, 1.9
"""Around the picture, and for the legend below it, in centimetres."""

_STYLES: dict[str, dict[str, Any]] = {
    SHARES: {"linewidth": 0.7, "linestyle": "-"},
    LinkKind.RIPPLE: {"linewidth": 1.9, "linestyle": "-"},
    LinkKind.RIVAL_OF: {"linewidth": 1.2, "linestyle": (0, (5, 3))},
    LinkKind.NESTS: {"linewidth": 0.9, "linestyle": (0, (6, 2, 1, 2))},
    LinkKind.REFINES: {"linewidth": 0.9, "linestyle": (0, (1, 1.6))},
    LinkKind.GENERALISES: {"linewidth": 0.9, "linestyle": (0, (3, 1, 1, 1, 1, 1))},
}

_LEGEND = (
    (SHARES, "shared element (C, M, O: its role)"),
    (LinkKind.RIPPLE, "ripple"),
    (LinkKind.RIVAL_OF, "rival of"),
    (LinkKind.NESTS, "nests"),
    (LinkKind.REFINES, "refines"),
    (LinkKind.GENERALISES, "generalises"),
)


def map_size(drawn: TheoryMap, laid: MapLayout) -> tuple[float, float]:
    """Width and height of the picture in centimetres."""
    columns, rows = max(laid.columns, 3), max(laid.rows, 1)
    return (
        columns * BOX + (columns - 1) * GAP + 2 * MARGIN,
        rows * _row(drawn) + 2 * MARGIN + FOOT,
    )


def render_map(drawn: TheoryMap, laid: MapLayout, *, format: str) -> bytes:
    """The map as svg, png or pdf."""
    width, height = map_size(drawn, laid)
    with picture(width, height) as (figure, axes):
        axes.set_axis_off()
        axes.set_xlim(0, width)
        axes.set_ylim(height, 0)
        paper = _Paper(axes, _row(drawn), height)
        for edge in drawn.edges:
            paper.edge(edge, laid.ways.get((edge.from_id, edge.to_id)))
        for node in drawn.nodes:
            paper.node(node, laid.spots[node.id])
        paper.legend(drawn)
        return saved(figure, format=format, title=f"{drawn.study}: {drawn.title}")


def _row(drawn: TheoryMap) -> float:
    """The height of a row with the gap below it: as high as the longest wording needs."""
    lines = max((_words(node).count("\n") + 1 for node in drawn.nodes), default=1)
    return lines * LINE + 0.55


def _words(node: MapNode) -> str:
    return under_name(node, width=CHARS, lines=MOST_LINES)


class _Paper:
    """Draws on axes in centimetres from the top left."""

    def __init__(self, axes: Axes, row: float, height: float) -> None:
        self.axes, self.row, self.height = axes, row, height

    def _at(self, spot: Spot) -> tuple[float, float]:
        """The middle of a spot."""
        column, place = spot
        return MARGIN + column * (BOX + GAP) + BOX / 2, MARGIN + (place + 0.5) * self.row

    def node(self, node: MapNode, spot: Spot) -> None:
        """A box as high as its words."""
        from matplotlib.patches import FancyBboxPatch

        words = _words(node)
        x, y = self._at(spot)
        half = (words.count("\n") + 1) * LINE / 2 + 0.08
        round_by = 0.25 if not node.is_cmo else 0.12 if node.anticipated else 0.0
        style = f"round,pad=0,rounding_size={round_by}" if round_by else "square,pad=0"
        self.axes.add_patch(
            FancyBboxPatch(
                (x - BOX / 2, y - half),
                BOX,
                2 * half,
                boxstyle=style,
                facecolor="white" if node.is_cmo else "0.9",
                edgecolor="black",
                linewidth=1.6 if node.is_cmo and not node.anticipated else 0.9,
                linestyle=(0, (4, 2)) if node.anticipated else "-",
                zorder=3,
            )
        )
        top = y - half + 0.08
        for place, line in enumerate(words.split("\n")):
            self.axes.text(
                x - BOX / 2 + 0.14,
                top + (place + 0.5) * LINE,
                line,
                va="center",
                fontsize=6.6,
                fontweight="bold" if not place else "normal",
                zorder=4,
            )

    def edge(self, edge: MapEdge, way: tuple[Spot, ...] | None) -> None:
        """A curve over the spots of its way, an arrow at its end, and what is written on it."""
        from matplotlib.patches import FancyArrowPatch
        from matplotlib.path import Path

        if way is None:
            return
        points, codes = self._curve(way)
        style = _STYLES[LinkKind.RIPPLE if edge.ripple else edge.kind]
        self.axes.add_patch(
            FancyArrowPatch(
                path=Path(points, codes),
                arrowstyle="-" if edge.mutual else "-|>",
                mutation_scale=8,
                color="black",
                shrinkA=0,
                shrinkB=0,
                capstyle="butt",
                zorder=2,
                **style,
            )
        )
        first, second = points[0], points[3]
        self.axes.text(
            (first[0] + second[0]) / 2,
            (first[1] + second[1]) / 2,
            on_edge(edge).replace(", feedback", ",\nfeedback").replace(", ripple", ",\nripple"),
            ha="center",
            va="center",
            fontsize=5.4,
            linespacing=0.95,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.6},
            zorder=5,
        )

    def _curve(self, way: tuple[Spot, ...]) -> tuple[list[tuple[float, float]], list[int]]:
        """Bends between columns, straight lines along those it passes."""
        sign = 1 if way[-1][0] >= way[0][0] else -1
        points: list[tuple[float, float]] = []
        codes: list[int] = []
        for place, (here, there) in enumerate(itertools.pairwise(way)):
            (x0, y0), (x1, y1) = self._at(here), self._at(there)
            x0, x1 = x0 + sign * BOX / 2, x1 - sign * BOX / 2
            points.append((x0, y0))
            codes.append(2 if place else 1)
            middle = (x0 + x1) / 2
            points += [(middle, y0), (middle, y1), (x1, y1)]
            codes += [4, 4, 4]
        return points, codes

    def legend(self, drawn: TheoryMap) -> None:
        """What shapes and lines mean, as far as they occur."""
        used = {LinkKind.RIPPLE if edge.ripple else edge.kind for edge in drawn.edges}
        x, y = MARGIN, self.height - FOOT + 0.35
        self.axes.plot([x, x + 12], [y - 0.25] * 2, color="0.6", linewidth=0.4)
        kinds = [entry for entry in _LEGEND if entry[0] in used]
        for place, (kind, words) in enumerate(kinds):
            left, top = x + (place % 3) * 5.4, y + (place // 3) * 0.4
            self.axes.plot([left, left + 0.9], [top] * 2, color="black", **_STYLES[kind])
            self.axes.text(left + 1.05, top, words, va="center", fontsize=6)
        words = (
            "Thick box: observed CMO. Dashed box: programme theory. Grey: element that several CMOs share."
        )
        self.axes.text(x, y + 0.95, words, va="center", fontsize=6)
        self.axes.text(x, y + 1.3, f"{drawn.title}. {drawn.summary}.", va="center", fontsize=6)
