"""`workbench question answer` and `unanswer`: what answers a research question."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from workbench.cli.context import (
    CoderOption,
    DryRunOption,
    StudyOption,
    acting_coder,
    change,
    changing_study,
)
from workbench.errors import NotFound, UsageError
from workbench.model.question_views import AnswerKind

if TYPE_CHECKING:
    from workbench.store.study import Reader

QuestionArgument = Annotated[str, typer.Argument(help="Number (3, Q3), wording or id of a question.")]
CMOOption = Annotated[str | None, typer.Option("--cmo", help="A configuration that answers it.")]
SourceOption = Annotated[str | None, typer.Option("--source", help="A source that answers it.")]
MemoOption = Annotated[str | None, typer.Option("--memo", help="A memo that answers it.")]
SectionOption = Annotated[str | None, typer.Option("--section", help="A report section that answers it.")]


def answer(
    question: QuestionArgument,
    cmo: CMOOption = None,
    source: SourceOption = None,
    memo: MemoOption = None,
    section: SectionOption = None,
    note: Annotated[str | None, typer.Option(help="How it answers the question, or which part.")] = None,
    study: StudyOption = None,
    coder: CoderOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Say that a configuration, source, memo or report section answers a question; again with --note: say how."""
    from workbench.store.reading.questions import find_question
    from workbench.study.answers import AnswerQuestion

    with changing_study(study) as opened:
        with opened.reading() as reader:
            identity = find_question(reader, question)
            kind, target = _target(reader, opened.id, cmo=cmo, source=source, memo=memo, section=section)
        command = AnswerQuestion(identity, kind, target, note)
        change(opened, command, coder=acting_coder(coder), dry_run=dry_run)


def unanswer(
    question: QuestionArgument,
    cmo: CMOOption = None,
    source: SourceOption = None,
    memo: MemoOption = None,
    section: SectionOption = None,
    study: StudyOption = None,
    coder: CoderOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Say that something does not answer a question after all. Can be undone."""
    from workbench.store.reading.questions import find_question, questions
    from workbench.study.answers import UnanswerQuestion

    with changing_study(study) as opened:
        with opened.reading() as reader:
            identity = find_question(reader, question)
            kind, target = _target(reader, opened.id, cmo=cmo, source=source, memo=memo, section=section)
            meant = next(one for one in questions(reader) if one.id == identity)
        found = [one for one in meant.answers if (one.kind, one.target_id) == (kind, target)]
        if not found:
            raise NotFound(
                f"this {kind.words} does not answer question {meant.number}",
                hint=f"See what does: workbench question show {meant.number}",
            )
        change(opened, UnanswerQuestion(found[0].id), coder=acting_coder(coder), dry_run=dry_run)


def _target(
    reader: Reader,
    study_id: str,
    *,
    cmo: str | None,
    source: str | None,
    memo: str | None,
    section: str | None,
) -> tuple[AnswerKind, str]:
    """The one thing that is named.

    Raises:
        UsageError: none is, or several are. NotFound, Ambiguous: no one thing is meant.
    """
    from workbench.store.reading import finding
    from workbench.store.reading.questions import section_titles

    if sum(one is not None for one in (cmo, source, memo, section)) != 1:
        raise UsageError(
            "name the one thing that answers the question", hint="Give --cmo, --source, --memo or --section."
        )
    if cmo is not None:
        return AnswerKind.CMO, finding.find_cmo(reader, cmo, study_id=study_id)
    if source is not None:
        return AnswerKind.SOURCE, finding.find(reader, "source", source)
    if memo is not None:
        return AnswerKind.MEMO, finding.find_memo(reader, memo, study_id=study_id)
    return AnswerKind.SECTION, finding.find_section(section or "", section_titles(reader))
