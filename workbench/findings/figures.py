"""The figures of a report, drawn from one state of the study."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from workbench.analysis.co_occurrence import co_occurrence
from workbench.analysis.map_layout import map_layout
from workbench.export.document import Figure, Paragraph, emphasised
from workbench.export.figures.charts import render_co_occurrence, render_progress
from workbench.export.figures.drawing import INSTALL_HINT, figures_available
from workbench.export.figures.grid_figure import render_grid
from workbench.export.figures.map_figure import map_size, render_map
from workbench.export.interview_table import totals_by_site
from workbench.export.map_outline import alt_text
from workbench.export.matrix import places_of
from workbench.export.tracer_report import MASK_BELOW
from workbench.export.unwritten import Part
from workbench.findings.theory_map import theory_map
from workbench.model.views import TracerReport
from workbench.store.reading import study
from workbench.store.reading.codebook import code_views
from workbench.store.reading.coding_figures import coded_spans, coding_days
from workbench.store.reading.matrix import coding_counts
from workbench.store.reading.sources import source_views
from workbench.store.reading.theory import configurations
from workbench.store.study import Reader


def theory_map_figure(
    reader: Reader,
    *,
    format: str,
    tracer: str | None = None,
    site: str | None = None,
    kind: str | None = None,
) -> bytes:
    """The theory map of a tracer, site and kind (names; None is any) as svg, png or pdf."""
    drawn = theory_map(reader, tracer=tracer, site=site, kind=kind)
    return render_map(drawn, map_layout(drawn), format=format)


def grid_figure(reader: Reader, *, format: str, mask_below: int = MASK_BELOW) -> bytes:
    """What the study holds, tracer by site; interviews are counted as reports count them, small counts masked."""
    tracers = [one.name for one in study.tracers(reader)]
    sites = [one.name for one in study.sites(reader)]
    sources = source_views(reader, counted=False)
    places = places_of(
        tracers, sites, sources=sources, configurations=configurations(reader), counts=coding_counts(reader)
    )
    interviews = {
        (tracer, site): shown
        for tracer in tracers
        for site, shown in totals_by_site(
            [one for one in sources if tracer in one.tracers], mask_below=mask_below
        ).items()
    }
    return render_grid(places, tracers=tracers, sites=sites, format=format, interviews=interviews)


def progress_figure(reader: Reader, *, format: str) -> bytes:
    """Coding progress over time."""
    return render_progress(coding_days(reader), format=format)


def co_occurrence_figure(reader: Reader, *, format: str) -> bytes:
    """Codes that occur together."""
    return render_co_occurrence(
        co_occurrence(coded_spans(reader), code_views(reader, counted=False)), format=format
    )


def report_map(reader: Reader, *, tracer: str, site: str | None, formats: Collection[str]) -> Figure | None:
    """The theory map of a tracer, at one site or at all, for reports in these formats; None if there is nothing on it.

    What no format prints is not drawn.
    """
    drawn = theory_map(reader, tracer=tracer, site=site)
    if not drawn.cmos:
        return None
    laid = map_layout(drawn)
    width, _ = map_size(drawn, laid)
    svg = render_map(drawn, laid, format="svg") if {"html", "pdf"}.intersection(formats) else b""
    png = render_map(drawn, laid, format="png") if "docx" in formats else b""
    where = f" in {site}" if site else ""
    caption = f"How the CMO configurations of {tracer}{where} hang together"
    return Figure(caption, alt_text(drawn), svg, png, round(width, 1), wide=width > WIDEST_UPRIGHT)


def report_maps(
    reader: Reader, reports: Sequence[TracerReport], *, formats: Collection[str], draft: bool
) -> list[tuple[Part, ...]]:
    """For each report its theory map, as it stands there; nothing where it has no configurations.

    Without the extra `figures`, a draft has a note in its place, and a final report nothing.
    """
    if not figures_available():
        note = Paragraph(emphasised(f"The theory map stands here once figures can be drawn. {INSTALL_HINT}"))
        return [(note,) if draft else () for _ in reports]
    found = [
        report_map(reader, tracer=one.tracer.name, site=one.site or None, formats=formats) for one in reports
    ]
    return [() if drawn is None else (drawn,) for drawn in found]


WIDEST_UPRIGHT = 24.0
"""Centimetres; a wider map would be too small to read on an upright page."""


FIGURES: Mapping[str, Callable[..., bytes]] = {
    "theory-map": theory_map_figure,
    "grid": grid_figure,
    "progress": progress_figure,
    "co-occurrence": co_occurrence_figure,
}
"""All of them, by the name that the command line gives them; each takes a reader and `format`."""
