"""The theory map in words: each configuration and shared element with what joins it to others."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.export.map_words import on_edge, visible_line
from workbench.model.theory_map_views import SHARES, MapEdge, MapNode, TheoryMap


def to_outline(drawn: TheoryMap) -> bytes:
    """The map as lines of text, for reading and for those who cannot see a picture."""
    nodes = {node.id: node for node in drawn.nodes}
    lines = [drawn.title, drawn.summary, ""]
    for n, members in enumerate(drawn.loops, 1):
        lines.append(f"Feedback loop {n}: {', '.join(nodes[one].name for one in members)}")
    lines += [""] * bool(drawn.loops)
    for node in drawn.nodes:
        lines.append(node.words)
        lines += [f"    ({node.detail})"] * bool(node.detail)
        lines += [f"    {words}" for words in joined(drawn, node, nodes)]
    return ("\n".join(map(visible_line, lines)) + "\n").encode("utf-8")


def joined(drawn: TheoryMap, node: MapNode, nodes: dict[str, MapNode]) -> Iterator[str]:
    """What joins a node to others, a line each: `-> E4 A shared budget [O, ripple]`."""
    for edge, away in drawn.of(node.id):
        other = nodes[edge.to_id if away else edge.from_id]
        yield f"{_sign(edge, away)} {other.words} [{on_edge(edge)}]"


def _sign(edge: MapEdge, away: bool) -> str:
    if edge.mutual:
        return "<>"
    line = "=" if edge.ripple else "-" if edge.kind == SHARES else "~"
    return f"{line}>" if away else f"<{line}"
