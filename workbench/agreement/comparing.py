"""The comparison of coders: from sources with codings to all measures and what each rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.agreement.coefficients import alpha, by_chance, k_alpha, kappa, quotient, remainder
from workbench.agreement.resampling import drawings, measure
from workbench.agreement.spans import NOTHING
from workbench.agreement.stacking import Sums
from workbench.agreement.tallies import Tally, tally
from workbench.agreement.values import (
    Agreement,
    Categories,
    CodeFigures,
    ComparedSource,
    Measure,
    PooledFigures,
    SetFigures,
    SourceShare,
    UnitKind,
)

if TYPE_CHECKING:
    from workbench.agreement.coefficients import Floats

COHEN, FLEISS = "Cohen's kappa", "Fleiss' kappa"

SEED = 20_160
"""The drawings are the same each time, so that a figure printed twice is the same twice."""


def compare(
    sources: Sequence[ComparedSource],
    *,
    coders: Mapping[str, str],
    categories: Categories,
    unit: UnitKind = UnitKind.CHARACTER,
    resamples: int = 0,
    seed: int = SEED,
) -> Agreement:
    """How far the coders (id to name, two or more) agree in these sources, all of which they are taken to have read.

    A unit is coded with a category by a coder if any character of it is. Empty sources, and categories that nobody
    used, are the caller's to refuse: here the figures of such are None.

    Raises:
        ValueError: fewer than two coders, or no source.
    """
    if len(coders) < 2 or not sources:
        raise ValueError("a comparison needs two coders and a source")
    tallies = [tally(source, coders=tuple(coders), categories=categories) for source in sources]
    sums = Sums(drawings(len(sources), resamples=resamples, seed=seed), tallies, tuple(categories.paths))
    binary = _binary(sums)
    units = sum(one.units for one in tallies)
    return Agreement(
        coders=tuple(coders.values()),
        unit=unit,
        kappa=COHEN if len(coders) == 2 else FLEISS,
        units=units,
        codings=_codings(tallies, ""),
        uncoded_share=_share(sum(one.uncoded for one in tallies), units),
        overlap_share=_share(sum(one.overlapping for one in tallies), units),
        resamples=len(sums.of_draws) - 1,
        seed=seed,
        pooled=_pooled(binary),
        sets=_set_figures(sums),
        codes=tuple(_code_figures(sums, binary, categories)),
        sources=tuple(
            SourceShare(source.name, one.units, _codings([one], ""), _share(one.uncoded, one.units))
            for source, one in zip(sources, tallies, strict=True)
        ),
    )


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def _codings(tallies: Sequence[Tally], category: str) -> tuple[int, ...]:
    """Codings of a category by coder; of the empty one, all that count."""
    found = [one.codings[category] for one in tallies if category in one.codings]
    return tuple(sum(by_coder) for by_coder in zip(*found, strict=True)) or (0,) * tallies[0].coder_count


@dataclass(frozen=True, slots=True)
class _Binary:
    """Each category, coded or not, in all drawings: `(d, k)`, `units` `(d, 1)`.

    `expected` is agreement by chance as kappa takes it, with agreed and all units multiplied by `scale`.
    `chance` is what chance would give where units were given, `u_chance` where coders found them.
    """

    units: Floats
    uncoded: Floats
    agreed: Floats
    expected: Floats
    scale: int
    disagreed: Floats
    chance: Floats
    u_chance: Floats | None


def _binary(sums: Sums) -> _Binary:
    """Agreements and disagreements by the number of coders who have the category, over pairs of coders."""
    m = sums.coder_count
    units = sums.units[:, None]
    rated = sums.rated()
    uncoded, coded = units, units * 0
    for coders, count in enumerate(rated, 1):
        uncoded = uncoded - count
        coded = coded + coders * count
    agreed = uncoded
    for coders, count in enumerate(rated, 1):
        agreed = agreed + count * (coders * (coders - 1) + (m - coders) * (m - coders - 1)) / (m * (m - 1))
    total, squares = m * units, coded**2 + (m * units - coded) ** 2
    expected, scale = squares, m
    if m == 2:
        scale = 1
        one, other = sums.by_coder()
        expected = one * other + (units - one) * (units - other)
    u_chance = None
    if sums.unitized is not None:
        own = total - coded + sums.per_unitized(lambda one: one.squares)
        u_chance = by_chance(total, squares, own)
    chance = by_chance(total, squares, total)
    return _Binary(units, uncoded, agreed, expected, scale, m * (units - agreed), chance, u_chance)


def _code_figures(sums: Sums, binary: _Binary, categories: Categories) -> list[CodeFigures]:
    percent = quotient(binary.agreed, binary.units)
    kappas = kappa(binary.scale * binary.agreed, binary.expected, binary.scale * binary.units)
    alphas = alpha(binary.disagreed, binary.chance)
    u_alphas = None if binary.u_chance is None else alpha(binary.disagreed, binary.u_chance)
    k_alphas, k_coverage = (None, None) if sums.unitized is None else _k_alphas(sums)
    return [
        CodeFigures(
            code_id=category,
            code=categories.paths[category],
            codings=_codings(sums.tallies, category),
            sources=sum(category in one.codings for one in sums.tallies),
            uncoded_share=_share(float(binary.uncoded[0, k]), float(binary.units[0, 0])),
            percent=measure(percent[:, k]),
            kappa=measure(kappas[:, k]),
            alpha=measure(alphas[:, k]),
            u_alpha=None if u_alphas is None else measure(u_alphas[:, k]),
            k_u_alpha=None if k_alphas is None else measure(k_alphas[:, k]),
            k_coverage=None if k_coverage is None else float(k_coverage[0, k]),
        )
        for k, category in enumerate(sums.categories)
    ]


def _k_alphas(sums: Sums) -> tuple[Floats, Floats]:
    """(k)u-alpha by category and the share of its characters that others coded too: `(d, k)` each."""
    import numpy as np

    total = sums.each(sum(one.pairable_of_sets.values()) for one in sums.unitized or ())[:, None]
    of_value = sums.per_unitized(lambda one: one.pairable)
    agreed = sums.per_unitized(lambda one: one.pair_agreed)
    own = sums.per_unitized(lambda one: one.pair_squares)
    coded = np.sum(sums.by_coder(), axis=0) * (sums.coder_count - 1)
    return k_alpha(agreed, of_value, total, own), np.nan_to_num(quotient(of_value, coded))


def _pooled(binary: _Binary) -> PooledFigures:
    """Observed and expected agreement, each averaged over the categories, and then compared.

    De Vries, Elliott, Kanouse and Teleki (2008), Field Methods 20:272-282, for kappa; alpha in the same way.
    """
    k, units = binary.agreed.shape[1], binary.units[:, 0]
    agreed, expected = binary.agreed.sum(axis=1), binary.expected.sum(axis=1)
    disagreed, u_chance = binary.disagreed.sum(axis=1), binary.u_chance
    every = binary.scale * units
    return PooledFigures(
        percent=measure(quotient(agreed, k * units)),
        kappa=measure(quotient(every * binary.scale * agreed - expected, remainder(k * every**2, expected))),
        alpha=measure(alpha(disagreed, binary.chance.sum(axis=1))),
        u_alpha=None if u_chance is None else measure(alpha(disagreed, u_chance.sum(axis=1))),
    )


def _set_figures(sums: Sums) -> SetFigures:
    m, units = sums.coder_count, sums.units
    agreed = sums.each(one.set_agreed for one in sums.tallies) / (m * (m - 1))
    total, disagreed = m * units, m * (units - agreed)
    squares = sums.products(lambda totals: (sum(totals), sum(totals)))
    expected, scale = squares, m
    if m == 2:
        expected, scale = sums.products(lambda totals: (totals[0], totals[1])), 1
    u_alpha = binary = cu_alpha = cu_coverage = None
    if sums.unitized is not None:
        empty = sums.each(sum(one.set_totals[NOTHING]) for one in sums.tallies)
        own = empty + sums.each(one.squares_of_sets for one in sums.unitized)
        u_alpha = measure(alpha(disagreed, by_chance(total, squares, own)))
        binary = measure(_relevance(sums, total, empty, own))
        cu_alpha, cu_coverage = _cu_alpha(sums, total)
    return SetFigures(
        percent=measure(quotient(agreed, units)),
        kappa=measure(kappa(scale * agreed, expected, scale * units)),
        alpha=measure(alpha(disagreed, by_chance(total, squares, total))),
        u_alpha=u_alpha,
        binary_u_alpha=binary,
        cu_alpha=cu_alpha,
        cu_coverage=cu_coverage,
    )


def _relevance(sums: Sums, total: Floats, empty: Floats, own: Floats) -> Floats:
    """|u-alpha: whether there is anything to code. Both directions of disagreement are counted, here and by chance."""
    agreed = sums.each(one.empty_agreed for one in sums.tallies) / (sums.coder_count - 1)
    return alpha(2 * (empty - agreed), by_chance(total, empty**2 + (total - empty) ** 2, own))


def _cu_alpha(sums: Sums, every: Floats) -> tuple[Measure, float]:
    """cu-alpha and the share of all characters, over all coders, that others coded too."""
    found = sums.unitized or []
    total = sums.each(sum(one.pairable_of_sets.values()) for one in found)
    agreed = sums.each(one.pair_agreed_of_sets for one in found)
    own = sums.each(one.pair_squares_of_sets for one in found)
    value = alpha(total - agreed, by_chance(total, sums.pairable_squares(), own))
    return measure(value), _share(float(total[0]), float(every[0]) * (sums.coder_count - 1))
