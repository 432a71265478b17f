"""The demonstration has research questions in every state, a guide, and a pattern with what speaks against it."""

from __future__ import annotations

from pathlib import Path

from workbench.findings.interview_guides import proposals
from workbench.findings.patterns import patterns
from workbench.model.question_views import AnswerKind, QuestionState
from workbench.model.vocabulary import Verdict
from workbench.store.reading.guides import guides
from workbench.store.reading.questions import questions
from workbench.store.reading.theory_verdicts import verdicts
from workbench.store.reading.theory_versions import theory_versions
from workbench.store.study import Study


def test_its_questions_are_open_answered_and_partly_answered_by_all_that_can_answer(
    demonstration: Path,
) -> None:
    with Study(demonstration) as study, study.reading() as reader:
        found = questions(reader)
    assert {one.state for one in found} >= {QuestionState.OPEN, QuestionState.ANSWERED, QuestionState.PARTLY}
    assert {answer.kind for one in found for answer in one.answers} == set(AnswerKind)


def test_its_guide_has_adopted_and_own_questions_for_every_purpose(demonstration: Path) -> None:
    with Study(demonstration) as study, study.reading() as reader:
        [guide], found = guides(reader), proposals(reader).items
    assert {one.is_own for one in guide.questions} == {True, False}
    assert len({one.purpose for one in guide.questions}) == 3
    assert sum(one.is_in(guide) for one in found) == 3


def test_its_theory_was_judged_and_has_versions(demonstration: Path) -> None:
    with Study(demonstration) as study, study.reading() as reader:
        given, made = verdicts(reader), theory_versions(reader)
    assert {one.verdict for one in given} == {Verdict.PARTLY, Verdict.CONTRADICTED, Verdict.UNFORESEEN}
    assert any(one.basis for one in given)
    assert len(made) > 1
    assert all(one.cmos for one in made)


def test_a_context_and_an_outcome_recur_in_it(demonstration: Path) -> None:
    with Study(demonstration) as study, study.reading() as reader:
        [one] = patterns(reader).items
    assert [cmo.number for cmo in one.cmos] == [7, 8]
    assert one.counter_cases
