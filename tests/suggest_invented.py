"""Invented excerpts about invented services, four codes with a word field each, dealt out over sources."""

from __future__ import annotations

import random
from functools import cache

from workbench.suggest.features import Space, fit_space
from workbench.suggest.language import Analysed, pipeline
from workbench.suggest.themes import CodedText, CodeEntry, ThemeModel, fit_themes

FIELDS = {
    "trust": "trust believe faith honest promise doubt suspicion word loyal betrayed",
    "money": "budget pound grant funding invoice cost overspend saving cash finance",
    "transport": "bus minibus driver road journey lift parking fare timetable station",
    "food": "kitchen soup biscuit lunch kettle cook meal table bread cake",
}
COMMON = [
    "we",
    "they",
    "the",
    "people",
    "came",
    "and",
    "then",
    "it",
    "was",
    "said",
    "on",
    "a",
    "day",
    "with",
    "some",
    "time",
    "there",
    "who",
    "went",
    "back",
    "again",
]

CODEBOOK = {code: f"{code}. Talk of {' and '.join(words.split()[:4])}" for code, words in FIELDS.items()}


def analysed(*texts: str) -> list[Analysed]:
    return list(pipeline().analyse(texts))


def entries() -> list[CodeEntry]:
    return [
        CodeEntry(code, words) for code, words in zip(CODEBOOK, analysed(*CODEBOOK.values()), strict=True)
    ]


def sentence(code: str, chance: random.Random, *, length: int = 14, sure: float = 0.35) -> str:
    field = FIELDS[code].split()
    return " ".join(chance.choice(field if chance.random() < sure else COMMON) for _ in range(length)) + "."


@cache
def items(count: int = 60, *, sources: int = 6, sure: float = 0.35, seed: int = 3) -> tuple[CodedText, ...]:
    chance = random.Random(seed)
    codes = [chance.choice(list(FIELDS)) for _ in range(count)]
    words = analysed(*(sentence(code, chance, sure=sure) for code in codes))
    return tuple(
        CodedText(f"e{n}", f"s{n % sources}", (code,), text)
        for n, (code, text) in enumerate(zip(codes, words, strict=True))
    )


def space_of(given: list[CodedText] | tuple[CodedText, ...]) -> Space:
    return fit_space([*(item.words for item in given), *(entry.words for entry in entries())])


def model_of(given: tuple[CodedText, ...], *, space: Space | None = None) -> ThemeModel:
    return fit_themes(space or space_of(given), entries(), given)
