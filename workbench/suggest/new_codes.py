"""Codes that a codebook may lack, as key phrases that no code covers, and codes that it may have twice by name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from workbench.suggest.language import Analysed, Pipeline, stop_words

PHRASE_WORDS = 3
"""A phrase has so many words at most."""

LOOKED_AT = 400
"""So many of the best phrases are looked at; those that stand in few passages or are covered fall away."""

LEAST_PASSAGES, LEAST_SOURCES = 3, 2
"""A phrase stands in so many passages of so many sources, or it is one person's turn of speech."""

COVERED = 90
"""A phrase this like a code's name, of 100, is covered by it."""

BESIDE_CODED = 1.5
"""A phrase stands at least so much oftener in uncoded passages as in coded ones: what is common in both is covered."""

ALIKE = 85
"""Names of codes this like each other, of 100, may be one code."""


@dataclass(frozen=True, slots=True)
class Text:
    """An uncoded passage; `source` tells whose it is."""

    id: str
    source: str
    text: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """A key phrase with the passages that it stands in, in order, and of how many sources they are."""

    words: str
    passages: tuple[str, ...]
    sources: int


@dataclass(frozen=True, slots=True)
class Alike:
    """Two codes by id whose names are alike, to 100."""

    first: str
    second: str
    likeness: float


def key_phrases(
    texts: Sequence[Text],
    entries: Mapping[str, str],
    names: Iterable[str],
    coded: Sequence[str],
    pipeline: Pipeline,
    *,
    limit: int = 20,
) -> tuple[Phrase, ...]:
    """The key phrases of uncoded passages that no code covers, best first, by YAKE (Campos et al. 2020).

    `entries` are the codes' entries as texts, `names` their names. A phrase is covered by a code whose entry holds all
    its lemmas, or whose name is much like it, and by all codes together where `coded` passages hold it nearly as often.
    What stands in [brackets] is a transcriber's and left out. Nothing for a language of which no stop words are known.
    """
    known_words = stop_words(pipeline.language)
    if not texts or not known_words:
        return ()
    from yake_rust import Yake

    plain = [re.sub(r"\[[^\]]*\]", " ", one.text) for one in texts]
    best = Yake(
        stopwords=set(known_words), ngrams=PHRASE_WORDS, remove_duplicates=True, minimum_chars=4,
        only_alphanumeric_and_hyphen=True,
    ).get_n_best("\n\n".join(plain), n=LOOKED_AT)  # fmt: skip
    words = list(pipeline.analyse(plain))
    stands = _Places(words)
    beside = _Places(list(pipeline.analyse(coded)))
    covering = [frozenset(one.lemmas) for one in pipeline.analyse(entries.values())]
    known = list(names)
    found: list[Phrase] = []
    seen: list[tuple[str, ...]] = []
    for phrase, one in zip(best, pipeline.analyse(words for words, _ in best), strict=True):
        places = stands.of(one.lemmas)
        sources = len({texts[n].source for n in places})
        if (
            len(places) < LEAST_PASSAGES
            or sources < LEAST_SOURCES
            or any(_within(one.lemmas, s) for s in seen)
        ):
            continue
        if stands.share(one.lemmas) < BESIDE_CODED * beside.share(one.lemmas):
            continue
        if _is_covered(phrase[0], set(one.lemmas), covering, known):
            continue
        seen.append(one.lemmas)
        found.append(Phrase(phrase[0], tuple(texts[n].id for n in places), sources))
        if len(found) == limit:
            break
    return tuple(found)


class _Places:
    """In which of some texts each phrase stands."""

    def __init__(self, words: Sequence[Analysed]) -> None:
        self._words = words
        self._by_lemma: dict[str, list[int]] = defaultdict(list)
        for n, one in enumerate(words):
            for lemma in dict.fromkeys(one.lemmas):
                self._by_lemma[lemma].append(n)

    def of(self, phrase: tuple[str, ...]) -> list[int]:
        """The texts that hold the phrase, in order; none for a phrase without words."""
        if not phrase:
            return []
        return [n for n in self._by_lemma.get(phrase[0], ()) if self._holds(n, phrase)]

    def share(self, phrase: tuple[str, ...]) -> float:
        """The part of the texts that holds it, half a text added, so that rare ones are compared gently; 0 of none."""
        if not self._words:
            return 0.0
        return (len(self.of(phrase)) + 0.5) / (len(self._words) + 1)

    def _holds(self, place: int, phrase: tuple[str, ...]) -> bool:
        lemmas, length = self._words[place].lemmas, len(phrase)
        return any(lemmas[n : n + length] == phrase for n in range(len(lemmas) - length + 1))


def _within(phrase: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether one of two phrases is part of the other."""
    short, long = sorted((phrase, other), key=len)
    return any(long[n : n + len(short)] == short for n in range(len(long) - len(short) + 1))


def _is_covered(
    phrase: str, lemmas: set[str], covering: Iterable[frozenset[str]], names: Sequence[str]
) -> bool:
    from rapidfuzz import fuzz, process, utils

    if any(lemmas <= entry for entry in covering):
        return True
    near = process.extractOne(
        phrase, names, scorer=fuzz.token_set_ratio, processor=utils.default_process, score_cutoff=COVERED
    )
    return near is not None


def names_alike(names: Mapping[str, str]) -> tuple[Alike, ...]:
    """Pairs of codes whose names are alike in spelling, whatever the order of their words; most alike first.

    `names` are those of the codes by id.
    """
    from rapidfuzz import fuzz, process, utils

    ids = list(names)
    tidy = [utils.default_process(name) for name in names.values()]
    found = []
    for n, name in enumerate(tidy):
        if not name:
            continue
        near = process.extract(
            name, tidy[n + 1 :], scorer=fuzz.token_sort_ratio, score_cutoff=ALIKE, limit=None
        )
        found += [Alike(ids[n], ids[n + 1 + place], likeness) for _, likeness, place in near]
    return tuple(sorted(found, key=lambda pair: (-pair.likeness, pair.first, pair.second)))
