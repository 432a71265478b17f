"""The bootstrap: whole sources drawn with replacement, the same each time."""

from __future__ import annotations

import numpy as np
import pytest
from agreement_invented import agreement, by_itself, source

from workbench.agreement import comparing, resampling
from workbench.agreement.comparing import compare
from workbench.agreement.values import ComparedSource, Measure

SHIFTS = (0, 2, 5, 9, 14, 20)
SOURCES = [
    source([[(0, 20, "a"), (30, 35, "b")], [(by, 20 + by, "a"), (30, 33, "b")]], 60, name=str(by))
    for by in SHIFTS
]


def test_the_same_seed_gives_the_same_interval_and_another_seed_another() -> None:
    first, again = agreement(SOURCES, 2, resamples=200), agreement(SOURCES, 2, resamples=200)
    assert first == again
    names = {"0": "coder 0", "1": "coder 1"}
    other = compare(SOURCES, coders=names, categories=by_itself(SOURCES), resamples=200, seed=1)
    assert other.sets.u_alpha != first.sets.u_alpha
    assert other.sets.u_alpha is not None
    assert first.sets.u_alpha is not None
    assert other.sets.u_alpha.value == first.sets.u_alpha.value


def test_the_value_lies_within_its_interval_and_the_interval_within_the_sources() -> None:
    kappa = agreement(SOURCES, 2, resamples=500).codes[0].kappa
    single = [agreement([one], 2).codes[0].kappa.value for one in SOURCES]
    assert kappa.value is not None
    assert kappa.low is not None
    assert kappa.high is not None
    assert min(s for s in single if s is not None) <= kappa.low < kappa.value < kappa.high <= 1


def test_a_drawing_is_the_comparison_of_the_sources_that_were_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Once with weights, once with the sources laid side by side as often as they were drawn."""
    weights = [2, 0, 1, 3, 0, 0]
    drawn: list[ComparedSource] = [
        one for one, times in zip(SOURCES, weights, strict=True) for _ in range(times)
    ]
    expected = agreement(drawn, 2)

    def only_this(source_count: int, *, resamples: int, seed: int) -> np.ndarray:
        assert source_count == len(weights)
        return np.array([weights], dtype=np.float64)

    monkeypatch.setattr(comparing, "drawings", only_this)
    found = agreement(SOURCES, 2)
    for part in ("pooled", "sets"):
        for name in ("percent", "kappa", "alpha", "u_alpha"):
            one, other = (getattr(getattr(each, part), name).value for each in (found, expected))
            assert one == pytest.approx(other), (part, name)
    assert found.sets.cu_alpha == expected.sets.cu_alpha
    assert found.codes[1].k_u_alpha == expected.codes[1].k_u_alpha


def test_one_source_cannot_be_drawn_again() -> None:
    found = agreement(SOURCES[:1], 2, resamples=100)
    assert found.resamples == 0
    assert found.codes[0].kappa.low is None


def test_drawings_take_as_many_sources_as_there_are() -> None:
    drawn = resampling.drawings(7, resamples=50, seed=3)
    assert drawn.shape == (51, 7)
    assert (drawn.sum(axis=1) == 7).all()
    assert (drawn[0] == 1).all()


def test_a_figure_that_is_seldom_defined_has_no_interval() -> None:
    nan = float("nan")
    assert resampling.measure(np.array([0.5, nan, nan, 0.4])) == Measure(0.5)
    assert resampling.measure(np.array([nan, 0.5, 0.5])) == Measure(None)
    assert resampling.measure(np.array([0.5, nan, 0.5, 0.5])) == Measure(0.5, 0.5, 0.5)
