"""Sections of reports on screen: written, traced to CMOs and quotes, read as they were; and the report as a file."""

from __future__ import annotations

from pathlib import Path

import pytest
from playing import notices, play_study, screen
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from workbench.model.report_views import SectionView
from workbench.store.creating import create_study
from workbench.store.reading.sections import sections
from workbench.store.study import Study
from workbench.study.sections import EditSection, text_of
from workbench.tui.meanwhile import MeanwhilePanel
from workbench.tui.reports.reports_screen import ReportsScreen
from workbench.tui.widgets.choices import ChoiceList
from workbench.tui.widgets.panels import Prose


def in_file(path: Path) -> list[SectionView]:
    with Study(path, read_only=True) as study, study.reading() as reader:
        return list(sections(reader))


def of(path: Path, opening: str) -> SectionView:
    return next(section for section in in_file(path) if section.title.startswith(opening))


def mark(pilot: Pilot[None], section: SectionView) -> None:
    entries = screen(pilot, ReportsScreen).main
    entries.mark([choice.key for choice in entries.choices].index(section.id))


def read(pilot: Pilot[None]) -> str:
    return screen(pilot, ReportsScreen).query_one("#section-read", Prose)._text.plain


def test_a_message_is_written_traced_to_a_cmo_and_undone_step_by_step(demonstration: Path) -> None:
    before = in_file(demonstration)

    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("n", "enter")
        await pilot.press("down", "down", "down", "down", "enter")
        await pilot.pause()
        pilot.app.screen.query_one(TextArea).insert("Meet before you write the rules.")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "To be traced" not in read(pilot)
        assert "Rests on\nto be written" in read(pilot)
        await pilot.press("m", *"emptied", "enter")
        await pilot.pause()
        made = of(demonstration, "Meet before")
        assert (made.kind, made.tracer, len(made.cmos)) == ("message", "Falls prevention", 1)
        assert f"Rests on\nCMO {made.cmos[0]}" in read(pilot)
        await pilot.press("u")
        await pilot.pause()
        assert of(demonstration, "Meet before").cmos == ()
        await pilot.press("u")
        await pilot.pause()
        assert in_file(demonstration) == before

    play_study(demonstration, script, place="reports")


def test_a_quote_is_chosen_shortened_and_taken_away(demonstration: Path) -> None:
    theme = of(demonstration, "Pooling protects")

    async def script(pilot: Pilot[None]) -> None:
        mark(pilot, theme)
        await pilot.press("g", "enter")
        await pilot.pause()
        [chosen] = of(demonstration, "Pooling protects").quotes
        whole = chosen.quote.text
        words = whole.split()
        await pilot.press("G", "enter", "enter")
        await pilot.pause()
        area = pilot.app.screen.query_one(TextArea)
        area.load_text("I never said this")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert any("in another order" in notice for notice in await notices(pilot))
        area.load_text(f"{words[0]} [...] {words[-1]}")
        await pilot.press("ctrl+s")
        await pilot.pause()
        [chosen] = of(demonstration, "Pooling protects").quotes
        assert chosen.quote.shortened == f"{words[0]} [...] {words[-1]}"
        assert chosen.quote.text == whole
        await pilot.press("G", "enter", "down", "enter")
        await pilot.pause()
        assert of(demonstration, "Pooling protects").quotes == ()

    play_study(demonstration, script, place="reports")


def test_its_versions_are_read_and_the_section_again(demonstration: Path) -> None:
    theme = of(demonstration, "Pooling protects")
    with Study(demonstration) as study:
        study.execute(
            EditSection(theme.id, text_of(theme).__class__(**{**_fields(theme), "body": "Anew."})),
            coder="Ben",
        )

    async def script(pilot: Pilot[None]) -> None:
        mark(pilot, theme)
        await pilot.pause()
        assert "\nAnew.\n" in read(pilot)
        await pilot.press("v")
        await pilot.pause()
        assert "Ben" in read(pilot).split("\n")[0]
        assert theme.body.split("\n")[0][:60] in read(pilot)
        await pilot.press("escape")
        await pilot.pause()
        assert read(pilot).startswith("Falls prevention: theme")

    play_study(demonstration, script, place="reports")


def _fields(section: SectionView) -> dict[str, object]:
    text = text_of(section)
    return {name: getattr(text, name) for name in text.__slots__}


def test_what_somebody_wrote_meanwhile_is_not_written_over(demonstration: Path) -> None:
    theme = of(demonstration, "Pooling protects")

    async def script(pilot: Pilot[None]) -> None:
        mark(pilot, theme)
        await pilot.press("e")
        await pilot.pause()
        pilot.app.screen.query_one(TextArea).load_text("Mine.")
        with Study(demonstration) as study:
            study.execute(
                EditSection(theme.id, text_of(theme).__class__(**{**_fields(theme), "body": "Theirs."})),
                coder="Ben",
            )
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert of(demonstration, "Pooling protects").body == "Theirs."
        asked = pilot.app.screen.query_one(MeanwhilePanel)
        assert asked.is_open
        assert "Ben changed body" in str(asked.border_title)
        assert pilot.app.screen.query_one(TextArea).text == "Mine."
        await pilot.press("enter")
        await pilot.pause()
        assert of(demonstration, "Pooling protects").body == "Mine."

    play_study(demonstration, script, place="reports")


def test_a_draft_of_before_somebody_wrote_anew_is_not_written_over_it(demonstration: Path) -> None:
    theme = of(demonstration, "Pooling protects")

    async def script(pilot: Pilot[None]) -> None:
        mark(pilot, theme)
        await pilot.press("e")
        pilot.app.screen.query_one(TextArea).load_text("Mine.")
        await pilot.pause()
        await pilot.press("escape")
        with Study(demonstration) as study:
            study.execute(
                EditSection(theme.id, text_of(theme).__class__(**{**_fields(theme), "body": "Theirs."})),
                coder="Ben",
            )
        screen(pilot, ReportsScreen).poll()
        await pilot.pause()
        await pilot.press("e")
        await pilot.pause()
        assert pilot.app.screen.query_one(TextArea).text == "Mine."
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert of(demonstration, "Pooling protects").body == "Theirs."
        assert pilot.app.screen.query_one(MeanwhilePanel).is_open

    play_study(demonstration, script, place="reports")


def test_the_report_is_written_as_a_file_and_never_over_one(demonstration: Path, tmp_path: Path) -> None:
    target = tmp_path / "falls.md"

    async def script(pilot: Pilot[None]) -> None:
        for _ in range(2):
            await pilot.press("w")
            pilot.app.screen.query_one("#line Input", Input).value = str(target)
            await pilot.press("enter")
            await pilot.app.workers.wait_for_complete()
            await pilot.pause()
        assert (
            any("words" in notice and str(target) in notice for notice in await notices(pilot))
            or target.exists()
        )
        assert any("exists already" in notice for notice in await notices(pilot))

    play_study(demonstration, script, place="reports", size=(160, 50))
    assert "# Falls prevention: tracer short report" in target.read_text("utf-8")


@pytest.mark.parametrize("size", [(80, 24), (200, 60), (20, 5)])
def test_an_empty_study_says_what_to_do_at_every_size(tmp_path: Path, size: tuple[int, int]) -> None:
    path = tmp_path / "new.study"
    create_study(path, title="New")

    async def script(pilot: Pilot[None]) -> None:
        assert "n writes the first section" in read(pilot)
        await pilot.press("e", "c", "m", "g", "G", "x", "J", "v", "w", "n")
        await pilot.pause()
        assert any("no tracers yet" in notice for notice in await notices(pilot))
        assert pilot.app.screen.query_one("#sections", ChoiceList).choices == []

    play_study(path, script, place="reports", size=size)
