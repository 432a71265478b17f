"""Which codes a passage may deserve: kernel ridge over coded excerpts and the codebook, and what is nearest.

The score of a code is a sum: a base, a share of each excerpt and each codebook entry through the ridge, a
share of the nearest excerpts by BM25, and what the code's own entry says. The same formula holds when
nothing is coded yet. Codes and excerpts are known by their ids; their words come in analysed, and nothing
here reads or writes a study.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy import sparse

from workbench.suggest.bm25 import Bm25, fit_bm25
from workbench.suggest.features import Floats, Rows, Space, similarity, stacked
from workbench.suggest.language import Analysed
from workbench.suggest.ridge import Ridge, fit_ridge

MODEL_VERSION = "themes 1"
"""Kept with each suggestion, so that it is known what made it; a change of the formula takes the next number."""

NOISE_OF_EXCERPT = 3.0
"""The ridge of a coded excerpt: how far the model may disagree with one coding of one person. With 1, the first hundred
excerpts made suggestions for other interviews worse than the codebook alone did, on each of three studies."""

NOISE_OF_ENTRY = 0.5
"""The ridge of a codebook entry, which is surer than any one excerpt."""

BASE_COUNTS = 50.0
"""Pseudo-excerpts spread evenly over the codes, so that early counts do not rule."""

NEIGHBOURS = 12
NEIGHBOUR_WEIGHT = 0.2
NEIGHBOUR_FADE = 50.0
"""The twelve nearest excerpts count 0.2 n / (n + 50): with few excerpts the nearest is not near."""

ENTRY_WEIGHT = 2.0
ENTRY_FADE = 5.0
ENTRY_TEMPERATURE = 4.0
"""A code's entry counts 2 x 5 / (5 + its excerpts): it speaks loudest where nobody has coded yet."""

MAX_EXCERPTS = 4_000
"""More excerpts than these are thinned, the newest of each code first: memory and time grow with their square."""

MAX_ENTRIES = 1_000
"""More codebook entries than these stay out of the ridge; they still speak through BM25."""


@dataclass(frozen=True, slots=True)
class CodedText:
    """An excerpt with what people made of it. No codes: read, and nothing to code. `source` groups it."""

    id: str
    source: str
    codes: tuple[str, ...]
    words: Analysed


@dataclass(frozen=True, slots=True)
class CodeEntry:
    """A code and the words of its codebook entry: name, definition, when to use it, examples."""

    id: str
    words: Analysed


@dataclass(frozen=True, slots=True)
class Heard:
    """What texts are like: `kernel` `(n_texts, n_rows)` of all rows of the ridge, `neighbours` `(n_texts, n_items)` and
    `entries` `(n_texts, n_codes)` as shares that sum up to their weights."""

    kernel: Floats
    neighbours: Floats
    entries: Floats

    def row(self, place: int) -> Heard:
        """What one of the texts is like."""
        one = slice(place, place + 1)
        return Heard(self.kernel[one], self.neighbours[one], self.entries[one])


@dataclass(frozen=True, slots=True)
class ThemeModel:
    """All that is learnt. Rows of the ridge: the first `n_entries` codes' entries, then `items`, in order."""

    space: Space
    codes: tuple[str, ...]
    entries: Bm25
    n_entries: int
    items: tuple[CodedText, ...]
    rows: Rows
    ridge: Ridge
    neighbours: Bm25
    notes: tuple[str, ...]

    @property
    def has_negatives(self) -> bool:
        """Whether passages were read and left uncoded; without them it should speak only when asked."""
        return any(not item.codes for item in self.items)

    def labels(self) -> Floats:
        """`(n_items, n_codes)`, 1 where a person gave the code."""
        return self.ridge.targets[self.n_entries :]

    def base(self, counts: Floats, total: float) -> Floats:
        """How common each code is, smoothed towards all being equal, `(n_codes,)`."""
        even = BASE_COUNTS / max(len(self.codes), 1)
        return np.asarray((counts + even) / (total + BASE_COUNTS), dtype=np.float64)

    def current_base(self) -> Floats:
        """The base over all items."""
        return self.base(self.labels().sum(axis=0), len(self.items))

    def hear(self, texts: Sequence[Analysed]) -> Heard:
        """What of all that is known these texts are like: the costly part, from which scores and reasons are made."""
        return Heard(
            similarity(self.space.rows(texts), self.rows),
            neighbour_shares(self.neighbours.scores(texts), len(self.items)),
            entry_shares(self.entries.scores(texts), self.labels().sum(axis=0)),
        )

    def scores(self, texts: Sequence[Analysed]) -> Floats:
        """The score of each code for each text, `(n_texts, n_codes)`."""
        return self.scores_of(self.hear(texts))

    def scores_of(self, heard: Heard) -> Floats:
        """The scores of texts that were heard."""
        base = self.current_base()
        found: Floats = base + heard.kernel @ self.ridge.weights(base)
        found += heard.neighbours @ self.labels()
        found += heard.entries
        return found

    def blank_scores(self) -> Floats:
        """What a text without words is told, `(n_codes,)`: how common the codes are, and no more."""
        entries = entry_shares(np.zeros((1, len(self.codes))), self.labels().sum(axis=0))[0]
        return np.asarray(self.current_base() + entries, dtype=np.float64)

    def out_of_fold(self) -> Floats:
        """What each item would have been told without any item of its own source, `(n_items, n_codes)`."""
        labels = self.labels()
        found = np.zeros_like(labels)
        words = [item.words for item in self.items]
        all_counts = labels.sum(axis=0)
        for rows in _groups(self.items):
            counts, total = all_counts - labels[rows].sum(axis=0), len(labels) - len(rows)
            asked = [words[row] for row in rows]
            near = self.neighbours.scores(asked)
            near[:, rows] = 0.0
            found[rows] = self.ridge.left_out(rows + self.n_entries, self.base(counts, total))
            found[rows] += sparse.csr_matrix(neighbour_shares(near, total)) @ labels
            found[rows] += entry_shares(self.entries.scores(asked), counts)
        return found

    def with_item(self, item: CodedText) -> ThemeModel:
        """The model after one more excerpt was coded, or an excerpt it knows was coded otherwise: a quick update."""
        place = next((n for n, known in enumerate(self.items) if known.id == item.id), None)
        target = _targets([item], self.codes)[0]
        if place is not None and self.items[place].words == item.words:
            items = (*self.items[:place], item, *self.items[place + 1 :])
            return replace(self, items=items, ridge=self.ridge.with_target(self.n_entries + place, target))
        here = self if place is None else self.without_item(item.id)
        row = here.space.rows([item.words])
        own = float(similarity(row, row)[0, 0])
        ridge = here.ridge.with_row(similarity(row, here.rows)[0], target, own=own, noise=NOISE_OF_EXCERPT)
        return replace(
            here,
            items=(*here.items, item),
            rows=stacked(here.rows, row),
            ridge=ridge,
            neighbours=here.neighbours.with_texts([item.words]),
        )

    def without_item(self, item_id: str) -> ThemeModel:
        """The model after an excerpt is coded no more; itself if it never knew it."""
        return self.without_items(frozenset((item_id,)))

    def without_items(self, item_ids: frozenset[str]) -> ThemeModel:
        """The model without some excerpts; itself if it knows none of them."""
        places = [n for n, known in enumerate(self.items) if known.id in item_ids]
        if not places:
            return self
        gone = np.array(places, dtype=np.intp)
        left = np.delete(np.arange(len(self.items)), gone)
        kept = np.delete(np.arange(len(self.rows)), gone + self.n_entries)
        return replace(
            self,
            items=tuple(self.items[n] for n in left),
            rows=self.rows.take(kept),
            ridge=self.ridge.without_rows(gone + self.n_entries),
            neighbours=self.neighbours.keeping(left),
        )


def fit_themes(space: Space, entries: Sequence[CodeEntry], items: Sequence[CodedText]) -> ThemeModel:
    """The model of these codes and excerpts, newest excerpt last.

    Codings with codes that are not in the codebook are left out of account and noted, as is all that is too
    much.
    """
    ordered = _in_kernel_first(entries, items)
    codes = tuple(entry.id for entry in ordered)
    kept = _thinned(items)
    notes = _notes(entries, items, kept)
    n_entries = min(len(ordered), MAX_ENTRIES)
    words = [*(entry.words for entry in ordered[:n_entries]), *(item.words for item in kept)]
    rows = space.rows(words)
    noise = np.full(len(words), NOISE_OF_EXCERPT)
    noise[:n_entries] = NOISE_OF_ENTRY
    targets = np.vstack([np.eye(n_entries, len(codes)), _targets(kept, codes)])
    entry_words = [entry.words for entry in ordered]
    return ThemeModel(
        space=space,
        codes=codes,
        entries=_entries(entry_words),
        n_entries=n_entries,
        items=tuple(kept),
        rows=rows,
        ridge=fit_ridge(similarity(rows, rows), targets, noise),
        neighbours=fit_bm25(
            [item.words for item in kept],
            frequencies=space.frequencies,
            n_texts=space.n_texts,
            mean_words=space.mean_words,
        ),
        notes=notes,
    )


def _entries(words: Sequence[Analysed]) -> Bm25:
    frequencies = Counter(lemma for text in words for lemma in set(text.lemmas))
    mean = sum(len(text.lemmas) for text in words) / max(len(words), 1)
    return fit_bm25(words, frequencies=dict(frequencies), n_texts=len(words), mean_words=mean)


def neighbour_shares(scores: Floats, total: int) -> Floats:
    """BM25 scores as weights of the nearest, each row summing to 0.2 n / (n + 50), or to 0 where nothing is near."""
    count = scores.shape[1]
    if count == 0:
        return scores
    shares = scores.copy()
    if count > NEIGHBOURS:
        far = np.argpartition(-shares, NEIGHBOURS - 1, axis=1)[:, NEIGHBOURS:]
        np.put_along_axis(shares, far, 0.0, axis=1)
    sums = shares.sum(axis=1, keepdims=True)
    sums[sums == 0.0] = 1.0
    fade = NEIGHBOUR_WEIGHT * total / (total + NEIGHBOUR_FADE)
    return np.asarray(fade * shares / sums, dtype=np.float64)


def entry_shares(scores: Floats, counts: Floats) -> Floats:
    """What each code's entry says by BM25: its part of a softmax, fading with the code's excerpts."""
    if scores.shape[1] == 0:
        return scores
    raised = np.exp((scores - scores.max(axis=1, keepdims=True)) / ENTRY_TEMPERATURE)
    fade = ENTRY_WEIGHT * ENTRY_FADE / (ENTRY_FADE + counts)
    return np.asarray(fade * raised / raised.sum(axis=1, keepdims=True), dtype=np.float64)


def _targets(items: Sequence[CodedText], codes: Sequence[str]) -> Floats:
    column = {code: n for n, code in enumerate(codes)}
    found = np.zeros((len(items), len(codes)))
    for row, item in enumerate(items):
        for code in item.codes:
            if code in column:
                found[row, column[code]] = 1.0
    return found


def _groups(items: Sequence[CodedText]) -> Iterator[np.ndarray]:
    by_source: dict[str, list[int]] = defaultdict(list)
    for row, item in enumerate(items):
        by_source[item.source].append(row)
    for rows in by_source.values():
        yield np.array(rows, dtype=np.intp)


def _in_kernel_first(entries: Sequence[CodeEntry], items: Sequence[CodedText]) -> list[CodeEntry]:
    """The entries as they are, or those with most excerpts first where not all have room."""
    if len(entries) <= MAX_ENTRIES:
        return list(entries)
    used = Counter(code for item in items for code in item.codes)
    return sorted(entries, key=lambda entry: -used[entry.id])


def _thinned(items: Sequence[CodedText]) -> list[CodedText]:
    """At most `MAX_EXCERPTS`, in their order: the newest of each code, then the next of each, and so on."""
    if len(items) <= MAX_EXCERPTS:
        return list(items)
    seen: Counter[str] = Counter()
    place: dict[int, int] = {}
    for number in range(len(items) - 1, -1, -1):
        codes = items[number].codes or ("",)
        place[number] = min(seen[code] for code in codes)
        seen.update(codes)
    return [items[n] for n in sorted(sorted(place, key=lambda n: place[n])[:MAX_EXCERPTS])]


def _notes(
    entries: Sequence[CodeEntry], items: Sequence[CodedText], kept: Sequence[CodedText]
) -> tuple[str, ...]:
    known = {entry.id for entry in entries}
    unknown = {code for item in items for code in item.codes} - known
    notes = []
    if unknown:
        notes.append(f"codings with {len(unknown)} codes that are not in the codebook take no part")
    if len(kept) < len(items):
        notes.append(f"{len(kept)} of {len(items)} excerpts take part, the newest of each code first")
    if len(entries) > MAX_ENTRIES:
        notes.append(f"{MAX_ENTRIES} of {len(entries)} codebook entries take full part")
    return tuple(notes)
