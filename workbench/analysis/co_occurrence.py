"""Codes that stand on the same words: counts of passages and of distinct sources, which rank nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from workbench.model.figure_views import CodedSpan, CoOccurrence
from workbench.model.views import CodeView

MOST_CODES = 40
"""More than these cannot be read in one picture: then codes count as the top code they hang under."""


def co_occurrence(spans: Iterable[CodedSpan], codes: Sequence[CodeView]) -> CoOccurrence:
    """Codes of the codebook that occur together, in its order; those that stand alone everywhere are left out."""
    top = _tops(codes)
    found = _pairs(spans, {code.id: code.id for code in codes})
    rolled_up = len({one for pair in found for one in pair}) > MOST_CODES
    if rolled_up:
        found = _pairs(spans, top)
    used = {one for pair in found for one in pair}
    shown = [code for code in codes if code.id in used]
    place = {code.id: n for n, code in enumerate(shown)}
    pairs: dict[tuple[int, int], tuple[int, int]] = {}
    for (one, other), (passages, sources) in found.items():
        low, high = sorted((place[one], place[other]))
        pairs[low, high] = (len(passages), len(sources))
    return CoOccurrence(tuple(code.name for code in shown), dict(sorted(pairs.items())), rolled_up)


def _tops(codes: Sequence[CodeView]) -> dict[str, str]:
    """Code to the top code that it hangs under; codes come after what they hang under."""
    top: dict[str, str] = {}
    for code in codes:
        top[code.id] = top.get(code.parent_id or "", code.id)
    return top


_Together = dict[tuple[str, str], tuple[set[tuple[str, int, int]], set[str]]]


def _pairs(spans: Iterable[CodedSpan], counted_as: Mapping[str, str]) -> _Together:
    """Two codes to the stretches that they share and the sources of these; spans come by text and place."""
    found: _Together = defaultdict(lambda: (set(), set()))
    open_: list[CodedSpan] = []
    for span in spans:
        open_ = [
            one for one in open_ if one.revision_id == span.revision_id and one.end_char > span.start_char
        ]
        mine = counted_as[span.code_id]
        for other in open_:
            theirs = counted_as[other.code_id]
            if theirs != mine:
                passages, sources = found[min(mine, theirs), max(mine, theirs)]
                passages.add((span.revision_id, span.start_char, min(span.end_char, other.end_char)))
                sources.add(span.source_id)
        open_.append(span)
    return found
