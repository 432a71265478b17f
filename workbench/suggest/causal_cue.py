"""What a cue of causal talk is: how sure it is, on which side of it the effect stands, how its patterns are written.

Patterns are written one word a place for spaCy's Matcher: `a|b` any of these forms, `word?` perhaps, `*` up
to three words of any kind, `<` the beginning of the sentence, `,` a comma or dash, `>` the end of the cue
(what follows must be there and is no part of it). Words are compared in lower case, as spaCy splits them
(`did n't`, `it 's`).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Tier(StrEnum):
    """How sure a cue is on its own."""

    STRONG = "strong"
    ENABLING = "enabling"
    HINDERING = "hindering"
    WEAK = "weak"


class Side(StrEnum):
    """What follows the cue: `cause` after *because* and *if*, `effect` after *so that* and *led to*."""

    CAUSE = "cause"
    EFFECT = "effect"


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue by name with its patterns. `prior` is how often it is causal before any verdict of the team."""

    name: str
    tier: Tier
    follows: Side
    prior: float
    patterns: tuple[str, ...]


LIKELY = 0.5
"""From this precision on a sentence counts as likely causal; the weak tier stays below until verdicts raise it."""
