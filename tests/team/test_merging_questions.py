"""Research questions and interview guides of two copies: the same question is one, and both guides are kept."""

from __future__ import annotations

from team_work import Copies

from workbench.model.question_views import AnswerKind
from workbench.model.questions import InterviewPurpose
from workbench.store.reading.guides import guides
from workbench.store.reading.questions import questions
from workbench.study.answers import AnswerQuestion
from workbench.study.questions import AddQuestion
from workbench.theory.guides import AskQuestions, NewGuide, NewQuestion


def test_the_same_question_worded_apart_is_one_with_the_answers_of_both(copies: Copies) -> None:
    for name, target in (("a", "101"), ("b", "102")):
        wide = copies.do(name, AddQuestion("How do hubs work?"))
        copies.do(name, AddQuestion("For whom?", parent_id=wide))
        source = copies.one(name, "SELECT id FROM source WHERE name = ?", target)
        copies.do(name, AnswerQuestion(wide, AnswerKind.SOURCE, source))
    copies.do("b", AddQuestion("At what cost?"))
    copies.merge("a", "b")
    with copies.open("a") as study, study.reading() as reader:
        found = questions(reader)
    assert [(q.number, q.depth, q.wording) for q in found] == [
        (1, 0, "How do hubs work?"),
        (2, 1, "For whom?"),
        (3, 0, "At what cost?"),
    ]
    assert [answer.name for answer in found[0].answers] == ["source 101", "source 102"]
    copies.undo_merge("a")
    assert copies.rows("a", "SELECT count(*) FROM research_question") == [(2,)]


def test_both_guides_are_kept_the_later_with_another_number(copies: Copies) -> None:
    for name in "ab":
        guide = copies.do(name, NewGuide(f"By {name}"))
        asked = NewQuestion("Why?", InterviewPurpose.REFINING, "Nurse")
        copies.do(name, AskQuestions(guide, (asked,)))
    copies.merge("a", "b")
    copies.merge("b", "a")
    for name in "ab":
        with copies.open(name) as study, study.reading() as reader:
            found = guides(reader)
        assert [(g.number, g.title, [q.wording for q in g.questions]) for g in found] == [
            (1, "By a", ["Why?"]),
            (2, "By b", ["Why?"]),
        ]
