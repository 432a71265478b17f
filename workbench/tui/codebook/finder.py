"""Finding a code by a few letters: exact and prefix matches first, then fuzzy. Pure.

A hit in the name beats one in the path, and that one in a definition; among equals, recently used codes come
first, and headings last.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz, process

from workbench.model.codebook import PATH_SEPARATOR
from workbench.model.views import CodeView

SHORTEST_FUZZY = 3
"""Queries of fewer letters are like everything: they find by prefix and substring only."""

FUZZY_SCORE = 72
"""Out of 100 (rapidfuzz); lower finds unrelated codes, higher misses two wrong letters in a word of eight."""

MOST_HITS = 100
"""More than anyone scrolls through; keeps a key under the budget in a large codebook."""

_WORD = re.compile(r"\w+")


class CodeFinder:
    """The codes that are in use, prepared for searching. `recent` lists ids, the last used first."""

    def __init__(self, codes: Sequence[CodeView], recent: Sequence[str]) -> None:
        place = {code_id: i for i, code_id in enumerate(recent)}
        live = [code for code in codes if not code.retired]
        self.codes = sorted(live, key=lambda code: place.get(code.id, len(place)))
        self.recent_count = sum(code.id in place for code in self.codes)
        self._names = [code.name.casefold() for code in self.codes]
        self._paths = [code.path.casefold() for code in self.codes]
        self._definitions = [_definition(code) for code in self.codes]
        self._name_words = [_spaced(name) for name in self._names]
        self._path_words = [_spaced(path) for path in self._paths]

    def find(self, query: str) -> list[CodeView]:
        """The codes that answer to a query, best first; without one, recent codes and then the codebook.

        A query with a `/` spells a path out, so that nothing merely like it is found.
        """
        wanted = " ".join(query.casefold().split())
        if not wanted:
            return headings_last(self.codes)
        ranked = self._by_letters(wanted)
        ranked.sort()
        hits = [i for _, i in ranked]
        named_exactly = PATH_SEPARATOR in wanted
        if len(wanted) >= SHORTEST_FUZZY and len(hits) < MOST_HITS and not named_exactly:
            hits += self._by_likeness(wanted, set(hits))
        return headings_last([self.codes[i] for i in hits[:MOST_HITS]])

    def named(self, query: str) -> CodeView | None:
        """The code whose name or path is just this, whatever the case."""
        wanted = query.strip().casefold()
        for i, code in enumerate(self.codes):
            if wanted in (self._names[i], self._paths[i]):
                return code
        return None

    def _by_letters(self, wanted: str) -> list[tuple[int, int]]:
        """`(rank, index)` of the codes that hold the query's letters."""
        words = [" " + word for word in _WORD.findall(wanted)]
        hits: list[tuple[int, int]] = []
        for i, name in enumerate(self._names):
            if name.startswith(wanted):
                hits.append((0 if name == wanted else 1, i))
            elif words and _all_in(words, self._name_words[i]):
                hits.append((2, i))
            elif wanted in name:
                hits.append((3, i))
            elif wanted in self._paths[i] or (words and _all_in(words, self._path_words[i])):
                hits.append((4, i))
            elif len(wanted) >= SHORTEST_FUZZY and _all_in(words or [wanted], self._definitions[i]):
                hits.append((5, i))
        return hits

    def _by_likeness(self, wanted: str, found: set[int]) -> list[int]:
        """Indexes of codes whose path, or else definition, is like the query; the most alike first."""
        best: dict[int, float] = {}
        for texts, discount in ((self._names, 0), (self._paths, 1), (self._definitions, 5)):
            scored = process.extract(
                wanted, texts, scorer=fuzz.partial_ratio, score_cutoff=FUZZY_SCORE, limit=MOST_HITS
            )
            for _, score, i in scored:
                best[i] = max(best.get(i, 0.0), score - discount)
        return [i for i in sorted(best, key=lambda i: (-best[i], i)) if i not in found]


def is_heading(code: CodeView) -> bool:
    """Whether a code only heads those beneath it: codebooks say “Not for coding” under when to use."""
    return code.when_to_use.casefold().startswith("not for coding")


def headings_last(codes: Sequence[CodeView]) -> list[CodeView]:
    """The same codes in the same order, but for headings, which are no answer to “code it as what?”."""
    return sorted(codes, key=is_heading)


def _definition(code: CodeView) -> str:
    parts = (code.short_definition, code.full_definition, code.when_to_use, *code.examples)
    return " " + " ".join(part for part in parts if part).casefold()


def _spaced(text: str) -> str:
    """The words of a text, each after a blank: then `" tru"` is in it if a word begins so."""
    return " " + " ".join(_WORD.findall(text))


def _all_in(wanted: list[str], text: str) -> bool:
    return all(word in text for word in wanted) if len(wanted) > 1 else wanted[0] in text
