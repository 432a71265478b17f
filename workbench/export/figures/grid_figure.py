"""What the study holds, tracer by site, as a picture: sources, codings, configurations, and where nothing was said."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from workbench.export.cmo_columns import cmo_label
from workbench.export.comparison import SILENCE
from workbench.export.figures.drawing import picture, saved
from workbench.export.map_words import visible_line
from workbench.export.matrix import Place
from workbench.model.vocabulary import SourceKind, plural

CELL_WIDTH, LABEL_WIDTH = 4.4, 3.4
"""Of a site's column and of the names of tracers, in centimetres."""

LINE = 0.36
"""Height of a line of words, in centimetres."""

CHARS = 31
"""Characters of a line in a cell."""


def render_grid(
    places: Sequence[Place],
    *,
    tracers: Sequence[str],
    sites: Sequence[str],
    format: str,
    interviews: Mapping[tuple[str, str], str] = MappingProxyType({}),
) -> bytes:
    """The grid: a row a tracer, a column a site; hatched where no observed configuration stands.

    `interviews` says of a tracer and a site how many interviews there are, in words, where they may not be counted.
    """
    from matplotlib.patches import Rectangle

    words = {
        (place.tracer, place.site): _words(place, interviews.get((place.tracer, place.site), ""))
        for place in places
    }
    observed = {(place.tracer, place.site): bool(place.observed) for place in places}
    heights = [
        max((words[tracer, site].count("\n") + 1 for site in sites), default=1) * LINE + 0.4
        for tracer in tracers
    ]
    width = LABEL_WIDTH + CELL_WIDTH * max(len(sites), 1) + 0.4
    height = sum(heights) + 1.6
    with picture(width, height) as (figure, axes):
        axes.set_axis_off()
        axes.set_xlim(0, width)
        axes.set_ylim(height, 0)
        for column, site in enumerate(sites):
            x = LABEL_WIDTH + column * CELL_WIDTH + 0.15
            axes.text(x, 0.45, textwrap.shorten(visible_line(site), 26, placeholder="…"), fontweight="bold")
        top = 0.7
        for tracer, tall in zip(tracers, heights, strict=True):
            name = "\n".join(textwrap.wrap(visible_line(tracer), 17))
            axes.text(0.15, top + 0.2, name, va="top", fontweight="bold")
            for column, site in enumerate(sites):
                x = LABEL_WIDTH + column * CELL_WIDTH
                seen = observed[tracer, site]
                box = Rectangle(
                    (x, top),
                    CELL_WIDTH,
                    tall,
                    facecolor="white" if seen else "0.94",
                    edgecolor="black" if seen else "0.55",
                    hatch=None if seen else "////",
                    linewidth=0.8,
                )
                if not seen:
                    axes.add_patch(
                        Rectangle(
                            (x, top), CELL_WIDTH, tall, facecolor="white", hatch="////", edgecolor="0.85"
                        )
                    )
                    box.set(facecolor="none", hatch="")
                axes.add_patch(box)
                axes.text(
                    x + 0.15,
                    top + 0.2,
                    words[tracer, site],
                    va="top",
                    fontsize=6.6,
                    linespacing=1.3,
                    bbox={"facecolor": "white", "edgecolor": "none", "pad": 1},
                )
            top += tall
        note = (
            "A source or CMO of several sites stands at each. Hatched: no observed CMO. Counts rank nothing."
            + " Small counts are masked." * any(map(_is_masked, interviews.values()))
        )
        axes.text(0.15, height - 0.3, note, fontsize=6)
        return saved(figure, format=format, title="What the study holds, tracer by site")


def _words(place: Place, interviews: str) -> str:
    """The lines of a cell; how many sources are coded would tell of interviews that may not be counted."""
    masked = _is_masked(interviews)
    kinds = [
        _interviews(interviews) if masked and kind == SourceKind.INTERVIEW else plural(count, kind)
        for kind, count in place.kinds.items()
        if count
    ]
    lines = [", ".join(kinds) or "no sources"]
    if place.coded:
        codings = plural(place.codings, "coding")
        lines.append(codings if masked else f"{codings} in {plural(place.coded, 'source')}")
    for numbers, what in ((place.theories, "programme theory"), (place.fragments, "fragments")):
        if numbers:
            lines.append(f"{what}: {', '.join(map(cmo_label, numbers))}")
    lines.append(f"observed: {', '.join(map(cmo_label, place.observed))}" if place.observed else SILENCE)
    return "\n".join(piece for line in lines for piece in textwrap.wrap(line, CHARS))


def _is_masked(interviews: str) -> bool:
    return interviews.startswith(("<", "at least"))


def _interviews(interviews: str) -> str:
    return f"{interviews} interview" + "s" * (interviews != "at least 1")
