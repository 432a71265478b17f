"""Codings made up for tests, and the definitions of the measures once more: slowly, character by character."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise, permutations

from hypothesis import strategies as st

from workbench.agreement.comparing import compare
from workbench.agreement.values import Agreement, Categories, ComparedSource, UnitKind
from workbench.model.views import CodingMark

Units = list[tuple[int, int, str]]
"""One coder's codings: start, end, code."""


def source(
    coded: Sequence[Units],
    length: int,
    *,
    name: str = "text",
    units: tuple[tuple[int, int], ...] | None = None,
) -> ComparedSource:
    """A source with the codings of each coder; coders are called 0, 1, 2 ..."""
    marks = tuple(
        CodingMark(f"{coder}-{number}", start, end, code, str(coder), f"coder {coder}", "")
        for coder, codings in enumerate(coded)
        for number, (start, end, code) in enumerate(codings)
    )
    return ComparedSource(name, length, marks, units)


def by_itself(sources: Sequence[ComparedSource]) -> Categories:
    """Each code that was used as a category of its own."""
    codes = sorted({mark.code_id for one in sources for mark in one.marks})
    return Categories({code: code for code in codes}, {code: (code,) for code in codes})


def agreement(sources: Sequence[ComparedSource], coders: int, *, resamples: int = 0) -> Agreement:
    """The comparison of coders 0 to `coders` - 1 by all codes."""
    unit = UnitKind.CHARACTER if sources[0].units is None else UnitKind.TURN
    return compare(
        sources,
        coders={str(coder): f"coder {coder}" for coder in range(coders)},
        categories=by_itself(sources),
        unit=unit,
        resamples=resamples,
    )


def of(coded: Sequence[Units], length: int) -> Agreement:
    """The comparison of coders in one text, on characters."""
    return agreement([source(coded, length)], len(coded))


def rated(*coders: str) -> list[Units]:
    """Codings of one-character units by a letter each; `.` is no code."""
    return [[(at, at + 1, sign) for at, sign in enumerate(signs) if sign != "."] for signs in coders]


@dataclass(frozen=True)
class Slow:
    """The measures by their definitions, from arrays of characters and every pair of them."""

    coded: Sequence[Units]
    length: int

    def sets(self) -> list[list[frozenset[str]]]:
        return [
            [
                frozenset(code for start, end, code in codings if start <= at < end)
                for at in range(self.length)
            ]
            for codings in self.coded
        ]

    def merged(self, codings: Units, code: str) -> list[tuple[int, int]]:
        """One coder's units of a code: overlapping codings made one."""
        out: list[tuple[int, int]] = []
        for start, end, _ in sorted(one for one in codings if one[2] == code):
            if out and start < out[-1][1]:
                out[-1] = (out[-1][0], max(end, out[-1][1]))
            else:
                out.append((start, end))
        return out

    def valued(self, code: str | None) -> list[list[tuple[int, int, object]]]:
        """Each coder's units with their values: of one code, or the stretches with one set of codes."""
        if code is not None:
            return [[(start, end, code) for start, end in self.merged(one, code)] for one in self.coded]
        out: list[list[tuple[int, int, object]]] = []
        for codings, has in zip(self.coded, self.sets(), strict=True):
            spans = [span for one in {code for *_, code in codings} for span in self.merged(codings, one)]
            cuts = sorted({place for span in spans for place in span})
            out.append([(start, end, has[start]) for start, end in pairwise(cuts) if has[start]])
        return out

    def u_alpha(self, code: str | None, *, given: bool = False, relevance: bool = False) -> Fraction | None:
        """u-alpha by the coincidences of single characters; with `given`, nominal alpha; of units' values."""
        units = self.valued(code)
        m = len(units)
        lanes: list[list[object]] = []
        own = 0
        for codings in units:
            lane: list[object] = [None] * self.length
            for start, end, value in codings:
                lane[start:end] = ["relevant" if relevance else value] * (end - start)
                own += end - start if given else (end - start) ** 2
            own += lane.count(None)
            lanes.append(lane)
        pairs = Counter(
            (one[at], other[at]) for one, other in permutations(lanes, 2) for at in range(self.length)
        )
        totals = Counter(value for lane in lanes for value in lane)
        total = m * self.length
        observed = Fraction(sum(n for (one, other), n in pairs.items() if one != other), m - 1)
        chance = Fraction(total * (total**2 - sum(n * n for n in totals.values())), total**2 - own)
        return 1 - observed / chance if chance else None

    def cu_alpha(self) -> Fraction | None:
        """cu-alpha: only characters that two coders coded, by the expected coincidences of every value."""
        units, sets = self.valued(None), self.sets()
        m = len(units)
        pairs: Counter[tuple[frozenset[str], frozenset[str]]] = Counter()
        for one, other in permutations(sets, 2):
            pairs.update((one[at], other[at]) for at in range(self.length) if one[at] and other[at])
        margins: Counter[object] = Counter()
        for (one_set, _), count in pairs.items():
            margins[one_set] += count
        total = Fraction(pairs.total(), m - 1)
        own: Counter[object] = Counter()
        for coder, codings in enumerate(units):
            for start, end, value in codings:
                own[value] += self.pairable(coder, start, end) ** 2
        if not total or total**2 == sum(own.values()):
            return None
        below = total - sum(own.values()) / total
        same = sum((Fraction(n, m - 1) ** 2 - own[value]) / below for value, n in margins.items())
        observed = total - Fraction(sum(n for (one, other), n in pairs.items() if one == other), m - 1)
        return 1 - observed / (total - same) if total != same else None

    def pairable(self, coder: int, start: int, end: int) -> Fraction:
        """The characters of a unit that others coded, averaged over the others."""
        others = [lane for number, lane in enumerate(self.sets()) if number != coder]
        return Fraction(sum(bool(lane[at]) for lane in others for at in range(start, end)), len(others))

    def k_alpha(self, code: str) -> Fraction | None:
        """(k)u-alpha as printed: 1 - (e_k / l_k) (l_k - l_kk) / (e_k - e_kk)."""
        sets, m = self.sets(), len(self.coded)
        places = [
            (one[at], other[at])
            for one, other in permutations(sets, 2)
            for at in range(self.length)
            if one[at] and other[at]
        ]
        total, l_k = Fraction(len(places), m - 1), Fraction(sum(code in one for one, _ in places), m - 1)
        l_kk = Fraction(sum(code in one and code in other for one, other in places), m - 1)
        own = sum(
            self.pairable(coder, start, end) ** 2
            for coder, codings in enumerate(self.coded)
            for start, end in self.merged(codings, code)
        )
        if not l_k or total == l_k:
            return None
        e_kk, e_other = l_k**2 - own, l_k * (total - l_k)  # both to be divided by the same denominator
        return 1 - (e_kk + e_other) / l_k * (l_k - l_kk) / e_other

    def kappa(self, code: str | None) -> Fraction | None:
        """Cohen's for two coders, Fleiss' for more."""
        lanes = [[(code in has) if code else has for has in lane] for lane in self.sets()]
        m, n = len(lanes), self.length
        agreed = Fraction(
            sum(one[at] == other[at] for one, other in permutations(lanes, 2) for at in range(n)),
            m * (m - 1) * n,
        )
        if m == 2:
            first, second = Counter(lanes[0]), Counter(lanes[1])
            chance = Fraction(sum(first[value] * second[value] for value in first), n * n)
        else:
            every = Counter(value for lane in lanes for value in lane)
            chance = Fraction(sum(count**2 for count in every.values()), (m * n) ** 2)
        return (agreed - chance) / (1 - chance) if chance != 1 else None


@st.composite
def codings(draw: st.DrawFn, length: int, codes: str = "abc") -> Units:
    """One coder's codings in a text of this length, overlapping as they like."""
    out = []
    for _ in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, length - 1))
        out.append((start, draw(st.integers(start + 1, length)), draw(st.sampled_from(codes))))
    return out


@st.composite
def texts(draw: st.DrawFn, coders: int = 0) -> tuple[list[Units], int]:
    """Codings of two to four coders in a short text, and its length."""
    length = draw(st.integers(1, 30))
    count = coders or draw(st.integers(2, 4))
    return [draw(codings(length)) for _ in range(count)], length
