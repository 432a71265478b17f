"""Passages of a text compared as if they were all there is: codings cut to them, and laid end to end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from workbench.agreement.values import ComparedSource
from workbench.model.views import CodingMark

Passages = Sequence[tuple[int, int]]
"""Spans of one text in order, without a character in common."""


def cut(marks: Iterable[CodingMark], passages: Passages) -> tuple[CodingMark, ...]:
    """The codings as far as they lie in the passages, at their place; one that reaches into two becomes two."""
    return tuple(
        replace(mark, start_char=max(mark.start_char, start), end_char=min(mark.end_char, end))
        for start, end in passages
        for mark in marks
        if mark.start_char < end and start < mark.end_char
    )


def end_to_end(source: ComparedSource, passages: Passages) -> ComparedSource:
    """A source of which only the passages are compared. Codings and units are cut to them.

    Where one passage ends another begins, but nothing is made one across: units that only touch stay two.
    """
    marks: list[CodingMark] = []
    units: list[tuple[int, int]] = []
    offset = 0
    for start, end in passages:
        shift = offset - start
        marks += (
            replace(mark, start_char=mark.start_char + shift, end_char=mark.end_char + shift)
            for mark in cut(source.marks, [(start, end)])
        )
        units += ((first + shift, last + shift) for first, last in _inside(source.units or (), start, end))
        offset += end - start
    return ComparedSource(source.name, offset, tuple(marks), None if source.units is None else tuple(units))


def _inside(units: Iterable[tuple[int, int]], start: int, end: int) -> Iterator[tuple[int, int]]:
    for first, last in units:
        if first < end and start < last:
            yield max(first, start), min(last, end)
