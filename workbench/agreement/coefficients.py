"""The formulas, on sums. All take arrays of the same shape, one entry a drawing of sources, and give such arrays.

What is not defined (no variation, so nothing that chance could get wrong) is NaN. No threshold is called good here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


def quotient(above: Floats, below: Floats) -> Floats:
    """`above / below`, NaN where `below` is 0."""
    import numpy as np

    out: Floats = np.full(np.broadcast_shapes(above.shape, below.shape), np.nan)
    np.divide(above, below, out=out, where=below != 0)
    return out


ROUNDING = 1e-12
"""A remainder below this share of the whole is rounding: one character in a hundred million leaves 2e-8."""


def remainder(whole: Floats, part: Floats) -> Floats:
    """`whole - part`, exactly 0 where only rounding is left."""
    import numpy as np

    left = whole - part
    return np.where(np.abs(left) <= ROUNDING * np.abs(whole), 0.0, left)


def kappa(agreed: Floats, expected: Floats, units: Floats) -> Floats:
    """(Po - Pe) / (1 - Pe), with Po = `agreed / units` and Pe = `expected / units²`.

    Cohen (1960), Educational and Psychological Measurement 20:37-46, eq. 1: for two coders `expected` is the sum over
    categories of the product of their totals. Fleiss (1971), Psychological Bulletin 76:378-382, eq. 7: for more it is
    the sum of squared totals over all coders; `agreed`, the mean over pairs of coders, and `units` are then multiplied
    by the number of coders.

    1,000 characters each of 10,000 with 500 shared: agreed 9,000, expected 1,000² + 9,000²; 0.08 / 0.18 = 0.44.
    """
    return quotient(units * agreed - expected, remainder(units**2, expected))


def alpha(disagreed: Floats, expected: Floats) -> Floats:
    """1 - Do / De, nominal: observed coincidences off the diagonal by those that `by_chance` gives."""
    return 1 - quotient(disagreed, expected)


def by_chance(total: Floats, squares: Floats, own: Floats) -> Floats:
    """De, the coincidences off the diagonal that chance would give.

        De = total (total² - squares) / (total² - own)

    `total` are all coincidences, `squares` the sum of the squared totals of the values, and `own` what cannot be
    paired by chance: a unit with itself, its length squared.

    Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, section D, where units are given: each value is
    paired with all but itself, and `own` equals `total`.
    Krippendorff, Mathet, Bouvry and Widlöcher (2016), Quality &
    Quantity 50:2347-2364, eq. 4 and 5, for units that coders found: `own` sums the squared lengths of units and the
    lengths of gaps; for |u-alpha the values are relevant and not (eq. 6), for cu-alpha only what two coders coded is
    counted, and lengths are those of the parts that others coded too, averaged over the others (eq. 10 and 11; eq. 36
    and 37 in Krippendorff, Content Analysis, 4th ed. 2019).
    """
    return quotient(total * remainder(total**2, squares), total**2 - own)


def k_alpha(agreed: Floats, of_value: Floats, total: Floats, own: Floats) -> Floats:
    """(k)u-alpha, the reliability of one value where two coders coded anything.

    1 - (e_k / l_k) (l_k - l_kk) / (e_k - e_kk), with observed coincidences l and expected e of the value k with any
    value, and with itself: Krippendorff et al. (2016) eq. 13; Krippendorff (2019) eq. 38. With l_k = `of_value` and
    the expectations written out, the denominator of e cancels and leaves

        1 - (l_k - l_kk) (l_k total - own) / (l_k² (total - l_k))

    All of it may be multiplied by any number. No disagreement about the value gives 1; a value that nobody could
    pair is NaN, and so is the only value there is.
    """
    return 1 - quotient((of_value - agreed) * (of_value * total - own), of_value**2 * (total - of_value))
