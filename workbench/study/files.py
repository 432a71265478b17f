"""The shapes of the files that describe a study and write its report sections; schemas are made from them."""

from __future__ import annotations

from workbench.files.structured import FileModel
from workbench.model.vocabulary import SectionKind
from workbench.store.reading import finding
from workbench.store.study import Reader
from workbench.study.commands import DescribeStudy, SectionText, SiteDesign, TracerDesign, WaveDesign


class SiteItem(FileModel):
    """A site."""

    name: str
    national: bool = False
    description: str = ""


class TracerItem(FileModel):
    """A tracer; `no_theory_searched` says what was searched when no programme theory could be identified."""

    name: str
    reason: str = ""
    background: str = ""
    no_theory_searched: str | None = None


class WaveItem(FileModel):
    """A wave, with ISO dates."""

    name: str
    starts: str | None = None
    ends: str | None = None
    description: str = ""


class StudyFile(FileModel):
    """What a study says of itself; all parts are optional and what is absent stays as it is."""

    title: str | None = None
    authors: tuple[str, ...] | None = None
    aim: str | None = None
    approach: str | None = None
    attribution: str | None = None
    sites: tuple[SiteItem, ...] = ()
    tracers: tuple[TracerItem, ...] = ()
    waves: tuple[WaveItem, ...] = ()
    coders: tuple[str, ...] = ()

    def command(self) -> DescribeStudy:
        """The change that this file asks for."""
        return DescribeStudy(
            self.title,
            self.authors,
            self.aim,
            self.approach,
            self.attribution,
            tuple(SiteDesign(**item.model_dump()) for item in self.sites),
            tuple(TracerDesign(**item.model_dump()) for item in self.tracers),
            tuple(WaveDesign(**item.model_dump()) for item in self.waves),
            self.coders,
        )


class SectionItem(FileModel):
    """A part of a tracer's report as a person wrote it."""

    tracer: str
    kind: SectionKind
    claim: str = ""
    text: str = ""
    in_summary: str = ""
    code: str | None = None


class SectionsFile(FileModel):
    """Report sections, in the order in which the report prints those of one kind."""

    sections: tuple[SectionItem, ...]

    def texts(self, reader: Reader, *, study_id: str) -> tuple[SectionText, ...]:
        """The sections with tracers and codes found in the study; raises NotFound with near names."""
        return tuple(
            SectionText(
                finding.find(reader, "tracer", item.tracer),
                item.kind,
                item.claim,
                item.text,
                item.in_summary,
                finding.find_code(reader, item.code, study_id=study_id) if item.code else None,
            )
            for item in self.sections
        )
