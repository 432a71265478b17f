"""Suggestions beside the text, over real studies and the real process: told, explained, decided, undone, hidden."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from playing import notices, play_study, put_caret, said, screen, view
from textual.pilot import Pilot

from workbench.coding.codes import RetireCode
from workbench.coding.rounds import NewRound, RoundPlace
from workbench.desk import StudyDesk
from workbench.model.suggestion_views import NO_CODING, PassageAnswer, SuggestionView
from workbench.model.suggestions import SuggestionState
from workbench.model.views import CodingMark
from workbench.store.reading.codings import marks
from workbench.store.reading.sources import source_views
from workbench.store.reading.suggestions import (
    SuggestionFilter,
    judged_sentences,
    suggestion_views,
    suggestions_are_on,
)
from workbench.store.study import Reader, Study
from workbench.suggester.cache import cache_path
from workbench.tui.reading.coding_screen import CodingScreen
from workbench.tui.suggestions.pane import SuggestionPane
from workbench.tui.suggestions.why_panel import WhyPanel
from workbench.tui.theory.passage_panel import PassagePanel
from workbench.tui.widgets.choices import ChoiceList
from workbench.tui.widgets.strips import DetailStrip

SECONDS = 60
"""So long a process may take to start on a busy machine before a test gives up."""

UNREAD = 33
"""An answer of I1 that nobody has read, of which something is said."""


def pane(pilot: Pilot[None]) -> SuggestionPane:
    return pilot.app.screen.query_one(SuggestionPane)


def lines(pilot: Pilot[None]) -> list[str]:
    return [pane(pilot).render_line(y).text.rstrip() for y in range(pane(pilot).size.height)]


async def until(pilot: Pilot[None], test: Callable[[], bool]) -> None:
    """Insist that something comes true before long: another process has to answer."""
    end = time.monotonic() + SECONDS
    while not test():
        assert time.monotonic() < end, "it did not come true"
        await pilot.pause(0.05)


async def answer(pilot: Pilot[None]) -> PassageAnswer:
    """What is said of the place where the caret is."""
    await until(pilot, lambda: pane(pilot).told.answer is not None)
    told = pane(pilot).told.answer
    assert told is not None
    return told


def go_to_answer(pilot: Pilot[None], number: int = UNREAD) -> tuple[int, int]:
    """Put the caret into what the interviewee answered; where that is."""
    turn = [one for one in view(pilot).shown.turns if not one.is_interviewer][number]
    put_caret(pilot, turn.speech_char + 3)
    return turn.speech_char, turn.end_char


def in_file(path: Path, read: Callable[[Reader, str], object]) -> object:
    """What is in the file of the source I1, by its revision."""
    with Study(path, read_only=True) as study, study.reading() as reader:
        revision = next(one.revision_id for one in source_views(reader) if one.name == "I1")
        return read(reader, revision)


def mine(path: Path) -> list[CodingMark]:
    found = in_file(path, lambda reader, revision: [m for m in marks(reader, revision) if m.coder == "Ann"])
    assert isinstance(found, list)
    return found


def kept(path: Path) -> tuple[SuggestionView, ...]:
    with Study(path, read_only=True) as study, study.reading() as reader:
        return suggestion_views(reader, SuggestionFilter(held_back=True, unfit=True))


def test_a_tag_is_told_explained_accepted_with_its_origin_and_undone(invented: Path) -> None:
    async def script(pilot: Pilot[None]) -> None:
        start, end = go_to_answer(pilot)
        await pilot.press("j")
        assert "S shows" in (await notices(pilot))[-1]
        height = view(pilot).size.height
        await pilot.press("S")
        await pilot.pause()
        assert view(pilot).size.height == height - pane(pilot).size.height
        assert any("starting" in line or "reading" in line for line in lines(pilot))
        assert pilot.app.focused is view(pilot)
        told = await answer(pilot)
        assert (told.start_char, told.end_char) == (start, end)
        shown = "\n".join(lines(pilot))
        assert " j J " in shown
        assert told.tags[0].code_path in shown
        assert "%" in shown
        assert NO_CODING in shown
        assert "out of fold, n=100" in shown
        assert view(pilot).size.height == height - pane(pilot).size.height

        await pilot.press("e")
        await pilot.pause()
        why = pilot.app.screen.query_one(WhyPanel)
        assert why.is_open
        assert len(why.query_one(ChoiceList).choices) == 1 + len(told.tags[0].reason.precedents)
        await pilot.press("escape", "j")
        await pilot.pause()
        (coding,) = mine(invented)
        assert (coding.start_char, coding.end_char, coding.suggested) == (start, end, True)
        assert "accepted the suggestion" in said(pilot)
        assert "from a suggestion" in pilot.app.screen.query_one(DetailStrip).render_line(0).text
        assert kept(invented)[0].state is SuggestionState.ACCEPTED
        told = await answer(pilot)
        assert told.already
        assert any("coded here already" in line for line in lines(pilot))

        await pilot.press("u")
        await pilot.pause()
        assert (mine(invented), kept(invented)) == ([], ())
        assert (await answer(pilot)).tags

    play_study(invented, script, coder="Ann", opened="I1")


def test_a_tag_that_was_turned_down_is_not_told_again_until_that_is_undone(invented: Path) -> None:
    async def script(pilot: Pilot[None]) -> None:
        go_to_answer(pilot)
        await pilot.press("S", "t")
        tag = (await answer(pilot)).tags[0]
        await pilot.press("J")
        await pilot.pause()
        assert kept(invented)[0].state is SuggestionState.REJECTED
        told = await answer(pilot)
        assert tag.code_id not in {one.code_id for one in told.tags}
        assert told.rejected == (tag.code_path,)
        assert mine(invented) == []
        await pilot.press("ctrl+z")
        told = await answer(pilot)
        assert told.tags[0].code_id == tag.code_id
        assert kept(invented) == ()
        await pilot.press("l")
        assert "no such tag" in (await notices(pilot))[-1]

    play_study(invented, script, coder="Ann", opened="I1")


def test_an_earlier_excerpt_is_read_where_it_stands_and_q_comes_back(invented: Path) -> None:
    async def script(pilot: Pilot[None]) -> None:
        go_to_answer(pilot)
        await pilot.press("S")
        precedent = (await answer(pilot)).tags[0].reason.precedents[0]
        await pilot.press("e", "down", "enter")
        await pilot.pause()
        there = screen(pilot, CodingScreen)
        assert there.source.name == precedent.source_name
        assert view(pilot).cursor.selection == (precedent.start_char, precedent.end_char)
        assert pane(pilot).is_open
        await pilot.press("q")
        await pilot.pause()
        assert screen(pilot, CodingScreen).source.name == "I1"
        assert (await answer(pilot)).tags

    play_study(invented, script, coder="Ann", opened="I1")


def test_on_a_wide_screen_it_stands_at_the_side_with_the_precedents(invented: Path) -> None:
    async def script(pilot: Pilot[None]) -> None:
        go_to_answer(pilot)
        await pilot.press("S")
        told = await answer(pilot)
        await pilot.pause()
        assert (pane(pilot).size.height, pane(pilot).region.right) == (58, 200)
        shown = " ".join("\n".join(lines(pilot)).split())
        assert told.tags[0].reason.precedents[0].attribution in shown
        assert NO_CODING in shown

    play_study(invented, script, coder="Ann", opened="I1", size=(200, 60))


@pytest.mark.parametrize("size", [(80, 14), (40, 12), (20, 5), (160, 9)])
def test_a_small_terminal_leaves_the_text_in_sight(invented: Path, size: tuple[int, int]) -> None:
    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("S", "down", "e", "h", "K", "S", "S")
        await pilot.pause()
        assert view(pilot).size.height >= 3
        assert pilot.app.focused is view(pilot)

    play_study(invented, script, coder="Ann", opened="I1", size=size)


def test_switched_off_says_so_and_starts_nothing_and_on_again(invented: Path) -> None:
    async def script(pilot: Pilot[None]) -> None:
        go_to_answer(pilot)
        await pilot.press("O")
        await pilot.pause()
        assert "switched suggestions off" in said(pilot)
        with Study(invented, read_only=True) as study, study.reading() as reader:
            assert not suggestions_are_on(reader)
        await pilot.press("S")
        await pilot.pause()
        assert any("switched off in this study" in line for line in lines(pilot))
        await pilot.press("z", "h")
        assert "switched off" in (await notices(pilot))[-1]
        assert "not asked yet" in screen(pilot, CodingScreen).session.desk.suggestions.state().words
        await pilot.press("u")
        assert (await answer(pilot)).tags

    play_study(invented, script, coder="Ann", opened="I1")


def test_nothing_is_suggested_in_a_blind_round_nor_learnt_from_it(invented: Path) -> None:
    with Study(invented) as study:
        with study.reading() as reader:
            source = next(one.id for one in source_views(reader) if one.name == "I1")
        study.execute(NewRound("Blind", ("Ann", "Ben"), (RoundPlace(source),)), coder="Ben")

    async def script(pilot: Pilot[None]) -> None:
        go_to_answer(pilot)
        await pilot.press("S")
        await pilot.pause()
        assert any("blind round" in line for line in lines(pilot))
        assert not pane(pilot).told.tags
        await pilot.press("z")
        assert "blind round" in (await notices(pilot))[-1]

    async def elsewhere(pilot: Pilot[None]) -> None:
        go_to_answer(pilot)
        await pilot.press("S", "t")
        told = await answer(pilot)
        assert "n=80" in told.standing
        assert all(p.source_name != "I1" for tag in told.tags for p in tag.reason.precedents)

    play_study(invented, script, coder="Ann", opened="I1")
    play_study(invented, elsewhere, coder="Ann", opened="I2")


def test_a_code_that_went_while_its_tag_was_shown_is_refused_in_words(invented: Path) -> None:
    async def script(pilot: Pilot[None]) -> None:
        go_to_answer(pilot)
        await pilot.press("S")
        tag = (await answer(pilot)).tags[0]
        with Study(invented) as study:
            study.execute(RetireCode(tag.code_id), coder="Ben")
        await pilot.press("j")
        assert "no longer in use" in (await notices(pilot))[-1]
        assert mine(invented) == []
        screen(pilot, CodingScreen).poll()
        told = await answer(pilot)
        assert tag.code_id not in {one.code_id for one in told.tags}

    play_study(invented, script, coder="Ann", opened="I1")


CLAIMS = (
    "Interviewer: Why is that?\n"
    "Ada: We met on Mondays. If the lead had moved on, nothing would have lasted because people trusted her.\n"
    "Interviewer: And then?\n"
    "Ada: The new contract came, which meant that the two teams stopped talking. It rained since May.\n"
)


@pytest.fixture
def talk(invented: Path, tmp_path: Path) -> Path:
    """The invented study with an interview that makes causal claims."""
    from workbench.sources.commands import ImportSources
    from workbench.sources.preparing import prepare

    (tmp_path / "Talk.txt").write_text(CLAIMS, "utf-8")
    with Study(invented) as study:
        (verdict,) = prepare([tmp_path / "Talk.txt"])
        assert verdict.prepared is not None
        study.execute(ImportSources((verdict.prepared,)), coder="Ben")
    return invented


def verdicts(path: Path, coder: str = "Ann") -> dict[tuple[int, int], bool]:
    with Study(path, read_only=True) as study, study.reading() as reader:
        revision = next(one.revision_id for one in source_views(reader) if one.name == "Talk")
        return judged_sentences(reader, revision, study.coder_id(coder))


def test_claims_are_gone_to_judged_and_put_into_a_cmo(talk: Path) -> None:
    async def script(pilot: Pilot[None]) -> None:
        text = view(pilot).shown.text
        first, second = text.index("If the lead"), text.index("The new contract")
        await pilot.press("z")
        await until(pilot, lambda: view(pilot).cursor.selection is not None)
        assert view(pilot).cursor.selection[0] == first
        await pilot.pause()
        assert "because" in said(pilot)
        await pilot.press("S")
        await pilot.pause()
        assert any("Causal?" in line and "because" in line and " C " in line for line in lines(pilot))
        await pilot.press("z")
        await pilot.pause()
        assert view(pilot).cursor.selection[0] == second
        await pilot.press("z")
        assert "no likely causal claim after" in (await notices(pilot))[-1]
        await pilot.press("h")
        await pilot.pause()
        assert set(verdicts(talk).values()) == {True}
        await until(pilot, lambda: any("you say yes" in line for line in lines(pilot)))
        await pilot.press("Z")
        await pilot.pause()
        assert view(pilot).cursor.selection[0] == first
        await pilot.press("H", "u", "u")
        await pilot.pause()
        assert verdicts(talk) == {}

        await pilot.press("C")
        await pilot.pause()
        panel = pilot.app.screen.query_one(PassagePanel)
        hinted = ["".join(part.text for part in one.parts) for one in panel.query_one(ChoiceList).choices]
        assert any("✓" in line and "new outcome" in line and "If the lead" in line for line in hinted)
        await pilot.press("enter", "enter", "enter", "enter")
        await pilot.pause()
        lines_ = screen(pilot, CodingScreen).session.desk.theory.lines()
        assert any("If the lead had moved on" in s.wording for one in lines_ for s in one.statements)

    play_study(talk, script, coder="Ann", opened="Talk")


def test_another_language_and_no_cue_are_explained(invented: Path, tmp_path: Path) -> None:
    from workbench.sources.commands import ImportSources
    from workbench.sources.preparing import prepare

    (tmp_path / "Gespräch.txt").write_text(
        "Wir haben das nicht gemacht, weil das Geld fehlte. " * 30, "utf-8"
    )
    with Study(invented) as study:
        (verdict,) = prepare([tmp_path / "Gespräch.txt"])
        assert verdict.prepared is not None
        study.execute(ImportSources((verdict.prepared,)), coder="Ben")

    async def script(pilot: Pilot[None]) -> None:
        put_caret(pilot, 5)
        await pilot.press("S", "s", "z")
        await until(pilot, lambda: bool(pilot.app._notifications))
        assert "English only" in (await notices(pilot))[-1]
        assert (await answer(pilot)).silence

    play_study(invented, script, coder="Ann", opened="Gespräch")


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A study with one source, one word in it, no code and no coding."""
    from workbench.sources.commands import ImportSources
    from workbench.sources.preparing import prepare
    from workbench.store.creating import create_study

    path = tmp_path / "bare.study"
    create_study(path, title="Bare")
    (tmp_path / "One.txt").write_text("Word", "utf-8")
    (tmp_path / "Long.txt").write_text("because it rained and rained " * 1_250, "utf-8")
    with Study(path) as study:
        found = prepare([tmp_path / "One.txt", tmp_path / "Long.txt"])
        study.execute(ImportSources(tuple(v.prepared for v in found if v.prepared)), coder="Ann")
    return path


@pytest.mark.parametrize("source", ["One", "Long"])
def test_with_nothing_to_learn_from_it_says_so(bare: Path, source: str) -> None:
    cache_path(bare).write_bytes(b"no cache of ours")

    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("S", "t", "t")
        told = await answer(pilot)
        assert told.silence
        assert any(told.silence[:20] in line for line in lines(pilot))
        await pilot.press("j", "e", "h", "G", "z")
        await pilot.pause()

    play_study(bare, script, coder="Ann", opened=source)


def test_a_suggester_that_cannot_work_says_why(invented: Path) -> None:
    desk = StudyDesk(invented, coder="Ann")
    desk.suggestions.close()

    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("S")
        await until(pilot, lambda: any("was closed" in line for line in lines(pilot)))
        await pilot.press("down", "z")
        await until(pilot, lambda: bool(pilot.app._notifications))

    from playing import play

    try:
        play(desk, script, opened="I1")
    finally:
        desk.close()
