"""Coding over time, and codes that occur together, as pictures readable in greyscale."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from workbench.export.figures.drawing import picture, saved
from workbench.export.map_words import visible_line
from workbench.export.plain_text import MONTHS, long_date
from workbench.model.figure_views import CodingDay, CoOccurrence

WIDTH = 16.0
"""Centimetres between the margins of an upright page of A4."""

CELL = 0.78
"""Side of a cell of the co-occurrence grid, in centimetres."""

MOST_TICKS = 7


def render_progress(days: Sequence[CodingDay], *, format: str) -> bytes:
    """Codings above, and coded sources below, over time: what stood at the end of each day, over that day's date."""
    with picture(WIDTH, 10.0) as (figure, axes):
        if not days:
            axes.set_axis_off()
            axes.text(0.5, 0.5, "Nothing is coded yet.", ha="center", transform=axes.transAxes)
            return saved(figure, format=format, title="Coding progress")
        first = date.fromisoformat(days[0].day)
        ends = [(date.fromisoformat(day.day) - first).days for day in days]
        axes.set_position((0.11, 0.56, 0.84, 0.36))
        below = figure.add_axes((0.11, 0.12, 0.84, 0.3))
        of = days[-1].of_sources
        panels: tuple[tuple[Any, list[int], str], ...] = (
            (axes, [day.codings for day in days], "Codings"),
            (below, [day.sources for day in days], f"Sources with codings, of {of} in the study"),
        )
        ticks = _ticks(first, ends[-1])
        room = ends[-1] * 0.02 or 1
        for panel, values, title in panels:
            panel.step([0, *ends], [0, *values], where="post", color="black", linewidth=1.6)
            panel.plot(ends[-1], values[-1], marker="o", markersize=3.5, color="black", clip_on=False)
            panel.set_ylim(0, max(max(values) if panel is axes else of, 1) * 1.08)
            panel.set_xlim(-room, ends[-1] + room)
            panel.locator_params(axis="y", integer=True, nbins=5)
            panel.set_xticks([tick for tick, _ in ticks], [words for _, words in ticks])
            panel.grid(axis="y", color="0.85", linewidth=0.5)
            panel.set_title(f"{title}: {values[-1]:,} by {long_date(days[-1].day)}", fontsize=8, loc="left")
        return saved(figure, format=format, title="Coding progress")


def _ticks(first: date, days: int) -> list[tuple[int, str]]:
    """Days, weeks or months apart, so that there are few."""
    if days > MOST_TICKS * 28:
        months = [
            date(first.year + (first.month + n - 1) // 12, (first.month + n - 1) % 12 + 1, 1)
            for n in range(1, days // 28 + 1)
        ]
        step = -(-len(months) // MOST_TICKS)
        found = [((one - first).days, f"{MONTHS[one.month - 1][:3]} {one.year}") for one in months[::step]]
        return [tick for tick in found if tick[0] <= days]
    step = max(1, -(-days // MOST_TICKS))
    out = []
    for n in range(0, days + 1, step):
        day = first + timedelta(days=n)
        out.append((n, f"{day.day} {MONTHS[day.month - 1][:3]}\n{day.year}"))
    return out


def render_co_occurrence(found: CoOccurrence, *, format: str) -> bytes:
    """A grid below the diagonal: passages that two codes share, above the number of sources; darker is more."""
    from matplotlib.patches import Rectangle

    count = len(found.codes)
    names = [visible_line(name) for name in found.codes]
    names = [name if len(name) <= 34 else name[:33] + "…" for name in names]
    label = 0.17 * max(map(len, names), default=10) + 0.4
    width, height = max(label + count * CELL + 0.6, WIDTH / 2), count * CELL + label + 1.0
    with picture(width, height) as (figure, axes):
        axes.set_axis_off()
        axes.set_xlim(0, width)
        axes.set_ylim(height, 0)
        if not found.codes:
            axes.text(width / 2, 0.5, "No two codes stand on the same words yet.", ha="center")
        most = max((passages for passages, _ in found.pairs.values()), default=1)
        for row in range(1, count):
            axes.text(label - 0.15, (row + 0.5) * CELL - CELL + 0.3, names[row], ha="right", va="center")
            for column in range(row):
                passages, sources = found.pairs.get((column, row), (0, 0))
                x, y = label + column * CELL, (row - 1) * CELL + 0.3
                shade = 1 - 0.45 * passages / most
                axes.add_patch(
                    Rectangle(
                        (x, y), CELL, CELL, facecolor=str(round(shade, 3)), edgecolor="0.75", linewidth=0.4
                    )
                )
                if passages:
                    axes.text(
                        x + CELL / 2, y + CELL * 0.34, str(passages), ha="center", va="center", fontsize=7
                    )
                    axes.text(
                        x + CELL / 2, y + CELL * 0.74, f"({sources})", ha="center", va="center", fontsize=5.5
                    )
        for column in range(max(count - 1, 0)):
            axes.text(
                label + (column + 0.5) * CELL,
                (count - 1) * CELL + 0.4,
                names[column],
                rotation=90,
                ha="center",
                va="top",
            )
        words = "Passages coded with both (distinct sources). Counts are no measure of importance."
        words += "\nCodes count as the top code they hang under." * found.rolled_up
        axes.text(0.2, height - 0.15, words, fontsize=6, va="bottom")
        return saved(figure, format=format, title="Codes that occur together")
