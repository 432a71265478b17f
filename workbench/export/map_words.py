"""Words of a theory map that its formats share: names, what stands on a line, wrapped wordings."""

from __future__ import annotations

import textwrap

from workbench.export.gate import fit
from workbench.export.plain_text import printable
from workbench.model.theory_map_views import SHARES, MapEdge, MapNode, TheoryMap

SHORT_ROLES = {
    "context": "C",
    "mechanism": "M",
    "mechanism-resource": "M resource",
    "mechanism-reasoning": "M reasoning",
    "outcome": "O",
    "intervention": "I",
    "actor": "A",
}
"""How a role is written on a line."""


def visible_line(text: str) -> str:
    """Text on one line, without what a format or a terminal would obey."""
    return " ".join(printable(text).split(" ")).replace("\n", " ").rstrip()


def numbered_ids(drawn: TheoryMap) -> dict[str, str]:
    """Names for machines by node: `cmo3`, `e12`."""
    return {node.id: f"{'cmo' if node.is_cmo else 'e'}{node.number}" for node in drawn.nodes}


def on_edge(edge: MapEdge) -> str:
    """What is written on a line: the roles of an element, or the kind of a link; and whether it is feedback."""
    if edge.kind == SHARES:
        words = ", ".join(SHORT_ROLES.get(role, role) for role in edge.roles)
        words += ", ripple" * edge.ripple
    else:
        words = edge.kind
    return words + (f", feedback loop {edge.loop}" if edge.loop else "")


def under_name(node: MapNode, *, width: int, lines: int = 0) -> str:
    """The name of a node and under it its wording, wrapped; cut to `lines` with an ellipsis, whole for 0."""
    head = node.name + (f"  (loop {node.loop})" if node.loop else "")
    wording = fit(node.wording)  # before a name is parted by a line
    wrapped = textwrap.wrap(wording, width, break_long_words=True) if wording.strip() else []
    if lines and len(wrapped) > lines:
        wrapped = [
            *wrapped[: lines - 1],
            textwrap.shorten(" ".join(wrapped[lines - 1 :]), width, placeholder=" …"),
        ]
    return "\n".join((head, *wrapped))
