"""Spans of several coders in one text: their units, and the stretches over which nothing changes.

Everything here walks over sorted boundaries, so that its cost grows with the codings and not with the text.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from workbench.agreement.values import Categories
from workbench.model.views import CodingMark

Span = tuple[int, int]
Layer = Mapping[str, Sequence[Span]]
"""The units of one coder by category."""

Sets = tuple[frozenset[str], ...]
"""The categories that each coder has on one place, by coder."""

NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters `[start_char, end_char)` on all of which each coder has the same categories."""

    start_char: int
    end_char: int
    sets: Sets


def merged(spans: Iterable[Span]) -> list[Span]:
    """Spans in order, those that overlap made one. Spans that only touch stay two units."""
    out: list[Span] = []
    for start, end in sorted(spans):
        if out and start < out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], end))
        else:
            out.append((start, end))
    return out


def layers(marks: Iterable[CodingMark], *, coders: Sequence[str], categories: Categories) -> list[Layer]:
    """The units of each coder by category, in the order of `coders`; codings of other coders and codes are left out."""
    place = {coder: number for number, coder in enumerate(coders)}
    found: list[dict[str, list[Span]]] = [defaultdict(list) for _ in coders]
    for mark in marks:
        if mark.coder_id in place:
            for category in categories.of_code.get(mark.code_id, ()):
                found[place[mark.coder_id]][category].append((mark.start_char, mark.end_char))
    return [{category: merged(spans) for category, spans in layer.items()} for layer in found]


def stretches(coded: Sequence[Layer]) -> Iterator[Stretch]:
    """The stretches that any coder has coded, in order. No two neighbours need differ: units may touch."""
    events = [
        (position, opens, coder, category)
        for coder, layer in enumerate(coded)
        for category, spans in layer.items()
        for span in spans
        for position, opens in ((span[0], True), (span[1], False))
    ]
    events.sort()  # at one place what ends comes before what begins
    active: list[set[str]] = [set() for _ in coded]
    sets = [NOTHING] * len(coded)
    before = 0
    for position, opens, coder, category in events:
        if position > before:
            if any(sets):
                yield Stretch(before, position, tuple(sets))
            before = position
        (active[coder].add if opens else active[coder].discard)(category)
        sets[coder] = frozenset(active[coder]) if active[coder] else NOTHING


def sets_of_units(coded: Sequence[Layer], units: Sequence[Span]) -> Iterator[Sets]:
    """What each coder has on each given unit that anyone coded: a category of which any character lies in the unit.

    `units` are in order and do not overlap.
    """
    starts, ends = [start for start, _ in units], [end for _, end in units]
    found: dict[int, list[set[str]]] = {}
    for coder, layer in enumerate(coded):
        for category, spans in layer.items():
            for start, end in spans:
                for unit in range(bisect_left(ends, start + 1), bisect_left(starts, end)):
                    if unit not in found:
                        found[unit] = [set() for _ in coded]
                    found[unit][coder].add(category)
    for unit in sorted(found):
        yield tuple(frozenset(has) if has else NOTHING for has in found[unit])
