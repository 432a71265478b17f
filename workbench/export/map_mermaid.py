"""The theory map as a Mermaid flowchart. Nothing in it depends on colour."""

from __future__ import annotations

from workbench.export.gate import fit
from workbench.export.map_words import numbered_ids, on_edge, visible_line
from workbench.model.theory_map_views import SHARES, MapEdge, MapNode, TheoryMap
from workbench.model.vocabulary import LinkKind

_ARROWS = {
    SHARES: "-->",
    LinkKind.RIPPLE: "==>",
    LinkKind.RIVAL_OF: "<-.->",
    LinkKind.NESTS: "--o",
    LinkKind.REFINES: "-.->",
    LinkKind.GENERALISES: "-.->",
}


def to_mermaid(drawn: TheoryMap) -> bytes:
    """The map as a flowchart; configurations are boxes (rounded: programme theory), shared elements stadiums."""
    ids = numbered_ids(drawn)
    lines = [
        "flowchart LR",
        f"  %% {visible_line(drawn.title)} ({visible_line(drawn.summary)})".replace("{", "(").replace(
            "}", ")"
        ),
        *(f"  {ids[node.id]}{_node(node)}" for node in drawn.nodes),
        *(f"  {ids[edge.from_id]} {_arrow(edge)} {ids[edge.to_id]}" for edge in drawn.edges),
    ]
    return ("\n".join(lines) + "\n").encode("utf-8")


def _node(node: MapNode) -> str:
    words = _quoted(f"{node.name}\n{node.wording}" if node.wording else node.name)
    if not node.is_cmo:
        return f"([{words}])"
    return f"({words})" if node.anticipated else f"[{words}]"


def _arrow(edge: MapEdge) -> str:
    return f"{_ARROWS['ripple' if edge.ripple else edge.kind]}|{_quoted(on_edge(edge))}|"


def _quoted(text: str) -> str:
    """A Mermaid string: what the grammar, or the HTML that it becomes, would read is written as an entity."""
    return (
        '"' + "<br/>".join("".join(map(_entity, visible_line(line))) for line in fit(text).split("\n")) + '"'
    )


def _entity(character: str) -> str:
    return f"#{ord(character)};" if character in _UNSAFE else character


_UNSAFE = frozenset('"#&<>`\\;{}[]()|*_~')
"""Written as `#NN;`, which Mermaid shows as the character. `*`, `_` and `~` would else be taken for Markdown."""
