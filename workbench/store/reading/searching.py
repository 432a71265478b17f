"""Looking for words in all current texts, in four ways; source by source, so that whoever asks can stop."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import groupby

from rapidfuzz import fuzz, process
from sqlalchemy import Connection, select

from workbench.errors import BadInput
from workbench.model.searching import Hit, SearchMode, SourceHits, hit_at
from workbench.model.sentences import paragraphs, sentences
from workbench.store.reading.sources import revision_text, source_views, turns
from workbench.store.regex_process import Matcher
from workbench.store.schema import TABLES
from workbench.store.sqlite_search import (
    WordFinder,
    all_of,
    body_of,
    search,
    spelled_words,
    texts_with,
    turn_spans,
    without_accents,
)

FEWEST_FUZZY = 3
"""Letters that likeness needs: fewer are like everything."""

FUZZY_SCORE = 82
"""Out of 100 (rapidfuzz's partial ratio): about one wrong letter in six."""

SHORTEST_SENTENCE = 0.8
"""A sentence shorter than this share of what is looked for is not compared: it would lie within it."""

MOST_LEFT_OUT = 3
"""After so many sources in which a pattern took too long, the rest are left out, too."""


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for; `source_ids` None is every source, and no `speakers` is all of them, in any case."""

    mode: SearchMode
    words: str
    source_ids: frozenset[str] | None = None
    speakers: tuple[str, ...] = ()


def find(reader: Connection, wanted: Search) -> Iterator[SourceHits]:
    """The hits by source, in the order of sources' names and of the text; sources without hits may be missing.

    Raises:
        BadInput: nothing to look for, or a broken pattern; at the first step.
    """
    ways: dict[SearchMode, Callable[[Connection, Search], Iterator[SourceHits]]] = {
        SearchMode.PHRASE: _phrase,
        SearchMode.WORDS: _words,
        SearchMode.REGEX: _regex,
        SearchMode.FUZZY: _fuzzy,
    }
    speakers = {speaker.casefold() for speaker in wanted.speakers}
    for found in ways[wanted.mode](reader, wanted):
        if wanted.source_ids is not None and found.source_id not in wanted.source_ids:
            continue
        yield _spoken_by(reader, found, speakers) if speakers and found.hits else found


def speakers(reader: Connection) -> tuple[str, ...]:
    """All who speak in the turns of the texts, by name."""
    turn = TABLES["speaker_turn"]
    return tuple(sorted(filter(None, reader.execute(select(turn.c.speaker).distinct()).scalars())))


def _spoken_by(reader: Connection, found: SourceHits, speakers: set[str]) -> SourceHits:
    said = turns(reader, found.hits[0].revision_id)
    starts = [turn.start_char for turn in said]

    def spoken(hit: Hit) -> bool:
        at = bisect_right(starts, hit.start_char) - 1
        return at >= 0 and said[at].end_char > hit.start_char and said[at].speaker.casefold() in speakers

    return SourceHits(found.source_id, found.source, tuple(filter(spoken, found.hits)), found.left_out)


def _phrase(reader: Connection, wanted: Search) -> Iterator[SourceHits]:
    source = TABLES["source"]
    names = dict(reader.execute(select(source.c.id, source.c.name)).all())
    for source_id, hits in groupby(search(reader, wanted.words), key=lambda hit: hit.source_id):
        yield SourceHits(source_id, names[source_id], tuple(hits))


def _words(reader: Connection, wanted: Search) -> Iterator[SourceHits]:
    spelled = list(dict.fromkeys(word.lower() for word in spelled_words(wanted.words)))
    finders = [WordFinder([word]) for word in spelled]
    for source_id, name, revision_id, sha256 in texts_with(reader, all_of(reader, spelled)):
        if wanted.source_ids is not None and source_id not in wanted.source_ids:
            continue
        data = body_of(reader, sha256)
        by_rarity = _rarest_first(data, finders)
        rarest = [(start, end) for start, end, _ in by_rarity[0].places(data)]
        body = data.decode("utf-8")
        units = turn_spans(reader, revision_id) or list(paragraphs(body))
        windows = _together(body, units, rarest, by_rarity[1:])
        hits = tuple(hit_at(source_id, revision_id, body, start, end) for start, end in windows)
        yield SourceHits(source_id, name, hits)


def _rarest_first(data: bytes, finders: Sequence[WordFinder]) -> list[WordFinder]:
    low = data.lower()
    return sorted(finders, key=lambda finder: low.count(finder.first))


def _together(
    body: str, units: Sequence[tuple[int, int]], places: Iterable[tuple[int, int]], others: list[WordFinder]
) -> Iterator[tuple[int, int]]:
    """In each unit with one of the places and all other words, the stretch from the first of them to the last."""
    starts = [start for start, _ in units]
    last = -1
    for start, end in places:
        at = bisect_right(starts, start) - 1
        if at <= last or units[at][1] < end:
            continue
        low, high = units[at]
        unit = without_accents(body[low:high])
        first, reach = start, end
        for finder in others:
            match = finder.pattern.search(unit)
            if match is None:
                break
            first, reach = min(first, low + match.start()), max(reach, low + match.end())
        else:
            last = at
            yield first, reach


def _texts(reader: Connection, wanted: Search) -> Iterator[tuple[str, str, str, str]]:
    """`(source, name, revision, text)` of all sources that are meant."""
    for source in source_views(reader, counted=False):
        if wanted.source_ids is None or source.id in wanted.source_ids:
            yield source.id, source.name, source.revision_id, revision_text(reader, source.revision_id)


def _regex(reader: Connection, wanted: Search) -> Iterator[SourceHits]:
    left_out = 0
    with closing(Matcher(wanted.words)) as matcher:
        for source_id, name, revision_id, body in _texts(reader, wanted):
            places = matcher.places(body) if left_out < MOST_LEFT_OUT else None
            left_out += places is None
            hits = tuple(hit_at(source_id, revision_id, body, start, end) for start, end in places or ())
            yield SourceHits(source_id, name, hits, places is None)


def _fuzzy(reader: Connection, wanted: Search) -> Iterator[SourceHits]:
    typed = " ".join(without_accents(wanted.words).lower().split())
    if sum(map(str.isalnum, typed)) < FEWEST_FUZZY:
        raise BadInput(
            f"nothing can be like {wanted.words!r}", hint=f"Give at least {FEWEST_FUZZY} letters or digits."
        )
    for source_id, name, revision_id, body in _texts(reader, wanted):
        hits = tuple(hit_at(source_id, revision_id, body, start, end) for start, end in _alike(typed, body))
        yield SourceHits(source_id, name, hits)


def _alike(typed: str, body: str) -> Iterator[tuple[int, int]]:
    """The stretches of sentences that are like what was typed, in whole words."""
    folded = without_accents(body).lower()
    shortest = SHORTEST_SENTENCE * len(typed)
    spans = [
        (start, end)
        for low, high in paragraphs(body)
        for start, end in sentences(body, low, high)
        if end - start >= shortest
    ]
    texts = [folded[start:end] for start, end in spans]
    scored = process.extract(typed, texts, scorer=fuzz.partial_ratio, score_cutoff=FUZZY_SCORE, limit=None)
    for index in sorted(index for _, _, index in scored):
        found = fuzz.partial_ratio_alignment(typed, texts[index])
        if found is not None:
            offset = spans[index][0]
            yield _whole_words(body, offset + found.dest_start, offset + found.dest_end)


def _whole_words(body: str, start: int, end: int) -> tuple[int, int]:
    """The stretch from the beginning of its first word to the end of its last."""
    while start < end and not body[start].isalnum():
        start += 1
    while end > start and not body[end - 1].isalnum():
        end -= 1
    while start > 0 and body[start - 1].isalnum():
        start -= 1
    while end < len(body) and body[end].isalnum():
        end += 1
    return start, end
