"""Bootstrap over sources: whole sources are drawn with replacement, since what one person says hangs together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.agreement.values import Measure

if TYPE_CHECKING:
    from workbench.agreement.coefficients import Floats

LOW, HIGH = 2.5, 97.5
"""The percentiles that bound an interval of 95 percent (Efron and Tibshirani 1993, ch. 13)."""

DEFINED_SHARE = 0.5
"""An interval is given where the figure is defined in more than this share of the drawings."""


def drawings(source_count: int, *, resamples: int, seed: int) -> Floats:
    """How often each source is drawn: `(1 + resamples, source_count)`. The first row is the data, each source once.

    With fewer than two sources nothing can be drawn again, and there is only the first row.
    """
    import numpy as np

    count = resamples if source_count > 1 else 0
    rng = np.random.Generator(np.random.PCG64(seed))
    drawn = rng.multinomial(source_count, [1 / source_count] * source_count, size=count)
    return np.vstack([np.ones((1, source_count)), drawn])


def measure(values: Floats) -> Measure:
    """A figure from its drawings, `(1 + resamples,)`: the first is the value, the others give the interval."""
    import numpy as np

    point, drawn = float(values[0]), values[1:]
    if np.isnan(point):
        return Measure(None)
    defined = drawn[~np.isnan(drawn)]
    if not len(drawn) or len(defined) <= DEFINED_SHARE * len(drawn):
        return Measure(point)
    low, high = np.percentile(defined, (LOW, HIGH))
    return Measure(point, float(low), float(high))
