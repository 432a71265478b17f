"""Places in a text whose words are nearly those of a quote. Works on folded text and its offsets.

Rare words that both share vote for where the quote may stand; only there is likeness measured, and the ends
are set at the words that give the most. Likeness is the normalised indel similarity of rapidfuzz over the
words joined by single spaces, so punctuation counts for nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from math import log

Place = tuple[int, int, float]
"""`(start, end, score)` in characters of the folded text; the first and last word while it is measured."""

_WORD = re.compile(r"[^\W_]+")

MAX_VOTES = 4_000
"""Occurrences of shared words that vote, rarest words first: enough for any anchor, and a bound on time."""

MAX_WINDOWS = 8
"""Places that are measured: a millisecond each for a quote of 150 words."""

MAX_QUOTE_WORDS = 3_000
"""Longer quotes are whole documents; likeness costs by the square."""

EDGES = 3
"""Shared runs of words at either end of a window that are tried as its end."""


class WordIndex:
    """The words of a folded text with their places."""

    def __init__(self, text: str) -> None:
        self.words: list[str] = []
        self.starts: list[int] = []
        self.places: defaultdict[str, list[int]] = defaultdict(list)
        for number, match in enumerate(_WORD.finditer(text)):
            word = match[0]
            self.words.append(word)
            self.starts.append(match.start())
            self.places[word].append(number)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """The characters from the first of these words to the end of the last."""
        return self.starts[first], self.starts[last] + len(self.words[last])


def find_nearly(quote: str, index: WordIndex, *, minimum_score: float) -> list[Place]:
    """`(start, end, score)` of every best place whose likeness is at least `minimum_score`, in order."""
    quoted = _WORD.findall(quote)[:MAX_QUOTE_WORDS]
    measured = [_measure(quoted, index, low, high) for low, high in _windows(quoted, index)]
    good = sorted((m for m in measured if m is not None and m[2] >= minimum_score), key=lambda m: -m[2])
    chosen: list[Place] = []
    for first, last, score in good:
        if score > good[0][2] - 0.5 and all(last < other[0] or first > other[1] for other in chosen):
            chosen.append((first, last, score))
    return [(*index.span(first, last), score) for first, last, score in sorted(chosen)]


def _windows(quoted: Sequence[str], index: WordIndex) -> list[tuple[int, int]]:
    """Half-open ranges of words in which the quote may stand, likeliest first."""
    band = max(8, len(quoted) // 4)
    votes: defaultdict[int, float] = defaultdict(float)
    count = 0
    for frequency, at, word in sorted(
        (len(index.places[w]), at, w) for at, w in enumerate(quoted) if w in index.places
    ):
        count += frequency
        if count > MAX_VOTES and votes:
            break
        weight = 1 / log(2 + frequency)
        for place in index.places[word]:
            column = (place - at) // band
            votes[column] += weight
            votes[column + 1] += weight
    likeliest = sorted(votes, key=lambda column: -votes[column])[:MAX_WINDOWS]
    reach = len(quoted) + band
    return [
        (max(0, (column - 2) * band), min(len(index.words), (column + 1) * band + reach))
        for column in likeliest
    ]


def _measure(quoted: Sequence[str], index: WordIndex, low: int, high: int) -> Place | None:
    """The likest run of words within a window as `(first, last, score)`; None where nothing is shared."""
    from rapidfuzz import fuzz
    from rapidfuzz.distance import LCSseq

    window = index.words[low:high]
    shared = [op for op in LCSseq.opcodes(quoted, window) if op.tag == "equal"]
    wanted = " ".join(quoted)
    firsts = {max(0, op.dest_start - back) for op in shared[:EDGES] for back in (0, op.src_start)}
    lasts = {
        min(len(window), op.dest_end + ahead)
        for op in shared[-EDGES:]
        for ahead in (0, len(quoted) - op.src_end)
    }
    best: Place | None = None
    for first in firsts:
        for last in lasts:
            score = fuzz.ratio(wanted, " ".join(window[first:last])) if first < last else 0.0
            if best is None or score > best[2]:
                best = (low + first, low + last - 1, score)
    return best if best and best[2] > 0 else None
