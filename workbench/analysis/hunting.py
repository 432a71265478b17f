"""Why a passage is worth reading as a possible case against a configuration. Pure; it neither scores nor ranks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from workbench.model.hunting_views import Heard, Offer, Spoor

COUNTERVAILING = re.compile(
    r"\b(?:although|though|even though|even if|despite|in spite of|regardless of|but|however|nevertheless|nonetheless"
    r"|whereas|except|unless|instead of|rather than|on the other hand|having said that|not always|not everyone"
    r"|doesn['’]t always|didn['’]t always|don['’]t always|the exception|contrary to)\b",
    re.IGNORECASE,
)
"""Words with which people tell of what happened against the expectation."""


def together(passages: Iterable[Spoor]) -> tuple[Spoor, ...]:
    """One passage for each place: of those that overlap, the longest, with what any of them shares."""
    places: list[list[Spoor]] = []
    end_char = 0
    for one in sorted(passages, key=lambda one: (one.source_id, one.start_char, one.end_char)):
        if places and places[-1][0].source_id == one.source_id and one.start_char < end_char:
            places[-1].append(one)
            end_char = max(end_char, one.end_char)
        else:
            places.append([one])
            end_char = one.end_char
    return tuple(_as_one(place) for place in places)


def _as_one(place: Sequence[Spoor]) -> Spoor:
    longest = max(place, key=lambda one: one.end_char - one.start_char)
    codes = {code for one in place for code in one.codes}
    elements = {element for one in place for element in one.elements}
    return replace(longest, codes=tuple(sorted(codes)), elements=tuple(sorted(elements)))


def apart_from(passages: Iterable[Spoor], read: Iterable[Spoor]) -> tuple[Spoor, ...]:
    """Those that overlap none of the passages that were read."""
    taken: dict[str, list[Spoor]] = {}
    for one in read:
        taken.setdefault(one.source_id, []).append(one)
    return tuple(
        one
        for one in passages
        if not any(
            other.start_char < one.end_char and one.start_char < other.end_char
            for other in taken.get(one.source_id, ())
        )
    )


def offers(passages: Iterable[Spoor], heard: Heard) -> tuple[Offer, ...]:
    """The passages that are from where a configuration has no evidence yet, or that speak against the grain.

    By source name and place.
    """
    found = [Offer(passage, why) for passage in passages if (why := reasons(passage, heard))]
    return tuple(sorted(found, key=lambda offer: (offer.passage.source_name, offer.passage.start_char)))


def reasons(passage: Spoor, heard: Heard) -> tuple[str, ...]:
    """Why a passage should be read; empty if nothing speaks for it."""
    new = [
        *(f"from {site}, where it has no evidence yet" for site in passage.sites if site not in heard.sites),
        *(
            f"on {tracer}, on which it has no evidence yet"
            for tracer in passage.tracers
            if tracer not in heard.tracers
        ),
        *(f"no {role} has been heard on it yet" for role in passage.roles if role not in heard.roles),
    ]
    words = dict.fromkeys(match.group().casefold() for match in COUNTERVAILING.finditer(passage.text))
    if words:
        new.append(f"countervailing talk: {', '.join(f'“{word}”' for word in words)}")
    return tuple(new)
