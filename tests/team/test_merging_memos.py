"""Memos that agreements and answers rest on are merged, and taken away, in an order that the file allows."""

from __future__ import annotations

import pytest
from team_work import Copies, require_sound

from workbench.coding.consensus import Reconcile
from workbench.model.coding import Span
from workbench.model.question_views import AnswerKind
from workbench.model.vocabulary import MemoKind
from workbench.study.answers import AnswerQuestion
from workbench.study.commands import WriteMemo
from workbench.study.questions import AddQuestion


def agree(copies: Copies, name: str) -> None:
    agreed = Reconcile(copies.revision(name), Span(18, 27), copies.code(name, "Money"), True, memo="Why so.")
    copies.do(name, agreed)


def answer(copies: Copies, name: str) -> None:
    cmo = str(copies.one(name, "SELECT id FROM cmo"))
    memo = copies.do(name, WriteMemo(MemoKind.ANALYTIC, "Said.", subject_type="cmo", subject_id=cmo))
    question = copies.do(name, AddQuestion("What for?"))
    copies.do(name, AnswerQuestion(question, AnswerKind.MEMO, memo))


WORK = {"consensus": agree, "question_answer": answer}


@pytest.mark.parametrize("table", WORK)
def test_what_rests_on_a_memo_is_merged_with_it_undone_and_done_again(copies: Copies, table: str) -> None:
    before = copies.content("a")
    WORK[table](copies, "b")
    copies.merge("a", "b")
    after = copies.content("a")
    assert after == copies.content("b")
    assert copies.one("a", f"SELECT count(*) FROM {table} JOIN memo ON memo.id = {table}.memo_id") == 1
    copies.undo_merge("a")
    assert copies.content("a") == before
    copies.redo_merge("a")
    assert copies.content("a") == after
    require_sound(copies.path("a"))


@pytest.mark.parametrize("table", WORK)
def test_what_rests_on_a_memo_goes_with_it_where_the_other_copy_took_both_back(
    copies: Copies, table: str
) -> None:
    before = copies.content("a")
    WORK[table](copies, "b")
    copies.merge("a", "b")
    for _ in range({"consensus": 1, "question_answer": 3}[table]):
        copies.undo("b")
    copies.merge("a", "b")
    assert copies.content("a") == before
