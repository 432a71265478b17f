"""Which codings are meant: by code, by what else is coded around them, by source, coder and words."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from itertools import accumulate

from sqlalchemy import Connection, select

from workbench.model.views import CodeView
from workbench.store.reading import rounds
from workbench.store.reading.codebook import with_sub_codes
from workbench.store.schema import TABLES

_CODING = TABLES["coding"]
_EXCERPT = TABLES["excerpt"]


@dataclass(frozen=True, slots=True)
class Beside:
    """Codes by anybody, one of which must stand over the excerpt, or `near` characters of it; with `wanted` false,
    none of which may.
    """

    code_ids: tuple[str, ...]
    wanted: bool = True
    near: int = 0


@dataclass(frozen=True, slots=True)
class CodingFilter:
    """Which codings are meant; an empty part excludes nothing, and `source_ids` None is every source.

    Words are looked for in any case: one of `words` in the excerpt, one of `memo` in the coding's memo. `seen_by` is
    the id of the coder who reads: what a blind round hides from that coder is left out.
    """

    code_ids: tuple[str, ...] = ()
    sub_codes: bool = True
    beside: tuple[Beside, ...] = ()
    source_ids: frozenset[str] | None = None
    coder_ids: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    memo: tuple[str, ...] = ()
    seen_by: str = ""

    def with_codes_below(self, code_ids: Iterable[str], codes: tuple[CodeView, ...]) -> tuple[str, ...]:
        """These codes, with those below them where sub-codes are meant."""
        if not self.sub_codes:
            return tuple(code_ids)
        return tuple(dict.fromkeys(below for one in code_ids for below in with_sub_codes(codes, one)))


class Spans:
    """Spans of one text, half-open, that can say whether any lies over another span."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(spans)
        self._starts = [start for start, _ in ordered]
        self._reach = list(accumulate((end for _, end in ordered), max))

    def touch(self, start: int, end: int, near: int = 0) -> bool:
        """Whether one of them shares a character with `[start, end)`, or has fewer than `near` in between."""
        before = bisect_left(self._starts, end + near)
        return before > 0 and self._reach[before - 1] > start - near


def beside_test(
    reader: Connection, wanted: CodingFilter, codes: tuple[CodeView, ...], revision_ids: Collection[str]
) -> Callable[[str, int, int], bool]:
    """Whether a place `(revision, start, end)` in one of these texts stands beside what the filter asks for.

    One statement a condition.
    """
    conditions = [
        (
            one,
            _places(
                reader, wanted.with_codes_below(one.code_ids, codes), revision_ids, seen_by=wanted.seen_by
            ),
        )
        for one in wanted.beside
    ]
    none = Spans(())

    def test(revision_id: str, start: int, end: int) -> bool:
        return all(
            places.get(revision_id, none).touch(start, end, one.near) is one.wanted
            for one, places in conditions
        )

    return test


def _places(
    reader: Connection, code_ids: tuple[str, ...], revision_ids: Collection[str], *, seen_by: str
) -> dict[str, Spans]:
    query = (
        select(_EXCERPT.c.revision_id, _EXCERPT.c.start_char, _EXCERPT.c.end_char)
        .join(_CODING, _CODING.c.excerpt_id == _EXCERPT.c.id)
        .where(_CODING.c.code_id.in_(code_ids), _EXCERPT.c.revision_id.in_(revision_ids))
    )
    if seen_by:
        query = query.where(rounds.seen_by(seen_by))
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for revision_id, start, end in reader.execute(query):
        found[revision_id].append((start, end))
    return {revision_id: Spans(spans) for revision_id, spans in found.items()}
