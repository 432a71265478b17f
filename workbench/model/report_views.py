"""What people have written for reports, with what it rests on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from workbench.model.views import Quote
from workbench.model.vocabulary import SectionKind


@dataclass(frozen=True, slots=True)
class ChosenQuote:
    """A quote that a section rests on, with its place; `quote.shortened` is set where it is not printed whole."""

    excerpt_id: str
    revision_id: str
    quote: Quote


@dataclass(frozen=True, slots=True)
class SectionView:
    """A section of a tracer's report: at one site, or at all of them where `site` is empty.

    `position` orders the sections of a tracer. `cmos` are the numbers of `cmo_ids`, in their order.
    """

    id: str
    tracer_id: str
    tracer: str
    kind: str
    position: int
    claim: str
    body: str
    in_summary: str
    code_id: str | None
    site_id: str | None
    site: str
    cmo_ids: tuple[str, ...]
    cmos: tuple[int, ...]
    quotes: tuple[ChosenQuote, ...]

    @property
    def title(self) -> str:
        """The claim, or the beginning of the text, in one line."""
        return " ".join((self.claim or self.body).split())


def as_printed(sections: Iterable[SectionView]) -> tuple[SectionView, ...]:
    """The sections as reports print them: tracer by tracer as they come, within each by kind, then by place."""
    kinds = list(SectionKind)
    tracers: dict[str, list[SectionView]] = {}
    for section in sections:
        tracers.setdefault(section.tracer_id, []).append(section)
    return tuple(
        section
        for written in tracers.values()
        for section in sorted(written, key=lambda one: kinds.index(SectionKind(one.kind)))
    )


@dataclass(frozen=True, slots=True)
class SectionVersion:
    """A section after one change, with what it rested on; `summary` says what the change was."""

    at: str = ""
    coder: str = ""
    summary: str = ""
    claim: str = ""
    body: str = ""
    in_summary: str = ""
    cmos: tuple[str, ...] = ()
    """Labels of configurations (`CMO 3`), in the order in which the report names them."""
    quotes: tuple[str, ...] = ()
    """The words of quotes, as the report prints them."""


@dataclass(frozen=True, slots=True)
class OfferedQuote:
    """A passage that a section could quote, and why: a coding with its code, or evidence for one of its CMOs."""

    revision_id: str
    start_char: int
    end_char: int
    text: str
    attribution: str
    why: str


@dataclass(frozen=True, slots=True)
class ReportNames:
    """What a section can be of and rest on: ids with names, CMOs with number, title and tracer."""

    tracers: tuple[tuple[str, str], ...]
    sites: tuple[tuple[str, str], ...]
    cmos: tuple[tuple[str, int, str, str], ...]
