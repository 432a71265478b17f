"""The formats of the theory map: pictures, languages of other programs, words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from workbench.export.figures.drawing import FORMATS
from workbench.export.figures.map_figure import render_map
from workbench.export.formats import chosen
from workbench.export.map_dot import to_dot
from workbench.export.map_mermaid import to_mermaid
from workbench.export.map_outline import to_outline
from workbench.model.theory_map_views import MapLayout, TheoryMap

LayOut = Callable[[TheoryMap], MapLayout]
"""Lays a map out; called for pictures alone."""


def _drawn(drawn: TheoryMap, lay_out: LayOut, *, format: str) -> bytes:
    return render_map(drawn, lay_out(drawn), format=format)


MAP_FORMATS: Mapping[str, Callable[[TheoryMap, LayOut], bytes]] = {
    **{form: partial(_drawn, format=form) for form in FORMATS},
    "dot": lambda drawn, _: to_dot(drawn),
    "mermaid": lambda drawn, _: to_mermaid(drawn),
    "text": lambda drawn, _: to_outline(drawn),
}
"""What `render_theory_map` can write, by name."""


def render_theory_map(drawn: TheoryMap, lay_out: LayOut, *, format: str) -> bytes:
    """The map as a file's bytes; `format` is a name of `MAP_FORMATS`.

    Raises:
        UsageError: no such format, or a picture without the extra `figures`.
    """
    return chosen(MAP_FORMATS, format, what="a theory map")(drawn, lay_out)
