"""Spans that a person gives by numbers: tidied, and looked at for what they cut."""

from __future__ import annotations

import re
from collections.abc import Iterable

from workbench.errors import BadInput
from workbench.model.coding import Span
from workbench.model.views import Turn

_HEADING = re.compile(r"^#{1,6}[ \t]+\S.*$", re.MULTILINE)


def trimmed(body: str, span: Span) -> Span:
    """The span without white space at its ends. It must lie within the text.

    Raises:
        BadInput: there is nothing but white space.
    """
    words = body[span.start_char : span.end_char]
    if not words.strip():
        raise BadInput(
            f"at {span.start_char}:{span.end_char} there is nothing but white space",
            hint="Spans count Unicode characters from 0; the end is exclusive.",
        )
    start = span.start_char + len(words) - len(words.lstrip())
    return Span(start, span.end_char - (len(words) - len(words.rstrip())))


def cuts(body: str, turns: Iterable[Turn], span: Span) -> list[str]:
    """What a bound of the span cuts in two: a turn's label and timestamp, or a Markdown heading; quoted, in order."""
    labels = [(turn.start_char, turn.speech_char) for turn in turns]
    headings = [match.span() for match in _HEADING.finditer(body)]
    found = []
    for what, places in (("a speaker label or timestamp", labels), ("a heading", headings)):
        for start, end in places:
            label = body[start:end].rstrip()
            if any(start < bound < start + len(label) for bound in (span.start_char, span.end_char)):
                found.append(f"{what}, “{' '.join(label.split())[:60]}”")
    return found
