"""Whatever is done to research questions and guides, undo takes it back wholly; a refusal changes nothing."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any

from command_line import substance
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from workbench.errors import WorkbenchError
from workbench.model.question_views import AnswerKind, QuestionView
from workbench.model.questions import InterviewPurpose
from workbench.model.vocabulary import CMOKind
from workbench.store.creating import create_study
from workbench.store.reading.guides import guides
from workbench.store.reading.questions import questions
from workbench.store.reading.theory import configurations
from workbench.store.study import Study
from workbench.store.unit_of_work import Command
from workbench.study.answers import AnswerQuestion, UnanswerQuestion
from workbench.study.questions import AddQuestion, EditQuestion, MoveQuestion, RemoveQuestion
from workbench.theory.commands import NewCMO
from workbench.theory.guides import (
    AskQuestions,
    DropGuideQuestion,
    EditGuide,
    EditGuideQuestion,
    MoveGuideQuestion,
    NewGuide,
    NewQuestion,
    RemoveGuide,
)

ANY = st.integers(0, 7)
"""Which of the present things is meant, counted round."""
WORDS = st.sampled_from(["Why?", "why?", "For whom?", "When, and when not?", " "])
PURPOSES = st.sampled_from(InterviewPurpose)
PLACES = st.none() | st.integers(1, 4)


class Asking(RuleBasedStateMachine):
    """One coder does one thing after another."""

    built: Path | None = None

    @initialize()
    def open_a_copy(self) -> None:
        if Asking.built is None:
            Asking.built = Path(tempfile.mkdtemp()) / "built.study"
            create_study(Asking.built, title="Invented study")
            with Study(Asking.built) as study:
                for number in range(3):
                    study.execute(NewCMO(f"CMO {number}", CMOKind.OBSERVED), coder="Ada")
                for words in ("Who?", "What?", "Where?"):
                    study.execute(AddQuestion(words), coder="Ada")
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "asked.study"
        shutil.copyfile(Asking.built, self.path)
        self.study = Study(self.path)
        self.states = [substance(self.path)]

    def do(self, command: Command[Any]) -> None:
        try:
            done = self.study.execute(command, coder="Bea")
        except WorkbenchError:
            assert substance(self.path) == self.states[-1]
            return
        if done.change_id is None:
            assert substance(self.path) == self.states[-1]
        else:
            self.states.append(substance(self.path))

    def question(self, which: int) -> QuestionView:
        with self.study.reading() as reader:
            found = questions(reader)
        if not found:
            self.do(AddQuestion("Again?"))
            return self.question(which)
        return found[which % len(found)]

    def guide_id(self, which: int) -> str:
        with self.study.reading() as reader:
            found = guides(reader)
        if not found:
            self.do(NewGuide("A guide"))
            return self.guide_id(which)
        return found[which % len(found)].id

    def asked_id(self, which: int) -> str:
        with self.study.reading() as reader:
            found = [q.id for g in guides(reader) for q in g.questions]
        if not found:
            self.do(AskQuestions(self.guide_id(0), (NewQuestion("Again?", InterviewPurpose.GLEANING),)))
            return self.asked_id(which)
        return found[which % len(found)]

    @rule(words=WORDS, parent=st.none() | ANY, position=PLACES)
    def add(self, words: str, parent: int | None, position: int | None) -> None:
        self.do(AddQuestion(words, "a note", None if parent is None else self.question(parent).id, position))

    @rule(which=ANY, words=st.none() | WORDS, note=st.none() | WORDS)
    def edit(self, which: int, words: str | None, note: str | None) -> None:
        self.do(EditQuestion(self.question(which).id, words, note))

    @rule(which=ANY, parent=st.sampled_from([None, ""]) | ANY, position=PLACES)
    def move(self, which: int, parent: int | str | None, position: int | None) -> None:
        to = self.question(parent).id if isinstance(parent, int) else parent
        self.do(MoveQuestion(self.question(which).id, to, position))
        with self.study.reading() as reader:
            assert [q.number for q in questions(reader)], "no question is lost from the tree"

    @rule(which=ANY, answers=st.booleans(), parts=st.booleans())
    def remove(self, which: int, answers: bool, parts: bool) -> None:
        self.do(RemoveQuestion(self.question(which).id, answers, parts))

    @rule(which=ANY, cmo=ANY, note=st.none() | WORDS)
    def answer(self, which: int, cmo: int, note: str | None) -> None:
        with self.study.reading() as reader:
            found = configurations(reader)
        self.do(AnswerQuestion(self.question(which).id, AnswerKind.CMO, found[cmo % len(found)].id, note))

    @rule(which=ANY)
    def unanswer(self, which: int) -> None:
        if answers := self.question(which).answers:
            self.do(UnanswerQuestion(answers[0].id))

    @rule(title=WORDS, start=st.none() | ANY)
    def new_guide(self, title: str, start: int | None) -> None:
        self.do(NewGuide(title, "a note", None if start is None else self.guide_id(start)))

    @rule(which=ANY, title=st.none() | WORDS, note=st.none() | WORDS)
    def edit_guide(self, which: int, title: str | None, note: str | None) -> None:
        self.do(EditGuide(self.guide_id(which), title, note))

    @rule(which=ANY)
    def remove_guide(self, which: int) -> None:
        self.do(RemoveGuide(self.guide_id(which)))

    @rule(which=ANY, words=st.lists(WORDS, min_size=1, max_size=2), purpose=PURPOSES, position=PLACES)
    def ask(self, which: int, words: list[str], purpose: InterviewPurpose, position: int | None) -> None:
        asked = tuple(NewQuestion(one, purpose, "Nurse") for one in words)
        self.do(AskQuestions(self.guide_id(which), asked, position))

    @rule(which=ANY, words=st.none() | WORDS, purpose=st.none() | PURPOSES, whom=st.none() | WORDS)
    def reword(
        self, which: int, words: str | None, purpose: InterviewPurpose | None, whom: str | None
    ) -> None:
        self.do(EditGuideQuestion(self.asked_id(which), words, purpose, whom))

    @rule(which=ANY, position=st.integers(0, 5))
    def reorder(self, which: int, position: int) -> None:
        self.do(MoveGuideQuestion(self.asked_id(which), position))

    @rule(which=ANY)
    def drop(self, which: int) -> None:
        self.do(DropGuideQuestion(self.asked_id(which)))

    def teardown(self) -> None:
        for state in reversed(self.states[:-1]):
            self.study.undo(coder="Bea")
            assert substance(self.path) == state
        for state in self.states[1:]:
            self.study.redo(coder="Bea")
            assert substance(self.path) == state
        self.study.close()
        self.folder.cleanup()


TestAsking = Asking.TestCase
TestAsking.settings = settings(
    max_examples=15,
    stateful_step_count=20,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
