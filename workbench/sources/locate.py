"""Finding the words of a quote in a text: as they stand, else as they sound, else nearly.

Returns every place that is as good as the best: a quote that stands in two places is for a person to decide.
Pure; the folded form of the last few texts is remembered, since quotes come by the document.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from workbench.sources.clusters import whole_characters
from workbench.sources.folding import Folded, fold
from workbench.sources.nearly import Place, WordIndex, find_nearly

How = Literal["exact", "typographic", "fuzzy"]

MAX_MATCHES = 200
"""Places returned at most: who quotes a single `the` needs no list of all of them."""

LEFT_OUT_CHARS = 2_000
"""An ellipsis in a quote leaves out at most about 350 words; beyond, its halves are two quotes."""

INSERTED_CHARS = 80
"""`[the hospital]` in a quote stands for no more than a few words of the text, often for none."""

INTERRUPTED_CHARS = 600
"""What a page break or a pull quote puts into the middle of what somebody said is no longer."""

MAX_INTERRUPTIONS = 2
"""More of them are another text."""

INTERRUPTION_COSTS = 2.0
"""Points of the score for each interruption, so that a place without one is better."""

FEWEST_WORDS = 3
"""A piece of an interrupted quote has as many words: fewer stand anywhere."""

NEARLY_CHARS = 5_000_000
"""In longer texts a quote is found as it stands or as it sounds, but not nearly: the index would not fit."""

_WORD = re.compile(r"[^\W_]+")
_GAP = re.compile(r"\s*(?:(?P<left_out>\[\s*\.*\s*\]|\(\.\.\.\)|\.\.\.)|\[[^\[\]]{1,200}\])[\s.,;]*")
_EDGE = " '-.,;:"


@dataclass(frozen=True, slots=True)
class Match:
    """A place `[start_char, end_char)` in code points; `score` is 100 for the same words."""

    start_char: int
    end_char: int
    score: float
    how: How


@dataclass(frozen=True, slots=True)
class Located:
    """The places of a quote in order; empty where it is not in the text."""

    matches: tuple[Match, ...] = ()


def locate_quote(quote: str, text: str, *, minimum_score: float = 90.0) -> Located:
    """Where the words of a quote stand in a text: every best place, by the first way that finds any.

    1. exact: character for character; 2. typographic: up to quotation marks, dashes, white space, ellipses,
    invisible characters and capitals; 3. fuzzy: with words left out at `...` or inserted in [brackets], with
    a page break or pull quote in the middle, or with a likeness (normalised indel similarity, 0 to 100) of at
    least `minimum_score`. White space around the quote is nothing; an empty quote is nowhere.
    """
    wanted = quote.strip()
    if not wanted:
        return Located()
    if places := _occurrences(wanted, text):
        return _located(text, places, "exact")
    searched = _searched(text)
    folded = fold(wanted).text
    for words in dict.fromkeys((folded, folded.strip(_EDGE))):
        if places := _occurrences(words, searched.folded.text):
            return _located(text, [searched.original_span(*place) for place in places], "typographic")
    return Located(_nearly(folded, searched, minimum_score))


class _Searched:
    """A text folded, and the index of its words once it is needed."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.folded: Folded = fold(text)
        self._index: WordIndex | None = None

    @property
    def index(self) -> WordIndex:
        if self._index is None:
            self._index = WordIndex(self.folded.text)
        return self._index

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """The code points of the text for a folded span, without white space that was folded into its ends."""
        start, end = self.folded.original_span(start, end)
        said = self.text[start:end]
        return start + len(said) - len(said.lstrip()), end - len(said) + len(said.rstrip())


@lru_cache(maxsize=4)
def _searched(text: str) -> _Searched:
    return _Searched(text)


def _located(text: str, places: Sequence[tuple[int, int]], how: How) -> Located:
    return Located(tuple(Match(*whole_characters(text, *place), 100.0, how) for place in places))


def _occurrences(wanted: str, text: str) -> list[tuple[int, int]]:
    """Where a string stands as whole words, else as part of words; at most `MAX_MATCHES`."""
    whole: list[tuple[int, int]] = []
    parts: list[tuple[int, int]] = []
    at = text.find(wanted) if wanted else -1
    while at >= 0 and len(whole) < MAX_MATCHES:
        end = at + len(wanted)
        if _is_apart(text, at) and _is_apart(text, end):
            whole.append((at, end))
        elif len(parts) < MAX_MATCHES:
            parts.append((at, end))
        at = text.find(wanted, at + 1)
    return whole or parts


def _is_apart(text: str, at: int) -> bool:
    """Whether no word runs across this place."""
    return at in (0, len(text)) or not (text[at - 1].isalnum() and text[at].isalnum())


def _nearly(folded: str, searched: _Searched, minimum_score: float) -> tuple[Match, ...]:
    """Matches with words between the parts of the quote, or with other words, by the first way that works."""
    text = searched.folded.text
    parts = _parts(folded)
    if len(text) > NEARLY_CHARS or not parts:
        return ()
    places = _with_gaps(parts, searched) or _interrupted(parts, searched)
    if not places or places[0][2] < minimum_score:
        together = " ".join(part for part, _ in parts)
        places = find_nearly(together, searched.index, minimum_score=minimum_score)
    if not places and len(parts) > 1:
        places = _with_gaps(parts, searched, minimum_score=minimum_score)
    matches = []
    for start, end, score in places[:MAX_MATCHES]:
        span = searched.original_span(*_with_stops(folded, text, start, end))
        matches.append(Match(*whole_characters(searched.text, *span), score, "fuzzy"))
    return tuple(matches)


def _with_gaps(
    parts: Sequence[tuple[str, int]], searched: _Searched, *, minimum_score: float | None = None
) -> list[Place]:
    """The parts of a quote in order and close together; each as it stands, or nearly if a score is given."""
    if len(parts) < 2:
        return []
    found = []
    for part, _ in parts:
        places = _as_they_stand(part, searched)
        if not places and minimum_score is not None:
            places = find_nearly(part, searched.index, minimum_score=minimum_score)
        found.append(places)
    return _chained(found, parts)


def _interrupted(parts: Sequence[tuple[str, int]], searched: _Searched) -> list[Place]:
    """The quote as it stands but for a page number, a footnote or a pull quote that runs through it."""
    pieces: list[tuple[str, int]] = []
    for part, gap in parts:
        rest = part
        while rest and len(pieces) <= MAX_INTERRUPTIONS + len(parts):
            length = _longest_opening(rest, searched.folded.text)
            pieces.append((rest[:length], max(gap, INTERRUPTED_CHARS)))
            rest = rest[length:].lstrip(_EDGE) if length else ""
            gap = 0
            if not length:
                return []
    interruptions = len(pieces) - len(parts)
    if not 0 < interruptions <= MAX_INTERRUPTIONS:
        return []
    places = _chained([_as_they_stand(piece, searched) for piece, _ in pieces], pieces)
    return [(start, end, score - INTERRUPTION_COSTS * interruptions) for start, end, score in places]


def _longest_opening(words: str, text: str) -> int:
    """How many characters of a quote, to the end of a word, stand in the text; 0 below `FEWEST_WORDS`."""
    ends = [match.end() for match in _WORD.finditer(words)]
    if len(ends) < FEWEST_WORDS:
        return len(words) if words in text else 0
    low, high = 0, len(ends)
    while low < high:
        middle = (low + high + 1) // 2
        if words[: ends[middle - 1]] in text:
            low = middle
        else:
            high = middle - 1
    return ends[low - 1] if low >= FEWEST_WORDS else 0


def _as_they_stand(part: str, searched: _Searched) -> list[Place]:
    return [(start, end, 100.0) for start, end in _occurrences(part, searched.folded.text)]


def _parts(folded: str) -> list[tuple[str, int]]:
    """The stretches of a quote between ellipses and brackets, each with how much may stand before it."""
    parts: list[tuple[str, int]] = []
    at = gap = 0
    for match in [*_GAP.finditer(folded), None]:
        part = folded[at : match.start() if match else len(folded)].strip(_EDGE)
        if part:
            parts.append((part, gap))
            gap = 0
        if match:
            gap = max(gap, LEFT_OUT_CHARS if match["left_out"] else INSERTED_CHARS)
            at = match.end()
    return parts


def _chained(found: Sequence[Sequence[Place]], parts: Sequence[tuple[str, int]]) -> list[Place]:
    """The tightest spans from a place of the first part to one of the last, all in order, close together."""
    weights = [len(part) for part, _ in parts]
    chains: dict[int, Place] = {}
    for start, end, score in found[0]:
        total = score * weights[0]
        for places, (_, gap), weight in zip(found[1:], parts[1:], weights[1:], strict=True):
            following = bisect_left(places, (end,))
            if following == len(places) or places[following][0] > end + gap:
                break
            _, end, part_score = places[following]
            total += part_score * weight
        else:
            chains[end] = (start, end, total / sum(weights))
    return _best([*chains.values()])


def _best(places: list[Place]) -> list[Place]:
    top = max((score for _, _, score in places), default=0.0)
    return sorted(place for place in places if place[2] > top - 0.5)


def _with_stops(folded_quote: str, folded_text: str, start: int, end: int) -> tuple[int, int]:
    """The span with the stops and quotation marks around it that the quote has, too."""
    opening = folded_quote[: len(folded_quote) - len(folded_quote.lstrip("'[("))]
    closing = folded_quote[len(folded_quote.rstrip("'.,;:?!)]")) :]
    while start and opening and folded_text[start - 1] == opening[-1]:
        start, opening = start - 1, opening[:-1]
    while end < len(folded_text) and closing and folded_text[end] == closing[0]:
        end, closing = end + 1, closing[1:]
    return start, end
