"""Words that hint at the role a clause may take in a configuration. A person decides; a hint only pre-fills a slot."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from workbench.model.vocabulary import Expectation, Role
from workbench.suggest.causal_cue import Cue

if TYPE_CHECKING:
    from spacy.tokens import Span

CONDITION_CUES = frozenset(("if", "when", "given that", "unless", "without", "as", "since"))
"""What follows these cues is a circumstance."""

PROVISION = frozenset(
    ("introduced", "introducing", "funded", "funding", "forum", "provided", "provide", "provides",
     "launched", "established", "created", "appointed", "training", "trained", "grant", "grants", "pilot",
     "scheme", "programme", "program", "contract", "budget", "guidance", "policy", "tool", "app", "record",
     "meetings", "panel", "post", "premises", "vouchers", "tokens", "helpline", "form", "rota", "incentive",
     "payment", "target", "targets", "gave", "offered", "opened", "merged", "merger", "tender")
)  # fmt: skip
"""Things that a programme offers or takes away."""

REACTION = frozenset(
    ("felt", "feel", "feels", "feeling", "trust", "trusts", "trusted", "worried", "worry", "afraid", "fear",
     "frightened", "scared", "confident", "confidence", "believe", "believed", "believes", "thought",
     "motivated", "willing", "reluctant", "suspicious", "suspicion", "ashamed", "proud", "angry", "valued",
     "listened", "safe", "judged", "anxious", "keen", "resent", "resented", "respect", "respected", "faith",
     "cynical", "wary", "courage", "ownership", "hoped", "wanted", "want", "understood", "realised")
)  # fmt: skip
"""What people think and feel in answer to what is offered."""

_TWO_WORDS = {
    ("set", "up"): Role.MECHANISM_RESOURCE,
    ("brought", "in"): Role.MECHANISM_RESOURCE,
    ("put", "in"): Role.MECHANISM_RESOURCE,
    ("rolled", "out"): Role.MECHANISM_RESOURCE,
    ("saw", "it"): Role.MECHANISM_REASONING,
    ("see", "it"): Role.MECHANISM_REASONING,
    ("bought", "in"): Role.MECHANISM_REASONING,
    ("buy", "in"): Role.MECHANISM_REASONING,
}


@dataclass(frozen=True, slots=True)
class RoleHint:
    """A clause `[start_char, end_char)` that may be a context, a mechanism or an outcome, and the word that says so.

    `expectation` is set for an outcome that is hoped, planned or expected.
    """

    role: Role
    start_char: int
    end_char: int
    why: str
    expectation: Expectation | None = None


def role_hints(cause: Span | None, effect: Span | None, *, cue: Cue, predicted: bool) -> tuple[RoleHint, ...]:
    """The roles that the clauses around a cue may take, the cause's first. Not every clause has one."""
    found = []
    if cause is not None:
        if cue.name in CONDITION_CUES:
            found.append(RoleHint(Role.CONTEXT, cause.start_char, cause.end_char, cue.name))
        else:
            found += [RoleHint(role, cause.start_char, cause.end_char, why) for role, why in _told(cause)]
    if effect is not None:
        reactions = [pair for pair in _told(effect) if pair[0] is Role.MECHANISM_REASONING]
        if reactions:
            role, why = reactions[0]
            found.append(RoleHint(role, effect.start_char, effect.end_char, why))
        else:
            expectation = Expectation.ANTICIPATED if predicted else None
            found.append(RoleHint(Role.OUTCOME, effect.start_char, effect.end_char, cue.name, expectation))
    return tuple(found)


def _told(clause: Span) -> list[tuple[Role, str]]:
    """What the words of a clause say: a reaction before a provision, each at most once."""
    words = [token.lower_ for token in clause]
    found: dict[Role, str] = {}
    for word in words:
        if word in REACTION:
            found.setdefault(Role.MECHANISM_REASONING, word)
        elif word in PROVISION:
            found.setdefault(Role.MECHANISM_RESOURCE, word)
    for pair in pairwise(words):
        if pair in _TWO_WORDS:
            found.setdefault(_TWO_WORDS[pair], " ".join(pair))
    order = (Role.MECHANISM_REASONING, Role.MECHANISM_RESOURCE)
    return [(role, found[role]) for role in order if role in found]
