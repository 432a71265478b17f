"""How often suggestions are right, learnt on the team's own codings: probabilities, a promise, and when to be silent.

All is measured out of fold, grouped by source: what an interview's excerpts would have been told without
that interview.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import numpy as np

from workbench.model.vocabulary import plural
from workbench.suggest.features import Floats
from workbench.suggest.themes import ThemeModel

TAGS = 3
"""So many codes are suggested for a passage at most."""

MIN_EXCERPTS = 100
MIN_SOURCES = 3
"""With fewer coded excerpts or sources no precision is claimed: too few to measure it on."""

MIN_LEFT = 20
"""With fewer passages that were read and left uncoded, nothing is said of passages that nobody selected."""

DEFAULT_PROMISE = 0.6
"""At least six in ten shown are right, unless the researcher chooses otherwise."""

Z_95 = 1.959963984540054

LEAST_SHOWN = 20
"""A promise rests on at least so many suggestions."""

LEAST_SCORE = 0.01
"""Scores are compared by their ratios down to this; measured to be better calibrated than their differences."""

SLOPE_RIDGE = 0.5
"""How far slope and bend of the curve are held back; it matters with few suggestions only."""

NEAREST = 40
"""A band is the Wilson interval of so many out-of-fold suggestions with the nearest scores."""


def wilson(right: int, shown: int, *, z: float = Z_95) -> tuple[float, float]:
    """The Wilson score interval of a proportion (Wilson 1927), by default at 95%; `(0, 1)` of nothing.

    31 of 46 gives 0.53 to 0.79.
    """
    if shown == 0:
        return 0.0, 1.0
    share, square = right / shown, z * z
    centre = (share + square / (2 * shown)) / (1 + square / shown)
    half = z * sqrt(share * (1 - share) / shown + square / (4 * shown * shown)) / (1 + square / shown)
    return max(0.0, centre - half), min(1.0, centre + half)


@dataclass(frozen=True, slots=True)
class Candidates:
    """Out-of-fold suggestions: scores, ranks (0 the best of its excerpt), and whether a person gave the code."""

    scores: Floats
    ranks: np.ndarray
    right: np.ndarray


def candidates(scores: Floats, labels: Floats) -> Candidates:
    """The best three codes of each row of `(n, n_codes)` scores, with whether the row has the label."""
    best = ranked(scores)[:, :TAGS]
    ranks = np.broadcast_to(np.arange(best.shape[1]), best.shape)
    return Candidates(
        np.take_along_axis(scores, best, axis=1).ravel(),
        ranks.ravel(),
        np.take_along_axis(labels, best, axis=1).ravel() > 0,
    )


def ranked(scores: Floats) -> np.ndarray:
    """Columns by falling score, ties in their order, `(n, n_codes)`."""
    return np.argsort(-scores, axis=1, kind="stable")


@dataclass(frozen=True, slots=True)
class Curve:
    """The probability of being right by score: logistic in the score's logarithm x, `a + b x + c x^2`, never falling.

    Where the parabola would fall, it stays level.
    """

    a: float
    b: float
    c: float

    def at(self, scores: Floats | float) -> Floats:
        """The probabilities of these scores."""
        x = _on_log_scale(scores)
        if self.c:
            vertex = -self.b / (2 * self.c)
            x = np.maximum(x, vertex) if self.c > 0 else np.minimum(x, vertex)
        return _logistic(self.a + self.b * x + self.c * x * x)


@dataclass(frozen=True, slots=True)
class Calibration:
    """What can be said of a score, and from which score on to speak.

    `threshold` is None where no precision is claimed (then `claim_missing` says why) and infinite where the
    promise cannot be kept. `shown` and `right` count the out-of-fold suggestions from the threshold on.
    """

    excerpts: int
    sources: int
    promise: float
    curve: Curve
    threshold: float | None
    shown: int
    right: int
    known: Candidates
    claim_missing: str

    def probability(self, score: float) -> float | None:
        """How likely a suggestion with this score is right; None while no precision is claimed."""
        if self.threshold is None:
            return None
        return float(self.curve.at(score))

    def band(self, score: float) -> tuple[float, float] | None:
        """The Wilson interval of the suggestions with the nearest scores, made to hold the probability; None while none
        is claimed."""
        probability = self.probability(score)
        if probability is None:
            return None
        nearest = np.argsort(np.abs(self.known.scores - score), kind="stable")[:NEAREST]
        low, high = wilson(int(self.known.right[nearest].sum()), len(nearest))
        return min(low, probability), max(high, probability)

    def speaks(self, score: float) -> bool:
        """Whether a suggestion with this score is to be shown."""
        return self.threshold is None or score >= self.threshold

    @property
    def line(self) -> str:
        """What a person reads beside suggestions."""
        where = f"n={self.excerpts}, {plural(self.sources, 'source')}"
        if self.threshold is None:
            return f"no precision is claimed yet ({where}): {self.claim_missing}"
        if not self.shown:
            return f"out of fold, {where}: a precision of {self.promise:.0%} cannot be promised yet"
        low, high = wilson(self.right, self.shown)
        return (
            f"out of fold, {where}: {self.right} of {self.shown} shown were right, "
            f"{self.right / self.shown:.0%} [{low * 100:.0f}-{high * 100:.0f}]"
        )


def calibrate(
    model: ThemeModel,
    *,
    promise: float = DEFAULT_PROMISE,
    coded_only: bool = False,
    told: Floats | None = None,
) -> Calibration:
    """Measure a model on its own codings, each source held out, and set the threshold that keeps the promise.

    Passages read and left uncoded count as chances to be wrong, unless it is asked only of passages that a person
    selected to code (`coded_only`). Too few excerpts or sources claim nothing. `told` is the model's `out_of_fold`
    where that is known already.
    """
    coded = np.array([bool(item.codes) for item in model.items], dtype=bool)
    sources = len({item.source for item in model.items if item.codes or not coded_only})
    missing = _claim_missing(int(coded.sum()), sources, len(model.codes))
    if missing:
        return silent_calibration(int(coded.sum()), sources, promise, missing)
    scores = model.out_of_fold() if told is None else told
    rows = coded if coded_only else np.ones(len(coded), dtype=bool)
    known = candidates(scores[rows], model.labels()[rows])
    curve = fit_curve(known.scores, known.right)
    threshold, shown, right = keep_promise(known, promise)
    return Calibration(int(coded.sum()), sources, promise, curve, threshold, shown, right, known, "")


def calibrate_proposals(
    model: ThemeModel, *, promise: float = DEFAULT_PROMISE, told: Floats | None = None
) -> Calibration:
    """The calibration for passages that nobody selected: it needs passages that were read and left uncoded.

    Without them nothing tells how text without a code looks, and no precision is claimed.
    """
    left = sum(not item.codes for item in model.items)
    if left < MIN_LEFT:
        coded = len(model.items) - left
        return silent_calibration(
            coded, len({item.source for item in model.items}), promise, _left_missing(left)
        )
    return calibrate(model, promise=promise, told=told)


def _left_missing(left: int) -> str:
    return (
        f"for passages that nobody selected, that takes {MIN_LEFT} passages marked as read with nothing to code "
        f"(there are {left})"
    )


def silent_calibration(excerpts: int, sources: int, promise: float, missing: str) -> Calibration:
    """The calibration that claims nothing, and why."""
    nothing = Candidates(np.zeros(0), np.zeros(0, dtype=int), np.zeros(0, dtype=bool))
    return Calibration(excerpts, sources, promise, Curve(0.0, 0.0, 0.0), None, 0, 0, nothing, missing)


def _claim_missing(coded: int, sources: int, codes: int) -> str:
    if not codes:
        return "the codebook has no codes"
    if coded < MIN_EXCERPTS or sources < MIN_SOURCES:
        return f"that takes {MIN_EXCERPTS} coded excerpts from {MIN_SOURCES} sources"
    return ""


def keep_promise(known: Candidates, promise: float) -> tuple[float, int, int]:
    """The lowest score from which on the promise is kept, with how many are shown and right from there.

    Kept means that the lower Wilson bound is not below the promise, at this score and at each higher one
    that was asked (fixed sequence: no hunting for a lucky threshold). Infinite, 0, 0 where it cannot be
    kept.
    """
    order = np.argsort(-known.scores, kind="stable")
    scores, hits = known.scores[order], np.cumsum(known.right[order])
    kept = (float("inf"), 0, 0)
    size = LEAST_SHOWN
    while size <= len(scores):
        while size < len(scores) and scores[size] == scores[size - 1]:
            size += 1
        if wilson(int(hits[size - 1]), size)[0] >= promise:
            kept = (float(scores[size - 1]), size, int(hits[size - 1]))
        elif kept[1]:
            break
        size = max(size + 1, int(size * 1.1))
    return kept


def fit_curve(scores: Floats, right: np.ndarray) -> Curve:
    """The probability of being right by score, fitted by Newton's method with a weak ridge on slope and bend.

    The bend was measured: on eight invented studies it took the calibration error of what is shown from 0.04-0.12 to
    0.02-0.08, where a straight line in the logarithm (Platt 1999), beta calibration (Kull et al. 2017) and isotonic
    regression (Zadrozny and Elkan 2002) did worse or, with a hundred excerpts, much worse. A curve that would fall with
    the score at the middle of what was seen is level: a higher score is not worse news.
    """
    positive, negative = float(right.sum()), float((~right).sum())
    level = float(np.log((positive + 1) / (negative + 1)))
    x = _on_log_scale(scores)
    features = np.column_stack([np.ones(len(scores)), x, x * x])
    ridge = np.array([0.0, SLOPE_RIDGE, SLOPE_RIDGE])
    targets = np.where(right, (positive + 1) / (positive + 2), 1 / (negative + 2))
    weights = np.array([level, 0.0, 0.0])
    for _ in range(50):
        guess = _logistic(features @ weights)
        gradient = features.T @ (guess - targets) + ridge * weights
        curvature = (features * (guess * (1 - guess))[:, None]).T @ features + np.diag(ridge + 1e-6)
        step = np.linalg.solve(curvature, gradient)
        weights = weights - step
        if float(np.abs(step).max()) < 1e-8:
            break
    a, b, c = (float(weight) for weight in weights)
    if not np.isfinite(weights).all() or b + 2 * c * float(np.median(x)) <= 0:
        return Curve(level, 0.0, 0.0)
    return Curve(a, b, c)


def _on_log_scale(scores: Floats | float) -> Floats:
    return np.log(np.maximum(scores, LEAST_SCORE))


def _logistic(value: Floats | float) -> Floats:
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(value, -30, 30))), dtype=np.float64)
