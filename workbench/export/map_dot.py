"""The theory map as DOT, for Graphviz. Nothing in it depends on colour."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.export.gate import fit
from workbench.export.map_words import numbered_ids, on_edge, under_name, visible_line
from workbench.model.theory_map_views import SHARES, MapEdge, MapNode, TheoryMap
from workbench.model.vocabulary import LinkKind

_STYLES = {
    SHARES: "style=solid",
    LinkKind.RIPPLE: "style=bold",
    LinkKind.RIVAL_OF: "style=dashed, dir=none",
    LinkKind.NESTS: "style=dotted, arrowhead=odiamond",
    LinkKind.REFINES: "style=dotted, arrowhead=empty",
    LinkKind.GENERALISES: "style=dashed, arrowhead=empty",
}


def to_dot(drawn: TheoryMap) -> bytes:
    """The map as a directed graph; configurations are boxes (dashed: programme theory), shared elements ellipses."""
    ids = numbered_ids(drawn)
    lines = [
        "digraph theory {",
        f"  graph [rankdir=LR, label={_quoted(drawn.title + ' (' + drawn.summary + ')')}, fontname=Helvetica];",
        "  node [fontname=Helvetica, fontsize=10];",
        "  edge [fontname=Helvetica, fontsize=9];",
        *(f"  {ids[node.id]} [{', '.join(_node(node))}];" for node in drawn.nodes),
        *(f"  {ids[edge.from_id]} -> {ids[edge.to_id]} [{', '.join(_edge(edge))}];" for edge in drawn.edges),
        "}",
    ]
    return ("\n".join(lines) + "\n").encode("utf-8")


def _node(node: MapNode) -> Iterator[str]:
    yield f"label={_quoted(under_name(node, width=28))}"
    if not node.is_cmo:
        yield "shape=ellipse"
    else:
        yield 'shape=box, style="rounded,dashed"' if node.anticipated else "shape=box"
    if node.detail:
        yield f"tooltip={_quoted(node.detail)}"


def _edge(edge: MapEdge) -> Iterator[str]:
    yield _STYLES["ripple" if edge.ripple else edge.kind]
    yield f"label={_quoted(on_edge(edge))}"
    if edge.kind != SHARES and not edge.leads:
        yield "constraint=false"


def _quoted(text: str) -> str:
    r"""A DOT string: quotes and backslashes escaped, lines kept by `\n`."""
    lines = (visible_line(line).replace("\\", "\\\\").replace('"', '\\"') for line in fit(text).split("\n"))
    return '"' + "\\n".join(lines) + '"'
