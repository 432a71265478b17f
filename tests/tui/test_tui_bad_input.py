"""What goes wrong under the lists of the study: odd words, pasted controls, files that go, sources that go, 20x5."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

import pytest
from playing import notices, play_study, screen
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input

from workbench.coding.codebook import AddCode
from workbench.coding.commands import ApplyCode
from workbench.model.coding import Span
from workbench.model.vocabulary import MemoKind
from workbench.sources.commands import ImportSources, RemoveSource
from workbench.sources.preparing import gather, prepare
from workbench.store.creating import create_study
from workbench.store.reading.sources import source_views
from workbench.store.study import Study
from workbench.study.commands import WriteMemo
from workbench.tui.codebook.codebook_screen import CodebookScreen
from workbench.tui.excerpts.excerpts_screen import ExcerptsScreen
from workbench.tui.sources.record_screen import RecordScreen
from workbench.tui.study_screen import StudyScreen
from workbench.tui.widgets.colours import THEMES

PLACES = ("home", "sources", "codebook", "excerpts", "search", "memos")
SIZES = [(80, 24), (20, 5), (200, 60)]

ODD = "Vertrauen 信任の問題 👩‍👩‍👧 e\u0301te\u0301 الثقة\u202e אמון"
"""Wide, joined, combining and right-to-left characters, and a change of direction."""

CONTROLS = "on\x1b[2Jce\x07\x00 more\r\nand\ttabs \x9b31m\u202e"
"""What a terminal would obey, if it were ever sent."""


def with_sources(study: Path, folder: Path, texts: Sequence[tuple[str, str]]) -> None:
    for name, text in texts:
        (folder / f"{name}.txt").write_text(text, "utf-8")
    files, _ = gather([str(folder / f"{name}.txt") for name, _ in texts])
    with Study(study) as opened:
        opened.execute(ImportSources([one.prepared for one in prepare(files) if one.prepared]), coder="Mared")


@pytest.fixture
def odd(tmp_path: Path) -> Path:
    """A study in which everything has odd words: a source, a code, a coding with its note, a memo."""
    path = tmp_path / "odd.study"
    create_study(path, title=ODD)
    with_sources(path, tmp_path, [("A 信任 אמון", f"Q: Well?\n\nA: {ODD} {'w' * 3_000}.\n"), ("empty", "\n")])
    with Study(path) as study:
        code = study.execute(AddCode("信任 אמון e\u0301", short_definition=ODD), coder="Mared").value
        with study.reading() as reader:
            source = next(one for one in source_views(reader) if one.name.startswith("A"))
        study.execute(ApplyCode(source.revision_id, Span(12, 60), code, ODD), coder="Mared")
        study.execute(WriteMemo(MemoKind.ANALYTIC, ODD, ODD, "source", source.id), coder="Mared")
    return path


async def settle(pilot: Pilot[None]) -> StudyScreen:
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    return screen(pilot, StudyScreen)


def drawn(pilot: Pilot[None]) -> str:
    """All that is sent to the terminal, without the program's own colours."""
    lines = pilot.app.screen._compositor.render_strips()
    return "\n".join(line.text for line in lines)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("place", PLACES)
def test_odd_words_are_shown_in_every_list_and_no_control_is(
    odd: Path, place: str, size: tuple[int, int]
) -> None:
    async def script(pilot: Pilot[None]) -> None:
        await settle(pilot)
        for key in ("down", "up", "end", "pagedown", "slash"):
            await pilot.press(key)
        await settle(pilot)
        text = drawn(pilot)
        assert not {c for c in text if (ord(c) < 32 and c != "\n") or 0x7F <= ord(c) < 0xA0 or c == "\u202e"}
        assert all(strip.cell_length <= size[0] for strip in pilot.app.screen._compositor.render_strips())

    play_study(odd, script, place=place, size=size)


@pytest.mark.parametrize("place", PLACES[1:])
def test_pasted_controls_do_nothing_but_stand_in_the_field(demonstration: Path, place: str) -> None:
    async def script(pilot: Pilot[None]) -> None:
        shown = await settle(pilot)
        field = shown.query(Input).first()
        field.focus()
        pilot.app.post_message(events.Paste(CONTROLS))
        await pilot.press("enter")
        await settle(pilot)
        assert "[2Jce" in field.value
        assert not {c for c in drawn(pilot) + field.value if ord(c) < 32 and c != "\n"}
        await pilot.press("escape", "f5")
        screen(pilot, CodebookScreen)

    play_study(demonstration, script, place=place)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("place", PLACES)
def test_an_empty_study_says_what_to_do_and_every_key_is_safe(
    tmp_path: Path, place: str, size: tuple[int, int]
) -> None:
    path = tmp_path / "empty.study"
    create_study(path, title="Empty")

    async def script(pilot: Pilot[None]) -> None:
        await settle(pilot)
        for key in (
            "enter",
            "down",
            "space",
            "x",
            "o",
            "e",
            "c",
            "y",
            "v",
            "escape",
            "J",
            "g",
            "s",
            "escape",
        ):
            await pilot.press(key)
        await settle(pilot)
        assert pilot.app.is_running

    play_study(path, script, place=place, size=size)


@pytest.mark.parametrize("place", PLACES)
def test_a_file_that_goes_away_is_named_once_and_what_was_read_stays(demonstration: Path, place: str) -> None:
    async def script(pilot: Pilot[None]) -> None:
        shown = await settle(pilot)
        before = drawn(pilot)
        away = demonstration.rename(demonstration.with_name("away.study"))
        for _ in range(3):
            shown.poll()
            await settle(pilot)
        said = await notices(pilot)
        assert len([one for one in said if "study" in one]) == 1
        await pilot.press("ctrl+z", "down")
        await settle(pilot)
        assert pilot.app.is_running
        away.rename(demonstration)
        shown.poll()
        await settle(pilot)
        assert drawn(pilot).splitlines()[0] == before.splitlines()[0]

    play_study(demonstration, script, place=place)


@pytest.mark.parametrize(
    ("place", "keys"),
    [("codebook", ("end", "t")), ("excerpts", ("x",)), ("memos", ("x",)), ("sources", ("space", "end", "x"))],
)
def test_a_study_that_cannot_be_written_any_more_refuses_and_keeps_what_it_has(
    demonstration: Path, monkeypatch: pytest.MonkeyPatch, place: str, keys: tuple[str, ...]
) -> None:
    monkeypatch.setattr("workbench.desk.PATIENCE_SECONDS", 0.05)

    async def script(pilot: Pilot[None]) -> None:
        await settle(pilot)
        with Study(demonstration) as other:  # somebody who does not let go of it: nobody else can write
            raw = sqlite3.connect(demonstration)
            raw.execute("BEGIN IMMEDIATE")
            try:
                before = other.last_change().sequence
                for key in keys:
                    await pilot.press(key)
                    await settle(pilot)
                assert other.last_change().sequence == before
                assert any("being written by someone else" in one for one in await notices(pilot))
            finally:
                raw.rollback()
                raw.close()
        assert pilot.app.is_running

    play_study(demonstration, script, place=place)


def test_a_source_that_somebody_removes_is_named_from_the_facts_and_from_its_excerpts(
    tmp_path: Path,
) -> None:
    path = tmp_path / "two.study"
    create_study(path, title="Two")
    with_sources(path, tmp_path, [("A", "A: One thing.\n"), ("B", "A: Another thing.\n")])

    async def script(pilot: Pilot[None]) -> None:
        await settle(pilot)
        await pilot.press("space")
        facts = await settle(pilot)
        assert isinstance(facts, RecordScreen)
        with Study(path) as study:
            study.execute(RemoveSource(facts.source.id), coder="Ann")
        facts.poll()
        await settle(pilot)
        assert any("removed by someone else" in one for one in await notices(pilot))
        for key in ("enter", "a", "p", "M", "x", "o"):
            await pilot.press(key)
        await pilot.press("q")
        await settle(pilot)

    play_study(path, script, place="sources")


def test_an_excerpt_whose_source_is_gone_is_said_to_be(demonstration: Path) -> None:
    async def script(pilot: Pilot[None]) -> None:
        shown = await settle(pilot)
        assert isinstance(shown, ExcerptsScreen)
        quote = shown.main.quote
        shown.read_source("no-such-source", start_char=quote.start_char)
        assert any("no longer in the study" in one for one in await notices(pilot))

    play_study(demonstration, script, place="excerpts")


@pytest.mark.parametrize("theme", [theme.name for theme in THEMES])
def test_every_theme_shows_every_screen(demonstration: Path, theme: str) -> None:
    async def script(pilot: Pilot[None]) -> None:
        pilot.app.theme = theme
        for key in ("f3", "f4", "f5", "f6", "f7", "f8", "f9", "question_mark"):
            await pilot.press(key)
        await settle(pilot)
        assert pilot.app.theme == theme

    play_study(demonstration, script)


def test_the_word_on_small_terminals_goes_once_there_is_room(demonstration: Path) -> None:
    async def script(pilot: Pilot[None]) -> None:
        assert any("is small" in one for one in await notices(pilot))
        await pilot.resize_terminal(80, 24)
        await settle(pilot)
        assert not any("is small" in one for one in await notices(pilot))

    play_study(demonstration, script, place="sources", size=(20, 5))
