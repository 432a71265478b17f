"""The tallies of all sources as arrays, summed for each drawing of sources at once.

Shapes: `d` drawings, `s` sources, `k` categories. `of_draws` is `(d, s)`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.agreement.tallies import Tally, Unitized

if TYPE_CHECKING:
    from workbench.agreement.coefficients import Floats


@dataclass(frozen=True, slots=True)
class Sums:
    """The sources of a comparison in all its drawings."""

    of_draws: Floats
    tallies: Sequence[Tally]
    categories: Sequence[str]

    @property
    def coder_count(self) -> int:
        """How many coders are compared."""
        return self.tallies[0].coder_count

    @property
    def unitized(self) -> list[Unitized] | None:
        """The sums for the unitizing alphas, None where units were given."""
        found = [tally.unitized for tally in self.tallies]
        return None if None in found else [one for one in found if one is not None]

    def each(self, values: Iterable[int]) -> Floats:
        """A number for each source, summed: `(d,)`."""
        import numpy as np

        return self.of_draws @ np.array(list(values), dtype=np.float64)

    def rated(self) -> list[Floats]:
        """Units with a category from one coder, from two, and so on: `(d, k)` each."""
        return self._tables([tally.rated for tally in self.tallies])

    def by_coder(self) -> list[Floats]:
        """Units with a category by coder: `(d, k)` each."""
        return self._tables([tally.by_coder for tally in self.tallies])

    def per_unitized(self, part: Callable[[Unitized], Mapping[str, int]]) -> Floats:
        """A number for each category from the sums for the unitizing alphas: `(d, k)`."""
        rows = [part(one) for one in self.unitized or ()]
        return self._summed([[row.get(category, 0) for category in self.categories] for row in rows])

    def _tables(self, found: Sequence[Mapping[str, Sequence[int]]]) -> list[Floats]:
        """Several numbers by source and category, summed for each drawing."""
        import numpy as np

        none = [0] * self.coder_count
        rows = [[one.get(category, none) for category in self.categories] for one in found]
        table = np.array(rows).reshape(len(found), len(self.categories), self.coder_count)
        return [self._summed(table[:, :, number]) for number in range(self.coder_count)]

    def _summed(self, table: Floats | Sequence[Sequence[int]]) -> Floats:
        import numpy as np

        return self.of_draws @ np.asarray(table, dtype=np.float64)

    def products(self, pair: Callable[[Sequence[int]], tuple[int, int]]) -> Floats:
        """Sum over sets of categories of a product of two of their totals: `(d,)`.

        `pair` gives the two numbers of a set in one source from the units that each coder gave it.
        """
        return self._quadratic(
            {has: pair(units) for has, units in tally.set_totals.items()} for tally in self.tallies
        )

    def pairable_squares(self) -> Floats:
        """Sum over sets of the squared characters that others coded too: `(d,)`."""
        return self._quadratic(
            {has: (count, count) for has, count in one.pairable_of_sets.items()}
            for one in self.unitized or ()
        )

    def _quadratic(self, by_source: Iterable[Mapping[frozenset[str], tuple[int, int]]]) -> Floats:
        """For each drawing w: sum over sets v of (sum_s w_s a_sv) (sum_s w_s b_sv).

        There may be thousands of sets, so the sum over them is taken first; most are in one source alone.
        """
        import numpy as np

        places: dict[frozenset[str], list[tuple[int, int, int]]] = {}
        for number, totals in enumerate(by_source):
            for has, (one, other) in totals.items():
                places.setdefault(has, []).append((number, one, other))
        size = self.of_draws.shape[1]
        crossed = np.zeros((size, size))
        for found in places.values():
            if len(found) == 1:
                number, one, other = found[0]
                crossed[number, number] += one * other
                continue
            where, ones, others = zip(*found, strict=True)
            crossed[np.ix_(where, where)] += np.outer(ones, others)
        summed: Floats = ((self.of_draws @ crossed) * self.of_draws).sum(axis=1)
        return summed

    @property
    def units(self) -> Floats:
        """Units: `(d,)`."""
        return self.each(tally.units for tally in self.tallies)
