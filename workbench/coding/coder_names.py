"""Names of coders that may be slips of the pen: a misspelt name would join the study as another person."""

from __future__ import annotations

import re
from collections.abc import Iterable

from workbench.errors import BadInput, NotFound
from workbench.model.likeness import did_you_mean
from workbench.model.vocabulary import plural

NEAR = 80
"""Names as like as this (rapidfuzz's ratio, 0 to 100) are asked about: `Anna Brwn` and `Anna Brown` have 95."""

SHORTEST = 4
"""From this length on names are asked about that differ in one letter: `Inez` and `Ines` have only 75."""

LET_JOIN = "To let a new coder join: --new-coder"


def near_coders(name: str, known: Iterable[str]) -> list[str]:
    """The known coders for whom `name` may be a slip, most like first; empty if it is one of them, or clearly new.

    `Coder 1` and `Coder 2`, or `A. Brown` and `B. Brown`, are two people: they differ in a number or an initial.
    """
    from rapidfuzz import fuzz
    from rapidfuzz.distance import OSA

    typed = _words(name)
    names = list(known)
    if any(_words(other) == typed for other in names):
        return []
    near = []
    for other in names:
        one, two = " ".join(typed), " ".join(_words(other))
        score = fuzz.ratio(one, two)
        slip = min(len(one), len(two)) >= SHORTEST and OSA.distance(one, two) == 1
        if (score >= NEAR or slip) and not _told_apart(typed, _words(other)):
            near.append((score, other))
    return [other for _, other in sorted(near, key=lambda one: -one[0])]


def _words(name: str) -> list[str]:
    return re.findall(r"\w+", name.casefold())


def _told_apart(one: list[str], other: list[str]) -> bool:
    """Whether two names differ in numbers and initials alone."""
    if len(one) != len(other):
        return False
    differing = [word for pair in zip(one, other, strict=True) if pair[0] != pair[1] for word in pair]
    return all(len(word) == 1 or any(c.isdigit() for c in word) for word in differing)


def require_clear_name(name: str, known: Iterable[str]) -> None:
    """Refuse the name of a new coder that is near a known one.

    Raises:
        NotFound: offering the near names.
    """
    if near := near_coders(name, known):
        raise NotFound(
            f"there is no coder {name!r} in this study", hint=f"{did_you_mean(near[:3])} {LET_JOIN}"
        )


def require_clear_names(names: Iterable[str], known: Iterable[str], *, origin: str) -> None:
    """Refuse a file that names new coders near known ones, or near each other.

    Raises:
        BadInput: listing them all.
    """
    there = list(known)
    doubtful = []
    for name in dict.fromkeys(names):
        near = near_coders(name, there)
        if near:
            doubtful.append(f"there is no coder {name!r}. {did_you_mean(near[:3])}")
        there.append(name)
    if doubtful:
        raise BadInput(
            f"{origin} names {plural(len(doubtful), 'coder')} that may be misspelt",
            hint=f"Mend the names. {LET_JOIN}",
            problems=tuple(doubtful),
        )
