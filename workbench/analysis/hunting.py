"""Why a passage is worth reading as a possible case against a configuration. Pure; it neither scores nor ranks."""

from __future__ import annotations

import re
from collections.abc import Iterable

from workbench.model.hunting_views import Heard, Offer, Spoor

COUNTERVAILING = re.compile(
    r"\b(?:although|though|even though|even if|despite|in spite of|regardless of|but|however|nevertheless|nonetheless"
    r"|whereas|except|unless|instead of|rather than|on the other hand|having said that|not always|not everyone"
    r"|doesn['’]t always|didn['’]t always|don['’]t always|the exception|contrary to)\b",
    re.IGNORECASE,
)
"""Words with which people tell of what happened against the expectation."""


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
