"""Where the nodes of a theory map stand: in columns from left to right, laid out by fast-sugiyama.

Sugiyama, Tagawa and Toda (1981): columns by what leads to what, as few crossings as can be found, straight ways.
Positions are in columns and rows of nodes; who draws gives them a size.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from workbench.errors import WorkbenchError
from workbench.model.theory_map_views import MapLayout, Spot, TheoryMap

_UNIT = 100
"""What the library takes a row for."""

GAP = 0.25
"""Rows between parts of the map that nothing joins."""


def map_layout(drawn: TheoryMap, *, loose_columns: int = 4) -> MapLayout:
    """The layout; the same map gives the same. Loose nodes fill at least `loose_columns` columns.

    Raises:
        WorkbenchError: the library is not installed on this machine.
    """
    joined = {end for edge in drawn.edges for end in (edge.from_id, edge.to_id) if edge.from_id != edge.to_id}
    ids = [node.id for node in drawn.nodes if node.id in joined]
    ids += [
        node.id for node in drawn.nodes if node.id not in joined
    ]  # the library wants numbers without gaps
    number = {identity: place for place, identity in enumerate(ids)}
    pairs = _pairs(drawn, number)
    spots: dict[int, Spot] = {}
    ways: dict[tuple[int, int], tuple[Spot, ...]] = {}
    top = 0.0
    for placed in _placed(pairs):
        here, through = placed
        spots |= {node: (column, row + top) for node, (column, row) in here.items()}
        ways |= {pair: tuple((column, row + top) for column, row in way) for pair, way in through.items()}
        reached = [row for _, row in here.values()] + [row for way in through.values() for _, row in way]
        top += max(reached) + 1 + GAP
    loose = [place for place in range(len(ids)) if place not in spots]
    columns = max([column for column, _ in spots.values()], default=-1) + 1
    width = max(columns, min(loose_columns, len(loose)))
    loose_from = top
    for place, node in enumerate(loose):
        spots[node] = (place % width, loose_from + place // width)
    rows = max([row for _, row in spots.values()], default=-1.0) + 1
    both = {(ids[a], ids[b]): way for (a, b), way in ways.items()}
    return MapLayout(
        {ids[node]: spot for node, spot in sorted(spots.items())},
        both | {(b, a): way[::-1] for (a, b), way in both.items()},
        max(columns, width if loose else 0),
        rows,
        tuple(ids[node] for node in loose),
        loose_from,
    )


def _pairs(drawn: TheoryMap, number: Mapping[str, int]) -> list[tuple[int, int]]:
    """What is joined, once each and sorted: what leads on first; other links turn so that they follow it."""
    onward: dict[int, set[int]] = defaultdict(set)
    joined: set[tuple[int, int]] = set()
    for leads in (True, False):
        for edge in drawn.edges:
            start, end = number[edge.from_id], number[edge.to_id]
            if edge.leads is not leads or start == end or {(start, end), (end, start)} & joined:
                continue
            if not leads and _reaches(onward, end, start):
                start, end = end, start
            onward[start].add(end)
            joined.add((start, end))
    return sorted(joined)


def _reaches(onward: Mapping[int, set[int]], start: int, end: int) -> bool:
    seen, todo = {start}, [start]
    while todo:
        fresh = onward.get(todo.pop(), set()) - seen
        if end in fresh:
            return True
        seen |= fresh
        todo += fresh
    return False


_Part = tuple[dict[int, Spot], dict[tuple[int, int], tuple[Spot, ...]]]


def _placed(pairs: Sequence[tuple[int, int]]) -> Iterable[_Part]:
    """The joined parts, each from column and row 0 on.

    Each is laid out by itself: the library numbers the bends of ways anew in each part, and so as nodes of another.
    """
    if not pairs:
        return
    try:
        from fast_sugiyama import from_edges
    except ImportError:
        raise WorkbenchError(
            "theory maps cannot be laid out on this machine: fast-sugiyama is not installed",
            hint="Install it (pip install fast-sugiyama), or take a map that lays itself out: --format dot or mermaid.",
        ) from None
    for nodes in _connected(pairs):
        own = {node: place for place, node in enumerate(nodes)}
        edges = [(own[start], own[end]) for start, end in pairs if start in own]
        [found] = from_edges(edges, vertex_spacing=_UNIT, dummy_vertices=True, check_layout=False)
        positions, _width, _height, ends = found
        spots = {int(node): at for node, at in positions}
        here, ways = _part(spots, [(int(start), int(end)) for start, end in ends or ()], len(nodes))
        yield (
            {nodes[node]: spot for node, spot in here.items()},
            {(nodes[start], nodes[end]): way for (start, end), way in ways.items()},
        )


def _connected(pairs: Sequence[tuple[int, int]]) -> list[list[int]]:
    """The nodes that ways join, part by part, each sorted; the parts by their first nodes."""
    beside: dict[int, set[int]] = defaultdict(set)
    for start, end in pairs:
        beside[start].add(end)
        beside[end].add(start)
    out: list[list[int]] = []
    seen: set[int] = set()
    for first in sorted(beside):
        if first not in seen:
            part, todo = {first}, [first]
            while todo:
                fresh = beside[todo.pop()] - part
                part |= fresh
                todo += fresh
            seen |= part
            out.append(sorted(part))
    return out


def _part(positions: Mapping[int, tuple[float, float]], ends: Iterable[tuple[int, int]], count: int) -> _Part:
    """One part in columns and rows; nodes are numbered below `count`, bends from there on."""
    levels = {
        y: level for level, y in enumerate(sorted({round(y) for _, y in positions.values()}, reverse=True))
    }
    left = min(x for x, _ in positions.values())
    spots = {node: (levels[round(y)], round((x - left) / _UNIT, 2)) for node, (x, y) in positions.items()}
    onward: dict[int, list[int]] = defaultdict(list)
    for start, end in ends:
        onward[start].append(end)
    ways = {}
    for start in sorted(node for node in spots if node < count):
        for step in onward[start]:
            way = [start, step]
            while way[-1] >= count:
                way.append(onward[way[-1]][0])
            ways[start, way[-1]] = tuple(spots[node] for node in way)
    return {node: spot for node, spot in spots.items() if node < count}, ways
