"""Texts to numbers: TF-IDF of lemmas, of characters within words, and a latent space over all text of the study.

A `Space` is fitted once on texts without their codes; it is derived data, rebuilt at will. The similarity
of two texts is the sum of three cosines, each exact, so that a share of it can be laid on every lemma.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from workbench.suggest.embedding import Embedding
from workbench.suggest.language import Analysed

Floats = NDArray[np.float64]

CHARACTER_WEIGHT = 0.5
"""What the cosine of the characters counts beside that of the lemmas."""

LATENT_WEIGHT = 1.0
"""What the cosine in the latent space counts."""

EMBEDDED_WEIGHT = 1.0
"""What the cosine of vectors from elsewhere counts, where a person asked for them and they proved better."""

LATENT_DIMENSIONS = 100

MAX_TERMS = 60_000
"""The commonest terms of each kind are kept: a large study has more, and the rare ones meet nothing."""

GRAM_LENGTHS = (3, 4, 5)

BLOCK = 256
"""Rows whose products are held at a time: all at once would need twice the memory of what comes of them."""

SEED = 20_260_101
"""The random projection of the latent space starts here, so that equal texts give equal numbers."""


@dataclass(frozen=True, slots=True)
class Terms:
    """A vocabulary with inverse document frequencies."""

    index: dict[str, int]
    idf: Floats

    def weighted(self, counts: Any) -> Any:
        """Counts `(n_documents, n_terms)` as sublinear TF-IDF; rows of unit length, or zero."""
        counts.data = (1.0 + np.log(counts.data)) * self.idf[counts.indices]
        return unit_rows(counts)


@dataclass(frozen=True, slots=True)
class Rows:
    """Texts in a space: lemmas and characters as sparse rows of unit length, latent coordinates dense.

    `embedded` are unit rows, too, with no column in a space without vectors from elsewhere.
    """

    lemmas: Any
    characters: Any
    latent: Floats
    embedded: Floats

    def __len__(self) -> int:
        return int(self.latent.shape[0])

    def take(self, which: Sequence[int] | NDArray[np.intp]) -> Rows:
        """Some of the rows, in the order given."""
        chosen = np.asarray(which, dtype=np.intp)
        return Rows(self.lemmas[chosen], self.characters[chosen], self.latent[chosen], self.embedded[chosen])


@dataclass(frozen=True, slots=True)
class Space:
    """What texts are measured in. `projection` is `(n_lemma_terms, n_dimensions)`.

    `frequencies` are the texts in which each lemma stands, of `n_texts` with `mean_words` on average: for
    BM25.
    """

    lemmas: Terms
    characters: Terms
    projection: NDArray[np.float32]
    frequencies: dict[str, int]
    n_texts: int
    mean_words: float
    embedding: Embedding | None = None

    def rows(self, texts: Iterable[Analysed]) -> Rows:
        """The texts in this space; words that it does not know count nothing."""
        texts = list(texts)
        lemmas = self.lemmas.weighted(count_matrix(map(lemma_counts, texts), self.lemmas.index))
        characters = self.characters.weighted(_character_matrix(texts, self.characters.index))
        latent = np.asarray(lemmas @ self.projection, dtype=np.float64)
        embedded = np.zeros((len(texts), 0)) if self.embedding is None else self.embedding.vectors(texts)
        return Rows(lemmas, characters, _unit_dense(latent), _unit_dense(embedded))


def fit_space(texts: Iterable[Analysed]) -> Space:
    """The space of these texts: all text of the study, coded or not. Empty input gives an empty space."""
    texts = [text for text in texts if text.lemmas]
    lemma_documents = [lemma_counts(text) for text in texts]
    held = Counter(term for document in lemma_documents for term in document)
    lemmas = _terms(held, len(texts), kept_once=lambda term: " " not in term)
    characters = _terms(_character_frequencies(texts), len(texts), kept_once=lambda _: False)
    frequencies = Counter(lemma for text in texts for lemma in set(text.lemmas))
    mean = sum(len(text.lemmas) for text in texts) / len(texts) if texts else 1.0
    projection = _latent(lemmas.weighted(count_matrix(lemma_documents, lemmas.index)))
    return Space(lemmas, characters, projection, dict(frequencies), len(texts), mean)


def similarity(left: Rows, right: Rows) -> Floats:
    """The kernel between all pairs, `(n_left, n_right)`; of a text with itself at most 2.5, or 3.5 with vectors."""
    found = LATENT_WEIGHT * (left.latent @ right.latent.T)
    if left.embedded.shape[1]:
        found += EMBEDDED_WEIGHT * (left.embedded @ right.embedded.T)
    for start in range(0, len(left), BLOCK):
        rows = slice(start, start + BLOCK)
        found[rows] += sparse_products(left.lemmas[rows], right.lemmas)
        found[rows] += CHARACTER_WEIGHT * sparse_products(left.characters[rows], right.characters)
    return np.asarray(found, dtype=np.float64)


def sparse_products(few: Any, many: Any) -> Floats:
    """The inner products of the rows of two sparse matrices, `(n_few, n_many)`; only the first is turned round."""
    found: Floats = (many @ few.T.tocsr()).toarray().T
    return found


def stacked(first: Rows, second: Rows) -> Rows:
    """The rows of both, those of the first before those of the second."""
    return Rows(
        sparse.vstack([first.lemmas, second.lemmas], format="csr"),
        sparse.vstack([first.characters, second.characters], format="csr"),
        np.vstack([first.latent, second.latent]),
        np.vstack([first.embedded, second.embedded]),
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


def _character_matrix(texts: Sequence[Analysed], index: dict[str, int]) -> Any:
    """Counts of runs of three to five characters within words, word edges as blanks, `(n_texts, n_terms)`.

    The runs of each word are found once: texts by words times words by runs.
    """
    words = {word: n for n, word in enumerate(dict.fromkeys(word for text in texts for word in text.words))}
    by_text = count_matrix((Counter(text.words) for text in texts), words)
    by_word = count_matrix((Counter(_grams(word)) for word in words), index)
    return by_text @ by_word


def _character_frequencies(texts: Sequence[Analysed]) -> Counter[str]:
    """In how many texts each run of characters stands."""
    words = dict.fromkeys(word for text in texts for word in text.words)
    index: dict[str, int] = {}
    for word in words:
        for gram in _grams(word):
            index.setdefault(gram, len(index))
    held = np.zeros(len(index), dtype=np.int64)
    for start in range(0, len(texts), BLOCK):
        some = _character_matrix(texts[start : start + BLOCK], index)
        held += np.bincount(some.indices, minlength=len(index))
    return Counter(dict(zip(index, held.tolist(), strict=True)))


def _grams(word: str) -> Iterator[str]:
    padded = f" {word[:60]} "
    for length in GRAM_LENGTHS:
        for start in range(len(padded) - length + 1):
            yield padded[start : start + length]


def _terms(frequency: Counter[str], n_texts: int, *, kept_once: Callable[[str], bool]) -> Terms:
    """The vocabulary; of terms that stand in one text those that are `kept_once`, or all if there is but one text."""
    kept = [pair for pair in frequency.items() if pair[1] > 1 or n_texts < 2 or kept_once(pair[0])]
    kept.sort(key=lambda pair: (-pair[1], pair[0]))
    del kept[MAX_TERMS:]
    numbers = np.array([number for _, number in kept], dtype=np.float64)
    return Terms(
        {term: n for n, (term, _) in enumerate(kept)}, np.log((1.0 + n_texts) / (1.0 + numbers)) + 1.0
    )


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
    made = sparse.csr_matrix(
        (np.array(data, dtype=np.float64), np.array(indices, dtype=np.int32), starts), shape
    )
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


def _latent(matrix: Any) -> NDArray[np.float32]:
    """The leading right singular vectors, `(n_terms, dimensions)`, by a random projection with two power
    iterations (Halko, Martinsson and Tropp 2011, algorithms 4.4 and 5.1)."""
    rank = min(LATENT_DIMENSIONS, min(matrix.shape) - 1)
    if rank < 1:
        return np.zeros((matrix.shape[1], 0), dtype=np.float32)
    width = min(rank + 10, min(matrix.shape))
    basis = matrix @ np.random.default_rng(SEED).standard_normal((matrix.shape[1], width))
    for _ in range(2):
        basis, _ = np.linalg.qr(matrix @ (matrix.T @ np.linalg.qr(basis)[0]))
    vectors = np.linalg.svd((matrix.T @ basis).T, full_matrices=False)[2]
    return np.ascontiguousarray(vectors[:rank].T, dtype=np.float32)
