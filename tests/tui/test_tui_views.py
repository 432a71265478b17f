"""The views of theory: a panel with a letter each, on every one of them."""

from __future__ import annotations

from pathlib import Path

from playing import play_study, screen
from textual.pilot import Pilot

from workbench.tui.keys.catalogue import CATALOGUE
from workbench.tui.theory.theory_screen import TheoryScreen
from workbench.tui.theory.view_screen import VIEW_PLACES, ViewScreen, ViewsPanel
from workbench.tui.theory.views import VIEWS


def test_every_view_is_gone_to_by_its_letter_has_the_panel_too_and_leads_back(demonstration: Path) -> None:
    async def script(pilot: Pilot[None]) -> None:
        there = screen(pilot, TheoryScreen)
        there.main.mark(3)
        for view in VIEWS:
            await pilot.press("v", view.key)
            await pilot.pause()
            assert pilot.app.current_mode == view.name
            assert not screen(pilot, ViewScreen).query_one(ViewsPanel).is_open
            await pilot.press("f9" if view is VIEWS[0] else "q")
            await pilot.pause()
            assert screen(pilot, TheoryScreen) is there
            assert there.main.marked == 3

    play_study(demonstration, script, place="theory")


def test_letters_are_told_apart_and_every_view_is_in_the_palette() -> None:
    letters = [view.key for view in VIEWS]
    assert len(set(letters)) == len(letters)
    listed = {action.id for action in CATALOGUE if action.place in VIEW_PLACES and action.description}
    assert {f"view.{view.name}" for view in VIEWS} <= listed
