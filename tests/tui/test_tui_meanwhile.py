"""Two screens on one file that write the same words: the later is told, asked, and overwrites nothing unseen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playing import notices, play_study, screen
from textual.pilot import Pilot

from workbench.desk import StudyDesk
from workbench.errors import ChangedMeanwhile
from workbench.model.matrix_views import CaseKind, ColumnKind
from workbench.model.words import Words
from workbench.sources.editing import EditSource
from workbench.store.reading.framework import summary_at
from workbench.store.reading.questions import questions
from workbench.store.reading.sources import source_views
from workbench.store.reading.theory import configurations
from workbench.store.study import Study
from workbench.store.unit_of_work import Command
from workbench.study.matrix import SummariseCell
from workbench.study.questions import AddQuestion, EditQuestion
from workbench.theory.commands import EditCMO
from workbench.tui.matrix.cell_screen import MatrixCellScreen
from workbench.tui.matrix.matrix_screen import MatrixScreen
from workbench.tui.meanwhile import MeanwhilePanel
from workbench.tui.reading.memo_panel import MemoPanel
from workbench.tui.sources.record_screen import RecordScreen
from workbench.tui.sources.sources_screen import SourcesScreen
from workbench.tui.theory.cmo_screen import CMOScreen
from workbench.tui.theory.theory_screen import TheoryScreen
from workbench.tui.theory_questions.questions_screen import QuestionsScreen
from workbench.tui.widgets.line_panel import LinePanel


def elsewhere(path: Path, command: Command[Any]) -> None:
    """A change by somebody at another screen."""
    with Study(path) as study:
        study.execute(command, coder="Tobias")


def narrative(path: Path, number: int) -> str:
    with Study(path, read_only=True) as study, study.reading() as reader:
        return next(one.narrative for one in configurations(reader) if one.number == number)


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await pilot.pause()


@pytest.mark.parametrize(
    ("keys", "kept"),
    [
        (("enter",), "{before} mine"),
        (("down", "enter"), "theirs"),
        (("down", "down", "enter", "ctrl+s"), "theirs\n\n{before} mine"),
    ],
    ids=["mine", "theirs", "both"],
)
def test_a_narrative_that_two_write(demonstration: Path, keys: tuple[str, ...], kept: str) -> None:
    with Study(demonstration, read_only=True) as study, study.reading() as reader:
        cmo = next(one for one in configurations(reader) if one.narrative)

    async def script(pilot: Pilot[None]) -> None:
        screen(pilot, TheoryScreen).show_cmo(cmo.id)
        await pilot.pause()
        here = screen(pilot, CMOScreen)
        await press(pilot, "e", "enter")
        assert here.query_one(MemoPanel).is_open
        await press(pilot, *" mine")
        elsewhere(demonstration, EditCMO(cmo.id, narrative="theirs"))
        here.poll()
        await press(pilot, "ctrl+s")
        asked = here.query_one(MeanwhilePanel)
        assert asked.is_open
        assert "Tobias changed narrative" in str(asked.border_title)
        assert narrative(demonstration, cmo.number) == "theirs"
        await press(pilot, *keys)
        assert narrative(demonstration, cmo.number) == kept.format(before=cmo.narrative)
        assert not here.query_one(MemoPanel).is_open

    play_study(demonstration, script, place="theory")


def test_a_fact_of_a_source_that_two_write_is_refused_once_with_who_was_first(demonstration: Path) -> None:
    def title() -> str:
        with Study(demonstration, read_only=True) as study, study.reading() as reader:
            return source_views(reader, counted=False)[0].title

    with Study(demonstration, read_only=True) as study, study.reading() as reader:
        source = source_views(reader, counted=False)[0]

    async def script(pilot: Pilot[None]) -> None:
        sources = screen(pilot, SourcesScreen)
        sources.main.mark([choice.key for choice in sources.main.choices].index(source.id))
        await press(pilot, "space")
        here = screen(pilot, RecordScreen)
        here.main.mark([choice.key for choice in here.main.choices].index("field:title"))
        await press(pilot, "enter", *"!!")
        elsewhere(demonstration, EditSource(source.id, title="theirs"))
        here.poll()
        await press(pilot, "enter")
        assert any("Tobias changed title" in words and "theirs" in words for words in await notices(pilot))
        assert title() == "theirs"
        await press(pilot, "enter")
        assert title() == f"{source.title}!!"

    play_study(demonstration, script, place="sources")


def test_two_desks_on_one_file_never_overwrite_each_other_silently(demonstration: Path) -> None:
    one, other = StudyDesk(demonstration, coder="Mared"), StudyDesk(demonstration, coder="Tobias")
    try:
        cmo = next(found for found in one.theory.lines())
        with Study(demonstration, read_only=True) as study, study.reading() as reader:
            seen = next(c.narrative for c in configurations(reader) if c.id == cmo.id)
        words = Words("cmo", cmo.id, "narrative")
        with one.over(words, seen=seen, wanted="one"):
            one.theory.edit_cmo(cmo.id, narrative="one")
        with (
            pytest.raises(ChangedMeanwhile, match="Mared changed narrative"),
            other.over(words, seen=seen, wanted="other"),
        ):
            other.theory.edit_cmo(cmo.id, narrative="other")
        assert narrative(demonstration, cmo.number) == "one"
    finally:
        one.close()
        other.close()


@pytest.mark.parametrize(
    ("keys", "kept"),
    [
        (("enter",), "mine"),
        (("down", "enter"), "theirs"),
        (("down", "down", "enter", "ctrl+s"), "theirs\n\nmine"),
    ],
    ids=["mine", "theirs", "both"],
)
def test_an_empty_cell_of_the_matrix_that_two_write(
    demonstration: Path, keys: tuple[str, ...], kept: str
) -> None:
    def summary() -> str:
        with Study(demonstration, read_only=True) as study, study.reading() as reader:
            found = summary_at(reader, *at)
        assert found is not None
        return found[1]

    at: Any = ()

    async def script(pilot: Pilot[None]) -> None:
        nonlocal at
        view = screen(pilot, MatrixScreen).main
        assert view.place is not None
        case, column = view.place
        at = ((CaseKind.SOURCE, case.id), (ColumnKind.CODE, column.id))
        await press(pilot, "enter", "e", *"mine")
        here = screen(pilot, MatrixCellScreen)
        elsewhere(demonstration, SummariseCell(*at, "theirs"))
        await press(pilot, "ctrl+s")
        assert here.query_one(MeanwhilePanel).is_open
        assert summary() == "theirs"
        await press(pilot, *keys)
        assert summary() == kept
        assert not here.query_one(MemoPanel).is_open

    play_study(demonstration, script, place="matrix")


@pytest.mark.parametrize(
    ("keys", "kept"),
    [
        (("enter",), "Who?!"),
        (("down", "enter"), "For whom?"),
        (("down", "down", "enter", "enter"), "For whom? / Who?!"),
    ],
    ids=["mine", "theirs", "both"],
)
def test_a_question_that_two_reword(demonstration: Path, keys: tuple[str, ...], kept: str) -> None:
    with Study(demonstration) as study:
        identity = study.execute(AddQuestion("Who?"), coder="Mared").value

    def wording() -> str:
        with Study(demonstration, read_only=True) as study, study.reading() as reader:
            return next(one.wording for one in questions(reader) if one.id == identity)

    async def script(pilot: Pilot[None]) -> None:
        here = screen(pilot, QuestionsScreen)
        here.main.mark([choice.key for choice in here.main.choices].index(identity))
        await press(pilot, "e", "!")
        elsewhere(demonstration, EditQuestion(identity, "For whom?"))
        await press(pilot, "enter")
        assert here.query_one(MeanwhilePanel).is_open
        assert wording() == "For whom?"
        await press(pilot, *keys)
        assert wording() == kept
        assert not here.query_one(LinePanel).is_open

    play_study(demonstration, script, place="questions")
