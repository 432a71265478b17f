"""What the suggester is measured against: the commonest codes, BM25, and a linear support vector machine."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from workbench.errors import UsageError
from workbench.suggest.features import Floats, Rows, feature_matrix
from workbench.suggest.language import Analysed
from workbench.suggest.themes import ThemeModel, neighbour_shares


def majority(model: ThemeModel, texts: Sequence[Analysed]) -> Floats:
    """How often each code was given, the same for every text."""
    return np.tile(model.labels().sum(axis=0), (len(texts), 1))


def bm25(model: ThemeModel, texts: Sequence[Analysed]) -> Floats:
    """The codes of the nearest twelve excerpts, and of the codebook entries, by BM25."""
    near = model.neighbours.scores(texts)
    shares = neighbour_shares(near, 10**9) if near.shape[1] else near
    entries = model.entries.scores(texts)
    highest = np.maximum(entries.max(axis=1, keepdims=True, initial=0.0), 1e-9)
    return np.asarray(shares @ model.labels() + entries / highest, dtype=np.float64)


def has_svm() -> bool:
    """Whether scikit-learn is installed."""
    from importlib.util import find_spec

    return find_spec("sklearn") is not None


def require_svm() -> None:
    """Refuse to go on without scikit-learn.

    Raises:
        UsageError: it is not installed.
    """
    if not has_svm():
        raise UsageError(
            "the comparison with a linear SVM needs scikit-learn, which is not installed",
            hint="Install it: pip install 'realist-workbench[evaluate]'. Or leave the SVM out: --no-svm",
        )


def linear_svm(model: ThemeModel, rows: Rows, *, with_entries: bool) -> Floats:
    """One linear SVM a code on the suggester's own features, `(n_texts, n_codes)`; unseen codes come last.

    With `with_entries` the codebook entries are examples of their codes.
    """
    from sklearn.svm import LinearSVC

    first = 0 if with_entries else model.n_entries
    known = feature_matrix(model.rows)[first:]
    labels = model.ridge.targets[first:]
    asked = feature_matrix(rows)
    found = np.full((len(rows), len(model.codes)), -1e9)
    for column in range(len(model.codes)):
        wanted = labels[:, column] > 0
        if wanted.any() and not wanted.all():
            machine = LinearSVC(C=1.0, random_state=0).fit(known, wanted)
            found[:, column] = machine.decision_function(asked)
    return found
