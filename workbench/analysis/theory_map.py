"""The theory map made of configurations in short and their links. Pure; where things are drawn is decided elsewhere."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from workbench.analysis.loops import loops_of
from workbench.model.theory_map_views import COUNTED, SHARES, CMOLinkRow, MapEdge, MapNode, TheoryMap
from workbench.model.theory_views import CMOLine
from workbench.model.vocabulary import CMOKind, LinkKind, Role, Stage, plural


def theory_map(
    lines: Iterable[CMOLine],
    links: Iterable[CMOLinkRow],
    numbers: Mapping[str, int],
    *,
    tracer: str | None = None,
    site: str | None = None,
    kind: str | None = None,
    study: str = "",
) -> TheoryMap:
    """The map of the configurations that are not retired and have this tracer, site and kind (names; None is any).

    `numbers` are those of elements by id. An element is drawn where at least two of these configurations hold it, or
    where a ripple goes through it.
    """
    chosen = [
        line
        for line in lines
        if line.stage is not Stage.RETIRED
        and (tracer is None or line.tracer == tracer)
        and (site is None or site in line.sites)
        and (kind is None or line.kind == kind)
    ]
    ids = {line.id for line in chosen}
    among = _once(link for link in links if link.from_id in ids and link.to_id in ids)
    shared = _shared(chosen, among)
    edges = [*_standings(chosen, shared), *_linked(among, shared)]
    edges = _with_ripples(edges, among, shared)
    loops = loops_of(ids, _leads(edges))
    loop_of = {identity: n for n, members in enumerate(loops, 1) for identity in members}
    elements = {one.element_id: one.wording for line in chosen for one in line.statements}
    nodes = [_cmo(line, loop_of.get(line.id, 0)) for line in chosen]
    looped = _marked(edges, loop_of)
    in_loop = {e: edge.loop for edge in looped if edge.loop for e in (edge.from_id, edge.to_id)}
    for element_id in sorted(shared, key=lambda one: numbers[one]):
        count = plural(shared[element_id], "of the CMOs shown", "of the CMOs shown")
        nodes.append(
            MapNode(
                element_id,
                False,
                numbers[element_id],
                elements.get(element_id, ""),
                f"element in {count}",
                loop=in_loop.get(element_id, 0),
            )
        )
    said = Counter(link.kind for link in among)
    return TheoryMap(
        tuple(nodes),
        tuple(looped),
        tuple(loops),
        ", ".join(filter(None, (tracer, site, kind))),
        study,
        tuple((one, said[one]) for one in COUNTED),
    )


def _once(links: Iterable[CMOLinkRow]) -> list[CMOLinkRow]:
    """The links without the second of two rivals, which each name the other."""
    said: set[tuple[str, ...]] = set()
    out = []
    for link in links:
        ends = (link.from_id, link.to_id)
        key = (link.kind, link.element_id, *(sorted(ends) if link.kind == LinkKind.RIVAL_OF else ends))
        if key not in said:
            said.add(key)
            out.append(link)
    return out


def _shared(lines: Sequence[CMOLine], links: Iterable[CMOLinkRow]) -> dict[str, int]:
    """The elements that are drawn, with how many of the configurations hold each."""
    held = Counter(element for line in lines for element in {one.element_id for one in line.statements})
    rippled = {link.element_id for link in links if link.kind == LinkKind.RIPPLE}
    return {element: count for element, count in held.items() if count > 1 or element in rippled}


def _standings(lines: Sequence[CMOLine], shared: Collection[str]) -> list[MapEdge]:
    """Each drawn element to and from the configurations that hold it: what one brings about leads away from it."""
    contexts = {
        one.element_id: line.id
        for line in lines
        for one in line.statements
        if one.role is Role.CONTEXT and one.element_id in shared
    }
    out = []
    for line in lines:
        roles: dict[tuple[str, bool], list[str]] = defaultdict(list)
        for one in line.statements:
            if one.element_id in shared:
                onward = one.role is Role.OUTCOME or (
                    one.role.is_mechanism and contexts.get(one.element_id, line.id) != line.id
                )
                roles[one.element_id, onward].append(str(one.role))
        for (element, onward), held in roles.items():
            ends = (line.id, element) if onward else (element, line.id)
            out.append(MapEdge(*ends, SHARES, tuple(dict.fromkeys(held))))
    return out


def _linked(links: Iterable[CMOLinkRow], shared: Collection[str]) -> list[MapEdge]:
    """The links, without ripples that go through a drawn element."""
    return [
        MapEdge(link.from_id, link.to_id, link.kind, ripple=link.kind == LinkKind.RIPPLE)
        for link in links
        if not (link.kind == LinkKind.RIPPLE and link.element_id in shared)
    ]


def _with_ripples(
    edges: Iterable[MapEdge], links: Iterable[CMOLinkRow], shared: Collection[str]
) -> list[MapEdge]:
    ways = {
        way
        for link in links
        if link.kind == LinkKind.RIPPLE and link.element_id in shared
        for way in ((link.from_id, link.element_id), (link.element_id, link.to_id))
    }
    return [
        MapEdge(one.from_id, one.to_id, one.kind, one.roles, one.ripple or (one.from_id, one.to_id) in ways)
        for one in edges
    ]


def _leads(edges: Iterable[MapEdge]) -> list[tuple[str, str]]:
    """What leads on from one node to another: ripples, and what one configuration brings about as another's context."""
    return [(e.from_id, e.to_id) for e in edges if e.leads]


def _marked(edges: Iterable[MapEdge], loop_of: Mapping[str, int]) -> list[MapEdge]:
    """The edges, those within a feedback loop with its number."""
    onward: dict[str, set[int]] = defaultdict(set)
    back: dict[str, set[int]] = defaultdict(set)
    edges = list(edges)
    for one in edges:
        if one.kind == SHARES:
            onward[one.to_id].add(loop_of.get(one.from_id, 0))
            back[one.from_id].add(loop_of.get(one.to_id, 0))
    out = []
    for one in edges:
        loop = 0
        if one.kind == LinkKind.RIPPLE and loop_of.get(one.from_id, 0) == loop_of.get(one.to_id, -1):
            loop = loop_of[one.from_id]
        elif one.kind == SHARES:
            mine = loop_of.get(one.from_id, 0) or loop_of.get(one.to_id, 0)
            element = one.to_id if one.from_id in loop_of else one.from_id
            loop = mine if mine in onward[element] & back[element] else 0
        out.append(MapEdge(one.from_id, one.to_id, one.kind, one.roles, one.ripple, loop))
    return out


def _cmo(line: CMOLine, loop: int) -> MapNode:
    about = [line.kind, line.stage_explained, line.tracer, ", ".join(line.sites)]
    about += [f"feedback loop {loop}"] * bool(loop)
    return MapNode(
        line.id,
        True,
        line.number,
        line.title,
        "; ".join(filter(None, about)),
        line.kind == CMOKind.PROGRAMME_THEORY,
        loop,
    )
