"""From a quote in the text to the evidence that the same words are: by source and place, not by likeness."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from workbench.export.document import Phrase, Run
from workbench.export.evidence_rows import Behind, parts_of
from workbench.model.views import Configuration, EvidenceView, Quote
from workbench.model.vocabulary import plural

NAMED = 5
"""So many places are named behind a quote; more would be longer than it."""


@dataclass(frozen=True, slots=True)
class CrossReferences:
    """The evidence of a document's configurations by source."""

    by_source: dict[str, list[tuple[EvidenceView, Behind]]]

    def of(self, quote: Quote) -> Phrase:
        """`Evidence for CMO 5, context; CMO 6, outcome.` with links; empty if the words are evidence of nothing."""
        found: dict[str, Behind] = {}
        for piece, part in self.by_source.get(quote.source_name, ()):
            if _is_same(piece, quote):
                found.setdefault(part.anchor, part)
        if not found:
            return ()
        return (Run("Evidence for "), *_enumerated(tuple(found.values())), Run("."))


def cross_references(configurations: Iterable[Configuration]) -> CrossReferences:
    """The references that quotes can make to these configurations."""
    by_source: dict[str, list[tuple[EvidenceView, Behind]]] = {}
    for configuration in configurations:
        for part in parts_of(configuration):
            for piece in part.evidence:
                if piece.start_char is not None:
                    by_source.setdefault(piece.source_name, []).append((piece, part))
    return CrossReferences(by_source)


def _enumerated(parts: Sequence[Behind]) -> Iterable[Run]:
    for place, part in enumerate(parts[:NAMED]):
        if place:
            yield Run("; ")
        yield Run(part.place, link=part.anchor)
    if len(parts) > NAMED:
        yield Run(f" and {plural(len(parts) - NAMED, 'further statement')}")


def _is_same(piece: EvidenceView, quote: Quote) -> bool:
    """Whether the two share at least half of the shorter one's characters."""
    if piece.start_char is None or piece.end_char is None:
        return False
    shared = min(piece.end_char, quote.end_char) - max(piece.start_char, quote.start_char)
    shorter = min(piece.end_char - piece.start_char, quote.end_char - quote.start_char)
    return shared > 0 and 2 * shared >= shorter
