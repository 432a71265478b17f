"""Summary bullets and actionable messages, each with the configurations and quotes that it rests on."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from workbench.export.cmo_columns import cmo_anchor, cmo_label
from workbench.export.cross_references import CrossReferences
from workbench.export.document import BlockQuote, Bullets, Phrase, Run
from workbench.export.plain_text import printable
from workbench.export.unwritten import Part, Unwritten
from workbench.model.views import ReportPoint

ELSEWHERE = "not in this report"
"""Said of a configuration that the document does not print: a fragment, a retired one, or another tracer's."""


def point_blocks(
    points: Sequence[ReportPoint],
    *,
    printed: Collection[int],
    references: CrossReferences,
    missing: Unwritten,
    must_rest: bool = False,
) -> Iterator[Part]:
    """The points as bullets, each with its quotes below it; `missing` where there are none.

    `printed` are the numbers of the configurations that the document holds. With `must_rest`, a point that rests
    on nothing is a place to fill, and no part of a final report: a message that nobody can trace persuades nobody.
    """
    written = [point for point in points if point.text.strip()]
    if not written:
        yield missing
        return
    items: list[Phrase] = []
    for point in written:
        words = (Run(printable(point.text.strip())),)
        if must_rest and not point.cmos and not point.quotes:
            yield from _listed(items)
            items = []
            yield _untraced(point, words)
            continue
        items.append((*words, *_rests_on(point, printed)))
        if point.quotes:
            yield from _listed(items)
            items = []
        for quote in point.quotes:
            yield BlockQuote(quote.shortened or quote.text, quote.attribution, see=references.of(quote))
    yield from _listed(items)


def _listed(items: Sequence[Phrase]) -> Iterator[Part]:
    if items:
        yield Bullets(tuple(items))


def _untraced(point: ReportPoint, words: Phrase) -> Unwritten:
    to_trace = Run(" To be traced: the CMOs and quotes that this rests on.", italic=True)
    return Unwritten(
        f"what the message {_short(point.text)!r} rests on",
        "its cmos and quotes in sections.yaml, or workbench report edit",
        draft=Bullets(((*words, to_trace),)),
    )


def _rests_on(point: ReportPoint, printed: Collection[int]) -> Phrase:
    """` (CMO 3; CMO 5)` with links; nothing where only quotes bear the point out, which stand below it."""
    if not point.cmos:
        return ()
    runs: list[Run] = [Run(" (", muted=True)]
    for place, number in enumerate(point.cmos):
        if place:
            runs.append(Run("; ", muted=True))
        if number in printed:
            runs.append(Run(cmo_label(number), muted=True, link=cmo_anchor(number)))
        else:
            runs.append(Run(f"{cmo_label(number)}, {ELSEWHERE}", muted=True))
    return (*runs, Run(")", muted=True))


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 60 else words[:59].rstrip() + "…"
