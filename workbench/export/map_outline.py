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


def alt_text(drawn: TheoryMap) -> str:
    """The map in a few sentences, for those who cannot see it."""
    nodes = {node.id: node for node in drawn.nodes}
    said = [
        f"{nodes[edge.from_id].name} {_VERBS.get(edge.kind, edge.kind)} {nodes[edge.to_id].name}"
        for edge in drawn.edges
        if edge.kind != SHARES
    ]
    through = {edge.to_id: edge.from_id for edge in drawn.edges if edge.ripple and edge.to_id in nodes}
    for edge in drawn.edges:
        if edge.ripple and edge.kind == SHARES and nodes[edge.to_id].is_cmo and edge.from_id in through:
            ends = nodes[through[edge.from_id]].name, nodes[edge.to_id].name
            said.append(f"{ends[0]} ripples into {ends[1]} through {nodes[edge.from_id].name}")
    told = "; ".join(said)
    return f"{drawn.title}: {drawn.summary}." + (f" {told}." if told else "")


_VERBS = {"ripple": "ripples into", "rival of": "is a rival of"}


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
