"""Hits of a search as passages to code: extended to the sentence or the turn, each once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from workbench.coding.commands import NewCoding
from workbench.model.searching import Extent, Hit, Passage
from workbench.model.sentences import paragraphs, sentences
from workbench.model.views import Turn
from workbench.store.reading.sources import revision_text, source_views, turns
from workbench.store.study import Reader


def passages(reader: Reader, hits: Iterable[Hit], extent: Extent) -> tuple[Passage, ...]:
    """The passages of hits, in their order, none twice. A hit that is in no turn is extended to its paragraph.

    Hits in a text that is no longer current are left out, and those of nothing but white space.
    """
    by_revision: dict[str, list[Hit]] = {}
    for hit in hits:
        by_revision.setdefault(hit.revision_id, []).append(hit)
    names = {source.revision_id: source.name for source in source_views(reader, counted=False)}
    found = []
    for revision_id, here in by_revision.items():
        if revision_id in names:
            body = revision_text(reader, revision_id)
            said = turns(reader, revision_id) if extent is not Extent.HIT else ()
            places = [(hit.start_char, hit.end_char) for hit in here]
            spans = dict.fromkeys(
                extended(body, said, place, extent) for place in places if body[slice(*place)].strip()
            )
            found += [
                Passage(names[revision_id], revision_id, start, end, body[start:end])
                for start, end in spans
                if start < end
            ]
    return tuple(found)


def new_codings(found: Iterable[Passage], code_id: str) -> tuple[NewCoding, ...]:
    """The codings that give these passages a code."""
    return tuple(NewCoding(one.revision_id, one.start_char, one.end_char, code_id) for one in found)


def extended(body: str, said: Sequence[Turn], span: tuple[int, int], extent: Extent) -> tuple[int, int]:
    """A span extended to the sentences that it touches, or to the speech that it is in; no blanks at its ends.

    It is empty where there is nothing but blanks.
    """
    start, end = span
    low, high = span
    if extent is not Extent.HIT:
        low, high = _speech(body, said, start)
        high = max(high, end)
    if extent is Extent.SENTENCE:
        touched = [(a, b) for a, b in sentences(body, low, high) if a < end and b > start]
        low, high = (touched[0][0], touched[-1][1]) if touched else span
    words = body[low:high].rstrip()
    return low + len(words) - len(words.lstrip()), low + len(words)


def _speech(body: str, said: Sequence[Turn], offset: int) -> tuple[int, int]:
    """The speech of the turn that holds an offset; without a turn the paragraph."""
    at = bisect_right([turn.start_char for turn in said], offset) - 1
    if at >= 0 and offset < said[at].end_char:
        turn = said[at]
        return (turn.speech_char if offset >= turn.speech_char else turn.start_char), turn.end_char
    return next((span for span in paragraphs(body) if span[0] <= offset < span[1]), (0, len(body)))
