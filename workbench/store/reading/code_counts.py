"""How often each code was used, counted again only after a change to codings: a screen looks after every change."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from workbench.store.reading.codebook import coding_counts
from workbench.store.reading.kept import Kept
from workbench.store.reading.rounds import HIDING_TABLES

COUNTED = ("coding", "excerpt", "revision", "source", *HIDING_TABLES)
"""The tables on which the counts rest."""


class CodingCounts(Kept[Mapping[str, tuple[int, int]]]):
    """Code id to `(codings, distinct sources)` as a coder sees them; codes without codings are absent."""

    def __init__(self, *, seen_by: str) -> None:
        super().__init__(COUNTED, partial(coding_counts, seen_by=seen_by))
