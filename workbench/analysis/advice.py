"""Checks that advise on configurations and never block: rules over words, whose findings a person judges."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from workbench.analysis.advice_words import (
    ACTIVITIES,
    NO_PAST_FORMS,
    PREPOSITIONS,
    QUALITIES,
    SETTINGS,
    VERBS,
    says_reasoning,
    stems_of,
    words_of,
)
from workbench.model.advice_views import Advice, Advised, Check, CheckedCMO, CheckedSlot, Dismissal
from workbench.model.vocabulary import CMOKind, Expectation, Role

SAME_SHARE = 0.75
"""The share of the words of the shorter of two statements, found in the longer, from which one restates the other."""

SAME_LEAST = 2
"""Words that two statements must share at least to say the same."""


def advise(cmos: Iterable[CheckedCMO], dismissals: Iterable[Dismissal] = ()) -> Advised:
    """What the checks say of these configurations, in their order; apart, what somebody has set aside."""
    aside = {(one.check, one.cmo_id, one.slot_id): one for one in dismissals}
    standing, dismissed = [], []
    for cmo in cmos:
        for check, find in CHECKS.items():
            for advice in find(cmo):
                key = (str(check), advice.cmo_id, advice.slot_id)
                if key in aside:
                    dismissed.append((advice, aside[key]))
                else:
                    standing.append(advice)
    return Advised(tuple(standing), tuple(dismissed))


def bare_settings(cmo: CheckedCMO) -> Iterator[Advice]:
    """Contexts that name a setting without how it matters."""
    for slot in cmo.slots:
        if slot.role is Role.CONTEXT and is_bare_setting(slot.wording):
            yield _of(Check.SETTING, cmo, slot, f"“{slot.wording}” names a setting, not how it matters")


def is_bare_setting(wording: str) -> bool:
    """Whether a wording is a phrase without a verb or a quality, whose main word names a setting."""
    words = words_of(wording)
    if not words or any(word in VERBS or word in QUALITIES or _is_past(word) for word in words):
        return False
    head = words
    for n, word in enumerate(words):
        if word in PREPOSITIONS and n:
            head = words[:n]
            break
    return head[-1] in SETTINGS


def _is_past(word: str) -> bool:
    return word.endswith("ed") and word not in NO_PAST_FORMS


def mere_activities(cmo: CheckedCMO) -> Iterator[Advice]:
    """Mechanisms that say what is done, in a configuration that does not say how people respond."""
    if any(slot.role is Role.MECHANISM_REASONING for slot in cmo.slots):
        return
    undivided = [slot for slot in cmo.slots if slot.role is Role.MECHANISM]
    for slot in undivided:
        words = set(words_of(slot.wording))
        if words & ACTIVITIES and not says_reasoning(words):
            yield _of(
                Check.ACTIVITY, cmo, slot, f"“{slot.wording}” says what is done, not how people respond"
            )
    if not undivided:
        for slot in cmo.slots:
            if slot.role is Role.MECHANISM_RESOURCE:
                said = f"“{slot.wording}” is a resource; no reasoning says how people respond to it"
                yield _of(Check.ACTIVITY, cmo, slot, said)


def restated_outcomes(cmo: CheckedCMO) -> Iterator[Advice]:
    """Outcomes that say again what a mechanism says."""
    mechanisms = [(slot, stems_of(slot.wording)) for slot in cmo.slots if slot.role.is_mechanism]
    for slot in cmo.slots:
        if slot.role is not Role.OUTCOME:
            continue
        stems = stems_of(slot.wording)
        for other, theirs in mechanisms:
            if other.element_id == slot.element_id or says_the_same(stems, theirs):
                said = f"“{slot.wording}” says again what slot {other.position} says as {other.role}"
                yield _of(Check.RESTATED, cmo, slot, said)
                break


def says_the_same(first: frozenset[str], second: frozenset[str]) -> bool:
    """Whether of two statements, as stems, the longer holds nearly all of the shorter."""
    shorter = min(len(first), len(second))
    both = len(first & second)
    return both >= SAME_LEAST and both >= SAME_SHARE * shorter and both * 2 >= max(len(first), len(second))


def one_source(cmo: CheckedCMO) -> Iterator[Advice]:
    """Observed configurations that rest on one source."""
    if cmo.kind == CMOKind.OBSERVED and cmo.supporting_sources == 1:
        yield _of(Check.ONE_SOURCE, cmo, None, "all that supports it is from one source")


def observed_theory(cmo: CheckedCMO) -> Iterator[Advice]:
    """Programme theories with outcomes that were not anticipated."""
    if cmo.kind != CMOKind.PROGRAMME_THEORY:
        return
    for slot in cmo.slots:
        if slot.role is Role.OUTCOME and slot.expectation not in ("", Expectation.ANTICIPATED):
            said = f"“{slot.wording}” is {slot.expectation}; a programme theory says what was anticipated"
            yield _of(Check.OBSERVED, cmo, slot, said)


CHECKS: dict[Check, Callable[[CheckedCMO], Iterable[Advice]]] = {
    Check.SETTING: bare_settings,
    Check.ACTIVITY: mere_activities,
    Check.RESTATED: restated_outcomes,
    Check.ONE_SOURCE: one_source,
    Check.OBSERVED: observed_theory,
}
"""The checks with what each does, in the order in which their advice is given."""


def _of(check: Check, cmo: CheckedCMO, slot: CheckedSlot | None, said: str) -> Advice:
    place = (slot.id, slot.position) if slot else ("", 0)
    return Advice(check, cmo.id, cmo.number, cmo.title, said, *place)
