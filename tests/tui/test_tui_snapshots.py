"""Pictures of the screen, few and telling: kept so that a change of looks is a decision."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fake_desk import demonstration
from textual.pilot import Pilot
from textual.widgets import Input

from workbench.tui.app import WorkbenchApp, find_source

SNAPSHOTS = {
    "sources": (None, ["down"], (80, 24)),
    "reading_with_selection": ("18967", ["n", "n", "n", "n", "s", "s"], (80, 24)),
    "picker_at_the_bottom": ("18967", ["n", "n", "n", "s", "c", "t", "r", "u"], (80, 24)),
    "picker_at_the_side": ("18967", ["n", "n", "n", "n", "s", "c"], (200, 60)),
    "light_theme_and_help": ("18967", ["f2", "question_mark"], (100, 30)),
    "very_small": ("18967", ["n", "s"], (20, 5)),
}
"""Which source is open, the keys pressed, and the terminal's columns and rows."""


@pytest.mark.parametrize("name", SNAPSHOTS)
def test_the_screen_looks_as_it_did(name: str, snap_compare: Callable[..., bool]) -> None:
    opened, keys, size = SNAPSHOTS[name]
    desk = demonstration()
    app = WorkbenchApp(desk, source=find_source(desk, opened) if opened else None, first="sources")

    async def prepare(pilot: Pilot[None]) -> None:
        await pilot.pause()
        for field in pilot.app.screen.query(Input):
            field.cursor_blink = False
        await pilot.press(*keys)
        await pilot.pause()
        pilot.app.clear_notifications()
        await pilot.pause()

    assert snap_compare(app, terminal_size=size, run_before=prepare)
