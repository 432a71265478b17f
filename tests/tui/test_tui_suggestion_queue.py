"""The queue of suggestions on screen: filled, narrowed, decided one or several at a time, undone, and explained."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import pytest
from playing import notices, play_study, screen, view
from textual.pilot import Pilot

from workbench.coding.codes import RetireCode
from workbench.coding.rounds import NewRound, RoundPlace
from workbench.coding.suggestions import ProposeSuggestions
from workbench.model.suggestions import SuggestionState
from workbench.store.reading.codings import quotes
from workbench.store.reading.sources import source_views
from workbench.store.reading.suggestions import SuggestionFilter, suggestion_views
from workbench.store.study import Study
from workbench.suggester.answering import proposals
from workbench.suggester.learning import learn
from workbench.suggester.material import material
from workbench.tui.reading.coding_screen import CodingScreen
from workbench.tui.suggestions.queue_screen import QueueScreen
from workbench.tui.suggestions.why_panel import WhyPanel
from workbench.tui.widgets.choices import ChoiceList
from workbench.tui.widgets.panels import Prose
from workbench.tui.widgets.strips import TitleBar

SECONDS = 60


@pytest.fixture(scope="session")
def built_queue(built_invented: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = Path(shutil.copy(built_invented, tmp_path_factory.mktemp("queue") / "s.study"))
    with Study(path) as study:
        with study.reading() as reader:
            found = material(reader)
        learnt = learn(found, promise=0.5)
        made = tuple(one for text in found.texts for one in proposals(learnt, text))
        revisions = tuple(text.source.revision_id for text in found.texts)
        study.execute(ProposeSuggestions(made, learnt.maker, revisions), coder="Ben")
    return path


@pytest.fixture
def queue(built_queue: Path, tmp_path: Path) -> Path:
    """The invented study with proposals that wait."""
    return Path(shutil.copy(built_queue, tmp_path / "s.study"))


def waiting(path: Path, *states: SuggestionState) -> list[str]:
    wanted = SuggestionFilter(states=states or (SuggestionState.PROPOSED,))
    with Study(path, read_only=True) as study, study.reading() as reader:
        return [view.id for view in suggestion_views(reader, wanted)]


def codings_of(path: Path, coder: str = "Ann") -> int:
    with Study(path, read_only=True) as study, study.reading() as reader:
        return sum(quote.coder == coder for quote in quotes(reader))


def title(pilot: Pilot[None]) -> str:
    return pilot.app.screen.query_one(TitleBar).render_line(0).text


def at_length(pilot: Pilot[None]) -> str:
    prose = pilot.app.screen.query_one("#suggestion", Prose)
    return " ".join(" ".join(prose.render_line(y).text for y in range(prose.size.height)).split())


def test_one_or_several_are_accepted_or_turned_down_and_undo_takes_back_both_at_once(queue: Path) -> None:
    every = waiting(queue)
    assert len(every) > 8

    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("down", "j")
        await pilot.pause()
        assert (codings_of(queue), len(waiting(queue))) == (1, len(every) - 1)
        assert screen(pilot, QueueScreen).main.key == every[2]
        await pilot.press("space", "space", "J")
        await pilot.pause()
        assert waiting(queue, SuggestionState.REJECTED) == every[2:4]
        assert "rejected 2 suggestions" in (await notices(pilot))[-1]
        await pilot.press("t")
        await pilot.pause()
        assert "1 accepted" in title(pilot)
        assert "accepted by Ann" in at_length(pilot)
        await pilot.press("t")
        await pilot.pause()
        assert "2 rejected" in title(pilot)
        await pilot.press("t", "u", "u")
        await pilot.pause()
        assert (codings_of(queue), waiting(queue)) == (0, every)
        await pilot.press("a", "j")
        await pilot.pause()
        assert (codings_of(queue), waiting(queue)) == (len(every), [])
        await pilot.press("j")
        assert "No suggestion" in (await notices(pilot))[-1]
        await pilot.press("u")
        await pilot.pause()
        assert (codings_of(queue), waiting(queue)) == (0, every)

    play_study(queue, script, coder="Ann", place="suggestions")


def test_the_queue_is_narrowed_explained_and_read_in_its_place(queue: Path) -> None:
    async def script(pilot: Pilot[None]) -> None:
        all_of_it = len(waiting(queue))
        assert f"{all_of_it} open in 5 sources" in title(pilot)
        assert "no codings" in at_length(pilot)
        await pilot.press("f", *"source: I3", "enter")
        await pilot.pause()
        assert "in 1 source" in title(pilot)
        shown = screen(pilot, QueueScreen)
        assert shown.marked is not None
        assert shown.marked.source_name == "I3"
        await pilot.press("slash", *"no such words", "escape")
        await pilot.pause()
        assert f"{all_of_it} open in 5 sources" in title(pilot)
        marked = shown.marked
        assert marked is not None
        await pilot.press("e")
        await pilot.pause()
        assert shown.query_one(WhyPanel).is_open
        assert len(shown.query_one(WhyPanel).query_one(ChoiceList).choices) > 1
        await pilot.press("escape", "enter")
        await pilot.pause()
        assert screen(pilot, CodingScreen).source.name == marked.source_name
        assert view(pilot).cursor.selection == (marked.start_char, marked.end_char)
        await pilot.press("q")
        await pilot.pause()
        assert screen(pilot, QueueScreen).marked == marked

    play_study(queue, script, coder="Ann", place="suggestions")


def test_what_others_do_and_a_blind_round_and_the_switch_are_seen_at_once(queue: Path) -> None:
    every = len(waiting(queue))

    async def script(pilot: Pilot[None]) -> None:
        shown = screen(pilot, QueueScreen)
        assert shown.marked is not None
        code = shown.marked.code_id
        with Study(queue) as study:
            study.execute(RetireCode(code), coder="Ben")
        await pilot.press("j")
        assert "no longer in use" in (await notices(pilot))[-1]
        shown.poll()
        await pilot.pause()
        left = len(waiting(queue))
        assert left < every
        assert f"{left} open" in title(pilot)
        with Study(queue) as study:
            with study.reading() as reader:
                source = next(one.id for one in source_views(reader) if one.name == "I1")
            study.execute(NewRound("Blind", ("Ann", "Ben"), (RoundPlace(source),)), coder="Ben")
        shown.poll()
        await pilot.pause()
        assert "in 4 sources" in title(pilot)
        await pilot.press("O")
        await pilot.pause()
        assert "switched off" in title(pilot)
        assert "switched off in this study" in at_length(pilot)
        await pilot.press("j", "R", "e", "enter")
        assert "switched off" in (await notices(pilot))[-1]
        await pilot.press("O")
        await pilot.pause()
        assert "in 4 sources" in title(pilot)

    play_study(queue, script, coder="Ann", place="suggestions")


def test_an_empty_queue_says_how_it_is_filled_and_is_filled_by_a_job(invented: Path) -> None:
    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("f10")
        await pilot.pause()
        assert "R looks through all sources" in at_length(pilot)
        await pilot.press("j", "J", "e", "enter", "space", "a", "R")
        end = time.monotonic() + SECONDS
        while not any("looked through" in one for one in await notices(pilot)):
            assert time.monotonic() < end
            await pilot.pause(0.1)
        assert waiting(invented)
        screen(pilot, QueueScreen).poll()
        await pilot.pause()
        assert f"{len(waiting(invented))} open" in title(pilot)
        await pilot.press("u")
        await pilot.pause()
        assert waiting(invented) == []

    play_study(invented, script, coder="Ann")


@pytest.mark.parametrize("size", [(200, 60), (60, 15), (20, 5)])
def test_any_terminal_will_do(queue: Path, size: tuple[int, int]) -> None:
    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("down", "e", "escape", "f", "escape", "end", "ctrl+down", "j", "u")
        await pilot.pause()
        assert codings_of(queue) == 0
        assert pilot.app.focused is screen(pilot, QueueScreen).main

    play_study(queue, script, coder="Ann", place="suggestions", size=size)
