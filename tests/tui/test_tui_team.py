"""The team on screen: what a blind round hides, disagreements side by side and settled, conflicts decided."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playing import notices, play_study, screen, view
from textual.pilot import Pilot

from workbench.coding.codebook import AddCode
from workbench.coding.codes import EditCode
from workbench.coding.commands import ApplyCodesTo
from workbench.coding.rounds import FreezeRound, NewRound, RoundPlace
from workbench.desk import StudyDesk
from workbench.model.coding import Span
from workbench.model.vocabulary import MemoKind
from workbench.sources.commands import ImportSources, PreparedSource, SourceRecord
from workbench.store.creating import create_study
from workbench.store.reading import conflicts, consensus, memos
from workbench.store.reading.codebook import code_views
from workbench.store.reading.rounds import rounds
from workbench.store.reading.sources import source_views
from workbench.store.study import Study
from workbench.study.commands import WriteMemo
from workbench.study.subjects import OnPassage
from workbench.team.merging import MergeStudy
from workbench.team.rules import MergeRules
from workbench.tui.home_screen import HomeScreen
from workbench.tui.memos.memos_screen import MemosScreen
from workbench.tui.reading.coding_screen import CodingScreen
from workbench.tui.team.beside import BesidePane
from workbench.tui.team.conflicts_screen import ConflictsScreen
from workbench.tui.team.disagreements_screen import DisagreementsScreen
from workbench.tui.team.team_screen import TeamScreen
from workbench.tui.text.painted_text import PaintedText
from workbench.tui.widgets.panels import Prose

TEXT = "Q: How was it?\nA: We trusted each other more. That saved money. It was cold for everybody there.\n"


@contextmanager
def reading(path: Path) -> Iterator[object]:
    with Study(path, read_only=True) as study, study.reading() as reader:
        yield reader


@pytest.fixture
def team(tmp_path: Path) -> Path:
    """Ann and Olu have coded one source in a blind round; they differ on two passages of it."""
    path = tmp_path / "team.study"
    create_study(path, title="Invented study")
    with Study(path) as study:
        record = SourceRecord("N1")
        study.execute(ImportSources([PreparedSource(record, TEXT, (), "N1.txt", "0" * 64)]), coder="Mia")
        trust, money = (study.execute(AddCode(name), coder="Mia").value for name in ("trust", "money"))
        with study.reading() as reader:
            [source] = source_views(reader)
        study.execute(NewRound("Pilot", ("Ann", "Olu"), (RoundPlace(source.id),)), coder="Mia")
        for coder, words, codes in (
            ("Ann", "We trusted each other more.", (trust,)),
            ("Olu", "We trusted each other more.", (money,)),
            ("Ann", "That saved money.", (money,)),
        ):
            start = TEXT.index(words)
            study.execute(
                ApplyCodesTo(source.revision_id, Span(start, start + len(words)), codes), coder=coder
            )
    return path


def freeze(path: Path) -> None:
    with Study(path) as study:
        with study.reading() as reader:
            [found] = rounds(reader)
        study.execute(FreezeRound(found.id), coder="Mia")


def test_while_a_round_is_blind_its_coder_sees_no_others_codings(team: Path) -> None:
    with Study(team) as study:
        with study.reading() as reader:
            passage = OnPassage(source_views(reader)[0].revision_id, Span(15, 20))
        for coder in ("Ann", "Olu"):
            study.execute(WriteMemo(MemoKind.ANALYTIC, "a thought", passage=passage), coder=coder)

    async def script(pilot: Pilot[None]) -> None:
        assert {one.coder for one in view(pilot).shown.marks} == {"Olu"}
        assert {one.coder for one in view(pilot).shown.memos} == {"Olu"}
        await pilot.press("f5")
        await pilot.pause()
        codes = {one.name: one.coding_count for one in pilot.app.session.codes.values()}  # type: ignore[attr-defined]
        assert codes == {"trust": 0, "money": 1}
        await pilot.press("f8")
        await pilot.pause()
        assert [memo.coder for memo in screen(pilot, MemosScreen).main.book.memos] == ["Olu"]

    play_study(team, script, coder="Olu", opened="N1")


def test_a_round_that_is_frozen_elsewhere_shows_the_others_codings(team: Path) -> None:
    async def script(pilot: Pilot[None]) -> None:
        freeze(team)
        pilot.app.screen.poll()  # type: ignore[attr-defined]
        await pilot.pause()
        assert {one.coder for one in view(pilot).shown.marks} == {"Ann", "Olu"}

    play_study(team, script, coder="Olu", opened="N1")


async def at_disagreements(pilot: Pilot[None]) -> DisagreementsScreen:
    await pilot.app.workers.wait_for_complete()
    await pilot.pause(0.2)
    return screen(pilot, DisagreementsScreen)


def test_a_round_is_begun_on_the_screen_and_undone(team: Path) -> None:
    async def typed(pilot: Pilot[None], *keys: str) -> None:
        await pilot.press(*keys)
        await pilot.pause()
        await pilot.pause()

    async def script(pilot: Pilot[None]) -> None:
        await typed(pilot, "n")
        await typed(pilot, *"Main", "enter")
        await typed(pilot, *"Olu", "enter")
        await typed(pilot, *"Eve", "enter")
        await typed(pilot, "enter")
        await typed(pilot, *"N1", "enter")
        await typed(pilot, "enter")
        await typed(pilot, "down", "enter")
        assert any("began the open round 'Main'" in one for one in await notices(pilot))
        assert [one.key for one in screen(pilot, TeamScreen).main.choices if one.key in ids(team)] == ids(
            team
        )

    def ids(path: Path) -> list[str]:
        with reading(path) as reader:
            return [one.id for one in rounds(reader)]  # type: ignore[arg-type]

    play_study(team, script, coder="Mia", place="team")
    with reading(team) as reader:
        begun = rounds(reader)[-1]  # type: ignore[arg-type]
    assert (begun.name, set(begun.coders.values()), begun.is_blind) == ("Main", {"Olu", "Eve"}, False)
    assert [(one.source, one.is_whole) for one in begun.passages] == [("N1", True)]

    async def undone(pilot: Pilot[None]) -> None:
        await typed(pilot, "u")
        assert len(ids(team)) == 1
        await typed(pilot, "n")
        await typed(pilot, *"Pilot", "enter")
        await typed(pilot, "escape")
        assert not screen(pilot, TeamScreen).panel_has_keys
        assert len(ids(team)) == 1

    play_study(team, undone, coder="Mia", place="team")


def test_freezing_asks_and_then_the_disagreements_open(team: Path) -> None:
    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("enter")
        assert any("still being coded" in one for one in await notices(pilot))
        await pilot.press("f")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert any("froze round 1" in one for one in await notices(pilot))
        await pilot.press("enter")
        found = await at_disagreements(pilot)
        assert [choice.parts[2].text for choice in found.main.choices] == ["trust | money", "money | –"]
        panes = list(found.query(BesidePane))
        marks = [{one.coder for one in pane.query_one(PaintedText).shown.marks} for pane in panes]
        assert marks == [{"Ann"}, {"Olu"}]
        assert all(pane.query_one(PaintedText).shown.text == TEXT for pane in panes)
        await pilot.press("q")
        screen(pilot, TeamScreen)

    play_study(team, script, coder="Mia", place="team")


def test_a_passage_is_settled_and_undone_and_the_codings_stay(team: Path) -> None:
    freeze(team)

    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("enter")
        found = await at_disagreements(pilot)
        await pilot.press("down", "a")
        await at_disagreements(pilot)
        assert found.main.choices[1].parts[0].text == "✓ "
        assert found.passage is not None
        assert found.passage.is_settled
        await pilot.press("a")
        assert any("All is agreed here" in one for one in await notices(pilot))
        await pilot.press("u")
        await at_disagreements(pilot)
        assert found.main.choices[1].parts[0].text == "  "
        await pilot.press("x")
        await at_disagreements(pilot)
        await pilot.press("up", "a")
        await pilot.pause()
        await pilot.press("down", "enter")
        await at_disagreements(pilot)
        assert not found.main.choices[0].parts[0].text.startswith("✓"), "one of its two codes is open"
        await pilot.press("o")
        await pilot.pause()
        assert len(found.main.choices) == 1
        await pilot.press("M", *"Talk", "ctrl+s")
        await pilot.pause()

    play_study(team, script, coder="Mia", place="team")
    with reading(team) as reader:
        agreed = consensus.agreed(reader)  # type: ignore[arg-type]
        assert [(one.code, one.applies, one.round) for one in agreed] == [
            ("money", True, "Pilot"),
            ("money", False, "Pilot"),
        ]
        assert [one.body for one in memos.memos(reader)] == ["Talk"]  # type: ignore[arg-type]


def test_codings_by_choice_are_compared_with_a_warning_and_not_by_a_coder_of_a_blind_round(
    team: Path,
) -> None:
    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("c")
        await pilot.pause()
        await pilot.press("enter")
        found = await at_disagreements(pilot)
        assert any("no blind, frozen round" in one for one in await notices(pilot))
        assert len(found.main.choices) == 2

    async def refused(pilot: Pilot[None]) -> None:
        await pilot.press("c")
        await pilot.pause()
        await pilot.press("enter")
        found = await at_disagreements(pilot)
        assert any("still coding the blind round 'Pilot'" in one for one in await notices(pilot))
        assert not found.main.choices

    play_study(team, script, coder="Mia", place="team")
    play_study(team, refused, coder="Ann", place="team")


@pytest.fixture
def merged(team: Path, tmp_path: Path) -> Path:
    """A study into which a copy was merged that defined the same code otherwise."""
    freeze(team)
    copy = tmp_path / "copy.study"
    shutil.copyfile(team, copy)
    for path, words, coder in ((team, "What we say", "Ann"), (copy, "What they say", "Olu")):
        with Study(path) as study:
            with study.reading() as reader:
                code = next(one.id for one in code_views(reader) if one.name == "trust")
            study.execute(EditCode(code, full_definition=words, when_to_use=words), coder=coder)
    with Study(team) as study, Study(copy, read_only=True) as theirs, theirs.reading() as reader:
        study.execute(MergeStudy(reader, "copy", MergeRules()), coder="Mia")
    return team


def definitions(path: Path) -> tuple[str, str]:
    with reading(path) as reader:
        code = next(one for one in code_views(reader) if one.name == "trust")  # type: ignore[arg-type]
    return code.full_definition, code.when_to_use


def test_conflicts_are_reached_from_home_and_decided_one_by_one(merged: Path) -> None:
    async def script(pilot: Pilot[None]) -> None:
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        home = screen(pilot, HomeScreen)
        assert home.main.key is not None
        while not home.main.key.startswith("conflict:"):
            await pilot.press("down")
        await pilot.press("enter")
        await pilot.pause()
        found = screen(pilot, ConflictsScreen)
        await pilot.pause()
        lines = "\n".join("".join(s.text for s in line) for line in found.query_one(Prose)._lines)
        for words in ("What we say", "What they say", "Ann", "Olu", "k keeps it", "o takes it"):
            assert words in lines
        assert len(found.main.choices) == 2
        await pilot.press("o")
        await pilot.pause()
        assert len(found.main.choices) == 1
        await pilot.press("k")
        await pilot.pause()
        assert found.main.choices == []
        assert len(await notices(pilot)) == 1
        await pilot.press("u")
        await pilot.pause()
        assert len(found.main.choices) == 1
        await pilot.press("q")
        await pilot.pause()
        screen(pilot, TeamScreen)

    play_study(merged, script, coder="Mia")
    assert sorted(definitions(merged)) == ["What they say", "What we say"]
    with reading(merged) as reader:
        assert len(conflicts.conflicts(reader, only_open=True)) == 1  # type: ignore[arg-type]


@pytest.mark.parametrize("place", ["home", "team"])
def test_who_else_is_there_is_shown_and_leads_to_what_they_read(team: Path, place: str) -> None:
    other = StudyDesk(team, coder="Olu")
    try:
        with reading(team) as reader:
            [source] = source_views(reader)  # type: ignore[arg-type]

        async def script(pilot: Pilot[None]) -> None:
            await pilot.app.workers.wait_for_complete()
            await pilot.pause()
            front = pilot.app.screen
            assert isinstance(front, HomeScreen | TeamScreen)
            other.team.be_here(source.id)
            front.poll()
            await pilot.pause()
            assert front.main.choices[-1].parts[1].text == "  reads N1"
            front.main.show(front.main.choices, key=front.main.choices[-1].key)
            await pilot.press("enter")
            await pilot.pause()
            assert screen(pilot, CodingScreen).source.id == source.id
            pilot.app.screen.poll()  # type: ignore[attr-defined]
            assert [(one.coder, one.source) for one in other.team.others_here()] == [("Mia", "N1")]

        play_study(team, script, coder="Mia", place=place)
        assert other.team.others_here() == ()
    finally:
        other.close()


@pytest.mark.parametrize("size", [(20, 5), (80, 24), (160, 40)])
def test_the_screens_fit_any_terminal(merged: Path, size: tuple[int, int]) -> None:
    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("q")
        await pilot.press("down", "enter")
        await at_disagreements(pilot)
        await pilot.press("question_mark", "escape", "p", "space", "q")
        screen(pilot, TeamScreen)

    play_study(merged, script, coder="Mia", place="team", size=size)
