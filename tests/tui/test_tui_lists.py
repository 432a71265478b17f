"""What all lists and panels share: lines that are cut say so, and forms offer nothing to be taken."""

from __future__ import annotations

from pathlib import Path

import pytest
from playing import play_study, screen
from textual.pilot import Pilot

from workbench.tui.codebook.split_screen import SplitScreen
from workbench.tui.study_screen import StudyScreen


def footer_of(pilot: Pilot[None]) -> set[str]:
    return {one.binding.description for one in pilot.app.screen.active_bindings.values() if one.binding.show}


async def settled(pilot: Pilot[None]) -> StudyScreen:
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    return screen(pilot, StudyScreen)


def test_a_line_that_is_cut_ends_with_an_ellipsis(demonstration: Path) -> None:
    async def script(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await pilot.press("down", "s")
        shown = await settled(pilot)
        assert isinstance(shown, SplitScreen)
        entries = shown.main
        lines = [entries.render_line(y).text for y in range(min(len(entries.choices), entries.size.height))]
        whole = ["".join(part.text for part in choice.parts) for choice in entries.choices]
        cut = [line for line, words in zip(lines, whole, strict=False) if len(words) > 60]
        assert cut
        assert all(line.rstrip(" ↓↑").endswith("…") for line in cut)

    play_study(demonstration, script, place="codebook", size=(60, 24))


@pytest.mark.parametrize(("place", "keys"), [("codebook", ("enter",)), ("memos", ("e",))])
def test_forms_do_not_offer_to_take_anything(demonstration: Path, place: str, keys: tuple[str, ...]) -> None:
    async def script(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await pilot.press(*keys)
        await settled(pilot)
        assert screen(pilot, StudyScreen).panel_has_keys
        assert "Take" not in footer_of(pilot)
        assert "Save" in footer_of(pilot)

    play_study(demonstration, script, place=place)


def test_the_figures_of_the_home_and_the_sources_come_after_the_screen(demonstration: Path) -> None:
    async def script(pilot: Pilot[None]) -> None:
        shown = await settled(pilot)
        assert any(
            "%" in part.text for choice in shown.main.choices for part in choice.parts
        )  # they did come
        await pilot.press("f3")
        home = await settled(pilot)
        assert any("█" in part.text for choice in home.main.choices for part in choice.parts)

    play_study(demonstration, script, place="sources")
