"""BM25 (Robertson and Zaragoza 2009, equation 3.15) of short texts against texts, over lemmas."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from workbench.suggest.features import Floats, count_matrix, sparse_products
from workbench.suggest.language import Analysed

K1 = 1.2
"""How soon repeating a word stops adding."""

B = 0.75
"""How much a long text is held against itself."""


@dataclass(frozen=True, slots=True)
class Bm25:
    """Texts that can be asked. Word frequencies and mean length are given, so that adding a text changes no other.

    `weights` is sparse, `(n_texts, n_words)`; `idf` is zero or more.
    """

    index: dict[str, int]
    idf: Floats
    mean_words: float
    weights: Any

    def __len__(self) -> int:
        return int(self.weights.shape[0])

    def scores(self, queries: Sequence[Analysed]) -> Floats:
        """The score of every text for every query, `(n_queries, n_texts)`; each word of a query counts once."""
        asked = count_matrix((Counter(set(query.lemmas)) for query in queries), self.index)
        return sparse_products(asked, self.weights)

    def with_texts(self, texts: Sequence[Analysed]) -> Bm25:
        """These and the given texts, the given ones last."""
        more = _weights(texts, self.index, self.idf, self.mean_words)
        stacked = sparse.vstack([self.weights, more], format="csr")
        return Bm25(self.index, self.idf, self.mean_words, stacked)

    def keeping(self, positions: NDArray[np.intp]) -> Bm25:
        """The texts at these positions, in that order."""
        return Bm25(self.index, self.idf, self.mean_words, self.weights[positions])


def fit_bm25(
    texts: Sequence[Analysed], *, frequencies: dict[str, int], n_texts: int, mean_words: float
) -> Bm25:
    """The texts to be asked; in how many of `n_texts` texts each word stands is given. Other words count nothing."""
    index = {word: n for n, word in enumerate(frequencies)}
    held = np.fromiter(frequencies.values(), dtype=np.float64, count=len(frequencies))
    idf = np.log1p((n_texts - held + 0.5) / (held + 0.5))
    return Bm25(index, idf, mean_words, _weights(texts, index, idf, mean_words))


def _weights(texts: Sequence[Analysed], index: dict[str, int], idf: Floats, mean_words: float) -> Any:
    counts = count_matrix((Counter(text.lemmas) for text in texts), index)
    lengths = np.array([len(text.lemmas) for text in texts], dtype=np.float64)
    penalty = K1 * (1.0 - B + B * lengths / max(mean_words, 1.0))
    repeated = np.repeat(penalty, np.diff(counts.indptr))
    counts.data = idf[counts.indices] * counts.data * (K1 + 1.0) / (counts.data + repeated)
    return counts
