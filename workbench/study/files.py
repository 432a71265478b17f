"""The shape of the file that describes a study; its schema is made from it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, model_validator

from workbench.errors import BadInput
from workbench.files.structured import FileModel, Text
from workbench.study.commands import DescribeStudy, Design
from workbench.study.file_fields import IsoDate, Once, Template, named
from workbench.study.questions import PlannedQuestion, clean_wording


def _worded(wording: str) -> str:
    try:
        return clean_wording(wording)
    except BadInput as error:
        raise ValueError(error.message) from None


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


class QuestionItem(FileModel):
    """A research question, with the questions that are part of it."""

    question: Annotated[str, AfterValidator(_worded)]
    note: str | None = None
    parts: tuple[QuestionItem, ...] = ()

    def planned(self) -> PlannedQuestion:
        """The question as the change has it."""
        return PlannedQuestion(self.question, self.note, tuple(part.planned() for part in self.parts))


class StudyFile(FileModel):
    """What a study says of itself; all parts are optional and what is absent stays as it is."""

    title: Annotated[str, named("study")] | None = None
    authors: tuple[str, ...] | None = None
    aim: str | None = None
    approach: str | None = None
    ethics: str | None = None
    attribution: Template | None = None
    dates: Literal["uk", "us", "iso"] | None = None
    paper: Literal["A4", "Letter"] | None = None
    dialect: Literal["CMO", "ICAMO", "SCMO", "CIMO"] | None = None
    sites: Annotated[tuple[SiteItem, ...], Once] = ()
    tracers: Annotated[tuple[TracerItem, ...], Once] = ()
    waves: Annotated[tuple[WaveItem, ...], Once] = ()
    coders: Annotated[tuple[Annotated[str, named("coder")], ...], Once] = ()

    questions: tuple[QuestionItem, ...] = ()

    def command(self) -> DescribeStudy:
        """The change that this file asks for."""
        return DescribeStudy(
            self.title,
            self.authors,
            self.aim,
            self.approach,
            self.attribution,
            sites=tuple(map(_design, self.sites)),
            tracers=tuple(map(_design, self.tracers)),
            waves=tuple(map(_design, self.waves)),
            coders=self.coders,
            questions=tuple(question.planned() for question in self.questions),
            dates=self.dates,
            paper=self.paper,
            dialect=self.dialect,
            ethics=self.ethics,
        )


def _design(item: SiteItem | TracerItem | WaveItem) -> Design:
    return Design(item.name, item.model_dump(exclude={"name"}, exclude_unset=True))
