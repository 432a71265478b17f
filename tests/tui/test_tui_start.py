"""Choosing a study before one is open."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from workbench import config
from workbench.shelf import UsersShelf
from workbench.store.creating import create_study
from workbench.store.study import Study
from workbench.tui.start import StartApp


def chosen(script: Callable[[Pilot[Path]], Awaitable[None]]) -> Path | None:
    async def run() -> Path | None:
        app = StartApp(UsersShelf())
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            await script(pilot)
        return app.return_value

    return asyncio.run(run())


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def test_a_new_study_is_created_in_this_folder_and_opened(here: Path) -> None:
    async def script(pilot: Pilot[Path]) -> None:
        await pilot.press("n", *"Our", "space", *"study", "enter")

    assert chosen(script) == here / "Our study.study"
    with Study(here / "Our study.study", read_only=True) as study:
        assert study.last_change() is None


def test_a_name_that_is_taken_or_none_is_refused_and_the_screen_stays(here: Path) -> None:
    create_study(here / "ours.study", title="Ours")
    before = (here / "ours.study").read_bytes()

    async def script(pilot: Pilot[Path]) -> None:
        await pilot.press("n", *"ours", "enter")
        await pilot.pause()
        assert any("exists already" in notice.message for notice in pilot.app._notifications)
        await pilot.press(*["backspace"] * 4, "full_stop", "full_stop", "enter")
        await pilot.pause()
        assert any("no name for a study" in notice.message for notice in pilot.app._notifications)
        await pilot.press("escape", "q")

    assert chosen(script) is None
    assert (here / "ours.study").read_bytes() == before


def test_studies_opened_before_are_offered_the_latest_first_and_those_gone_are_not(tmp_path: Path) -> None:
    for name in ("first", "second", "gone"):
        create_study(tmp_path / f"{name}.study", title=name)
        config.remember_study(tmp_path / f"{name}.study")
    (tmp_path / "gone.study").unlink()
    config.remember_study(tmp_path / "first.study")
    assert config.recent_studies() == (tmp_path / "first.study", tmp_path / "second.study")

    async def script(pilot: Pilot[Path]) -> None:
        await pilot.press("down", "enter")

    assert chosen(script) == tmp_path / "second.study"


def test_the_demonstration_is_built_beside_the_screen(here: Path) -> None:
    async def script(pilot: Pilot[Path]) -> None:
        await pilot.press("d")
        while pilot.app.is_running and pilot.app.return_value is None:
            await asyncio.sleep(0.05)

    assert chosen(script) == here / "demonstration.study"


def test_a_spoilt_list_of_recent_studies_is_no_reason_to_fail(tmp_path: Path) -> None:
    for spoilt in ("{", '{"a": 1}', "[1, null]"):
        config.write_own(config.state_folder() / "recent-studies.json", spoilt)
        assert config.recent_studies() == ()
