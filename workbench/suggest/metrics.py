"""Figures of ranked suggestions, with bootstrap intervals; every figure is a function of weights on the excerpts."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

import numpy as np

from workbench.suggest.calibration import ranked
from workbench.suggest.features import Floats

RESAMPLES = 400
"""Bootstrap samples; the interval is from the 2.5th to the 97.5th percentile."""

MIN_CLUSTERS = 8
"""With fewer documents than these, excerpts are resampled instead of documents."""

CHANCE_DRAWS = 100
"""Draws for the calibration error that is due to chance."""

BINS = 10
"""Bins of equal size in the calibration error."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure and its 95% bootstrap interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one method did on one set of excerpts; all arrays begin with `n` excerpts.

    `predicted` are the codes it would give if it had to code: as many of the best as excerpts have on average.
    """

    precision1: Floats
    precision3: Floats
    cap3: Floats
    hit3: Floats
    recall3: Floats
    recall5: Floats
    reciprocal: Floats
    predicted: Floats
    labels: Floats


def outcome(scores: Floats, labels: Floats, *, predict: int) -> Outcome:
    """Score rankings `(n, n_codes)` against labels of the same shape, each row with at least one label."""
    order = ranked(scores)
    right = np.take_along_axis(labels, order, axis=1)
    having = labels.sum(axis=1)
    first = right.argmax(axis=1)
    predicted = np.zeros_like(labels)
    np.put_along_axis(predicted, order[:, :predict], 1.0, axis=1)
    return Outcome(
        precision1=right[:, 0],
        precision3=right[:, :3].sum(axis=1) / 3,
        cap3=np.minimum(having, 3) / 3,
        hit3=(right[:, :3].sum(axis=1) > 0).astype(np.float64),
        recall3=right[:, :3].sum(axis=1) / having,
        recall5=right[:, :5].sum(axis=1) / having,
        reciprocal=1.0 / (first + 1.0),
        predicted=predicted,
        labels=labels,
    )


def means(outcomes: Sequence[Outcome]) -> dict[str, Callable[[Floats], float]]:
    """The figures over repeats of the same excerpts in the same order, each as a function of excerpt weights."""

    def mean(name: str) -> Callable[[Floats], float]:
        values = np.mean([getattr(one, name) for one in outcomes], axis=0)
        return lambda weights: float(weights @ values / weights.sum())

    hits = np.mean([one.predicted * one.labels for one in outcomes], axis=0)
    given = np.mean([one.predicted for one in outcomes], axis=0)
    labels = outcomes[0].labels
    found = {
        "P@1": mean("precision1"),
        "P@3": mean("precision3"),
        "P@3 cap": mean("cap3"),
        "hit@3": mean("hit3"),
        "R@3": mean("recall3"),
        "R@5": mean("recall5"),
        "MRR": mean("reciprocal"),
    }
    found["macro F1"] = lambda weights: _macro(weights @ hits, weights @ given, weights @ labels)
    found["micro F1"] = lambda weights: float(
        2 * (weights @ hits).sum() / max((weights @ given).sum() + (weights @ labels).sum(), 1e-12)
    )
    return found


def _macro(hits: Floats, given: Floats, labels: Floats) -> float:
    """The mean F1 over codes that a person or the method gave."""
    either = (given + labels) > 0
    return float(np.mean(2 * hits[either] / (given + labels)[either])) if either.any() else 0.0


def calibration_error(probabilities: Floats, right: Floats, weights: Floats) -> float:
    """The mean distance between probability and share right over bins of equal size (Naeini et al. 2015); 0 of none."""
    if not len(probabilities) or not weights.sum():
        return 0.0
    total = 0.0
    for part in np.array_split(np.argsort(probabilities, kind="stable"), min(BINS, len(probabilities))):
        total += abs(float(weights[part] @ (probabilities[part] - right[part])))
    return total / float(weights.sum())


def chance_calibration_error(
    probabilities: Floats, *, seed: int, same: Sequence[Hashable] | None = None
) -> float:
    """The calibration error that these probabilities would show on average if they were true: no method can do better.

    `same` says what each is about: of one excerpt and code that are asked about several times, one answer is drawn, so
    that repeats do not count as more evidence. With 50 suggestions it is about 0.1, with 500 about 0.04; a measured
    error is to be read beside it.
    """
    chance = np.random.default_rng(seed)
    ones = np.ones(len(probabilities))
    about = list(range(len(probabilities))) if same is None else list(same)
    place = {one: n for n, one in enumerate(dict.fromkeys(about))}
    rows = np.array([place[one] for one in about], dtype=np.int64)
    drawn = chance.random((CHANCE_DRAWS, len(place)))[:, rows] < probabilities
    return float(
        np.mean([calibration_error(probabilities, right.astype(np.float64), ones) for right in drawn])
    )


def resampled_weights(clusters: Sequence[str], seed: int) -> tuple[Floats, bool]:
    """Weights of the excerpts in each bootstrap sample, `(RESAMPLES, n)`, and whether documents were resampled."""
    chance = np.random.default_rng(seed)
    names, member = np.unique(np.array(clusters, dtype=object).astype(str), return_inverse=True)
    by_document = len(names) >= MIN_CLUSTERS
    units = member if by_document else np.arange(len(clusters))
    count = int(units.max()) + 1 if len(units) else 0
    drawn = (
        chance.multinomial(count, np.full(count, 1.0 / max(count, 1)), size=RESAMPLES)
        if count
        else np.zeros((0, 0))
    )
    return drawn[:, units].astype(np.float64), by_document


def with_interval(figure: Callable[[Floats], float], weights: Floats) -> Figure:
    """A figure on all excerpts, with its interval over the samples."""
    value = figure(np.ones(weights.shape[1]))
    drawn = [figure(row) for row in weights if row.any()]
    low, high = np.percentile(drawn, [2.5, 97.5]) if drawn else (value, value)
    return Figure(value, float(low), float(high))
