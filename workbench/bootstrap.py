"""The only place that wires rooms together: quote finding for codings and evidence, reports, the screen's desk."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.errors import Ambiguous, NotFound, UsageError
from workbench.model.coding import Span
from workbench.model.views import CMOTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.export.cmo_batch import PlacedTable
    from workbench.model.views import Configuration, TracerReport
    from workbench.store.study import Reader

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
        UsageError: no words.
        NotFound: nowhere, with the best score.
        Ambiguous: in several places, which are listed with their spans.
    """
    from workbench.sources.locate import locate_quote

    if not quote.strip():
        raise UsageError(
            "the quote is empty", hint="Give the words, or a span: START:END in characters from 0."
        )
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
    found = text[match.start_char : match.end_char]
    if match.how == "fuzzy" and not LEFT_OUT.search(quote) and _negations(quote) != _negations(found):
        raise NotFound(
            f"the quote is not in the text; the nearest words, at {match.start_char}:{match.end_char}, "
            f"differ in a negation: {' '.join(found.split())[:120]!r}",
            hint="Quote the words as they stand, or give that span if it is meant.",
        )
    return Span(match.start_char, match.end_char)


LEFT_OUT = re.compile(r"\.\.\.|…|\[")
"""Signs in a quote that words were left out or put in; then the passage rightly holds others."""

NEGATION = re.compile(
    r"\b(?:not|no|never|nor|none|nobody|nothing|nowhere|neither|without|cannot|hardly)\b|n[’']t\b",
    re.IGNORECASE,
)
"""Words that turn a statement into its opposite: likeness alone must not look past them."""


def _negations(text: str) -> list[str]:
    return sorted(word.casefold().replace("’", "'") for word in NEGATION.findall(text))


def _context(text: str, start: int, end: int) -> str:
    return " ".join(text[max(0, start - CONTEXT_CHARS) : end + CONTEXT_CHARS].split())[:160]


@dataclass(frozen=True, slots=True)
class Passage:
    """A place in the current text of a source."""

    revision_id: str
    span: Span
    found: str = ""
    """The words of the text, where they are not those that were quoted."""


def passage(reader: Reader, source: str, *, quote: str | None, span: tuple[int, int] | None) -> Passage:
    """The passage that a person means by a source and either a quote or a span.

    Raises:
        NotFound, Ambiguous: source or quote.
    """
    from workbench.store.reading import finding
    from workbench.store.reading.sources import revision_text, source_views

    identity = finding.find(reader, "source", source)
    view = next(s for s in source_views(reader, counted=False) if s.id == identity)
    if span is not None:
        return Passage(view.revision_id, Span(*span))
    body = revision_text(reader, view.revision_id)
    place = locate_one(quote or "", body)
    words = " ".join(body[place.start_char : place.end_char].split())
    return Passage(view.revision_id, place, "" if words == " ".join((quote or "").split()) else words)


def named(reader: Reader, what: str, reference: str | None) -> str | None:
    """The full name of the site, tracer or wave that a person means, None for None; raises NotFound."""
    from workbench.store.reading import finding, study

    if reference is None:
        return None
    identity = finding.find(reader, what, reference)
    names = {one.id: one.name for one in study.sites(reader)}
    names |= {one.id: one.name for one in study.tracers(reader)}
    names |= {one.id: one.name for one in study.waves(reader)}
    return names[identity]


def select_cmos(
    reader: Reader, *, tracer: str | None, site: str | None, kind: str | None
) -> tuple[Configuration, ...]:
    """The configurations of a tracer, a site and a kind, where these are given."""
    from workbench.model.vocabulary import CMOKind
    from workbench.store.reading.theory import configurations

    tracer_name, site_name = named(reader, "tracer", tracer), named(reader, "site", site)
    if kind is not None and kind not in list(CMOKind):
        raise UsageError(f"{kind!r} is no kind of CMO", hint="Use 'observed' or 'programme theory'.")
    return tuple(
        cmo
        for cmo in configurations(reader)
        if (tracer_name is None or cmo.tracer == tracer_name)
        and (site_name is None or site_name in cmo.sites)
        and (kind is None or cmo.kind == kind)
    )


def cmo_table(
    reader: Reader, *, tracer: str | None, site: str | None, kind: str | None
) -> tuple[CMOTable, str]:
    """The configurations selected as a table to print, and the date of the study's last change.

    Retired configurations are left out.
    """
    from workbench.model.vocabulary import Stage
    from workbench.store.reading import study
    from workbench.store.reading.tracer_report import as_of

    found = select_cmos(reader, tracer=tracer, site=site, kind=kind)
    parts = [named(reader, "tracer", tracer), named(reader, "site", site), kind]
    caption = ", ".join(part for part in parts if part) or "all tracers and sites"
    kept = tuple(cmo for cmo in found if cmo.stage is not Stage.RETIRED)
    return CMOTable(study.facts(reader).title, f"CMO configurations: {caption}", kept), as_of(reader)


def cmo_tables(
    reader: Reader, *, tracer: str | None, site: str | None, kind: str | None
) -> tuple[tuple[PlacedTable, ...], str]:
    """A table for each tracer at each site of the selection, and the date of the study's last change.

    Raises:
        NotFound: no such tracer or site, or no configuration at all.
    """
    from workbench.export.cmo_batch import tables_by_place
    from workbench.store.reading import study

    table, as_of = cmo_table(reader, tracer=tracer, site=site, kind=kind)
    tracer_name, site_name = named(reader, "tracer", tracer), named(reader, "site", site)
    placed = tables_by_place(
        table.study_title,
        table.configurations,
        tracers=[t.name for t in study.tracers(reader) if tracer_name in (None, t.name)],
        sites=[s.name for s in study.sites(reader)],
    )
    return tuple(one for one in placed if site_name in (None, one.site)), as_of


def tracer_reports(
    reader: Reader,
    tracers: Sequence[str] | None,
    *,
    quotes_per_theme: int,
    sites: Sequence[str | None] | None = (None,),
) -> tuple[TracerReport, ...]:
    """The reports of the tracers that a person means, of all for None; raises NotFound with near names.

    One for each of `sites` (names; None is all sites together); of `sites=None` one for each site at which the tracer
    has sources or configurations.
    """
    from workbench.store.reading import finding, study
    from workbench.store.reading import tracer_report as reading

    if tracers is None:
        wanted = [tracer.id for tracer in study.tracers(reader)]
    else:
        wanted = [finding.find(reader, "tracer", tracer) for tracer in tracers]
    every = [site.name for site in study.sites(reader)] if sites is None else None
    chosen = every if every is not None else [named(reader, "site", site) or "" for site in sites or ()]
    reports = (
        reading.tracer_report(reader, identity, quotes_per_theme=quotes_per_theme, site=site)
        for identity in dict.fromkeys(wanted)
        for site in chosen
    )
    return tuple(
        one for one in reports if every is None or one.sources or one.observed or one.programme_theory
    )


def entity_id(reader: Reader, study_id: str, reference: str) -> str:
    """The id of what `NOUN:NAME` or a bare id means, for a filter of the history.

    Raises:
        UsageError: no such noun. NotFound: no such thing.
    """
    from workbench.model.identity import is_uuid
    from workbench.store.reading import finding

    noun, colon, name = reference.partition(":")
    if not colon:
        if is_uuid(reference):
            return reference.lower()
        raise UsageError(f"{reference!r} is no id", hint="Write NOUN:NAME, such as code:trust or cmo:3.")
    if noun in ("source", "site", "tracer", "wave", "coder"):
        return finding.find(reader, noun, name)
    by_key: dict[str, Callable[..., str]] = {
        "code": partial(finding.find_code, retired=True),
        "cmo": finding.find_cmo,
        "element": finding.find_element,
        "memo": finding.find_memo,
    }
    if noun not in by_key:
        raise UsageError(
            f"{noun!r} is nothing that a history is kept of",
            hint="Use source, code, cmo, element, memo, site, tracer, wave or coder.",
        )
    return by_key[noun](reader, name, study_id=study_id)
