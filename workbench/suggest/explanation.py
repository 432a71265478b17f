"""Why a code is suggested: the exact shares of excerpts, codebook entries and lemmas in its score."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from workbench.suggest.features import Floats, count_matrix, lemma_counts
from workbench.suggest.language import Analysed
from workbench.suggest.themes import Heard, ThemeModel

PRECEDENTS = 3
"""Earlier excerpts that a person will look at."""

LEMMAS = 20
"""Heaviest words and pairs of words that are told."""


@dataclass(frozen=True, slots=True)
class Contributions:
    """A score taken apart; all parts sum to it.

    `by_item` is what each coded excerpt adds or takes `(n_items,)`, `by_entry` the same for the codebook
    entries in the ridge `(n_entries,)`; `codebook` is what the code's own entry says through BM25, beyond what it
    says of a text like no entry, which is in `base`.
    """

    base: float
    by_item: Floats
    by_entry: Floats
    codebook: float

    @property
    def score(self) -> float:
        """The sum of all parts."""
        return self.base + float(self.by_item.sum()) + float(self.by_entry.sum()) + self.codebook


@dataclass(frozen=True, slots=True)
class Precedent:
    """An earlier excerpt that speaks for the code. `share` is its part of all that speaks for it, 0 to 1."""

    excerpt_id: str
    source: str
    amount: float
    share: float
    carries_code: bool


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a passage was given a code, heaviest first. `speaks` says what weighs more: excerpts or the codebook entry.

    `codebook_share` is the entry's part of all that speaks for the code. `lemmas` are words of the passage
    with what they add through excerpts and entries alike; `entry_words` those that it shares with the
    code's own entry.
    """

    code: str
    score: float
    base: float
    speaks: Literal["excerpts", "codebook"]
    codebook_share: float
    precedents: tuple[Precedent, ...]
    lemmas: tuple[tuple[str, float], ...]
    entry_words: tuple[str, ...]
    parts: Contributions


def contributions(model: ThemeModel, heard: Heard, code: str) -> Contributions:
    """The exact parts of the score of one code for the one text that was heard.

    Raises:
        ValueError: a code that the model does not know.
    """
    column = model.codes.index(code)
    base = model.current_base()
    by_row = heard.kernel[0] * (model.ridge.solved[:, column] - model.ridge.solved_ones * base[column])
    labels = model.labels()
    blank = float(model.blank_scores()[column])
    return Contributions(
        base=blank,
        by_item=by_row[model.n_entries :] + heard.neighbours[0] * labels[:, column],
        by_entry=by_row[: model.n_entries],
        codebook=float(heard.entries[0, column] + base[column]) - blank,
    )


def explain(model: ThemeModel, text: Analysed, code: str, *, heard: Heard | None = None) -> Explanation:
    """Why this code for this text: the heaviest precedents that speak for it, its entry, and the heaviest lemmas."""
    parts = contributions(model, heard or model.hear([text]), code)
    column = model.codes.index(code)
    own = float(parts.by_entry[column]) if column < model.n_entries else 0.0
    from_codebook = max(own, 0.0) + max(parts.codebook, 0.0)
    speaking = float(parts.by_item[parts.by_item > 0].sum()) + from_codebook
    best = np.argsort(-parts.by_item, kind="stable")[:PRECEDENTS]
    carried = model.labels()[:, column] > 0
    precedents = tuple(
        Precedent(
            excerpt_id=model.items[n].id,
            source=model.items[n].source,
            amount=float(parts.by_item[n]),
            share=float(parts.by_item[n]) / speaking,
            carries_code=bool(carried[n]),
        )
        for n in best
        if parts.by_item[n] > 0
    )
    from_excerpts = float(parts.by_item[carried & (parts.by_item > 0)].sum())
    return Explanation(
        code=code,
        score=parts.score,
        base=parts.base,
        speaks="excerpts" if from_excerpts > from_codebook else "codebook",
        codebook_share=from_codebook / speaking if speaking else 0.0,
        precedents=precedents,
        lemmas=_heaviest_lemmas(model, text, column),
        entry_words=_entry_words(model, text, column),
        parts=parts,
    )


def lemma_weights(model: ThemeModel, text: Analysed, column: int) -> dict[str, float]:
    """What each lemma (or pair of lemmas) of a text adds to a code through the lemma kernel.

    Exact: they sum to the lemma kernel's part of the score.
    """
    index = model.space.lemmas.index
    row = model.space.lemmas.weighted(count_matrix([lemma_counts(text)], index))
    base = float(model.current_base()[column])
    alpha = model.ridge.solved[:, column] - model.ridge.solved_ones * base
    amounts = row.data * np.asarray(model.rows.lemmas.T @ alpha)[row.indices]
    wanted = dict(zip(row.indices.tolist(), amounts.tolist(), strict=True))
    return {term: wanted[n] for term, n in _terms_at(model, text) if n in wanted}


def _terms_at(model: ThemeModel, text: Analysed) -> list[tuple[str, int]]:
    index = model.space.lemmas.index
    return [(term, index[term]) for term in lemma_counts(text) if term in index]


def _heaviest_lemmas(model: ThemeModel, text: Analysed, column: int) -> tuple[tuple[str, float], ...]:
    weights = lemma_weights(model, text, column)
    best = sorted(weights, key=lambda term: (-weights[term], term))[:LEMMAS]
    return tuple((term, weights[term]) for term in best if weights[term] > 0)


def _entry_words(model: ThemeModel, text: Analysed, column: int) -> tuple[str, ...]:
    row = model.entries.weights[column]
    weight = dict(zip(row.indices.tolist(), row.data.tolist(), strict=True))
    index = model.entries.index
    shared = {word: weight[index[word]] for word in text.lemmas if index.get(word, -1) in weight}
    return tuple(sorted(shared, key=lambda word: (-shared[word], word))[:LEMMAS])
