"""The questions of the demonstration: what answers them, and a guide made of proposals."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from workbench.errors import NotFound
from workbench.files.structured import FileModel, Text
from workbench.findings.interview_guides import proposals
from workbench.model.guide_views import Proposal
from workbench.model.question_views import AnswerKind
from workbench.model.questions import InterviewPurpose
from workbench.store.reading import finding
from workbench.store.reading.guides import guides
from workbench.store.reading.questions import find_question, section_titles
from workbench.store.study import Study
from workbench.store.unit_of_work import Command
from workbench.study.answers import AnswerQuestion
from workbench.theory.guides import AskQuestions, NewGuide, NewQuestion


class AnswerItem(FileModel):
    """What answers a question: one of a configuration by number, a source, a memo, a report section."""

    question: str
    cmo: int | None = None
    source: str | None = None
    memo: str | None = None
    section: str | None = None
    note: Text = ""


class AdoptedItem(FileModel):
    """A proposal by its gap, its configuration and its interviewee."""

    gap: str
    cmo: int | None = None
    interviewee: Text = ""

    def is_of(self, one: Proposal) -> bool:
        """Whether this proposal is meant."""
        gap = one.drawn_from.partition(":")[0]
        return (gap, one.cmo_number, one.interviewee) == (self.gap, self.cmo, self.interviewee)


class OwnItem(FileModel):
    """A question that a person thought of."""

    purpose: InterviewPurpose
    interviewee: Text = ""
    wording: str


class GuideItem(FileModel):
    """A guide with what was adopted for it and what a person added."""

    title: str
    note: Text = ""
    adopted: tuple[AdoptedItem, ...] = ()
    own: tuple[OwnItem, ...] = ()


class AskedFile(FileModel):
    """All of it."""

    answers: tuple[AnswerItem, ...] = ()
    guide: GuideItem

    def commands(self, study: Study) -> Iterator[Command[Any]]:
        """The changes that it asks for, each worked out when the ones before it are carried out.

        Raises:
            NotFound: something that it names is not in the study.
        """
        for answer in self.answers:
            yield _answer(study, answer)
        yield NewGuide(self.guide.title, self.guide.note)
        with study.reading() as reader:
            guide_id, found = guides(reader)[-1].id, proposals(reader).items
        chosen = [_proposal(found, item) for item in self.guide.adopted]
        asked = [NewQuestion(p.wording, p.purpose, p.interviewee, p.drawn_from, p.origin) for p in chosen]
        asked += [NewQuestion(own.wording, own.purpose, own.interviewee) for own in self.guide.own]
        yield AskQuestions(guide_id, tuple(asked))


def _proposal(found: tuple[Proposal, ...], item: AdoptedItem) -> Proposal:
    for one in found:
        if item.is_of(one):
            return one
    raise NotFound(f"nothing is proposed for {item.gap!r} of CMO {item.cmo}")


def _answer(study: Study, item: AnswerItem) -> AnswerQuestion:
    with study.reading() as reader:
        question = find_question(reader, item.question)
        if item.cmo is not None:
            kind, target = AnswerKind.CMO, finding.find_cmo(reader, str(item.cmo), study_id=study.id)
        elif item.source is not None:
            kind, target = AnswerKind.SOURCE, finding.find(reader, "source", item.source)
        elif item.memo is not None:
            kind, target = AnswerKind.MEMO, finding.find_memo(reader, item.memo, study_id=study.id)
        else:
            kind = AnswerKind.SECTION
            target = finding.find_section(item.section or "", section_titles(reader))
    return AnswerQuestion(question, kind, target, item.note)
