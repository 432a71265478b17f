"""Texts to numbers: TF-IDF of lemmas, of characters within words, and a latent space over all text of the study.

A `Space` is fitted once on texts without their codes; it is derived data, rebuilt at will. The similarity of two texts is
the sum of three cosines, each exact, so that a share of it can be laid on every lemma.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from workbench.suggest.language import Analysed

Floats = NDArray[np.float64]

CHARACTER_WEIGHT = 0.5
"""What the cosine of the characters counts beside that of the lemmas."""

LATENT_WEIGHT = 1.0
"""What the cosine in the latent space counts."""

LATENT_DIMENSIONS = 100

MAX_TERMS = 60_000
"""The commonest terms of each kind are kept: a large study has more, and the rare ones meet nothing."""

GRAM_LENGTHS = (3, 4, 5)

SEED = 20_260_101
"""The random projection of the latent space starts here, so that equal texts give equal numbers."""


@dataclass(frozen=True, slots=True)
class Terms:
    """A vocabulary with inverse document frequencies."""

    index: dict[str, int]
    idf: Floats

    def matrix(self, documents: Iterable[Counter[str]]) -> Any:
        """Rows of unit length (or zero), sublinear TF-IDF, as a sparse matrix `(n_documents, n_terms)`."""
        counts = count_matrix(documents, self.index)
        counts.data = (1.0 + np.log(counts.data)) * self.idf[counts.indices]
        return unit_rows(counts)


@dataclass(frozen=True, slots=True)
class Rows:
    """Texts in a space: lemmas and characters as sparse rows of unit length, latent coordinates dense."""

    lemmas: Any
    characters: Any
    latent: Floats

    def __len__(self) -> int:
        return int(self.latent.shape[0])

    def take(self, which: Sequence[int] | NDArray[np.intp]) -> Rows:
        """Some of the rows, in the order given."""
        chosen = np.asarray(which, dtype=np.intp)
        return Rows(self.lemmas[chosen], self.characters[chosen], self.latent[chosen])


@dataclass(frozen=True, slots=True)
class Space:
    """What texts are measured in. `projection` is `(n_lemma_terms, n_dimensions)`.

    `frequencies` are the texts in which each lemma stands, of `n_texts` with `mean_words` on average: for BM25.
    """

    lemmas: Terms
    characters: Terms
    projection: Floats
    frequencies: dict[str, int]
    n_texts: int
    mean_words: float

    def rows(self, texts: Iterable[Analysed]) -> Rows:
        """The texts in this space; words that it does not know count nothing."""
        texts = list(texts)
        lemmas = self.lemmas.matrix(map(lemma_counts, texts))
        characters = self.characters.matrix(map(character_counts, texts))
        latent = np.asarray(lemmas @ self.projection, dtype=np.float64)
        return Rows(lemmas, characters, _unit_dense(latent))


def fit_space(texts: Iterable[Analysed]) -> Space:
    """The space of these texts: all text of the study, coded or not. Empty input gives an empty space."""
    texts = [text for text in texts if text.lemmas]
    lemma_documents = [lemma_counts(text) for text in texts]
    lemmas = _terms(lemma_documents, must_recur=" ")
    characters = _terms((character_counts(text) for text in texts), must_recur="", count=len(texts))
    frequencies = Counter(lemma for text in texts for lemma in set(text.lemmas))
    mean = sum(len(text.lemmas) for text in texts) / len(texts) if texts else 1.0
    projection = _latent(lemmas.matrix(lemma_documents))
    return Space(lemmas, characters, projection, dict(frequencies), len(texts), mean)


def similarity(left: Rows, right: Rows) -> Floats:
    """The kernel between all pairs, `(n_left, n_right)`; of a text with itself at most 2.5."""
    found: Floats = (left.lemmas @ right.lemmas.T).toarray()
    found += CHARACTER_WEIGHT * (left.characters @ right.characters.T).toarray()
    found += LATENT_WEIGHT * (left.latent @ right.latent.T)
    return found


def stacked(first: Rows, second: Rows) -> Rows:
    """The rows of both, those of the first before those of the second."""
    return Rows(
        sparse.vstack([first.lemmas, second.lemmas], format="csr"),
        sparse.vstack([first.characters, second.characters], format="csr"),
        np.vstack([first.latent, second.latent]),
    )


def feature_matrix(rows: Rows) -> Any:
    """The same features side by side, whose inner products are the kernel: for a model that wants features."""
    return sparse.hstack(
        [
            rows.lemmas,
            np.sqrt(CHARACTER_WEIGHT) * rows.characters,
            np.sqrt(LATENT_WEIGHT) * sparse.csr_matrix(rows.latent),
        ],
        format="csr",
    )


def lemma_counts(text: Analysed) -> Counter[str]:
    """Lemmas and pairs of neighbouring lemmas of one sentence, counted."""
    lemmas, breaks = text.lemmas, set(text.breaks)
    counts = Counter(lemmas)
    counts.update(f"{lemmas[n - 1]} {lemmas[n]}" for n in range(1, len(lemmas)) if n not in breaks)
    return counts


def character_counts(text: Analysed) -> Counter[str]:
    """Runs of three to five characters within words, word edges as blanks, counted."""
    counts: Counter[str] = Counter()
    for word, times in Counter(text.words).items():
        for gram in _grams(word):
            counts[gram] += times
    return counts


def _grams(word: str) -> Iterator[str]:
    padded = f" {word[:60]} "
    for length in GRAM_LENGTHS:
        for start in range(len(padded) - length + 1):
            yield padded[start : start + length]


def _terms(documents: Iterable[Counter[str]], *, must_recur: str, count: int | None = None) -> Terms:
    """The vocabulary; terms that hold `must_recur` must stand in two documents, the others in one."""
    frequency: Counter[str] = Counter()
    seen = 0
    for document in documents:
        frequency.update(document.keys())
        seen += 1
    kept = [
        (term, number)
        for term, number in frequency.items()
        if number > 1 or (must_recur and must_recur not in term) or (count or seen) < 2
    ]
    kept.sort(key=lambda pair: (-pair[1], pair[0]))
    del kept[MAX_TERMS:]
    numbers = np.array([number for _, number in kept], dtype=np.float64)
    return Terms({term: n for n, (term, _) in enumerate(kept)}, np.log((1.0 + seen) / (1.0 + numbers)) + 1.0)


def count_matrix(documents: Iterable[Counter[str]], index: dict[str, int]) -> Any:
    """Counts of the known terms as a sparse matrix, a row a document."""
    indices: list[int] = []
    data: list[float] = []
    starts = [0]
    for document in documents:
        for term, times in document.items():
            place = index.get(term)
            if place is not None:
                indices.append(place)
                data.append(times)
        starts.append(len(indices))
    shape = (len(starts) - 1, len(index))
    made = sparse.csr_matrix((np.array(data, dtype=np.float64), np.array(indices, dtype=np.int32), starts), shape)
    made.sort_indices()
    return made


def unit_rows(matrix: Any) -> Any:
    """Each row divided by its Euclidean length; a row of zeros stays."""
    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    lengths[lengths == 0.0] = 1.0
    matrix.data /= np.repeat(lengths, np.diff(matrix.indptr))
    return matrix


def _unit_dense(matrix: Floats) -> Floats:
    lengths = np.linalg.norm(matrix, axis=1, keepdims=True)
    lengths[lengths < 1e-12] = 1.0
    return np.asarray(matrix / lengths, dtype=np.float64)


def _latent(matrix: Any) -> Floats:
    """The leading right singular vectors, `(n_terms, dimensions)`, by a random projection with two power
    iterations (Halko, Martinsson and Tropp 2011, algorithms 4.4 and 5.1)."""
    rank = min(LATENT_DIMENSIONS, min(matrix.shape) - 1)
    if rank < 1:
        return np.zeros((matrix.shape[1], 0))
    width = min(rank + 10, min(matrix.shape))
    basis = matrix @ np.random.default_rng(SEED).standard_normal((matrix.shape[1], width))
    for _ in range(2):
        basis, _ = np.linalg.qr(matrix @ (matrix.T @ np.linalg.qr(basis)[0]))
    vectors = np.linalg.svd((matrix.T @ basis).T, full_matrices=False)[2]
    return np.asarray(vectors[:rank].T, dtype=np.float64)
