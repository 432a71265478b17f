"""The themes of a tracer report with their quotes, and the appendix of those quotes that were edited for length."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.export.cross_references import CrossReferences, cross_references
from workbench.export.document import BlockQuote, Heading, Paragraph, Phrase, Run, plain
from workbench.export.report_sections import led_prose, prose
from workbench.export.shortening import shortened
from workbench.export.unwritten import Part, Unwritten, in_sections
from workbench.model.quoting import LEFT_OUT
from workbench.model.views import Quote, ReportTheme, TracerReport

QUOTES_IN_FULL = "Appendix: quotes in full"


def themes(report: TracerReport, *, quote_words: int = 0) -> Iterator[Part]:
    """The themes in their order, each with its quotes, of which no more than `quote_words` words; 0 is all."""
    yield Heading(1, "Themes", numbered=True)
    if not report.themes:
        what = "two or more themes, each a claim with the quotes that bear it out"
        yield Unwritten(what, in_sections("theme"))
    references = cross_references((*report.programme_theory, *report.observed))
    for number, theme in enumerate(report.themes, start=1):
        yield from _theme(number, theme)
        for place, quote in enumerate(theme.quotes, start=1):
            label = f"{number}.{place}"
            yield _quote(quote, report, label, references, quote_words=quote_words)
        missing = Unwritten("this theme in summary", in_sections("theme"))
        yield from led_prose("In summary:", theme.in_summary, missing)


def _theme(number: int, theme: ReportTheme) -> Iterator[Part]:
    claim = theme.claim.strip()
    yield Heading(2, f"Theme {number}: {claim}" if claim else f"Theme {number}")
    if not claim:
        yield Unwritten("the claim of this theme", in_sections("theme"))
    if theme.narrative.strip():
        yield from prose(theme.narrative)
    else:
        yield Unwritten("the narrative of this theme", in_sections("theme"))


def _quote(
    quote: Quote, report: TracerReport, label: str, references: CrossReferences, *, quote_words: int
) -> BlockQuote:
    words = _printed(quote, words=quote_words)
    evidence = references.of(quote)
    if words == quote.text:
        return BlockQuote(words, quote.attribution, see=evidence)
    full: Phrase = (Run("In full: "), Run(f"quote {label}", link=_anchor(report, label)), Run(". "))
    return BlockQuote(
        words, quote.attribution, see=(*full, *evidence), anchor=_anchor(report, label, "quoted")
    )


def _printed(quote: Quote, *, words: int) -> str:
    """The quote as the theme prints it: as a person shortened it, else of no more than so many words (0: all)."""
    return quote.shortened or shortened(quote.text, words=words)


def _anchor(report: TracerReport, label: str, what: str = "quote") -> str:
    return f"{what}-{report.tracer.id}-{label}"


def quotes_in_full(report: TracerReport, *, quote_words: int) -> Iterator[Part]:
    """The quotes that were edited for length, each with all its words; nothing if none was."""
    blocks = tuple(
        BlockQuote(
            quote.text,
            quote.attribution,
            see=(
                Run(f"Quote {label}, "),
                Run(f"edited for length in theme {number}", link=_anchor(report, label, "quoted")),
                Run("."),
            ),
            anchor=_anchor(report, label),
        )
        for number, theme in enumerate(report.themes, start=1)
        for place, quote in enumerate(theme.quotes, start=1)
        if _printed(quote, words=quote_words) != quote.text
        for label in (f"{number}.{place}",)
    )
    if blocks:
        yield Paragraph(
            plain(f"Quotes that were edited for length are marked {LEFT_OUT}; here they stand whole.")
        )
        yield from blocks
