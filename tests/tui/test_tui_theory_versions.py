"""Versions of the programme theory on screen: read, compared, made, mended; and repeat interviews wave by wave."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

import pytest
from command_line import substance
from playing import notices, play_study, screen
from textual.pilot import Pilot

from workbench.model.theory_version_views import VersionView
from workbench.store.reading.theory_versions import theory_versions
from workbench.store.study import Study
from workbench.tui.reading.coding_screen import CodingScreen
from workbench.tui.reading.memo_panel import MemoPanel
from workbench.tui.theory_versions.versions_screen import VersionsScreen
from workbench.tui.theory_waves.waves_screen import WavesScreen
from workbench.tui.widgets.choices import ChoiceList
from workbench.tui.widgets.long_text import LongText


def made(path: Path) -> Sequence[VersionView]:
    with Study(path, read_only=True) as study, study.reading() as reader:
        return theory_versions(reader)


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await pilot.pause()


async def write(pilot: Pilot[None], words: str) -> None:
    await pilot.press(*("space" if character == " " else character for character in words))
    await pilot.pause()


def play_versions(study: Path, script: Callable[[Pilot[None]], Awaitable[None]], **how: object) -> None:
    play_study(study, script, place="versions", **how)  # type: ignore[arg-type]


def test_the_marked_version_is_read_and_compared_with_another(demonstration: Path) -> None:
    async def script(pilot: Pilot[None]) -> None:
        there = screen(pilot, VersionsScreen)
        assert "What the framework expects" in there.query_one(LongText).read_all()
        await press(pilot, "down", "d", "enter")
        for words in (
            "- CMO 2  One list and one door",
            "+ CMO 5  A pot",
            "[-interest:-]",
            "= as it stood: CMO 1",
        ):
            assert words in there.query_one(LongText).read_all(), words
        await press(pilot, "escape")
        assert there.query_one(LongText).read_all().startswith("version 2 (refined)")

    play_versions(demonstration, script, size=(100, 30))


def test_a_version_is_made_step_by_step_and_undone(demonstration: Path) -> None:
    start = substance(demonstration)

    async def script(pilot: Pilot[None]) -> None:
        await press(pilot, "n", "down", "down", "enter", "down", "down", "down", "enter", "enter", "enter")
        await write(pilot, "Recourse")
        await press(pilot, "enter")
        await write(pilot, "Risk is let go of where somebody takes it on")
        await press(pilot, "ctrl+s")
        assert len(made(demonstration)) == 2, "it is not made before its reason is given"
        await write(pilot, "It holds in both tracers")
        await press(pilot, "ctrl+s")
        version = made(demonstration)[-1]
        assert (version.number, version.level, version.title) == (3, "middle-range", "Recourse")
        assert version.statement == "Risk is let go of where somebody takes it on"
        assert version.reason == "It holds in both tracers"
        assert [cmo.number for cmo in version.cmos] == [cmo.number for cmo in made(demonstration)[1].cmos]
        assert screen(pilot, VersionsScreen).version.id == version.id
        await press(pilot, "u")
        assert substance(demonstration) == start

    play_versions(demonstration, script)


def test_cmos_are_put_in_and_out_of_a_version_before_it_is_made(demonstration: Path) -> None:
    async def script(pilot: Pilot[None]) -> None:
        held = [cmo.number for cmo in made(demonstration)[1].cmos]
        await press(pilot, "n", "enter", "down", "down", "down", "enter", "enter")
        chooser = pilot.app.screen.query_one("#chooser ChoiceList", ChoiceList)
        shown = ["".join(part.text for part in choice.parts) for choice in chooser.choices]
        assert shown[0] == f"Go on with {len(held)} CMOs"
        assert [int(line.split()[2]) for line in shown[1:] if line.startswith("✓")] == held
        await press(pilot, "down", "enter", "down", "enter", "home", "enter")
        await write(pilot, "Fewer")
        await press(pilot, "enter")
        await write(pilot, "It is less")
        await press(pilot, "ctrl+s")
        await write(pilot, "Others were taken out")
        await press(pilot, "ctrl+s")
        changed = {int(line.split("CMO ")[1].split()[0]) for line in shown[1:3]}
        assert {cmo.number for cmo in made(demonstration)[-1].cmos} == set(held) ^ changed

    play_versions(demonstration, script)


def test_giving_up_before_the_end_makes_nothing_and_keeps_the_words(demonstration: Path) -> None:
    start = substance(demonstration)
    begin = ("n", "enter", "down", "down", "down", "enter", "enter", "enter")

    async def script(pilot: Pilot[None]) -> None:
        for times in range(len(begin)):
            await press(pilot, *begin[: times + 1], "escape", "escape")
        await press(pilot, *begin)
        await write(pilot, "T")
        await press(pilot, "enter")
        await write(pilot, "So it is")
        await press(pilot, "ctrl+s", "escape")
        assert substance(demonstration) == start
        await press(pilot, *begin)
        await write(pilot, "T")
        await press(pilot, "enter")
        assert pilot.app.screen.query_one(MemoPanel).query_one("#memo-text").text == "So it is"

    play_versions(demonstration, script)


def test_a_statement_is_mended_and_a_version_removed(demonstration: Path) -> None:
    async def script(pilot: Pilot[None]) -> None:
        await press(pilot, "w")
        await write(pilot, " Or so it seems")
        await press(pilot, "ctrl+s")
        assert made(demonstration)[0].statement.endswith("judgement. Or so it seems")
        await press(pilot, "t")
        await write(pilot, "!")
        await press(pilot, "enter")
        assert made(demonstration)[0].title == "What the framework expects!"
        await press(pilot, "x")
        assert [version.number for version in made(demonstration)] == [2]
        await press(pilot, "d")
        assert any("only one version" in words for words in await notices(pilot))
        await press(pilot, "u")
        assert [version.number for version in made(demonstration)] == [1, 2]

    play_versions(demonstration, script)


@pytest.mark.parametrize("place", ["versions", "waves"])
@pytest.mark.parametrize("size", [(80, 24), (20, 5)])
def test_small_terminals_survive(demonstration: Path, place: str, size: tuple[int, int]) -> None:
    async def script(pilot: Pilot[None]) -> None:
        await press(pilot, "down", "v", "escape")
        assert pilot.app.current_mode == place

    play_study(demonstration, script, place=place, size=size)


def waves_shown(pilot: Pilot[None]) -> str:
    there = screen(pilot, WavesScreen)
    return "\n".join("".join(piece.part.text for piece in line) for line in there.main.sheet.lines)


def test_what_somebody_said_stands_wave_beside_wave_and_is_read_in_its_place(demonstration: Path) -> None:
    async def script(pilot: Pilot[None]) -> None:
        assert "w says of whom" in waves_shown(pilot)
        await press(pilot, "m")
        await write(pilot, "element e")
        kinds = {
            choice.key.partition(":")[0]
            for choice in screen(pilot, WavesScreen).query_one("#picks", ChoiceList).choices
        }
        assert kinds == {"element"}, "the kind of a thing finds it, too"
        await press(pilot, *["backspace"] * 9)
        await write(pilot, "relationships")
        await press(pilot, "enter")
        assert "“If I’d been new to the place" in waves_shown(pilot)
        assert "[HM-05, Community trust, Harlmere, May 2024]" in waves_shown(pilot)
        await press(pilot, "right", "enter")
        assert screen(pilot, CodingScreen).source.name == "HM-05"
        await press(pilot, "q", "w")
        await write(pilot, "hospital")
        await press(pilot, "enter")
        assert "(not interviewed)" in waves_shown(pilot)

    play_study(demonstration, script, place="waves", size=(120, 30))


def test_waves_are_saved_in_a_new_file_only(
    demonstration: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    async def script(pilot: Pilot[None]) -> None:
        await press(pilot, "s")
        assert any("Nothing to save yet" in words for words in await notices(pilot))
        await press(pilot, "m")
        await write(pilot, "relationships")
        await press(pilot, "enter", "s", "enter")
        assert "| Wave 1 | Wave 2 |" in (tmp_path / "waves.md").read_text("utf-8")
        await press(pilot, "s", "enter")
        assert any("exists already" in words for words in await notices(pilot))

    play_study(demonstration, script, place="waves")
