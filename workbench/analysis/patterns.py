"""Demi-regularities: which context goes with which outcome, through what, in two or more observed configurations.

How often something recurs is no realist finding: patterns stand in the order of tracers and of the first configuration
of each, and what speaks against one stands beside it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from workbench.model.pattern_views import (
    CounterCase,
    DemiRegularity,
    ElementRef,
    PatternCMO,
    Patterns,
    PatternSlot,
    Through,
)
from workbench.model.vocabulary import CMOKind, Role, Valence

FEWEST = 2
"""Configurations in which a pattern stands at least."""

CONTRARY = {Valence.POSITIVE.value: Valence.NEGATIVE.value, Valence.NEGATIVE.value: Valence.POSITIVE.value}
"""Outcomes of opposite valence."""

Pair = tuple[str, str]
"""The ids of a context and of an outcome."""


def patterns(
    cmos: Sequence[PatternCMO],
    elements: Mapping[str, ElementRef],
    *,
    tracers: Sequence[str],
    generalised: bool = True,
) -> Patterns:
    """The patterns among configurations that are not retired. `tracers` are names in the study's order.

    `generalised` says whether the study has elements under more general ones, for the notes.
    """
    observed = [cmo for cmo in cmos if cmo.kind == CMOKind.OBSERVED]
    held = _pairs(observed)
    anticipated = _pairs(cmo for cmo in cmos if cmo.kind == CMOKind.PROGRAMME_THEORY)
    with_context: dict[str, list[PatternCMO]] = defaultdict(list)
    for cmo in observed:
        for context in {key for slot in _of(cmo, Role.CONTEXT) for key in slot.held}:
            with_context[context].append(cmo)
    found = [
        _pattern(pair, members, anticipated.get(pair, ()), with_context[pair[0]], elements)
        for pair, members in _most_particular(held, _above(cmos))
    ]
    order = {name: place for place, name in enumerate(tracers)}
    last = len(order)
    found.sort(
        key=lambda one: (
            order.get(one.cmos[0].tracer, last),
            one.cmos[0].number,
            one.context.number,
            one.outcome.number,
        )
    )
    return Patterns(tuple(found), tuple(_notes(cmos, observed, found, generalised=generalised)))


def _of(cmo: PatternCMO, role: Role) -> list[PatternSlot]:
    return [slot for slot in cmo.slots if slot.role is role]


def _pairs(cmos: Iterable[PatternCMO]) -> dict[Pair, list[PatternCMO]]:
    """Contexts with outcomes, at all degrees of generality, and the configurations in which they stand together."""
    found: dict[Pair, list[PatternCMO]] = defaultdict(list)
    for cmo in cmos:
        contexts = dict.fromkeys(key for slot in _of(cmo, Role.CONTEXT) for key in slot.held)
        outcomes = dict.fromkeys(key for slot in _of(cmo, Role.OUTCOME) for key in slot.held)
        for context in contexts:
            for outcome in outcomes:
                found[context, outcome].append(cmo)
    return found


def _above(cmos: Iterable[PatternCMO]) -> dict[str, set[str]]:
    """Element to the more general ones above it."""
    above: dict[str, set[str]] = defaultdict(set)
    for cmo in cmos:
        for slot in cmo.slots:
            for place, key in enumerate(slot.held):
                above[key].update(slot.held[place + 1 :])
    return above


def _most_particular(
    held: Mapping[Pair, Sequence[PatternCMO]], above: Mapping[str, Collection[str]]
) -> Iterator[tuple[Pair, Sequence[PatternCMO]]]:
    """The pairs of enough configurations, without those that only say the same more generally of the same ones."""
    alike: dict[tuple[str, ...], list[Pair]] = defaultdict(list)
    for pair, members in held.items():
        if len(members) >= FEWEST:
            alike[tuple(cmo.id for cmo in members)].append(pair)
    for pairs in alike.values():
        for pair in pairs:
            if not any(_says_more(other, pair, above) for other in pairs):
                yield pair, held[pair]


def _says_more(one: Pair, other: Pair, above: Mapping[str, Collection[str]]) -> bool:
    """Whether a pair is another one in more particular words."""
    return one != other and all(
        mine == theirs or theirs in above.get(mine, ()) for mine, theirs in zip(one, other, strict=True)
    )


def _pattern(
    pair: Pair,
    members: Sequence[PatternCMO],
    anticipated: Sequence[PatternCMO],
    with_context: Sequence[PatternCMO],
    elements: Mapping[str, ElementRef],
) -> DemiRegularity:
    sites = dict.fromkeys(site for cmo in members for site in cmo.sites)
    return DemiRegularity(
        elements[pair[0]],
        elements[pair[1]],
        tuple(members),
        _through(members, elements),
        tuple(anticipated),
        tuple(sorted({source for cmo in members for source in cmo.sources})),
        tuple(sites),
        tuple(_against(pair[1], members, with_context)),
    )


def _through(members: Sequence[PatternCMO], elements: Mapping[str, ElementRef]) -> tuple[Through, ...]:
    """The mechanisms: those that several share, as particular as they share them, before each one's own."""
    holders: dict[str, list[PatternCMO]] = defaultdict(list)
    nearest: dict[str, set[str]] = defaultdict(set)
    for cmo in members:
        for slot in cmo.slots:
            if slot.role.is_mechanism:
                nearest[cmo.id].add(slot.element_id)
                for key in slot.held:
                    if cmo not in holders[key]:
                        holders[key].append(cmo)
    above = _above(members)
    shared = [
        key
        for key, cmos in holders.items()
        if len(cmos) >= FEWEST
        and not any(key in above.get(other, ()) and holders[other] == cmos for other in holders)
    ]
    covered = {(cmo.id, key) for key in shared for cmo in holders[key]}
    own = [
        key
        for cmo in members
        for key in sorted(nearest[cmo.id], key=lambda one: elements[one].number)
        if not any((cmo.id, general) in covered for general in (key, *above.get(key, ())))
    ]
    return tuple(Through(elements[key], tuple(holders[key])) for key in dict.fromkeys([*shared, *own]))


def _against(
    outcome: str, members: Sequence[PatternCMO], with_context: Sequence[PatternCMO]
) -> Iterator[CounterCase]:
    """Other outcomes where the context is, opposite valences among the members, and evidence that contradicts."""
    usual = {slot.valence for cmo in members for slot in _of(cmo, Role.OUTCOME) if outcome in slot.held}
    usual.discard("")
    inside = {cmo.id for cmo in members}
    for cmo in with_context:
        outcomes = _of(cmo, Role.OUTCOME)
        if cmo.id in inside:
            valences = {slot.valence for slot in outcomes if outcome in slot.held}
            if valences & {CONTRARY.get(value) for value in usual}:
                yield CounterCase(cmo, f"the outcome is {', '.join(sorted(valences - {''}))} here")
        elif outcomes:
            contrary = {slot.valence for slot in outcomes} & {CONTRARY.get(value) for value in usual}
            yield CounterCase(
                cmo, f"the context is there, with {'a contrary' if contrary else 'another'} outcome"
            )
        else:
            yield CounterCase(cmo, "the context is there, and no outcome is recorded")
        if cmo.id in inside and cmo.contradicting:
            yield CounterCase(cmo, f"contradicted by {', '.join(cmo.contradicting)}")


def _notes(
    cmos: Collection[PatternCMO],
    observed: Collection[PatternCMO],
    found: Collection[DemiRegularity],
    *,
    generalised: bool,
) -> Iterator[str]:
    if not cmos:
        yield "The study has no CMOs yet."
    elif len(observed) < FEWEST:
        yield "Fewer than two CMOs are observed, so nothing can recur."
    elif not found:
        yield "No context stands with the same outcome in two or more observed CMOs."
    if observed and not generalised:
        yield "No element is put under a more general one, so only the same elements are seen to recur."
