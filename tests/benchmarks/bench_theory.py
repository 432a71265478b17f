"""What the screens of theory cost at 500 CMOs, 3,000 elements and 20,000 pieces of evidence.

`measure()` returns milliseconds by name: a screen until it is shown, a key as processor time from its arrival until
the screen is idle again. `python bench_theory.py` prints the figures.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[2]))

from invented_theory import invent_theory
from textual import events
from textual.pilot import Pilot

from workbench.config import CONFIG_VARIABLE
from workbench.desk import StudyDesk
from workbench.tui.app import WorkbenchApp
from workbench.tui.theory.sheet_view import SheetView
from workbench.tui.theory.theory_screen import TheoryScreen

PRESSES = 12
SETTLE_SECONDS = 0.06
"""Longer than Textual waits before it paints, so that each key is measured with its painting."""


async def key_cost(pilot: Pilot[None], key: str, *, presses: int = PRESSES) -> float:
    """Median milliseconds of processing of a key."""
    costs: list[float] = []
    for _ in range(presses):
        before = time.process_time()
        pilot.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await asyncio.sleep(SETTLE_SECONDS)
        costs.append((time.process_time() - before) * 1_000)
    return statistics.median(costs)


async def _screens(study: Path) -> dict[str, float]:
    figures: dict[str, float] = {}
    desk = StudyDesk(study, coder="Ann")
    app = WorkbenchApp(desk, first="sources")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        before = time.perf_counter()
        await app.run_action("go('theory')")
        figures["list of CMOs up"] = (time.perf_counter() - before) * 1_000
        await pilot.pause()
        there = app.screen
        assert isinstance(there, TheoryScreen)
        for key in ("down", "pagedown"):
            figures[f"list {key}"] = await key_cost(pilot, key)
        await pilot.press("slash")
        for key in ("t", "r", "u"):
            figures[f"list filter {key}"] = await key_cost(pilot, key, presses=1)
        await pilot.press("escape")
        before = time.perf_counter()
        there.action_open()
        while not any(sheet.sheet.lines for sheet in app.screen.query(SheetView)):
            await asyncio.sleep(0.001)
        figures["CMO up"] = (time.perf_counter() - before) * 1_000
        await pilot.pause()
        for key in ("down", "up", "right", "left"):
            figures[f"CMO {key}"] = await key_cost(pilot, key)
        figures["CMO next"] = await key_cost(pilot, "n")
        await pilot.press("a", "enter")
        for key in ("t", "r", "u", "s", "t", "space", "n", "b", "d", "y"):
            figures[f"element {key}"] = await key_cost(pilot, key, presses=1)
    desk.close()
    return figures


def measure() -> dict[str, float]:
    """All figures, in milliseconds."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ[CONFIG_VARIABLE] = str(Path(folder) / "config.toml")
        return asyncio.run(_screens(invent_theory(Path(folder))))


if __name__ == "__main__":
    for name, milliseconds in measure().items():
        print(f"{name:<40} {milliseconds:8.1f} ms")
