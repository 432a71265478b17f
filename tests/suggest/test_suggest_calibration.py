"""Probabilities, the promise and the Wilson bound."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from suggest_invented import analysed, items, model_of

from workbench.suggest.calibration import (
    Candidates,
    calibrate,
    calibrate_proposals,
    fit_curve,
    keep_promise,
    wilson,
)
from workbench.suggest.metrics import chance_calibration_error
from workbench.suggest.suggesting import suggest


@pytest.mark.parametrize(
    ("right", "shown", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),  # Newcombe 1998, table I, method 3
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
        (31, 46, 0.53, 0.79),  # the example of issue 5
    ],
)
def test_the_wilson_interval_is_that_of_the_literature(
    right: int, shown: int, low: float, high: float
) -> None:
    found = wilson(right, shown)
    assert found == pytest.approx((low, high), abs=5e-3 if shown == 46 else 6e-5)


def test_the_wilson_interval_of_nothing_says_nothing() -> None:
    assert wilson(0, 0) == (0.0, 1.0)


def test_nothing_is_claimed_under_a_hundred_excerpts_or_three_sources() -> None:
    few = calibrate(model_of(items(99)))
    one_source = calibrate(model_of(items(120, sources=2)))
    for calibration in (few, one_source):
        assert calibration.threshold is None
        assert calibration.probability(1.0) is None
        assert calibration.band(1.0) is None
        assert calibration.line.startswith("no precision is claimed yet")


def test_excerpts_left_uncoded_do_not_make_a_hundred_coded_ones() -> None:
    from dataclasses import replace

    given = tuple(replace(item, codes=()) if n % 2 else item for n, item in enumerate(items(150)))
    assert calibrate(model_of(given)).threshold is None


def test_the_line_says_n_sources_and_what_was_right() -> None:
    calibration = calibrate(model_of(items(150)))
    low, high = wilson(calibration.right, calibration.shown)
    assert calibration.line == (
        f"out of fold, n=150, 6 sources: {calibration.right} of {calibration.shown} shown were right, "
        f"{calibration.right / calibration.shown:.0%} [{low * 100:.0f}-{high * 100:.0f}]"
    )
    assert low >= 0.6


def test_a_higher_promise_shows_less() -> None:
    model = model_of(items(150, sure=0.2))
    shown = [calibrate(model, promise=promise).shown for promise in (0.3, 0.5, 0.7, 0.9)]
    assert shown == sorted(shown, reverse=True)


def test_a_promise_that_cannot_be_kept_is_silence_with_its_reason() -> None:
    model = model_of(items(150, sure=0.05))
    calibration = calibrate(model, promise=0.97)
    answer = suggest(model, calibration, analysed("The driver parked the minibus.")[0])
    assert not answer.tags
    assert "97%" in answer.silence
    assert "cannot be promised" in answer.standing


def test_the_threshold_is_not_hunted_below_where_the_promise_first_fails() -> None:
    right = np.array([True] * 40 + [False] * 60 + [True] * 400)
    scores = np.linspace(1, 0, len(right))
    known = Candidates(scores, np.zeros(len(right), dtype=int), right)
    threshold, shown, _ = keep_promise(known, 0.7)
    assert shown < 60
    assert threshold > scores[60]


def test_equal_scores_are_shown_together_or_not_at_all() -> None:
    known = Candidates(np.ones(50), np.zeros(50, dtype=int), np.array([True] * 30 + [False] * 20))
    assert keep_promise(known, 0.9) == (float("inf"), 0, 0)
    assert keep_promise(known, 0.4)[1] == 50


@pytest.mark.parametrize("bend", [0.0, 0.4])
def test_probabilities_are_those_of_the_past(bend: float) -> None:
    chance = np.random.default_rng(5)
    scores = chance.uniform(0.05, 2.0, 4_000)
    x = np.log(scores)
    truth = 1 / (1 + np.exp(-(0.3 + 1.9 * x + bend * x * x)))
    curve = fit_curve(scores, chance.random(4_000) < truth)
    assert curve.at(scores) == pytest.approx(truth, abs=0.05)


def test_a_higher_score_is_never_worse_news() -> None:
    chance = np.random.default_rng(2)
    ladder = np.linspace(0.0, 3.0, 200)
    for _ in range(60):
        scores = chance.uniform(0.0, 1.5, 60)
        odd = chance.normal(size=3)
        right = chance.random(60) < 1 / (1 + np.exp(-(odd[0] + 2 * odd[1] * scores + 2 * odd[2] * scores**2)))
        told = fit_curve(scores, right).at(ladder)
        assert (np.diff(told) >= -1e-12).all()
        assert ((told > 0) & (told < 1)).all()


def test_scores_that_tell_nothing_give_the_share_that_was_right() -> None:
    for scores in (np.ones(10), np.linspace(0.1, 1, 10), np.zeros(10)):
        curve = fit_curve(scores, np.array([True] * 5 + [False] * 5))
        assert curve.at(scores) == pytest.approx(np.full(10, 0.5), abs=0.01)


def test_a_calibration_error_is_told_beside_that_of_chance() -> None:
    chance = np.random.default_rng(1)
    few, many = (chance.uniform(0.6, 0.9, size) for size in (50, 5_000))
    assert 0.06 < chance_calibration_error(few, seed=1) < 0.16
    assert chance_calibration_error(many, seed=1) < 0.02
    assert chance_calibration_error(np.zeros(0), seed=1) == 0.0
    again, which = np.tile(few, 12), [*range(len(few))] * 12
    once = chance_calibration_error(few, seed=1)
    assert chance_calibration_error(again, seed=1, same=which) == pytest.approx(once, rel=0.1), (
        "no more is known"
    )
    assert chance_calibration_error(again, seed=1) < once / 2


def test_asked_of_a_selection_it_is_measured_on_coded_passages_alone() -> None:
    coded = items(120)
    left = tuple(replace(item, id=f"r{n}", codes=()) for n, item in enumerate(items(40, sure=0.0, seed=9)))
    model = model_of((*coded, *left))
    asked, proposed = calibrate(model, coded_only=True), calibrate_proposals(model)
    assert (asked.excerpts, proposed.excerpts) == (120, 120)
    assert len(proposed.known.scores) - len(asked.known.scores) == 3 * 40
    assert asked.shown >= proposed.shown


def test_nothing_is_said_of_what_nobody_selected_without_passages_that_were_left() -> None:
    told = calibrate_proposals(model_of(items(120)))
    assert told.threshold is None
    assert "20 passages marked as read" in told.line


def test_up_to_three_tags_with_band_and_reason() -> None:
    model = model_of(items(150))
    answer = suggest(model, calibrate(model), analysed("The driver parked the minibus by the station.")[0])
    assert 1 <= len(answer.tags) <= 3
    first = answer.tags[0]
    assert first.code == "transport"
    assert first.probability is not None
    assert first.band is not None
    assert first.band[0] < first.band[1]
    assert first.explanation.precedents


def test_a_code_that_the_passage_has_is_not_suggested_again() -> None:
    model = model_of(items(150))
    text = analysed("The driver parked the minibus by the station.")[0]
    answer = suggest(model, calibrate(model), text, already=frozenset({"transport"}))
    assert "transport" not in [tag.code for tag in answer.tags]


def test_a_band_holds_its_probability() -> None:
    calibration = calibrate(model_of(items(150, sure=0.15)))
    for score in np.linspace(0.0, 2.0, 60):
        probability, band = calibration.probability(float(score)), calibration.band(float(score))
        assert probability is not None
        assert band is not None
        assert band[0] <= probability <= band[1]
