"""How often each code was used, counted again only after a change to codings: a screen looks after every change."""

from __future__ import annotations

from collections.abc import Mapping

from workbench.store.reading.codebook import coding_counts
from workbench.store.reading.kept import Kept

COUNTED = ("coding", "excerpt", "revision", "source")
"""The tables on which the counts rest."""


class CodingCounts(Kept[Mapping[str, tuple[int, int]]]):
    """Code id to `(codings, distinct sources)`; codes without codings are absent."""

    def __init__(self) -> None:
        super().__init__(COUNTED, coding_counts)
