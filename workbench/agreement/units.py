"""The units of a text that are judged as wholes: speaker turns, paragraphs, sentences. White space belongs to none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from workbench.agreement.values import UnitKind
from workbench.model.sentences import paragraphs, sentences
from workbench.model.views import Turn

Units = tuple[tuple[int, int], ...]


def units_of(text: str, turns: Sequence[Turn], kind: UnitKind) -> Units | None:
    """The units of a text in order, not overlapping; None for characters, which are not listed.

    A text without speaker turns has no turns as units: `()`. The same for an empty text.
    """
    if kind is UnitKind.CHARACTER:
        return None
    if kind is UnitKind.TURN:
        return _trimmed(text, ((turn.speech_char, turn.end_char) for turn in turns))
    if kind is UnitKind.PARAGRAPH:
        return _trimmed(text, paragraphs(text))
    return _trimmed(text, _sentences(text))


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """Sentences; none goes beyond its paragraph."""
    for start, end in paragraphs(text):
        yield from sentences(text, start, end)


def _trimmed(text: str, spans: Iterable[tuple[int, int]]) -> Units:
    out = []
    for start, end in spans:
        body = text[start:end]
        left = start + len(body) - len(body.lstrip())
        right = start + len(body.rstrip())
        if left < right:
            out.append((left, right))
    return tuple(out)
