"""The worked examples that authors printed, to the digits they printed."""

from __future__ import annotations

import pytest
from agreement_invented import agreement, of, rated, source

from workbench.agreement.values import Measure


def close(measure: Measure | None, printed: float, digits: int = 3) -> bool:
    assert measure is not None
    assert measure.value is not None
    return round(measure.value, digits) == printed


def test_cohen_1960_table_2() -> None:
    """Cohen (1960), Educational and Psychological Measurement 20:37-46, table 2: 200 subjects, kappa = .492."""
    table = {
        "aa": 88, "ab": 14, "ac": 18,
        "ba": 10, "bb": 40, "bc": 10,
        "ca": 2, "cb": 6, "cc": 12,
    }  # fmt: skip
    one = "".join(pair[0] * count for pair, count in table.items())
    other = "".join(pair[1] * count for pair, count in table.items())
    found = of(rated(one, other), 200)
    assert found.kappa == "Cohen's kappa"
    assert found.sets.percent.value == 0.70
    assert close(found.sets.kappa, 0.492)


TABLE_1 = """
    444444 222555 233335 555555 222444 113333 333355 113334 114444 555555
    144444 124444 222333 144444 224445 333335 111455 111112 224444 133555
    555555 244444 224555 114444 144445 222224 111155 224444 133333 555555
"""
FLEISS = TABLE_1.split()
"""Fleiss (1971), Psychological Bulletin 76:378-382, table 1: 30 patients, six psychiatrists, five diagnoses."""


def test_fleiss_1971_table_1() -> None:
    """The same, pp. 379-381: overall kappa = .430.

    By category .248, .248, .517, .470 and .565 are printed, worked by hand from rounded proportions; computed without
    rounding they are .245, .245, .520, .471 and .566, which is what `kappam.fleiss` of R's `irr` gives.
    """
    found = of(rated(*("".join(signs) for signs in zip(*FLEISS, strict=True))), 30)
    assert found.kappa == "Fleiss' kappa"
    assert close(found.sets.percent, 0.556)
    assert close(found.sets.kappa, 0.430)
    by_code = {code.code: code.kappa.value or 0 for code in found.codes}
    unrounded = {"1": 0.245, "2": 0.245, "3": 0.520, "4": 0.471, "5": 0.566}
    assert {code: round(value, 3) for code, value in by_code.items()} == unrounded
    printed = {"1": 0.248, "2": 0.248, "3": 0.517, "4": 0.470, "5": 0.565}
    assert by_code == pytest.approx(printed, abs=0.004)


def test_krippendorff_2011_binary() -> None:
    """Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, section A: two observers, alpha = .095."""
    found = of(rated(".1......1.", "111..1...."), 10).codes[0]
    assert close(found.alpha, 0.095)
    assert found.percent.value == 0.6


def test_krippendorff_2011_nominal() -> None:
    """The same, section B: Ben and Gerry, twelve articles, five values, alpha = .692."""
    assert close(of(rated("aabbdcccedda", "babbbccceddd"), 12).sets.alpha, 0.692)


def test_krippendorff_1995_digitised_units() -> None:
    """Krippendorff (1995), Sociological Methodology 25:47-76, p. 57, example A: Bertha and Bill.

    Taken as 24 given units: kappa .385, alpha .329.
    """
    found = of([[(2, 10, "A"), (14, 20, "A")], [(4, 8, "A"), (15, 17, "A")]], 24).codes[0]
    assert close(found.kappa, 0.385)
    assert close(found.alpha, 0.329)


ALEX = [(0, 7, "1"), (7, 13, "2"), (30, 32, "5"), (32, 37, "6"), (37, 44, "6"), (44, 60, "7")]
PAUL = [(0, 7, "1"), (7, 13, "3"), (13, 21, "5"), (32, 44, "6")]
SUZAN = [(0, 7, "1"), (7, 13, "4"), (13, 21, "5"), (32, 37, "6"), (37, 41, "6"), (41, 44, "6")]
"""Krippendorff (2019), Content Analysis, 4th ed., fig. 12.11, p. 340: three observers, a continuum of 60."""


def test_krippendorff_2019_unitizing() -> None:
    """The same, section 12.6: u-alpha = .510, |u-alpha = .413, cu-alpha = .724.

    The figures are taken from the tests of R's `quallmer`, which quote the book. The printed |u-alpha comes of
    expected coincidences rounded to two decimals (next test); unrounded it is .4136.
    """
    found = of([ALEX, PAUL, SUZAN], 60).sets
    assert close(found.u_alpha, 0.510)
    assert close(found.cu_alpha, 0.724)
    assert close(found.binary_u_alpha, 0.4136, digits=4)
    assert found.cu_coverage == pytest.approx(83 / 180)


def test_krippendorff_2019_relevance_as_printed() -> None:
    """Gaps with units: 26 observed; by chance, printed to two decimals, 8.54 + 3 x 2.44 + 7.32 + 14.64 + 6.51."""
    total, gaps, own = 180, 71, 982
    chance = sum(round(total * gaps * units / (total**2 - own), 2) for units in (21, 6, 6, 6, 18, 36, 16))
    assert round(1 - 26 / chance, 3) == 0.413
    found = of([ALEX, PAUL, SUZAN], 60).sets.binary_u_alpha
    assert found is not None
    assert found.value == pytest.approx(1 - 26 * (total**2 - own) / (total * gaps * (total - gaps)))


def test_krippendorff_2019_single_values() -> None:
    """The same, section 12.6.6: (k)u-alpha is 1 for the values 1, 5 and 6, and 0 for 2, 3 and 4.

    Value 5 rests on 44 percent of its matter; value 7 on none, so that nothing can be said of it.
    """
    codes = {code.code: code for code in of([ALEX, PAUL, SUZAN], 60).codes}
    values = {name: code.k_u_alpha.value for name, code in codes.items() if code.k_u_alpha}
    assert values == pytest.approx({"1": 1, "2": 0, "3": 0, "4": 0, "5": 1, "6": 1, "7": None})
    assert codes["5"].k_coverage == pytest.approx(8 / 18)
    assert codes["7"].k_coverage == 0


@pytest.mark.parametrize(
    ("coded", "shared", "kappa"), [(1_000, 500, "0.44"), (5_000, 2_500, "0.00"), (1_000, 1_000, "1.00")]
)
def test_cohens_kappa_on_characters(coded: int, shared: int, kappa: str) -> None:
    """(0.90 - 0.82) / 0.18 and (0.50 - 0.50) / 0.50, on 10,000 characters: where QualCoder is wrong."""
    other = coded - shared
    found = of([[(0, coded, "c")], [(other, other + coded, "c")]], 10_000).codes[0].kappa
    assert f"{found.value:.2f}" == kappa


def test_kappa_at_chance_is_nothing_but_zero() -> None:
    assert of([[(0, 5_000, "c")], [(2_500, 7_500, "c")]], 10_000).codes[0].kappa == Measure(0.0)


def test_given_units_and_characters_agree_where_units_are_characters() -> None:
    """Fleiss' patients once as characters, once as given units of ten characters."""
    coders = [
        [(10 * at, 10 * at + 10, signs[coder]) for at, signs in enumerate(FLEISS)] for coder in range(6)
    ]
    given = tuple((10 * at, 10 * at + 10) for at in range(30))
    found = agreement([source(coders, 300, units=given)], 6)
    assert close(found.sets.kappa, 0.430)
    assert found.sets.u_alpha is None
    assert found.units == 30
