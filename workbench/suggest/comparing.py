"""Whether vectors from elsewhere make suggestions better: told out of fold, before they are used."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from workbench.suggest.calibration import ranked
from workbench.suggest.embedding import Embedding
from workbench.suggest.features import Floats
from workbench.suggest.themes import CodeEntry, ThemeModel, fit_themes

LEAST_EXCERPTS, LEAST_SOURCES = 100, 3
"""With less, out of fold tells nothing."""

TOP = 3
"""Codes that a person is told."""


def compared(model: ThemeModel, entries: Sequence[CodeEntry], embedding: Embedding) -> tuple[ThemeModel, str]:
    """The model with these vectors if it names a right code among three more often out of fold, else the model as it
    is; and the comparison in words.
    """
    coded = [item for item in model.items if item.codes]
    if len(coded) < LEAST_EXCERPTS or len({item.source for item in coded}) < LEAST_SOURCES:
        return model, (
            f"the vectors of {embedding.name} are not used: to compare them takes {LEAST_EXCERPTS} coded excerpts "
            f"from {LEAST_SOURCES} sources"
        )
    other = fit_themes(replace(model.space, embedding=embedding), entries, model.items)
    without, with_them = hit_rate(model, model.out_of_fold()), hit_rate(other, other.out_of_fold())
    figures = f"a right code among three {with_them:.1%} of the time with them, {without:.1%} without"
    if with_them > without:
        return other, f"the vectors of {embedding.name} are used: out of fold, {figures}"
    return model, f"the vectors of {embedding.name} are not used: out of fold, {figures}"


def hit_rate(model: ThemeModel, scores: Floats) -> float:
    """The share of coded excerpts of which one of the three highest scores is a code they have; 0 without any."""
    labels = model.labels()
    coded = labels.any(axis=1)
    if not coded.any():
        return 0.0
    best = ranked(scores)[coded, :TOP]
    right = [bool(row[columns].any()) for row, columns in zip(labels[coded], best, strict=True)]
    return sum(right) / len(right)
