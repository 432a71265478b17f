"""The file of report sections, in and out; its schema is made from the models here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any, TypeVar

from workbench.errors import Ambiguous, BadInput, NotFound
from workbench.files.structured import FileModel, Text, dump
from workbench.model.coding import Span
from workbench.model.report_views import SectionView
from workbench.model.vocabulary import SectionKind, plural
from workbench.store.reading import finding
from workbench.store.reading.sources import revision_text, source_views
from workbench.store.study import Reader
from workbench.study.sections import SectionQuote, SectionText, section_fault
from workbench.study.subjects import OnPassage

T = TypeVar("T")

Locate = Callable[[str, str], Span]
"""Takes a quote and a text; gives its one place there, or raises NotFound or Ambiguous."""


class QuoteItem(FileModel):
    """A quote that a section prints: the words as they stand in the source, and how to print them if not whole."""

    source: str
    quote: str
    shortened: Text = ""


class SectionItem(FileModel):
    """A part of a tracer's report as a person wrote it, at one site or at all, with what it rests on."""

    tracer: str
    kind: SectionKind
    site: str | None = None
    claim: Text = ""
    text: Text = ""
    in_summary: Text = ""
    code: str | None = None
    cmos: tuple[str, ...] = ()
    quotes: tuple[QuoteItem, ...] = ()


class SectionsFile(FileModel):
    """Report sections, in the order in which the report prints those of one kind."""

    sections: tuple[SectionItem, ...]

    def texts(self, reader: Reader, *, study_id: str, locate: Locate) -> tuple[SectionText, ...]:
        """The sections with tracers, sites, codes, configurations and quotes found in the study.

        Raises:
            BadInput: listing everything that is unknown, with near names, and all that is empty.
        """
        problems: list[str] = []
        found = []
        for number, item in enumerate(self.sections, 1):
            where = f"sections[{number}] ({item.kind})"
            if fault := section_fault(item.kind, claim=item.claim, text=item.text):
                problems.append(f"{where}: {fault}")
            look = _Looking(reader, study_id, locate, where, problems)
            found.append(
                SectionText(
                    look.named("tracer", item.tracer) or "",
                    item.kind,
                    item.claim,
                    item.text,
                    item.in_summary,
                    look.code(item.code),
                    look.named("site", item.site),
                    tuple(filter(None, map(look.cmo, item.cmos))),
                    tuple(filter(None, map(look.quote, item.quotes))),
                )
            )
        if problems:
            raise BadInput(
                f"the sections cannot be taken over: {plural(len(problems), 'fault')}",
                hint="Mend the file and import it again; the study is unchanged.",
                problems=tuple(problems),
            )
        return tuple(found)


class _Looking:
    """Finds what one section names; what cannot be found is kept in `problems` with its place."""

    def __init__(
        self, reader: Reader, study_id: str, locate: Locate, where: str, problems: list[str]
    ) -> None:
        self.reader, self.study_id, self.locate = reader, study_id, locate
        self.where, self.problems = where, problems

    def named(self, noun: str, name: str | None) -> str | None:
        return None if name is None else self._try(partial(finding.find, self.reader, noun, name))

    def code(self, name: str | None) -> str | None:
        if not name:
            return None
        return self._try(partial(finding.find_code, self.reader, name, study_id=self.study_id))

    def cmo(self, name: str) -> str | None:
        return self._try(partial(finding.find_cmo, self.reader, name, study_id=self.study_id))

    def quote(self, item: QuoteItem) -> SectionQuote | None:
        source_id = self.named("source", item.source)
        if source_id is None:
            return None
        sources = source_views(self.reader, counted=False)
        revision_id = next(source.revision_id for source in sources if source.id == source_id)
        span = self._try(lambda: self.locate(item.quote, revision_text(self.reader, revision_id)))
        return None if span is None else SectionQuote(OnPassage(revision_id, span), item.shortened)

    def _try(self, look: Callable[[], T]) -> T | None:
        try:
            return look()
        except (NotFound, Ambiguous) as error:
            self.problems.append(f"{self.where}: {error.message}. {error.hint}".rstrip())
            return None


def sections_yaml(sections: Iterable[SectionView], *, code_paths: Mapping[str, str]) -> str:
    """The sections as a file that `SectionsFile` reads; what is empty is left out."""
    return dump({"sections": [_item(section, code_paths) for section in sections]})


def _item(section: SectionView, code_paths: Mapping[str, str]) -> dict[str, Any]:
    values: dict[str, Any] = {
        "tracer": section.tracer,
        "kind": section.kind,
        "site": section.site,
        "claim": section.claim,
        "text": section.body,
        "in_summary": section.in_summary,
        "code": code_paths[section.code_id] if section.code_id else "",
        "cmos": [str(number) for number in section.cmos],
        "quotes": [
            {
                "source": chosen.quote.source_name,
                "quote": chosen.quote.text,
                **({"shortened": chosen.quote.shortened} if chosen.quote.shortened else {}),
            }
            for chosen in section.quotes
        ],
    }
    return {name: value for name, value in values.items() if value}
