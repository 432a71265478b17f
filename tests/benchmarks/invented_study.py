"""Invented coded studies for measuring: codes are word fields, documents have words and a mix of codes of their own,
people give a second code at times, and err at times."""

from __future__ import annotations

import numpy as np

from workbench.suggest.dataset import CodeText, Example

PARTS = (
    "ba",
    "den",
    "kor",
    "li",
    "mat",
    "nu",
    "pel",
    "ro",
    "sti",
    "tam",
    "ver",
    "wo",
    "fen",
    "gar",
    "hul",
    "jin",
)
WORDS, FIELD, OWN = 3_000, 25, 12
ERRORS, SECOND = 0.15, 0.25


def invented(
    seed: int, *, strength: float, documents: int = 40, each: int = 25, codes: int = 20
) -> tuple[tuple[CodeText, ...], tuple[Example, ...]]:
    """A codebook and excerpts; `strength` is the part of an excerpt's words that come of its codes' fields."""
    chance = np.random.default_rng(seed)
    words = np.array(sorted({_word(chance) for _ in range(2 * WORDS)}))
    chance.shuffle(words)
    words = words[:WORDS]
    likely = 1.0 / np.arange(3, len(words) + 3)
    likely /= likely.sum()
    fields = [chance.choice(len(words), size=FIELD, replace=False) for _ in range(codes)]
    common = chance.dirichlet(np.full(codes, 0.8))
    book = tuple(
        CodeText(
            f"c{code}",
            f"{' '.join(words[field[:6]])}. {' '.join(words[chance.choice(len(words), 15, p=likely)])}.",
        )
        for code, field in enumerate(fields)
    )
    examples = []
    for document in range(documents):
        mix = chance.dirichlet(common * 10 + 0.02)
        own = chance.choice(len(words), size=OWN)
        for n in range(each):
            given = [int(chance.choice(codes, p=mix))]
            if chance.random() < SECOND:
                given.append(int(chance.choice(codes, p=mix)))
            told = strength * chance.uniform(0.2, 1.8)
            text = []
            for _ in range(int(chance.integers(12, 70))):
                draw = chance.random()
                if draw < told:
                    text.append(words[chance.choice(fields[int(chance.choice(given))])])
                elif draw < told + 0.06:
                    text.append(words[chance.choice(own)])
                else:
                    text.append(words[chance.choice(len(words), p=likely)])
            if chance.random() < ERRORS:
                given = [int(chance.integers(codes))]
            labels = tuple(f"c{code}" for code in dict.fromkeys(given))
            examples.append(Example(f"{document}-{n}", f"d{document}", " ".join(text), labels))
    return book, tuple(examples)


def _word(chance: np.random.Generator) -> str:
    return "".join(chance.choice(PARTS, size=int(chance.integers(2, 5))).tolist())
