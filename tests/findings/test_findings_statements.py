"""What is drawn from the whole study costs as many statements in a larger one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from workbench.findings.interview_guides import proposals
from workbench.findings.patterns import patterns
from workbench.model.coding import Span
from workbench.model.question_views import AnswerKind
from workbench.model.questions import InterviewPurpose
from workbench.model.vocabulary import CMOKind, LinkKind, Role
from workbench.store.reading.cmo_lines import cmo_lines
from workbench.store.reading.guides import guides
from workbench.store.reading.questions import questions
from workbench.store.reading.sources import source_views
from workbench.store.study import Study
from workbench.study.answers import AnswerQuestion
from workbench.study.questions import AddQuestion
from workbench.theory.commands import AddSlot, NewCMO
from workbench.theory.evidence import AddEvidence, Excerpted
from workbench.theory.guides import AskQuestions, NewGuide, NewQuestion
from workbench.theory.links import LinkCMOs


def statements_of(study: Study, ask: Callable[[Any], object]) -> int:
    told: list[str] = []

    def listen(*arguments: Any) -> None:
        told.append(arguments[2])

    with study.reading() as reader:
        event.listen(reader.engine, "before_cursor_execute", listen)
        try:
            ask(reader)
        finally:
            event.remove(reader.engine, "before_cursor_execute", listen)
    return len(told)


def enlarge(study: Study) -> None:
    def do(command: Any) -> Any:
        return study.execute(command, coder="Ada").value

    with study.reading() as reader:
        revision = source_views(reader)[0].revision_id
    guide, wide = do(NewGuide()), do(AddQuestion("Why?"))
    last = ""
    for number in range(8):
        cmo = do(NewCMO(f"More {number}", CMOKind.OBSERVED))
        for role, words in (
            (Role.CONTEXT, "near"),
            (Role.MECHANISM, f"trust {number}"),
            (Role.OUTCOME, "fast"),
        ):
            do(AddSlot(cmo, role, words))
        do(AddEvidence(cmo, excerpt=Excerpted(revision, Span(number, number + 4)), slot=1))
        if last:
            do(LinkCMOs(cmo, last, LinkKind.RIVAL_OF))
        last = cmo
        do(AskQuestions(guide, (NewQuestion(f"Question {number}?", InterviewPurpose.GLEANING),)))
        do(AnswerQuestion(do(AddQuestion(f"Part {number}?", parent_id=wide)), AnswerKind.CMO, cmo))


@pytest.mark.parametrize(
    ("ask", "most"), [(proposals, 28), (patterns, 9), (guides, 3), (questions, 3), (cmo_lines, 12)]
)
def test_the_number_of_statements_does_not_grow(
    demonstration: Path, ask: Callable[[Any], object], most: int
) -> None:
    with Study(demonstration) as study:
        study.execute(AddQuestion("First?"), coder="Ada")
        before = statements_of(study, ask)
        enlarge(study)
        assert statements_of(study, ask) == before <= most
