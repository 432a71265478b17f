"""The only place that wires rooms together: quote finding for codings and evidence, reports, the screen's desk."""

from __future__ import annotations

from pathlib import Path

from workbench.errors import Ambiguous, NotFound
from workbench.model.coding import Span

CONTEXT_CHARS = 30
"""Characters of context printed around each place where an ambiguous quote was found."""


def shipped(*parts: str) -> Path:
    """A file or folder that ships with the workbench (`corpora`, `schemas`): in the wheel or in a checkout."""
    here = Path(__file__).parent
    installed = here / "_shipped"
    return (installed if installed.is_dir() else here.parent).joinpath(*parts)


def locate_one(quote: str, text: str) -> Span:
    """The one place of a quote in a text: exact, else up to typography, else by likeness.

    Raises:
        NotFound: nowhere, with the best score.
        Ambiguous: in several places, which are listed with their spans.
    """
    from workbench.sources.locate import locate_quote

    located = locate_quote(quote, text)
    if not located.matches:
        words = " ".join(quote.split())
        raise NotFound(
            f"the quote is not in the text: {words[:70]!r}" + ("…" if len(words) > 70 else ""),
            hint="Check the words against the source, or give a span.",
        )
    if len(located.matches) > 1:
        raise Ambiguous(
            f"the quote stands in {len(located.matches)} places",
            hint="Quote more words, or give the span of the place that is meant.",
            candidates=tuple(
                f"{m.start_char}:{m.end_char}  …{_context(text, m.start_char, m.end_char)}…"
                for m in located.matches[:8]
            ),
        )
    match = located.matches[0]
    return Span(match.start_char, match.end_char)


def _context(text: str, start: int, end: int) -> str:
    return " ".join(text[max(0, start - CONTEXT_CHARS) : end + CONTEXT_CHARS].split())[:160]
