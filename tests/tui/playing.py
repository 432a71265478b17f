"""Playing a script of keys against the screen, over a real study or over invented talk in memory."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

from fake_desk import FakeDesk
from textual.pilot import Pilot

from workbench.desk import StudyDesk
from workbench.tui.app import WorkbenchApp, find_source
from workbench.tui.places import FIRST
from workbench.tui.study_screen import StudyScreen
from workbench.tui.text.transcript import TranscriptView
from workbench.tui.widgets.strips import DetailStrip

Script = Callable[[Pilot[None]], Awaitable[None]]
Kind = TypeVar("Kind", bound=StudyScreen)


def play(
    desk: FakeDesk | StudyDesk,
    script: Script,
    *,
    opened: str | None = "18967",
    place: str = "sources",
    size: tuple[int, int] = (80, 24),
) -> None:
    """Run the app over a desk, in a source (by default of invented talk) or at a place, and play a script."""

    async def run() -> None:
        app = WorkbenchApp(desk, source=find_source(desk, opened) if opened else None, first=place)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await script(pilot)

    asyncio.run(run())


def play_study(
    study: Path,
    script: Script,
    *,
    coder: str = "Mared",
    opened: str | None = None,
    place: str = FIRST,
    size: tuple[int, int] = (80, 24),
) -> None:
    """The same over a study file, by the real desk, which is closed afterwards."""
    desk = StudyDesk(study, coder=coder)
    try:
        play(desk, script, opened=opened, place=place, size=size)
    finally:
        desk.close()


def view(pilot: Pilot[None]) -> TranscriptView:
    return pilot.app.screen.query_one(TranscriptView)


def screen(pilot: Pilot[None], kind: type[Kind]) -> Kind:
    """The screen in front, which must be of that kind."""
    assert isinstance(pilot.app.screen, kind), pilot.app.screen
    return pilot.app.screen


def said(pilot: Pilot[None]) -> str:
    return pilot.app.screen.query_one(DetailStrip).message


async def notices(pilot: Pilot[None]) -> list[str]:
    await pilot.pause()
    return [notification.message for notification in pilot.app._notifications]


def put_caret(pilot: Pilot[None], offset: int) -> None:
    shown = view(pilot)
    shown.show_cursor(shown.reading.place(shown.reading.clear(shown.cursor), offset))
