"""Demi-regularities, read from one state of the study."""

from __future__ import annotations

from workbench.analysis.patterns import patterns as made
from workbench.model.pattern_views import Patterns
from workbench.store.reading.pattern_material import pattern_material
from workbench.store.reading.study import tracers
from workbench.store.study import Reader


def patterns(reader: Reader) -> Patterns:
    """Contexts and outcomes that recur together in observed configurations that are not retired."""
    cmos, elements, generalised = pattern_material(reader)
    return made(cmos, elements, tracers=[one.name for one in tracers(reader)], generalised=generalised)
