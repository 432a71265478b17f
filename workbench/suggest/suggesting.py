"""Up to three tags for a passage, or silence and its reason. A suggestion is no coding."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from workbench.suggest.calibration import TAGS, Calibration
from workbench.suggest.explanation import Explanation, explain
from workbench.suggest.features import Floats
from workbench.suggest.language import Analysed
from workbench.suggest.themes import Heard, ThemeModel

LEAST_EVIDENCE = 0.02
"""A score that is no higher than this above what an empty passage would be told speaks for nothing."""

AT_ONCE = 128
"""Passages heard together: more would need more memory and save no time."""


@dataclass(frozen=True, slots=True)
class Tag:
    """A code suggested. Probability and band are None while no precision is claimed."""

    code: str
    probability: float | None
    band: tuple[float, float] | None
    explanation: Explanation


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said of a passage: tags, best first, or none and why. `standing` is the measured precision."""

    tags: tuple[Tag, ...]
    silence: str
    standing: str
    notes: tuple[str, ...]


def suggest(
    model: ThemeModel, calibration: Calibration, text: Analysed, *, already: frozenset[str] = frozenset()
) -> Answer:
    """The tags for a passage that a person selected; codes that it has `already` are not suggested again."""
    return next(suggest_all(model, calibration, [text], already=already))


def suggest_all(
    model: ThemeModel,
    calibration: Calibration,
    texts: Sequence[Analysed],
    *,
    already: frozenset[str] = frozenset(),
) -> Iterator[Answer]:
    """The tags for each passage, in order; `AT_ONCE` are heard together."""
    for start in range(0, len(texts), AT_ONCE):
        some = texts[start : start + AT_ONCE]
        heard = model.hear(some)
        scores = model.scores_of(heard)
        for row, text in enumerate(some):
            yield _answer(model, calibration, text, heard.row(row), scores[row], already)


def _answer(
    model: ThemeModel,
    calibration: Calibration,
    text: Analysed,
    heard: Heard,
    scores: Floats,
    already: frozenset[str],
) -> Answer:
    def silent(why: str) -> Answer:
        return Answer((), why, calibration.line, model.notes)

    if not model.codes:
        return silent("the codebook has no codes")
    if not text.lemmas:
        return silent("the passage has no words")
    blank = model.blank_scores()
    order = [int(n) for n in np.argsort(-scores, kind="stable") if model.codes[n] not in already][:TAGS]
    told = [n for n in order if scores[n] - blank[n] > LEAST_EVIDENCE]
    if not told and model.items and len(model.codes) == 1 and bool(model.labels().all()):
        return silent(
            "there is a single code, and all that was coded has it: mark what was read and left uncoded (d), "
            "or make a second code"
        )
    if not told:
        return silent(
            "nothing in the passage speaks for any code: no excerpt and no codebook entry is like it"
        )
    shown = [n for n in told if calibration.speaks(float(scores[n]))]
    if not shown:
        return silent(_below(calibration, float(scores[told[0]])))
    tags = tuple(
        Tag(
            model.codes[n],
            calibration.probability(float(scores[n])),
            calibration.band(float(scores[n])),
            explain(model, text, model.codes[n], heard=heard),
        )
        for n in shown
    )
    return Answer(tags, "", calibration.line, model.notes)


def _below(calibration: Calibration, best: float) -> str:
    if not calibration.shown:
        return (
            f"you asked that {calibration.promise:.0%} of what is shown be right, and no part of the "
            "study's own "
            "codings shows that this would be kept"
        )
    probability = calibration.probability(best) or 0.0
    return (
        f"the best code here is right with a probability of about {probability:.0%}; below the score "
        "from which on "
        f"{calibration.promise:.0%} can be promised, it is silent"
    )
