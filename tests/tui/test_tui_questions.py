"""Research questions, interview guides and demi-regularities on screen."""

from __future__ import annotations

from pathlib import Path

import pytest
from playing import notices, play_study, screen
from textual.pilot import Pilot

from workbench.model.guide_views import GuideView
from workbench.model.question_views import QuestionView
from workbench.model.vocabulary import CMOKind, Role
from workbench.store.creating import create_study
from workbench.store.reading.guides import guides
from workbench.store.reading.memos import memos
from workbench.store.reading.questions import questions
from workbench.store.study import Study
from workbench.study.questions import AddQuestion
from workbench.theory.commands import AddSlot, NewCMO
from workbench.theory.guides import NewGuide
from workbench.tui.reading.coding_screen import CodingScreen
from workbench.tui.theory.cmo_screen import CMOScreen
from workbench.tui.theory.theory_screen import TheoryScreen
from workbench.tui.theory_questions.guide_screen import GuideScreen
from workbench.tui.theory_questions.patterns_screen import PatternsScreen
from workbench.tui.theory_questions.questions_screen import QuestionsScreen
from workbench.tui.widgets.ask_panel import AskPanel
from workbench.tui.widgets.panels import Prose


def asked(path: Path) -> list[QuestionView]:
    with Study(path, read_only=True) as study, study.reading() as reader:
        return list(questions(reader))


def written(path: Path) -> list[GuideView]:
    with Study(path, read_only=True) as study, study.reading() as reader:
        return list(guides(reader))


async def told(pilot: Pilot[None]) -> None:
    """Wait for what is read beside the screen."""
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


def tree(path: Path) -> list[str]:
    return ["  " * one.depth + one.wording for one in asked(path)]


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """Two alike configurations, no question and no guide."""
    path = tmp_path / "bare.study"
    create_study(path, title="Invented study")
    with Study(path) as study:
        for number in (1, 2):
            cmo = study.execute(NewCMO(f"Number {number}", CMOKind.OBSERVED), coder="Ada").value
            for role, words in (
                (Role.CONTEXT, "near"),
                (Role.MECHANISM, f"trust {number}"),
                (Role.OUTCOME, "fast"),
            ):
                study.execute(AddSlot(cmo, role, words), coder="Ada")
    return path


def test_questions_are_worded_nested_moved_and_answered(bare: Path) -> None:
    async def script(pilot: Pilot[None]) -> None:
        here = screen(pilot, QuestionsScreen)
        for words in ("Who?", "Why?", "When?"):
            await pilot.press("n", *words, "enter")
            await pilot.pause()
        assert tree(bare) == ["Who?", "Why?", "When?"]
        await pilot.press("greater_than_sign")
        assert tree(bare) == ["Who?", "Why?", "  When?"]
        await pilot.press("less_than_sign", "K", "K")
        assert tree(bare) == ["When?", "Who?", "Why?"]
        await pilot.press("s", *"At night?", "enter", "e", *" Or not?", "enter", "t", *"late", "enter")
        assert tree(bare) == ["When?", "  At night? Or not?", "Who?", "Why?"]
        assert asked(bare)[1].note == "late"
        await pilot.press("a", "enter")
        await pilot.pause()
        await pilot.press(*"number 2", "enter")
        await pilot.pause()
        [answer] = asked(bare)[1].answers
        assert answer.name == "CMO 2 Number 2"
        assert "Answered" in here.query_one("#question-words", Prose)._text.plain
        await pilot.press("enter", "e", *"mostly", "enter")
        assert asked(bare)[1].answers[0].note == "mostly"
        await pilot.press("enter")
        await pilot.pause()
        screen(pilot, CMOScreen)
        await pilot.press("q")
        await pilot.pause()
        await pilot.press("x")
        assert not asked(bare)[1].answers
        await pilot.press("u")
        assert asked(bare)[1].answers

    play_study(bare, script, place="questions")


def test_a_question_with_answers_or_parts_is_removed_only_when_that_is_said(bare: Path) -> None:
    with Study(bare) as study:
        wide = study.execute(AddQuestion("Why?"), coder="Ada").value
        study.execute(AddQuestion("For whom?", parent_id=wide), coder="Ada")

    async def script(pilot: Pilot[None]) -> None:
        here = screen(pilot, QuestionsScreen)
        await pilot.press("x")
        assert here.query_one(AskPanel).is_open
        await pilot.press("escape")
        assert tree(bare) == ["Why?", "  For whom?"]
        await pilot.press("x", "enter")
        assert tree(bare) == []
        await pilot.press("u")
        assert tree(bare) == ["Why?", "  For whom?"]
        await pilot.press("less_than_sign")
        assert "It is part of no other question." in await notices(pilot)

    play_study(bare, script, place="questions")


def test_questions_of_others_appear_and_the_mark_stays(bare: Path) -> None:
    with Study(bare) as study:
        study.execute(AddQuestion("Who?"), coder="Ada")
        study.execute(AddQuestion("Why?"), coder="Ada")

    async def script(pilot: Pilot[None]) -> None:
        here = screen(pilot, QuestionsScreen)
        await pilot.press("down")
        marked = here.board.asked.key
        with Study(bare) as study:
            study.execute(AddQuestion("First of all?", position=1), coder="Ben")
        here.poll()
        await pilot.pause()
        assert len(here.board.asked.choices) == 3
        assert here.board.asked.key == marked

    play_study(bare, script, place="questions")


def test_proposals_are_adopted_reworded_ordered_and_dropped(bare: Path) -> None:
    async def script(pilot: Pilot[None]) -> None:
        here = screen(pilot, GuideScreen)
        await told(pilot)
        await pilot.press("enter", "enter")
        await pilot.pause()
        [guide] = written(bare)
        assert [one.drawn_from.partition(":")[0] for one in guide.questions] == ["no evidence"] * 2
        assert "".join(part.text for part in here.main.choices[1].parts).startswith("✓")
        await pilot.press("tab", "e", *"!", "ctrl+s", "J")
        await pilot.pause()
        assert written(bare)[0].questions[1].wording.endswith("!")
        await pilot.press("p", "down", "enter", "w", *"Porter", "enter")
        await pilot.pause()
        moved = written(bare)[0].questions[1]
        assert moved.interviewee == "Porter"
        await pilot.press("n", *"My own?", "enter")
        assert [one.is_own for one in written(bare)[0].questions] == [False, False, True]
        await pilot.press("x")
        assert len(written(bare)[0].questions) == 2
        await pilot.press("u")
        assert len(written(bare)[0].questions) == 3
        await pilot.press("enter")
        await pilot.pause()
        screen(pilot, CMOScreen)

    play_study(bare, script, place="guide")


def test_a_later_guide_is_begun_from_the_one_in_hand_and_compared(bare: Path) -> None:
    async def script(pilot: Pilot[None]) -> None:
        here = screen(pilot, GuideScreen)
        await pilot.press("d")
        assert "There is no guide yet: g begins one." in await notices(pilot)
        await told(pilot)
        await pilot.press("enter")
        await pilot.press("g", "down", "down", "enter")
        await pilot.pause()
        await pilot.press(*"Second", "enter")
        await pilot.pause()
        assert [(one.number, one.title, len(one.questions)) for one in written(bare)] == [
            (1, "", 1),
            (2, "Second", 1),
        ]
        await pilot.press("tab", "e", *"?", "ctrl+s", "d")
        await pilot.pause()
        assert "~ reworded" in here.query_one(AskPanel).query_one(Prose)._text.plain
        await pilot.press("escape", "X")
        assert len(written(bare)) == 1

    play_study(bare, script, place="guide", size=(100, 30))


def test_a_guide_is_written_to_a_file_and_never_over_another(
    bare: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with Study(bare) as study:
        study.execute(NewGuide("Second wave"), coder="Ada")

    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("o", "enter")
        await pilot.pause()
        assert (tmp_path / "interview-guide-1.docx").read_bytes()[:2] == b"PK"
        await pilot.press("o", "enter")
        assert any("exists already" in one for one in await notices(pilot))

    play_study(bare, script, place="guide")


def test_a_study_with_nothing_in_it_says_what_is_missing(tmp_path: Path) -> None:
    path = tmp_path / "nothing.study"
    create_study(path, title="Nothing")

    async def script(pilot: Pilot[None]) -> None:
        await told(pilot)
        lines = ["".join(p.text for p in c.parts) for c in screen(pilot, GuideScreen).main.choices]
        assert "The study has no CMOs yet, so no question can be drawn from what they lack." in lines
        await pilot.press("enter")
        assert "Nothing is proposed here." in await notices(pilot)
        await pilot.press("v", "r")
        await pilot.pause()
        await pilot.press("e", "x", "a", "enter")
        assert "There are no questions yet: n writes the first one." in await notices(pilot)
        await pilot.press("v", "p")
        await pilot.pause()
        shown = screen(pilot, PatternsScreen)
        await told(pilot)
        assert ["".join(p.text for p in c.parts) for c in shown.main.choices] == [
            "The study has no CMOs yet."
        ]
        await pilot.press("enter", "m")
        assert "No pattern is marked." in await notices(pilot)
        await pilot.press("q")
        await pilot.pause()
        screen(pilot, TheoryScreen)

    play_study(path, script, place="guide")


def test_a_pattern_leads_to_its_cmos_and_takes_a_memo_on_its_context(bare: Path) -> None:
    async def script(pilot: Pilot[None]) -> None:
        here = screen(pilot, PatternsScreen)
        await told(pilot)
        words = here.query_one("#pattern-words", Prose)._text.plain
        assert (
            "They share no mechanism: CMO 1 has E2; CMO 2 has E4. So something else may join the two."
            in words
        )
        await pilot.press("enter", "down", "enter")
        await pilot.pause()
        assert screen(pilot, CMOScreen).query("*")
        await pilot.press("q")
        await pilot.pause()
        await pilot.press("m")
        await pilot.pause()
        await pilot.press(*"It is nearness.", "ctrl+s")
        await pilot.pause()

    play_study(bare, script, place="patterns")
    with Study(bare, read_only=True) as study, study.reading() as reader:
        assert [(one.subject, one.body, one.kind) for one in memos(reader)] == [
            ("E1", "It is nearness.", "analytic")
        ]


def test_an_answer_that_is_a_source_is_read(demonstration: Path) -> None:
    with Study(demonstration) as study:
        study.execute(AddQuestion("What do policy makers say?", position=1), coder="Mared")

    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("a", "down", "enter")
        await pilot.pause()
        await pilot.press(*"NA-01", "enter")
        await pilot.pause()
        await pilot.press("enter", "enter")
        await pilot.pause()
        assert screen(pilot, CodingScreen).source.name == "NA-01"

    play_study(demonstration, script, place="questions")


@pytest.mark.parametrize("place", ["questions", "guide", "patterns"])
@pytest.mark.parametrize("size", [(20, 5), (80, 24), (160, 50)])
def test_any_size_of_terminal_will_do(demonstration: Path, place: str, size: tuple[int, int]) -> None:
    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("down", "tab", "up", "question_mark", "escape")
        await pilot.pause()

    play_study(demonstration, script, place=place, size=size)
