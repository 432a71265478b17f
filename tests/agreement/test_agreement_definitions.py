"""Sweeps over intervals give what the definitions give, character by character; and what holds for any codings."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from agreement_invented import Slow, Units, agreement, codings, of, source, texts
from hypothesis import given
from hypothesis import strategies as st

from workbench.agreement.comparing import compare
from workbench.agreement.spans import layers, merged, sets_of_units, stretches
from workbench.agreement.values import Agreement, Categories, Measure


def same(measure: Measure | None, slow: object) -> bool:
    assert measure is not None
    if slow is None or measure.value is None:
        return measure.value is None and slow is None
    return measure.value == pytest.approx(float(slow), abs=1e-9)


@given(texts())
def test_sets_of_codes_by_definition(text: tuple[list[Units], int]) -> None:
    found, slow = of(*text).sets, Slow(*text)
    assert same(found.kappa, slow.kappa(None))
    assert same(found.u_alpha, slow.u_alpha(None))
    assert same(found.binary_u_alpha, slow.u_alpha(None, relevance=True))
    assert same(found.cu_alpha, slow.cu_alpha())
    as_given = Slow([[(at, at + 1, code) for at, code in _by_character(one)] for one in text[0]], text[1])
    assert same(found.alpha, as_given.u_alpha(None))


def _by_character(units: Units) -> list[tuple[int, str]]:
    return [(at, code) for start, end, code in units for at in range(start, end)]


@given(texts())
def test_each_code_by_definition(text: tuple[list[Units], int]) -> None:
    slow = Slow(*text)
    for code in of(*text).codes:
        assert same(code.kappa, slow.kappa(code.code))
        assert same(code.alpha, slow.u_alpha(code.code, given=True))
        assert same(code.u_alpha, slow.u_alpha(code.code))
        assert same(code.k_u_alpha, slow.k_alpha(code.code))


@given(texts())
def test_stretches_cover_just_what_is_coded(text: tuple[list[Units], int]) -> None:
    one = source(*text)
    coders = [str(coder) for coder in range(len(text[0]))]
    every = Categories({code: code for code in "abc"}, {code: (code,) for code in "abc"})
    by_character = list(zip(*Slow(*text).sets(), strict=True))
    found = {}
    for stretch in stretches(layers(one.marks, coders=coders, categories=every)):
        for at in range(stretch.start_char, stretch.end_char):
            assert at not in found
            found[at] = stretch.sets
    assert found == {at: sets for at, sets in enumerate(by_character) if any(sets)}


@given(texts(), st.lists(st.integers(1, 29), max_size=6))
def test_given_units_take_every_code_that_touches_them(
    text: tuple[list[Units], int], cuts: list[int]
) -> None:
    coded, length = text
    places = sorted({0, *(cut for cut in cuts if cut < length), length})
    units = tuple(pairwise(places))[::2]
    every = Categories({code: code for code in "abc"}, {code: (code,) for code in "abc"})
    coders = [str(coder) for coder in range(len(coded))]
    touched = [
        tuple(frozenset(c for s, e, c in one if s < end and e > start) for one in coded)
        for start, end in units
    ]
    found = list(sets_of_units(layers(source(coded, length).marks, coders=coders, categories=every), units))
    assert found == [sets for sets in touched if any(sets)]


def figures(found: Agreement) -> list[float | None]:
    """All figures of a comparison that do not depend on who is named first."""
    measures: list[Measure | None] = [
        found.pooled.percent,
        found.pooled.kappa,
        found.pooled.alpha,
        found.pooled.u_alpha,
    ]
    measures += [found.sets.percent, found.sets.kappa, found.sets.alpha, found.sets.u_alpha]
    measures += [found.sets.binary_u_alpha, found.sets.cu_alpha]
    for code in found.codes:
        measures += [code.percent, code.kappa, code.alpha, code.u_alpha, code.k_u_alpha]
    return [None if one is None else one.value for one in measures]


@given(texts(), st.randoms(use_true_random=False))
def test_the_order_of_coders_changes_nothing(text: tuple[list[Units], int], rng: random.Random) -> None:
    coded, length = text
    mixed = rng.sample(coded, len(coded))
    assert figures(of(mixed, length)) == pytest.approx(figures(of(coded, length)), abs=1e-9)


@given(codings(20), st.integers(2, 4))
def test_identical_codings_give_one_wherever_anything_varies(units: Units, coders: int) -> None:
    found = of([units] * coders, 21)
    assert found.sets.percent.value == 1
    assert all(value is None or value == pytest.approx(1) for value in figures(found))
    for code in found.codes:  # the last character is never coded
        assert code.kappa.value == code.alpha.value == 1
        assert code.u_alpha is not None
        assert code.u_alpha.value == 1


@given(texts(coders=2))
def test_a_coding_made_twice_counts_once(text: tuple[list[Units], int]) -> None:
    coded, length = text
    assert figures(of([coded[0] * 2, coded[1]], length)) == figures(of(coded, length))


@given(st.lists(texts(coders=3), min_size=1, max_size=4))
def test_sources_add_up_as_if_they_were_one_text(found: list[tuple[list[Units], int]]) -> None:
    sources = [source(coded, length, name=str(number)) for number, (coded, length) in enumerate(found)]
    joined: list[Units] = [[], [], []]
    start = 0
    for coded, length in found:
        for coder, units in enumerate(coded):
            joined[coder] += [(start + first, start + last, code) for first, last, code in units]
        start += length
    assert figures(agreement(sources, 3)) == pytest.approx(figures(of(joined, start)), abs=1e-9)


@given(st.lists(st.tuples(*[st.sampled_from("abc.")] * 3), min_size=2, max_size=40))
def test_alpha_is_that_of_the_library(units: list[tuple[str, str, str]]) -> None:
    """`krippendorff` of Santiago Castro, as another hand; it is not needed to run the workbench."""
    import krippendorff

    lanes = [list(lane) for lane in zip(*units, strict=True)]
    coded = [[(at, at + 1, sign) for at, sign in enumerate(lane) if sign != "."] for lane in lanes]
    found = of(coded, len(units)).sets.alpha.value
    if len({sign for unit in units for sign in unit}) == 1:
        assert found is None
    else:
        numbers = [["abc.".index(sign) for sign in lane] for lane in lanes]
        library = krippendorff.alpha(reliability_data=numbers, level_of_measurement="nominal")
        assert found == pytest.approx(library)


@given(texts(coders=2))
def test_two_coders_and_one_code_make_all_codes_together(text: tuple[list[Units], int]) -> None:
    """With one code, judging each code by itself and judging sets is the same."""
    coded, length = text
    one_code = [[(start, end, "a") for start, end in merged((s, e) for s, e, _ in one)] for one in coded]
    found = of(one_code, length)
    if found.codes:
        for name in ("percent", "kappa", "alpha", "u_alpha"):
            values = [getattr(part, name).value for part in (found.codes[0], found.pooled, found.sets)]
            assert values == [pytest.approx(values[0])] * 3 or values == [None] * 3
        assert found.sets.binary_u_alpha == found.sets.u_alpha


def test_spans_that_touch_are_two_units_and_those_that_overlap_are_one() -> None:
    assert merged([(4, 9), (0, 4), (8, 12), (12, 13), (5, 6)]) == [(0, 4), (4, 12), (12, 13)]


def test_nothing_to_vary_is_not_defined_and_not_one() -> None:
    everything = of([[(0, 10, "a")]] * 2, 10)
    assert everything.codes[0].kappa == Measure(None)
    assert everything.codes[0].alpha == Measure(None)
    assert everything.sets.percent == Measure(1.0)


@pytest.mark.parametrize(("sources", "coders"), [(0, 2), (1, 1), (1, 0)])
def test_fewer_than_two_coders_or_no_source_cannot_be_compared(sources: int, coders: int) -> None:
    with pytest.raises(ValueError, match="two coders and a source"):
        compare(
            [source([[], []], 10)] * sources,
            coders={str(one): str(one) for one in range(coders)},
            categories=Categories({}, {}),
        )


def test_an_empty_text_and_unused_categories_have_no_figures() -> None:
    empty = of([[], []], 0)
    assert empty.units == 0
    assert empty.uncoded_share == 0
    assert set(figures(empty)) == {None}
