"""Where coders differ: passages on which they do not have the same codes, with who has which."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workbench.agreement.spans import Sets, layers, stretches
from workbench.agreement.values import Categories, ComparedSource


@dataclass(frozen=True, slots=True)
class Difference:
    """A passage over which the coders' codes stay the same and are not the same for all.

    `codes` holds the paths of each coder's codes there, in the order of the codebook, by coder.
    """

    start_char: int
    end_char: int
    text: str
    codes: tuple[tuple[str, ...], ...]


def differences(
    source: ComparedSource, text: str, *, coders: Sequence[str], categories: Categories
) -> Iterator[Difference]:
    """The passages of a source on which the coders (ids) differ, in order; white space at their ends is left off.

    What differs in white space alone is no difference.
    """
    order = {category: number for number, category in enumerate(categories.paths)}
    for start, end, sets in _runs(source, coders, categories):
        body = text[start:end]
        words = body.strip()
        if not words:
            continue
        start += len(body) - len(body.lstrip())
        codes = tuple(
            tuple(categories.paths[one] for one in sorted(has, key=order.__getitem__)) for has in sets
        )
        yield Difference(start, start + len(words), words, codes)


def _runs(
    source: ComparedSource, coders: Sequence[str], categories: Categories
) -> Iterator[tuple[int, int, Sets]]:
    """Neighbouring stretches with the same sets made one, where the sets differ."""
    start = end = -1
    sets: Sets = ()
    for stretch in stretches(layers(source.marks, coders=coders, categories=categories)):
        if stretch.start_char == end and stretch.sets == sets:
            end = stretch.end_char
            continue
        if len(set(sets)) > 1:
            yield start, end, sets
        start, end, sets = stretch.start_char, stretch.end_char, stretch.sets
    if len(set(sets)) > 1:
        yield start, end, sets
