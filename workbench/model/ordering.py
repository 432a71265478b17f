"""The order of things that a file lists again: what it does not list keeps its place."""

from __future__ import annotations

from collections.abc import Sequence


def merged_order(present: Sequence[str], wanted: Sequence[str]) -> list[str]:
    """`present` with those of `wanted` in the order of `wanted`; new ones follow the one before them there.

    Both hold ids, each once. A new one that is first stands before the next one that is present, else last.
    """
    here, chosen = set(present), set(wanted)
    old = iter([one for one in wanted if one in here])
    order = [next(old) if one in chosen else one for one in present]
    before: str | None = None
    for one in wanted:
        if one not in here:
            at = order.index(before) + 1 if before is not None else _before_next(order, wanted, here)
            order.insert(at, one)
        before = one
    return order


def _before_next(order: Sequence[str], wanted: Sequence[str], here: set[str]) -> int:
    following = next((one for one in wanted if one in here), None)
    return len(order) if following is None else order.index(following)
