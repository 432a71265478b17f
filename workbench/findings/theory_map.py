"""The theory map, read from one state of the study."""

from __future__ import annotations

from functools import partial

from workbench.analysis.theory_map import theory_map as made
from workbench.model.theory_map_views import TheoryMap
from workbench.store.reading.cmo_lines import cmo_lines
from workbench.store.reading.study import facts, tracers
from workbench.store.reading.theory_map import element_numbers, link_rows
from workbench.store.study import Reader


def theory_map(
    reader: Reader,
    *,
    tracer: str | None = None,
    site: str | None = None,
    kind: str | None = None,
    at_most: int | None = None,
) -> TheoryMap:
    """The map of the configurations of a tracer, site and kind; names as the study writes them, None for any.

    One of all tracers that would have more than `at_most` nodes is that of the study's first tracer.
    """
    make = partial(
        made,
        cmo_lines(reader),
        link_rows(reader),
        element_numbers(reader),
        site=site,
        kind=kind,
        study=facts(reader).title,
    )
    drawn = make(tracer=tracer)
    if at_most is not None and tracer is None and len(drawn.nodes) > at_most:
        return make(tracer=next((one.name for one in tracers(reader)), None))
    return drawn
