"""Where in a source: the passage that a person means by `--quote` or `--span`, with what there is to say about it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated

import typer

from workbench.cli import diagnostics
from workbench.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workbench.bootstrap import Passage
    from workbench.model.coding import Span
    from workbench.model.views import Turn
    from workbench.store.study import Reader

QuoteOption = Annotated[
    str | None, typer.Option("--quote", help="The words; found exactly, else by likeness.")
]
SpanOption = Annotated[
    str | None, typer.Option("--span", help="START:END in characters from 0, end exclusive.")
]


def parse_span(quote: str | None, span: str | None) -> tuple[int, int] | None:
    """The two numbers of `--span`, None where a quote is given instead.

    Raises:
        UsageError: neither or both are given, or the span is not START:END.
    """
    if (quote is None) == (span is None):
        raise UsageError("say where: give either --quote or --span")
    if span is None:
        return None
    match = re.fullmatch(r"(\d+):(\d+)", span.strip())
    if match is None or int(match[1]) >= int(match[2]):
        raise UsageError(
            f"{span!r} is not a span", hint="Write START:END with START before END, such as 120:240."
        )
    return int(match[1]), int(match[2])


def passage_of(reader: Reader, source: str, *, quote: str | None, span: str | None) -> Passage:
    """The passage that is meant, without white space at its ends; says what it cuts. `found` holds its words where
    they were not given as they stand.

    Raises:
        UsageError: the span is none. NotFound, Ambiguous: source or quote. BadInput: the span lies outside the text.
    """
    from dataclasses import replace

    from workbench.bootstrap import passage
    from workbench.store.reading.sources import revision_text, turns

    found = passage(reader, source, quote=quote, span=parse_span(quote, span))
    if found.found:
        diagnostics.warn(f"the text has: “{found.found}”")
    if span is None:
        return found
    body = revision_text(reader, found.revision_id)
    if found.span.end_char > len(body):
        return found  # the change refuses it, by the source's name
    tidy = _tidy(body, found.span, turns(reader, found.revision_id))
    return replace(found, span=tidy, found=_shortened(body[tidy.start_char : tidy.end_char]))


def _tidy(body: str, span: Span, turns: Iterable[Turn]) -> Span:
    from workbench.coding.spans import cuts, trimmed

    tidy = trimmed(body, span)
    if tidy != span:
        diagnostics.warn(
            f"white space at the ends is left out: {tidy.start_char}:{tidy.end_char}"
            f" instead of {span.start_char}:{span.end_char}"
        )
    for cut in cuts(body, turns, tidy):
        diagnostics.warn(f"the span cuts into {cut}")
    return tidy


def tell_words(found: Passage, *, span: str | None, doing: str) -> None:
    """Say which words a span given by numbers holds, once something was done with them."""
    if span is not None:
        diagnostics.say(f"{doing}: “{found.found}”")


SHOWN_CHARS = 300
"""So much of a passage is told; of a longer one its beginning and its end."""


def _shortened(words: str) -> str:
    tidy = " ".join(words.split())
    half = SHOWN_CHARS // 2
    return tidy if len(tidy) <= SHOWN_CHARS else f"{tidy[:half]} […] {tidy[-half:]}"
