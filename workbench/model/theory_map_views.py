"""The theory map as values: configurations and the elements they share, and what joins them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from workbench.model.vocabulary import LinkKind, plural

SHARES = "shares"
"""The kind of an edge that is no link: an element that stands in a configuration. Other kinds are those of links."""


@dataclass(frozen=True, slots=True)
class CMOLinkRow:
    """A link as it is kept, by ids; `element_id` is empty where it is no ripple."""

    from_id: str
    to_id: str
    kind: str
    element_id: str
    note: str


@dataclass(frozen=True, slots=True)
class MapNode:
    """A configuration or a shared element; `number` is how people name it.

    `detail` says at length what it is: kind, stage, tracer and sites, or in how many configurations it stands.
    `loop` is the number of the feedback loop in which it takes part, 0 for none.
    """

    id: str
    is_cmo: bool
    number: int
    wording: str
    detail: str = ""
    anticipated: bool = False
    """Whether it is a configuration of programme theory."""
    loop: int = 0

    @property
    def name(self) -> str:
        """`CMO 3` or `E12`."""
        return f"CMO {self.number}" if self.is_cmo else f"E{self.number}"

    @property
    def words(self) -> str:
        """Name and wording."""
        return f"{self.name} {self.wording}".rstrip()


@dataclass(frozen=True, slots=True)
class MapEdge:
    """What joins two nodes. `roles` are those of a shared element in the configuration at the other end.

    `ripple` marks the ways from one configuration through an element to the next that a person linked as a ripple.
    """

    from_id: str
    to_id: str
    kind: str
    roles: tuple[str, ...] = ()
    ripple: bool = False
    loop: int = 0

    @property
    def label(self) -> str:
        """What is written on it."""
        return ", ".join(self.roles) if self.kind == SHARES else self.kind

    @property
    def leads(self) -> bool:
        """Whether it leads from one configuration on to the next: through a shared element, or as a ripple."""
        return self.kind in (SHARES, LinkKind.RIPPLE)

    @property
    def mutual(self) -> bool:
        """Whether it has no direction."""
        return self.kind == LinkKind.RIVAL_OF


@dataclass(frozen=True, slots=True)
class TheoryMap:
    """Nodes, configurations first and by number, and edges. `selection` says what was chosen, empty for all.

    A feedback loop is a set of configurations each of which leads back to itself over the others; `loops` holds the
    ids of each, the first being loop 1.
    """

    nodes: tuple[MapNode, ...]
    edges: tuple[MapEdge, ...]
    loops: tuple[tuple[str, ...], ...] = ()
    selection: str = ""
    study: str = ""
    link_counts: tuple[tuple[str, int], ...] = ()
    """How many links of each kind there are among the configurations, by the word of the kind."""

    @property
    def cmos(self) -> tuple[MapNode, ...]:
        """The configurations."""
        return tuple(node for node in self.nodes if node.is_cmo)

    @property
    def elements(self) -> tuple[MapNode, ...]:
        """The shared elements."""
        return tuple(node for node in self.nodes if not node.is_cmo)

    @property
    def title(self) -> str:
        """`Theory map: Dementia, Area 1`."""
        return "Theory map" + (f": {self.selection}" if self.selection else "")

    @property
    def summary(self) -> str:
        """`8 CMOs, 3 shared elements, 2 ripples, 1 rival, 1 feedback loop`."""
        parts = [plural(len(self.cmos), "CMO"), plural(len(self.elements), "shared element")]
        parts += [plural(count, *COUNTED[kind]) for kind, count in self.link_counts if count]
        parts += [plural(len(self.loops), "feedback loop")] * bool(self.loops)
        return ", ".join(parts)

    def of(self, identity: str) -> Iterable[tuple[MapEdge, bool]]:
        """The edges at a node, each with whether it leads away from it."""
        for edge in self.edges:
            if identity in (edge.from_id, edge.to_id):
                yield edge, edge.from_id == identity


COUNTED: dict[str, tuple[str, ...]] = {
    LinkKind.RIPPLE: ("ripple",),
    LinkKind.NESTS: ("nesting",),
    LinkKind.REFINES: ("refinement",),
    LinkKind.RIVAL_OF: ("rivalry", "rivalries"),
    LinkKind.GENERALISES: ("generalisation",),
}
"""The kinds of links, and what one and several of each are called."""

Spot = tuple[int, float]
"""Column, and row within it. Rows of one column are at least one apart."""


@dataclass(frozen=True, slots=True)
class MapLayout:
    """Spots by node, and for each pair of joined nodes the way from the one to the other: at least two spots.

    `loose` are the nodes that nothing joins to others: they stand below the rest, in as many columns as that has.
    """

    spots: Mapping[str, Spot]
    ways: Mapping[tuple[str, str], tuple[Spot, ...]]
    columns: int
    rows: float
    loose: tuple[str, ...] = ()
    loose_from: float = 0.0
