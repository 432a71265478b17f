"""What the screens of theory cost at 500 CMOs, 3,000 elements and 20,000 pieces of evidence.

`measure()` returns milliseconds of processor time by name, so that waiting is not counted: of what a screen reads, of a
screen from the call to its first paint, and of a key from its arrival until the screen is idle again.
`python bench_theory.py [STUDY]` prints the figures, of a study that `invented_development.py` made, or of a new one.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[2]))

from invented_development import invent_development
from textual import events
from textual.pilot import Pilot

from workbench.config import CONFIG_VARIABLE
from workbench.desk import StudyDesk
from workbench.model.matrix_views import CaseKind, ColumnKind
from workbench.tui.app import WorkbenchApp
from workbench.tui.matrix.cell_screen import MatrixCellScreen
from workbench.tui.study_screen import StudyScreen
from workbench.tui.theory.cmo_screen import CMOScreen
from workbench.tui.theory.hunt_screen import HuntScreen
from workbench.tui.theory_grid.cell_screen import CellScreen

PRESSES = 9
SETTLE_SECONDS = 0.06
"""Longer than Textual waits before it paints, so that each key is measured with its painting."""

UP, KEY, DATA = 200, 16, 300
"""Milliseconds that a screen, a key and the data of grid and map may take."""

LIST_KEYS = ("down", "up", "pagedown", "pageup", "end", "home")
SHEET_KEYS = ("down", "up", "right", "left")
VIEWS = {
    "theory": LIST_KEYS,
    "map": SHEET_KEYS,
    "links": LIST_KEYS,
    "checks": LIST_KEYS,
    "grid": SHEET_KEYS,
    "versions": ("down", "up", "space"),
    "waves": ("down", "up", "tab"),
    "questions": (*LIST_KEYS, "tab"),
    "guide": (*LIST_KEYS, "tab", "down"),
    "matrix": (*SHEET_KEYS, "pagedown", "h", "t", "escape"),
    "patterns": LIST_KEYS,
}


async def key_cost(pilot: Pilot[None], key: str, *, presses: int = PRESSES) -> float:
    """Median milliseconds of processing of a key."""
    costs: list[float] = []
    for _ in range(presses):
        before = time.process_time()
        pilot.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await asyncio.sleep(SETTLE_SECONDS)
        costs.append((time.process_time() - before) * 1_000)
    return statistics.median(costs)


async def until_painted(pilot: Pilot[None], go: Callable[[], Awaitable[object]]) -> float:
    """Milliseconds of processing from the call until another screen has read, and was painted."""
    before_screen, before = pilot.app.screen, time.process_time()
    await go()
    while (screen := pilot.app.screen) is before_screen or not screen.is_mounted or screen.focused is None:
        await asyncio.sleep(0.002)
    painted = asyncio.Event()
    screen.call_after_refresh(painted.set)
    await painted.wait()
    return (time.process_time() - before) * 1_000


def _data(desk: StudyDesk) -> dict[str, float]:
    grid, lines = desk.theory_grid.grid(), desk.theory.lines()
    asks: dict[str, Callable[[], object]] = {
        "CMO list": desk.theory.lines,
        "CMO": lambda: desk.theory.configuration(lines[250].id),
        "grid": desk.theory_grid.grid,
        "grid cell": lambda: desk.theory_grid.cell(grid.rows[0].tracer, grid.sites[0]),
        "map": lambda: desk.theory_map.theory_map(tracer=grid.rows[1].tracer),
        "map, whole": lambda: desk.theory_map.theory_map(whole=True),
        "matrix of codes": lambda: desk.matrix.matrix(CaseKind.SOURCE, ColumnKind.CODE),
        "matrix of CMOs": lambda: desk.matrix.matrix(CaseKind.SOURCE, ColumnKind.CMO),
        "guide": desk.guides.proposals,
        "patterns": desk.patterns.patterns,
        "hunt": lambda: desk.advice.hunt(lines[250].id),
    }
    figures: dict[str, float] = {}
    for name, ask in asks.items():
        before = time.process_time()
        ask()
        figures[f"{name}: data"] = (time.process_time() - before) * 1_000
    return figures


async def _screens(study: Path) -> dict[str, float]:
    desk = StudyDesk(study, coder="Ann")
    figures = _data(desk)
    desk.close()
    desk = StudyDesk(study, coder="Ann")  # nothing is kept from before
    cmo_id, grid = desk.theory.lines()[250].id, desk.theory_grid.grid()
    app = WorkbenchApp(desk, first="sources")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        for name, keys in VIEWS.items():
            figures[f"{name} opens"] = await until_painted(
                pilot, lambda name=name: app.run_action(f"go('{name}')")
            )
            await pilot.pause(0.5)
            await _keys(pilot, figures, name, keys)
            if name == "matrix":
                await pilot.press("home")
        session, row = _screen(app).session, grid.rows[0]
        over: dict[str, Callable[[], StudyScreen]] = {
            "CMO": lambda: CMOScreen(session, cmo_id, [cmo_id]),
            "grid cell": lambda: CellScreen(session, row.tracer, grid.sites[0]),
            "hunt": lambda: HuntScreen(session, cmo_id),
            "matrix cell": lambda: MatrixCellScreen(session, *_fullest(desk)),
        }
        for name, make in over.items():
            screen = make()
            figures[f"{name} opens"] = await until_painted(
                pilot, lambda screen=screen: app.push_screen(screen)
            )
            await pilot.pause(0.5)
            await _keys(pilot, figures, name, SHEET_KEYS if name in ("CMO", "grid cell") else LIST_KEYS[:4])
            app.pop_screen()
            await pilot.pause()
        await app.run_action("go('theory')")
        await pilot.press("slash")
        for key in ("t", "r", "u"):
            figures[f"theory: filter, key {key}"] = await key_cost(pilot, key, presses=1)
        await pilot.press("escape")
        await app.push_screen(CMOScreen(session, cmo_id, [cmo_id]))
        await pilot.press("a", "enter")
        for key in ("t", "r", "u", "s", "t", "space", "n", "b", "d", "y"):
            figures[f"CMO: element, key {key}"] = await key_cost(pilot, key, presses=1)
    desk.close()
    return figures


async def _keys(pilot: Pilot[None], figures: dict[str, float], name: str, keys: tuple[str, ...]) -> None:
    await key_cost(pilot, keys[0], presses=1)
    for key in keys:
        figures[f"{name}: key {key}"] = await key_cost(pilot, key)


def _screen(app: WorkbenchApp) -> StudyScreen:
    assert isinstance(app.screen, StudyScreen)
    return app.screen


def _fullest(desk: StudyDesk) -> tuple[tuple[CaseKind, str], tuple[ColumnKind, str]]:
    matrix = desk.matrix.matrix(CaseKind.SITE, ColumnKind.CODE)
    (case, column), _ = max(matrix.counts.items(), key=lambda item: item[1].pieces)
    return (CaseKind.SITE, case), (ColumnKind.CODE, column)


def measure(study: Path | None = None) -> dict[str, float]:
    """All figures, in milliseconds."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ[CONFIG_VARIABLE] = str(Path(folder) / "config.toml")
        return asyncio.run(_screens(study or invent_development(Path(folder))))


if __name__ == "__main__":
    for name, milliseconds in measure(Path(sys.argv[1]) if sys.argv[1:] else None).items():
        most = UP if name.endswith(" opens") else DATA if name.endswith(": data") else KEY
        print(f"{name:<40} {milliseconds:8.1f} ms{'  OVER' if milliseconds > most else ''}")
