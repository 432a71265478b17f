"""Reports for the screen (`tui.desk.reports`)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from workbench.desk.sitting import Sitting
from workbench.desk.targets import new_target
from workbench.errors import Conflict
from workbench.model.coding import Span
from workbench.model.report_views import OfferedQuote, ReportNames, SectionVersion, SectionView, as_printed
from workbench.model.vocabulary import SectionKind, Stage
from workbench.store.reading.coding_filter import CodingFilter
from workbench.store.reading.codings import quotes
from workbench.store.reading.section_versions import section_versions
from workbench.store.reading.sections import sections
from workbench.store.reading.sources import revision_text, source_views
from workbench.store.reading.study import sites, tracers
from workbench.store.reading.theory import configurations
from workbench.store.study import Reader
from workbench.study.sections import (
    AddSection,
    EditSection,
    MoveSection,
    RemoveSection,
    SectionQuote,
    SectionText,
    text_of,
)
from workbench.study.subjects import OnPassage

QUOTES_PER_THEME = 4
"""For themes whose quotes nobody has chosen, as on the command line."""


class StudyReports:
    """Sections and reports of the study, changed in one coder's name."""

    def __init__(self, sitting: Sitting) -> None:
        self._sitting = sitting

    def sections(self) -> Sequence[SectionView]:
        """All sections, as reports print them."""
        with self._sitting.reading() as reader:
            return as_printed(sections(reader))

    def names(self) -> ReportNames:
        """What sections can be of and rest on."""
        with self._sitting.reading() as reader:
            return ReportNames(
                tuple((one.id, one.name) for one in tracers(reader)),
                tuple((one.id, one.name) for one in sites(reader)),
                tuple(
                    (one.id, one.number, one.title, one.tracer)
                    for one in configurations(reader)
                    if one.stage is not Stage.RETIRED
                ),
            )

    def versions(self, section_id: str) -> Sequence[SectionVersion]:
        """How a section read after each change."""
        with self._sitting.reading() as reader:
            return section_versions(reader, section_id)

    def offered(self, section: SectionView) -> Sequence[OfferedQuote]:
        """What a section could quote."""
        with self._sitting.reading() as reader:
            found = _coded(reader, section) if section.code_id else _evidence(reader, section)
            held = {(one.revision_id, one.quote.start_char, one.quote.end_char) for one in section.quotes}
            once = {(one.revision_id, one.start_char, one.end_char): one for one in found}
            return [one for place, one in once.items() if place not in held]

    def add(self, tracer_id: str, kind: SectionKind, words: str) -> str:
        """Write a section; its id."""
        is_theme = kind is SectionKind.THEME
        section = SectionText(
            tracer_id, kind, claim=words if is_theme else "", body="" if is_theme else words
        )
        return self._sitting.execute(AddSection(section)).value

    def edit(self, section: SectionView, **changes: Any) -> str:
        """Change fields of a section."""
        seen = text_of(section)
        return self._sitting.execute(EditSection(section.id, replace(seen, **changes), seen)).summary

    def write_part(self, section_id: str, part: str, words: str) -> str:
        """Write one part of a section anew, whatever its other parts are by now."""
        with self._sitting.reading() as reader:
            found = next((one for one in sections(reader) if one.id == section_id), None)
        if found is None:
            raise Conflict("this section is no longer in the study", hint="Someone else removed it.")
        changes: dict[str, Any] = {part: words}
        return self.edit(found, **changes)

    def quote(self, section: SectionView, offered: OfferedQuote) -> str:
        """Let a section quote a passage."""
        place = OnPassage(offered.revision_id, Span(offered.start_char, offered.end_char))
        return self.edit(section, quotes=(*text_of(section).quotes, SectionQuote(place)))

    def unquote(self, section: SectionView, place: int) -> str:
        """Take a quote out."""
        held = text_of(section).quotes
        return self.edit(section, quotes=(*held[:place], *held[place + 1 :]))

    def shorten(self, section: SectionView, place: int, words: str) -> str:
        """Leave something out of a quote."""
        held = list(text_of(section).quotes)
        whole = section.quotes[place].quote.text
        same = " ".join(words.split()) in ("", " ".join(whole.split()))
        held[place] = replace(held[place], shortened="" if same else words.strip())
        return self.edit(section, quotes=tuple(held))

    def move(self, section: SectionView, steps: int) -> str:
        """Move a section among those of its kind."""
        with self._sitting.reading() as reader:
            among = [one.id for one in sections(reader, section.tracer_id) if one.kind == section.kind]
        to = max(0, among.index(section.id) + steps) if section.id in among else 0
        return self._sitting.execute(MoveSection(section.id, to)).summary

    def remove(self, section_id: str) -> str:
        """Take a section away."""
        return self._sitting.execute(RemoveSection(section_id)).summary

    def write(self, tracer_id: str, path: str, progress: Callable[[int, int], None]) -> str:
        """Write a tracer's report as a draft, counts masked as on the command line."""
        from workbench.bootstrap import tracer_reports
        from workbench.export.tracer_report import MASK_BELOW, render_report, report_document
        from workbench.export.word_count import word_count
        from workbench.export.writing import write_output

        target = new_target(path)
        with self._sitting.leaving():
            with self._sitting.reading() as reader:
                [report] = tracer_reports(reader, [tracer_id], quotes_per_theme=QUOTES_PER_THEME)
            progress(1, 2)
            document = report_document(report, mask_below=MASK_BELOW)
            data = render_report(document, format=target.suffix[1:].lower(), as_of=report.as_of)
            write_output(target, data, force=False)
        return f"Saved in {target}: {word_count(document).told(limit=None)}"


def _coded(reader: Reader, section: SectionView) -> Iterator[OfferedQuote]:
    """The codings with the section's code, and codes below it, in sources of its tracer and site."""
    held = {
        source.id: source.revision_id
        for source in source_views(reader, counted=False)
        if section.tracer in source.tracers and (not section.site or section.site in source.sites)
    }
    wanted = CodingFilter((section.code_id or "",), source_ids=frozenset(held))
    for one in quotes(reader, wanted):
        why = one.code_path.rpartition("/")[2]
        yield OfferedQuote(
            held[one.source_id], one.start_char, one.end_char, one.text, one.attribution, f"coded {why}"
        )


def _evidence(reader: Reader, section: SectionView) -> Iterator[OfferedQuote]:
    """The excerpts behind the configurations on which the section rests."""
    revisions = {source.name: source.revision_id for source in source_views(reader, counted=False)}
    for cmo in configurations(reader):
        if cmo.id not in section.cmo_ids:
            continue
        behind = [piece for slot in cmo.slots for piece in slot.evidence]
        behind += [dyad.evidence for dyad in cmo.dyad_evidence] + list(cmo.evidence)
        for piece in behind:
            if piece.start_char is None or piece.end_char is None:
                continue
            revision_id = revisions[piece.source_name]
            if revision_text(reader, revision_id)[piece.start_char : piece.end_char] == piece.text:
                yield OfferedQuote(
                    revision_id,
                    piece.start_char,
                    piece.end_char,
                    piece.text,
                    piece.attribution,
                    f"{piece.stance} CMO {cmo.number}",
                )
