"""The suggester's speeds: `python tests/benchmarks/bench_suggest.py [N ...]` (coded excerpts; default 1000 4000).

The texts are made of invented words with a long tail, as long as excerpts and speaker turns are.
"""

from __future__ import annotations

import resource
import sys
import time

import numpy as np

from workbench.suggest.calibration import calibrate
from workbench.suggest.causal import find_causal
from workbench.suggest.features import fit_space
from workbench.suggest.language import pipeline
from workbench.suggest.suggesting import suggest
from workbench.suggest.themes import CodedText, CodeEntry, fit_themes

CODES, SOURCES, TURNS, WORDS = 60, 143, 6_000, 12_000


def main(sizes: list[int]) -> None:
    chance = np.random.default_rng(1)
    words = np.array([syllables(chance) for _ in range(WORDS)])
    likely = 1.0 / np.arange(3, WORDS + 3)
    likely /= likely.sum()

    def text(length: int) -> str:
        drawn = words[chance.choice(WORDS, size=length, p=likely)]
        return " ".join(f"{word}." if n % 17 == 16 else word for n, word in enumerate(drawn))

    english = pipeline()
    turns = [text(int(chance.integers(20, 200))) for _ in range(TURNS)]
    list(english.analyse(turns[:200]))
    began = time.perf_counter()
    analysed = list(english.analyse(turns))
    spent = time.perf_counter() - began
    count = sum(len(one.words) for one in analysed)
    print(f"pipeline: {count / spent:,.0f} words/s of {count:,} (tokens, with punctuation, are more)")
    began = time.perf_counter()
    found = sum(1 for turn in turns[:500] for _ in find_causal(turn, english))
    spent = time.perf_counter() - began
    print(f"causal: {sum(len(t) for t in turns[:500]) / spent:,.0f} characters/s, {found} hints")
    entries = [
        CodeEntry(f"c{n}", one) for n, one in enumerate(english.analyse(text(60) for _ in range(CODES)))
    ]
    began = time.perf_counter()
    space = fit_space([*analysed, *(entry.words for entry in entries)])
    print(f"space of all text: {time.perf_counter() - began:.2f} s")
    for size in sizes:
        excerpts = list(english.analyse(text(int(chance.integers(5, 90))) for _ in range(size + 101)))
        items = [
            CodedText(f"e{n}", f"s{chance.integers(SOURCES)}", (f"c{chance.integers(CODES)}",), one)
            for n, one in enumerate(excerpts)
        ]
        measure(space, entries, items, size)
    print(f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def measure(space: object, entries: list[CodeEntry], items: list[CodedText], size: int) -> None:
    began = time.perf_counter()
    model = fit_themes(space, entries, items[:size])
    fitted = time.perf_counter()
    calibration = calibrate(model)
    calibrated = time.perf_counter()
    print(f"n={size}: refit {fitted - began:.3f} s, calibration {calibrated - fitted:.3f} s")
    asked, updated = [], []
    for item in items[size : size + 100]:
        began = time.perf_counter()
        suggest(model, calibration, item.words)
        asked.append(time.perf_counter() - began)
    for item in items[size : size + 20]:
        began = time.perf_counter()
        model = model.with_item(item)
        updated.append(time.perf_counter() - began)
    p95 = [f"{1000 * float(np.percentile(times, 95)):.1f} ms" for times in (asked, updated)]
    print(f"n={size}: one suggestion p95 {p95[0]}, update after a coding p95 {p95[1]}")


def syllables(chance: np.random.Generator) -> str:
    parts = ("ba", "den", "kor", "li", "mat", "nu", "pel", "ro", "sti", "tam", "ver", "wo")
    return "".join(chance.choice(parts, size=int(chance.integers(1, 5))).tolist())


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or [1_000, 4_000])
