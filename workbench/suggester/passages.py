"""The passages of a text that a suggestion may be about: turns of speech and paragraphs, long ones cut at sentences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import median_low

from workbench.model.coding import Span
from workbench.model.sentences import sentences
from workbench.model.views import Turn

SHORTEST, USUAL, LONGEST = 100, 300, 900
"""A passage is about as long as the study's own excerpts are, within these bounds; characters."""

LEAST_LETTERS = 20
"""Less is no passage: a heading, a "yes", a timestamp."""


def usual_length(lengths: Iterable[int]) -> int:
    """How long passages should be, from the lengths of the excerpts that people coded; characters."""
    known = list(lengths)
    return min(max(median_low(known), SHORTEST), LONGEST) if known else USUAL


def passages(body: str, turns: Sequence[Turn], *, length: int) -> tuple[Span, ...]:
    """The passages of a text in order: what people other than the interviewer say, or the paragraphs of a document.

    What is longer than one and a half times `length` is cut at ends of sentences into parts of about `length`. What
    has fewer letters than `LEAST_LETTERS` is left out.
    """
    stretches = (
        [(turn.speech_char, turn.end_char) for turn in turns if not turn.is_interviewer]
        if turns
        else list(_paragraphs(body))
    )
    found = (part for start, end in stretches for part in _parts(body, start, end, length))
    return tuple(Span(*part) for part in found if _letters(body, *part) >= LEAST_LETTERS)


def _paragraphs(body: str) -> Iterable[tuple[int, int]]:
    start = 0
    for line in body.split("\n"):
        yield start, start + len(line)
        start += len(line) + 1


def _parts(body: str, start: int, end: int, length: int) -> Iterable[tuple[int, int]]:
    start, end = trimmed(body, start, end)
    if end - start <= 1.5 * length:
        if start < end:
            yield start, end
        return
    first = start
    for _, stop in sentences(body, start, end):
        if stop - first >= length and end - stop >= length / 2:
            yield trimmed(body, first, stop)
            first = stop
    yield trimmed(body, first, end)


def trimmed(body: str, start: int, end: int) -> tuple[int, int]:
    """The span without white space at its ends."""
    words = body[start:end]
    first = start + len(words) - len(words.lstrip())
    return first, max(first, end - (len(words) - len(words.rstrip())))


def _letters(body: str, start: int, end: int) -> int:
    return sum(map(str.isalpha, body[start:end]))


def apart_from(spans: Iterable[Span], taken: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
    """The spans that share no character with what is taken, in their order. Both in order of their starts or not."""
    edges = _merged(taken)
    found = []
    place = 0
    for span in sorted(spans, key=lambda one: one.start_char):
        while place < len(edges) and edges[place][1] <= span.start_char:
            place += 1
        if place == len(edges) or edges[place][0] >= span.end_char:
            found.append(span)
    return tuple(found)


def within(body: str, spans: Iterable[Span], marked: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
    """The parts of the spans that lie in what is marked, in order; parts with too few letters are left out."""
    edges = _merged(marked)
    found = []
    place = 0
    for span in sorted(spans, key=lambda one: one.start_char):
        while place < len(edges) and edges[place][1] <= span.start_char:
            place += 1
        for low, high in edges[place:]:
            if low >= span.end_char:
                break
            part = trimmed(body, max(low, span.start_char), min(high, span.end_char))
            if _letters(body, *part) >= LEAST_LETTERS:
                found.append(Span(*part))
    return tuple(found)


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans that touch or overlap as one, by start."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found
