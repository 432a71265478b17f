"""Feedback loops: nodes each of which is reached from itself.

Tarjan's strongly connected components (1972), without recursion.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator


def loops_of(members: Collection[str], ways: Iterable[tuple[str, str]]) -> list[tuple[str, ...]]:
    """The loops among `members`, sorted, the ids within each sorted; other nodes may lie on the ways between them.

    A loop has at least two members, or one that leads back to itself by way of another node.
    """
    onward: dict[str, set[str]] = defaultdict(set)
    for start, end in ways:
        onward[start].add(end)
    wanted = set(members)
    found = []
    for component in _components(onward):
        held = tuple(sorted(wanted.intersection(component)))
        if held and len(component) > 1:
            found.append(held)
    return sorted(found)


def _components(onward: dict[str, set[str]]) -> Iterator[list[str]]:
    order: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    standing: set[str] = set()
    for root in sorted(onward):
        if root in order:
            continue
        walk: list[tuple[str, Iterator[str]]] = [(root, iter(sorted(onward[root])))]
        order[root] = low[root] = len(order)
        stack.append(root)
        standing.add(root)
        while walk:
            node, ends = walk[-1]
            end = next(ends, None)
            if end is None:
                walk.pop()
                if walk:
                    low[walk[-1][0]] = min(low[walk[-1][0]], low[node])
                if low[node] == order[node]:
                    yield _popped(stack, standing, node)
            elif end not in order:
                order[end] = low[end] = len(order)
                stack.append(end)
                standing.add(end)
                walk.append((end, iter(sorted(onward.get(end, ())))))
            elif end in standing:
                low[node] = min(low[node], order[end])


def _popped(stack: list[str], standing: set[str], until: str) -> list[str]:
    component = []
    while True:
        node = stack.pop()
        standing.discard(node)
        component.append(node)
        if node == until:
            return component
