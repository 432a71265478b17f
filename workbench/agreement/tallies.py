"""What one source adds to a comparison: sums that may be added over sources, and so drawn again in a bootstrap.

Pairs of coders are counted in both directions. Lengths of pairable matter are counted once for each other coder and
not yet divided by the number of other coders, so that all sums are whole numbers.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from workbench.agreement.spans import NOTHING, Layer, Sets, Stretch, layers, sets_of_units, stretches
from workbench.agreement.values import Categories, ComparedSource


@dataclass(slots=True)
class Unitized:
    """Sums for the unitizing alphas, over characters (Krippendorff et al. 2016, eq. 1, 4 and 10).

    `squares` are of the lengths of units, `pairable` the characters of units that another coder coded with anything,
    `pair_agreed` those of them with the same category, `pair_squares` the squares of each unit's pairable length.
    A trailing `_of_sets` means the same of stretches with a constant set of categories.
    """

    squares: Counter[str] = field(default_factory=Counter)
    pairable: Counter[str] = field(default_factory=Counter)
    pair_agreed: Counter[str] = field(default_factory=Counter)
    pair_squares: Counter[str] = field(default_factory=Counter)
    squares_of_sets: int = 0
    pairable_of_sets: Counter[frozenset[str]] = field(default_factory=Counter)
    pair_agreed_of_sets: int = 0
    pair_squares_of_sets: int = 0


@dataclass(slots=True)
class Tally:
    """Sums over the units of one source (characters or given units).

    `rated[category][r - 1]` units have the category from `r` coders; `by_coder[category]` units and
    `codings[category]` codings by coder; `set_totals[set]` units by coder; `set_agreed` pairs of coders with the same
    set, nothing included, of which `empty_agreed` have nothing.
    """

    units: int
    coder_count: int
    codings: Mapping[str, Sequence[int]]
    uncoded: int = 0
    overlapping: int = 0
    set_agreed: int = 0
    empty_agreed: int = 0
    rated: defaultdict[str, list[int]] = field(init=False)
    by_coder: defaultdict[str, list[int]] = field(init=False)
    set_totals: defaultdict[frozenset[str], list[int]] = field(init=False)
    unitized: Unitized | None = None

    def __post_init__(self) -> None:
        def zeros() -> list[int]:
            return [0] * self.coder_count

        self.rated, self.by_coder, self.set_totals = (
            defaultdict(zeros),
            defaultdict(zeros),
            defaultdict(zeros),
        )

    def add(self, sets: Sets, count: int) -> None:
        """So many units on which the coders have these sets."""
        several = False
        for coder, has in enumerate(sets):
            for category in has:
                self.by_coder[category][coder] += count
            self.set_totals[has][coder] += count
            several = several or len(has) > 1
        for category, coders in ratings(sets).items():
            self.rated[category][coders - 1] += count
        self.overlapping += count * several
        self.set_agreed += count * equal_pairs(sets)
        empty = sets.count(NOTHING)
        self.empty_agreed += count * empty * (empty - 1)

    def add_uncoded(self, count: int) -> None:
        """So many units that nobody coded."""
        pairs = self.coder_count * (self.coder_count - 1)
        self.uncoded += count
        self.set_agreed += count * pairs
        self.empty_agreed += count * pairs
        for coder in range(self.coder_count):
            self.set_totals[NOTHING][coder] += count


def ratings(sets: Iterable[frozenset[str]]) -> dict[str, int]:
    """By how many coders each category was given."""
    found: dict[str, int] = {}
    for has in sets:
        for category in has:
            found[category] = found.get(category, 0) + 1
    return found


def equal_pairs(sets: Sets) -> int:
    """How many ordered pairs of coders have equal sets."""
    if len(sets) == 2:
        return 2 * (sets[0] == sets[1])
    return sum(times * (times - 1) for times in Counter(sets).values())


def tally(source: ComparedSource, *, coders: Sequence[str], categories: Categories) -> Tally:
    """The sums of one source, in characters or in its given units; the unitizing ones in characters alone."""
    coded = layers(source.marks, coders=coders, categories=categories)
    codings = _codings(source, coders, categories)
    if source.units is None:
        found = list(stretches(coded))
        out = Tally(source.char_count, len(coders), codings)
        for stretch in found:
            out.add(stretch.sets, stretch.end_char - stretch.start_char)
        out.add_uncoded(source.char_count - sum(s.end_char - s.start_char for s in found))
        out.unitized = unitized(found, coded)
        return out
    out = Tally(len(source.units), len(coders), codings)
    coded_count = 0
    for sets in sets_of_units(coded, source.units):
        out.add(sets, 1)
        coded_count += 1
    out.add_uncoded(len(source.units) - coded_count)
    return out


def _codings(source: ComparedSource, coders: Sequence[str], categories: Categories) -> dict[str, list[int]]:
    """Codings of each category by coder; under the empty category those that count for any."""
    place = {coder: number for number, coder in enumerate(coders)}
    found: dict[str, list[int]] = {}
    for mark in source.marks:
        counted_for = categories.of_code.get(mark.code_id)
        if counted_for and mark.coder_id in place:
            for category in ("", *counted_for):
                found.setdefault(category, [0] * len(coders))[place[mark.coder_id]] += 1
    return found


def unitized(found: Sequence[Stretch], coded: Sequence[Layer]) -> Unitized:
    """The sums for the unitizing alphas from the stretches of a source and the units that made them."""
    out = Unitized()
    for stretch in found:
        _add_pairs(out, stretch)
    for coder, layer in enumerate(coded):
        reached = _pairable_before(found, coder)
        for category, spans in layer.items():
            for start, end in spans:
                out.squares[category] += (end - start) ** 2
                out.pair_squares[category] += (reached[end] - reached[start]) ** 2
        for start, end in _set_units(layer, found, coder):
            out.squares_of_sets += (end - start) ** 2
            out.pair_squares_of_sets += (reached[end] - reached[start]) ** 2
    return out


def _add_pairs(out: Unitized, stretch: Stretch) -> None:
    having = [has for has in stretch.sets if has]
    if len(having) < 2:
        return
    length = stretch.end_char - stretch.start_char
    pairable = length * (len(having) - 1)
    for has in having:
        out.pairable_of_sets[has] += pairable
    for category, coders in ratings(having).items():
        out.pairable[category] += pairable * coders
        out.pair_agreed[category] += length * coders * (coders - 1)
    out.pair_agreed_of_sets += length * equal_pairs(tuple(having))


def _pairable_before(found: Iterable[Stretch], coder: int) -> Mapping[int, int]:
    """At each boundary: the characters before it that others coded, once for each of them."""
    reached: dict[int, int] = {}
    total = 0
    for stretch in found:
        reached[stretch.start_char] = total
        others = sum(bool(has) for has in stretch.sets) - bool(stretch.sets[coder])
        total += others * (stretch.end_char - stretch.start_char)
        reached[stretch.end_char] = total
    return reached


def _set_units(layer: Layer, found: Iterable[Stretch], coder: int) -> Iterable[tuple[int, int]]:
    """The stretches between a coder's own boundaries: units with a constant set of categories."""
    own = {position for spans in layer.values() for span in spans for position in span}
    start = end = -1
    for stretch in found:
        if not stretch.sets[coder]:
            continue
        if stretch.start_char in own:
            if end > start:
                yield start, end
            start = stretch.start_char
        end = stretch.end_char
    if end > start:
        yield start, end
