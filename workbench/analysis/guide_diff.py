"""What changed from one interview guide to another: questions added, dropped, reworded."""

from __future__ import annotations

from collections.abc import Callable
from difflib import SequenceMatcher

from workbench.model.guide_views import GuideDiff, GuideQuestionView, GuideView, Origin

ALIKE = 0.6
"""Share of characters in common from which a person's own question is one reworded, and not another."""

Pair = tuple[GuideQuestionView, GuideQuestionView]


def guide_diff(before: GuideView, after: GuideView) -> GuideDiff:
    """The difference. Questions are the same by their words, else by what they were drawn from, else by likeness."""
    old, new = list(before.questions), list(after.questions)
    pairs = [
        pair
        for match in (lambda one, other: _key(one) == _key(other), _same_gap, _same_words, _alike)
        for pair in _paired(old, new, match)
    ]
    pairs.sort(key=lambda pair: pair[1].position)
    return GuideDiff(
        before,
        after,
        tuple(new),
        tuple(old),
        tuple(pair for pair in pairs if not _same_words(*pair)),
        tuple(pair for pair in pairs if _same_words(*pair) and _key(pair[0]) != _key(pair[1])),
    )


def _paired(
    old: list[GuideQuestionView],
    new: list[GuideQuestionView],
    match: Callable[[GuideQuestionView, GuideQuestionView], bool],
) -> list[Pair]:
    """Pairs that match, each question once; they are taken out of both lists."""
    pairs = []
    for one in list(old):
        other = next((candidate for candidate in new if match(one, candidate)), None)
        if other is not None:
            old.remove(one)
            new.remove(other)
            pairs.append((one, other))
    return pairs


def _key(one: GuideQuestionView) -> tuple[str, str, str]:
    return one.wording, one.interviewee, str(one.purpose)


def _same_words(one: GuideQuestionView, other: GuideQuestionView) -> bool:
    return one.wording == other.wording


def _same_gap(one: GuideQuestionView, other: GuideQuestionView) -> bool:
    gaps = {question.drawn_from.partition(":")[0] for question in (one, other)}
    drawn = one.origin != Origin() and one.origin == other.origin
    return drawn and len(gaps) == 1 and one.interviewee == other.interviewee


def _alike(one: GuideQuestionView, other: GuideQuestionView) -> bool:
    if one.origin != other.origin:
        return False
    return SequenceMatcher(None, one.wording.casefold(), other.wording.casefold()).ratio() >= ALIKE
