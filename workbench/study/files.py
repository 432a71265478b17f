"""The shapes of the files that describe a study and write its report sections; schemas are made from them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Annotated

from pydantic import model_validator

from workbench.errors import Ambiguous, BadInput, NotFound
from workbench.files.structured import FileModel, Text
from workbench.model.vocabulary import SectionKind, plural
from workbench.store.reading import finding
from workbench.store.study import Reader
from workbench.study.commands import DescribeStudy, Design, SectionText, section_fault
from workbench.study.file_fields import IsoDate, Once, Template, named


class SiteItem(FileModel):
    """A site."""

    name: Annotated[str, named("site")]
    national: bool = False
    description: Text = ""


class TracerItem(FileModel):
    """A tracer; `no_theory_searched` says what was searched when no programme theory could be identified."""

    name: Annotated[str, named("tracer")]
    reason: Text = ""
    background: Text = ""
    no_theory_searched: str | None = None


class WaveItem(FileModel):
    """A wave, with ISO dates."""

    name: Annotated[str, named("wave")]
    starts: IsoDate | None = None
    ends: IsoDate | None = None
    description: Text = ""

    @model_validator(mode="after")
    def _ends_after_its_start(self) -> WaveItem:
        if self.starts and self.ends and self.ends < self.starts[: len(self.ends)]:
            raise ValueError(f"the wave ends ({self.ends}) before it starts ({self.starts})")
        return self


class StudyFile(FileModel):
    """What a study says of itself; all parts are optional and what is absent stays as it is."""

    title: Annotated[str, named("study")] | None = None
    authors: tuple[str, ...] | None = None
    aim: str | None = None
    approach: str | None = None
    attribution: Template | None = None
    sites: Annotated[tuple[SiteItem, ...], Once] = ()
    tracers: Annotated[tuple[TracerItem, ...], Once] = ()
    waves: Annotated[tuple[WaveItem, ...], Once] = ()
    coders: Annotated[tuple[Annotated[str, named("coder")], ...], Once] = ()

    def command(self) -> DescribeStudy:
        """The change that this file asks for."""
        return DescribeStudy(
            self.title,
            self.authors,
            self.aim,
            self.approach,
            self.attribution,
            tuple(map(_design, self.sites)),
            tuple(map(_design, self.tracers)),
            tuple(map(_design, self.waves)),
            self.coders,
        )


def _design(item: SiteItem | TracerItem | WaveItem) -> Design:
    return Design(item.name, item.model_dump(exclude={"name"}, exclude_unset=True))


class SectionItem(FileModel):
    """A part of a tracer's report as a person wrote it."""

    tracer: str
    kind: SectionKind
    claim: Text = ""
    text: Text = ""
    in_summary: Text = ""
    code: str | None = None


class SectionsFile(FileModel):
    """Report sections, in the order in which the report prints those of one kind."""

    sections: tuple[SectionItem, ...]

    def texts(self, reader: Reader, *, study_id: str) -> tuple[SectionText, ...]:
        """The sections with tracers and codes found in the study.

        Raises:
            BadInput: listing every tracer and code that is unknown, with near names, and all that is empty.
        """
        problems: list[str] = []
        found = []
        for number, item in enumerate(self.sections, 1):
            where = f"sections[{number}] ({item.kind})"
            if fault := section_fault(item.kind, claim=item.claim, text=item.text):
                problems.append(f"{where}: {fault}")
            tracer_id = _found(partial(finding.find, reader, "tracer", item.tracer), where, problems)
            code_id = None
            if item.code:
                look = partial(finding.find_code, reader, item.code, study_id=study_id)
                code_id = _found(look, where, problems)
            found.append(
                SectionText(tracer_id, item.kind, item.claim, item.text, item.in_summary, code_id or None)
            )
        if problems:
            raise BadInput(
                f"the sections cannot be taken over: {plural(len(problems), 'fault')}",
                hint="Mend the file and import it again; the study is unchanged.",
                problems=tuple(problems),
            )
        return tuple(found)


def _found(look: Callable[[], str], where: str, problems: list[str]) -> str:
    try:
        return look()
    except (NotFound, Ambiguous) as error:
        problems.append(f"{where}: {error.message}. {error.hint}".rstrip())
        return ""
