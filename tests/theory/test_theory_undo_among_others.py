"""An undo or redo beside others' work: what contradicts what they have done since is refused."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from command_line import substance

from workbench.coding.codebook import AddCode
from workbench.coding.codes import MoveCode
from workbench.errors import Conflict
from workbench.model.advice_views import Check
from workbench.model.coding import Span
from workbench.model.guide_views import Origin
from workbench.model.question_views import AnswerKind
from workbench.model.questions import InterviewPurpose
from workbench.model.views import Configuration
from workbench.model.vocabulary import CMOKind, LinkKind, MemoKind, Role, Verdict
from workbench.store.creating import create_study
from workbench.store.reading.theory import configurations
from workbench.store.study import Study
from workbench.store.unit_of_work import Command
from workbench.study.answers import AnswerQuestion
from workbench.study.commands import DescribeStudy, Design, WriteMemo
from workbench.study.questions import AddQuestion, EditQuestion, MoveQuestion
from workbench.theory.cmo_file import CMOEntry, CMOFile
from workbench.theory.cmo_splitting import SplitCMO
from workbench.theory.commands import AddSlot, EditCMO, NewCMO
from workbench.theory.dismissing import DismissCheck
from workbench.theory.element_merging import MergeElements
from workbench.theory.elements import AddElement, RewordElement
from workbench.theory.evidence import AddEvidence
from workbench.theory.evidence_edits import RemoveEvidence
from workbench.theory.guides import AskQuestions, NewGuide, NewQuestion
from workbench.theory.importing import ImportCMOs
from workbench.theory.links import LinkCMOs, UnlinkCMOs
from workbench.theory.slots import RemoveSlot
from workbench.theory.verdicts import JudgeCMO


class Shared:
    """A study in which Ada and Ben work: two observed CMOs and a programme theory."""

    def __init__(self, path: Path) -> None:
        self.path = path
        create_study(path, title="Invented study")
        self.study = Study(path)
        self.ada(DescribeStudy(sites=(Design("Area 1"),), tracers=(Design("Falls"),)))
        self.memo = self.ada(WriteMemo(MemoKind.RETRODUCTION, "It must be habit.", "Habit"))
        for kind in (CMOKind.OBSERVED, CMOKind.OBSERVED, CMOKind.PROGRAMME_THEORY):
            cmo = self.ada(NewCMO("", kind))
            self.ada(AddSlot(cmo, Role.CONTEXT, "trust"))
            self.ada(AddSlot(cmo, Role.MECHANISM, f"one list {cmo}"))

    def ada(self, command: Command[Any]) -> Any:
        return self.study.execute(command, coder="Ada").value

    def ben(self, command: Command[Any]) -> Any:
        return self.study.execute(command, coder="Ben").value

    def undo(self) -> None:
        self.study.undo(coder="Ada")

    def redo(self) -> None:
        self.study.redo(coder="Ada")

    def cmo(self, number: int) -> Configuration:
        with self.study.reading() as reader:
            return configurations(reader)[number - 1]

    def id_of(self, table: str) -> str:
        with closing(sqlite3.connect(self.path)) as file:
            return str(file.execute(f"SELECT id FROM {table}").fetchone()[0])


def a_ripple_over_a_removed_slot(shared: Shared) -> None:
    shared.ada(AddSlot(shared.cmo(1).id, Role.OUTCOME, "trust"))
    shared.ada(LinkCMOs(shared.cmo(1).id, shared.cmo(2).id, LinkKind.RIPPLE))
    shared.undo()
    shared.ben(RemoveSlot(shared.cmo(2).slots[0].id))


def a_removed_slot_under_a_ripple(shared: Shared) -> None:
    shared.ada(AddSlot(shared.cmo(1).id, Role.OUTCOME, "trust"))
    shared.ada(RemoveSlot(shared.cmo(2).slots[0].id))
    shared.undo()
    shared.ben(LinkCMOs(shared.cmo(1).id, shared.cmo(2).id, LinkKind.RIPPLE))


def a_ring_of_elements(shared: Shared) -> None:
    one, other = shared.ada(AddElement("one")), shared.ada(AddElement("other"))
    shared.ada(RewordElement(one, parent_id=other))
    shared.undo()
    shared.ben(RewordElement(other, parent_id=one))


def a_ring_of_codes(shared: Shared) -> None:
    one, other = shared.ada(AddCode("one")), shared.ada(AddCode("other"))
    shared.ada(MoveCode(one, other, 0))
    shared.undo()
    shared.ben(MoveCode(other, one, 0))


def a_ring_of_questions(shared: Shared) -> None:
    one, other = shared.ada(AddQuestion("One?")), shared.ada(AddQuestion("Other?"))
    shared.ada(MoveQuestion(one, other, 0))
    shared.undo()
    shared.ben(MoveQuestion(other, one, 0))


def a_slot_split_off_from_its_new_evidence(shared: Shared) -> None:
    shared.ada(SplitCMO(shared.cmo(1).id, (shared.cmo(1).slots[0].id,)))
    shared.undo()
    shared.ben(AddEvidence(shared.cmo(1).id, memo_id=shared.memo, slot=1))


def a_slot_split_off_from_a_question_about_it(shared: Shared) -> None:
    cmo = shared.cmo(1)
    shared.ada(SplitCMO(cmo.id, (cmo.slots[0].id,)))
    shared.undo()
    asked = NewQuestion("Why?", InterviewPurpose.REFINING, origin=Origin(cmo.id, cmo.slots[0].id))
    shared.ben(AskQuestions(shared.ben(NewGuide()), (asked,)))


def an_outcome_that_was_seen_of_what_is_theory_now(shared: Shared) -> None:
    shared.ada(AddSlot(shared.cmo(1).id, Role.OUTCOME, "trust"))
    shared.undo()
    theory = CMOEntry.model_validate({"id": shared.cmo(1).id, "kind": "programme theory"})
    shared.ben(ImportCMOs(CMOFile(cmos=(theory,)), _nowhere))


def an_observed_outcome_of_a_theory(shared: Shared) -> None:
    shared.ada(ImportCMOs(_observed(shared.cmo(3).id), _nowhere))
    shared.ben(AddSlot(shared.cmo(3).id, Role.OUTCOME, "nobody waits"))


def a_statement_twice(shared: Shared) -> None:
    shared.ada(RemoveSlot(shared.cmo(1).slots[0].id))
    shared.ben(AddSlot(shared.cmo(1).id, Role.CONTEXT, "trust"))


def a_piece_of_evidence_twice(shared: Shared) -> None:
    piece = shared.ada(AddEvidence(shared.cmo(1).id, memo_id=shared.memo, slot=1))
    shared.ada(RemoveEvidence(piece))
    shared.ben(AddEvidence(shared.cmo(1).id, memo_id=shared.memo, slot=1))


def a_piece_of_evidence_for_a_link_from_both_ends(shared: Shared) -> None:
    piece = shared.ada(AddEvidence(shared.cmo(1).id, memo_id=shared.memo, slot=1, to_slot=2))
    shared.ada(RemoveEvidence(piece))
    shared.ben(AddEvidence(shared.cmo(1).id, memo_id=shared.memo, slot=2, to_slot=1))


def a_rivalry_from_both_ends(shared: Shared) -> None:
    link = shared.ada(LinkCMOs(shared.cmo(1).id, shared.cmo(2).id, LinkKind.RIVAL_OF))
    shared.ada(UnlinkCMOs(link))
    shared.ben(LinkCMOs(shared.cmo(2).id, shared.cmo(1).id, LinkKind.RIVAL_OF))


def a_ring_of_links(shared: Shared) -> None:
    shared.ada(LinkCMOs(shared.cmo(1).id, shared.cmo(2).id, LinkKind.NESTS))
    shared.undo()
    shared.ben(LinkCMOs(shared.cmo(2).id, shared.cmo(1).id, LinkKind.NESTS))


def a_wording_twice(shared: Shared) -> None:
    element = shared.ada(AddElement("one"))
    shared.ada(RewordElement(element, "other"))
    shared.ben(AddElement("one"))
    shared.study.undo(coder="Ben")
    shared.ben(AddElement("one"))


def a_verdict_on_another_tracer(shared: Shared) -> None:
    tracer, site = shared.id_of("tracer"), shared.id_of("site")
    shared.ada(EditCMO(shared.cmo(3).id, tracer_id=tracer))
    shared.ada(EditCMO(shared.cmo(1).id, tracer_id=tracer, site_ids=(site,)))
    shared.ben(JudgeCMO(shared.cmo(3).id, site, Verdict.CONFIRMED, basis=(shared.cmo(1).id,)))


def an_unforeseen_one_of_no_site(shared: Shared) -> None:
    shared.ada(EditCMO(shared.cmo(1).id, site_ids=(shared.id_of("site"),)))
    shared.ben(JudgeCMO(shared.cmo(1).id, shared.id_of("site"), Verdict.UNFORESEEN))


def a_verdict_at_another_site(shared: Shared) -> None:
    site = shared.id_of("site")
    shared.ada(EditCMO(shared.cmo(1).id, site_ids=(site,)))
    shared.ben(JudgeCMO(shared.cmo(3).id, site, Verdict.CONFIRMED, basis=(shared.cmo(1).id,)))


def a_verdict_on_what_is_national_no_more(shared: Shared) -> None:
    shared.ada(DescribeStudy(sites=(Design("Area 1"), Design("Area 2"))))
    area, other = (shared.id_of(f"site WHERE name = '{name}'") for name in ("Area 1", "Area 2"))
    shared.ada(EditCMO(shared.cmo(1).id, site_ids=(other,)))
    shared.ada(DescribeStudy(sites=(Design("Area 2", {"national": 1}),)))
    shared.ben(JudgeCMO(shared.cmo(3).id, area, Verdict.CONFIRMED, basis=(shared.cmo(1).id,)))


def a_verdict_on_theory_alone(shared: Shared) -> None:
    site = shared.id_of("site")
    other = shared.ada(NewCMO("", CMOKind.PROGRAMME_THEORY, site_ids=(site,)))
    shared.ada(ImportCMOs(_observed(other), _nowhere))
    shared.ben(JudgeCMO(shared.cmo(3).id, site, Verdict.CONFIRMED, basis=(other,)))


def an_unforeseen_theory(shared: Shared) -> None:
    site = shared.id_of("site")
    other = shared.ada(NewCMO("", CMOKind.PROGRAMME_THEORY, site_ids=(site,)))
    shared.ada(ImportCMOs(_observed(other), _nowhere))
    shared.ben(JudgeCMO(other, site, Verdict.UNFORESEEN))


def a_second_verdict(shared: Shared) -> None:
    site = shared.id_of("site")
    shared.ada(JudgeCMO(shared.cmo(3).id, site, Verdict.PARTLY))
    shared.undo()
    shared.ben(JudgeCMO(shared.cmo(3).id, site, Verdict.CONFIRMED))


def advice_set_aside_twice(shared: Shared) -> None:
    cmo = shared.cmo(1)
    aside = DismissCheck(Check.ACTIVITY, cmo.id, cmo.slots[1].id, "It is no activity.")
    shared.ada(aside)
    shared.undo()
    shared.ben(aside)


def a_question_twice(shared: Shared) -> None:
    question = shared.ada(AddQuestion("One?"))
    shared.ada(EditQuestion(question, "Other?"))
    shared.ben(AddQuestion("one?"))


def an_answer_twice(shared: Shared) -> None:
    answer = AnswerQuestion(shared.ada(AddQuestion("One?")), AnswerKind.CMO, shared.cmo(1).id)
    shared.ada(answer)
    shared.undo()
    shared.ben(answer)


def a_question_twice_in_a_guide(shared: Shared) -> None:
    asked = AskQuestions(shared.ada(NewGuide()), (NewQuestion("Why?", InterviewPurpose.REFINING),))
    shared.ada(asked)
    shared.undo()
    shared.ben(asked)


def _observed(cmo_id: str) -> CMOFile:
    return CMOFile(cmos=(CMOEntry.model_validate({"id": cmo_id, "kind": "observed"}),))


def _nowhere(quote: str, text: str) -> Span:
    raise AssertionError("there is no quote in the file")


REFUSED: dict[Callable[[Shared], None], tuple[Callable[[Shared], None], str]] = {
    a_ripple_over_a_removed_slot: (Shared.redo, "CMO 1 would ripple into CMO 2 without an element"),
    a_removed_slot_under_a_ripple: (Shared.redo, "CMO 1 would ripple into CMO 2 without an element"),
    a_ring_of_elements: (Shared.redo, "the element 'one' would lie under itself"),
    a_ring_of_codes: (Shared.redo, "the code 'one' would lie under itself"),
    a_ring_of_questions: (Shared.redo, "the research question 'One.' would lie under itself"),
    a_slot_split_off_from_its_new_evidence: (Shared.redo, "CMO 1 would name a slot of another CMO"),
    an_observed_outcome_of_a_theory: (Shared.undo, "CMO 3, a programme theory, would have an outcome"),
    a_slot_split_off_from_a_question_about_it: (Shared.redo, "a question about CMO 1 would name a slot of"),
    an_outcome_that_was_seen_of_what_is_theory_now: (Shared.redo, "CMO 1, a programme theory, would have an"),
    a_statement_twice: (Shared.undo, "CMO 1 would have the same slot twice"),
    a_piece_of_evidence_twice: (Shared.undo, "CMO 1 would have the same evidence twice"),
    a_piece_of_evidence_for_a_link_from_both_ends: (Shared.undo, "CMO 1 would have the same evidence twice"),
    a_rivalry_from_both_ends: (Shared.undo, "two CMOs would be linked twice: rival of"),
    a_ring_of_links: (Shared.redo, "CMO 1 would lead back to itself by 'nests'"),
    a_wording_twice: (Shared.undo, "the study would have the same element twice"),
    a_verdict_on_another_tracer: (Shared.undo, "would rest on CMO 1, which is not one observed there"),
    a_verdict_at_another_site: (Shared.undo, "would rest on CMO 1, which is not one observed there"),
    a_verdict_on_what_is_national_no_more: (Shared.undo, "would rest on CMO 1, which is not one observed"),
    a_question_twice: (Shared.undo, "the study would have the same research question twice"),
    an_answer_twice: (Shared.redo, "the study would have the same question answer twice"),
    a_question_twice_in_a_guide: (Shared.redo, "the study would have the same guide question twice"),
    a_verdict_on_theory_alone: (Shared.undo, "would rest on CMO 4, which is not one observed there"),
    an_unforeseen_theory: (Shared.undo, "CMO 4 at Area 1 would not fit its kind or sites"),
    a_second_verdict: (Shared.redo, "the study has another theory verdict in its place"),
    advice_set_aside_twice: (Shared.redo, "CMO 1 would have the same dismissed check twice"),
    an_unforeseen_one_of_no_site: (Shared.undo, "CMO 1 at Area 1 would not fit its kind or sites"),
}


@pytest.mark.parametrize(
    ("steps", "back", "reason"),
    [(steps, *rest) for steps, rest in REFUSED.items()],
    ids=[s.__name__ for s in REFUSED],
)
def test_what_would_contradict_the_others_work_is_not_brought_back(
    tmp_path: Path, steps: Callable[[Shared], None], back: Callable[[Shared], None], reason: str
) -> None:
    shared = Shared(tmp_path / "s.study")
    steps(shared)
    before = substance(shared.path)
    with pytest.raises(Conflict, match=reason):
        back(shared)
    assert substance(shared.path) == before
    shared.study.undo(coder="Ben")
    back(shared)
    assert substance(shared.path) != before, "once Ben has taken his back, it goes"
    shared.study.close()


def test_a_verdict_may_go_on_resting_on_the_national_level(tmp_path: Path) -> None:
    shared = Shared(tmp_path / "s.study")
    shared.ada(DescribeStudy(sites=(Design("Area 1"), Design("National", {"national": 1}))))
    area, national = (shared.id_of(f"site WHERE name = '{name}'") for name in ("Area 1", "National"))
    shared.ada(EditCMO(shared.cmo(1).id, site_ids=(national,)))
    shared.ada(EditCMO(shared.cmo(1).id, site_ids=(area, national)))
    shared.ben(JudgeCMO(shared.cmo(3).id, area, Verdict.CONFIRMED, basis=(shared.cmo(1).id,)))
    shared.undo()
    assert shared.cmo(1).sites == ("National",)
    shared.study.close()


def test_what_contradicted_before_stands_in_nobodys_way(tmp_path: Path) -> None:
    shared = Shared(tmp_path / "s.study")
    shared.ada(AddElement("one"))
    shared.ben(AddElement("other"))
    with closing(sqlite3.connect(shared.path)) as file, file:
        file.execute("UPDATE element SET wording = 'trust' WHERE wording = 'other'")
        file.execute(
            "UPDATE element SET parent_id = (SELECT max(id) FROM element WHERE number < 3) WHERE number < 4"
        )
        file.execute("UPDATE element SET parent_id = (SELECT min(id) FROM element) WHERE number = 2")
    shared.undo()
    with closing(sqlite3.connect(shared.path)) as file:
        assert file.execute("SELECT count(*) FROM element WHERE wording = 'trust'").fetchone() == (2,)
    shared.study.close()


def test_what_contradicted_before_a_change_comes_back_with_its_undo(tmp_path: Path) -> None:
    shared = Shared(tmp_path / "s.study")
    one, other = shared.ada(AddElement("one")), shared.ada(AddElement("other"))
    with closing(sqlite3.connect(shared.path)) as file, file:
        file.execute("UPDATE element SET wording = 'one' WHERE wording = 'other'")
    before = substance(shared.path)
    shared.ada(MergeElements(one, other))
    merged = substance(shared.path)
    for back, state in ((shared.undo, before), (shared.redo, merged)):
        shared.ben(AddElement("something else"))
        shared.study.undo(coder="Ben")
        back()
        assert substance(shared.path) == state, "nobody else had a part in that"
    shared.study.close()
