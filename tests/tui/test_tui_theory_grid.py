"""The grid of programme theory against observed, one of its cells, and judging in it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from command_line import substance
from playing import notices, play_study, screen
from textual.pilot import Pilot

from workbench.model.theory_grid_views import CMORef, GridCell, GridRow, Judged, TheoryGrid, VerdictView
from workbench.model.vocabulary import Verdict
from workbench.store.creating import create_study
from workbench.store.reading.study import sites
from workbench.store.reading.theory_verdicts import verdicts
from workbench.store.study import Study
from workbench.theory.verdicts import JudgeCMO
from workbench.tui.theory.cmo_screen import CMOScreen
from workbench.tui.theory.theory_screen import TheoryScreen
from workbench.tui.theory_grid.cell_screen import CellScreen
from workbench.tui.theory_grid.grid_layout import first_shown, heads, lay_out, widths
from workbench.tui.theory_grid.grid_screen import GridScreen


def judged(path: Path) -> dict[tuple[int, str], VerdictView]:
    with Study(path, read_only=True) as study, study.reading() as reader:
        return {(verdict.cmo.number, verdict.site): verdict for verdict in verdicts(reader)}


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await pilot.pause()


def text_of(sheet: object) -> str:
    return "\n".join("".join(piece.part.text for piece in line) for line in sheet.lines)  # type: ignore[attr-defined]


def play_grid(study: Path, script: Callable[[Pilot[None]], Awaitable[None]], **how: object) -> None:
    play_study(study, script, place="grid", **how)  # type: ignore[arg-type]


def test_the_grid_shows_verdicts_and_what_is_open(demonstration: Path) -> None:
    async def script(pilot: Pilot[None]) -> None:
        there = screen(pilot, GridScreen)
        shown = text_of(there.main.sheet)
        for words in ("contradicted: 1", "partly: 1, 2", "unforeseen: 6", "judged at the areas:"):
            assert words in shown, words
        assert "no identifiable" in shown

    play_grid(demonstration, script, size=(100, 30))


def test_one_site_or_tracer_is_shown_alone(demonstration: Path) -> None:
    async def script(pilot: Pilot[None]) -> None:
        there = screen(pilot, GridScreen)
        await press(pilot, "f", *"bracken", "enter")
        assert {item.id.partition("\t")[2] for item in there.main.sheet.items} == {"Brackenford"}
        await press(pilot, "f", *"young", "enter")
        assert {item.id.partition("\t")[0] for item in there.main.sheet.items} == {
            "Young people's crisis support"
        }
        await press(pilot, "escape")
        assert len(there.main.sheet.items) == 9

    play_grid(demonstration, script)


def test_views_lead_to_the_grid_and_q_back_to_the_list(demonstration: Path) -> None:
    async def script(pilot: Pilot[None]) -> None:
        screen(pilot, TheoryScreen)
        await press(pilot, "v", "g")
        screen(pilot, GridScreen)
        await press(pilot, "q")
        screen(pilot, TheoryScreen)

    play_study(demonstration, script, place="theory")


def test_arrows_reach_every_cell_and_sites_scroll_into_sight(demonstration: Path) -> None:
    async def script(pilot: Pilot[None]) -> None:
        there = screen(pilot, GridScreen)
        visited = []
        for key in ("right", "right", "right", "down", "left", "left", "down"):
            await press(pilot, key)
            visited.append(there.main.item.id.replace("\t", " at "))
        falls, home, young = "Falls prevention", "Home-first discharge", "Young people's crisis support"
        assert visited == [
            *(f"{falls} at {site}" for site in ("Brackenford", "National", "National")),
            *(f"{home} at {site}" for site in ("National", "Brackenford", "Harlmere")),
            f"{young} at Harlmere",
        ]

    play_grid(demonstration, script, size=(50, 24))


def test_a_cell_is_judged_with_basis_and_note_and_undone(demonstration: Path) -> None:
    start = substance(demonstration)

    async def script(pilot: Pilot[None]) -> None:
        await press(pilot, "down", "right", "enter")
        there = screen(pilot, CellScreen)
        assert there.cell is not None
        assert (there.cell.row.name, there.cell.cell.site) == ("Home-first discharge", "Brackenford")
        await press(pilot, "down", "c")
        assert judged(demonstration)[4, "Brackenford"].verdict is Verdict.CONFIRMED
        await press(pilot, "b", "down", "down", "enter", "escape")
        assert [ref.number for ref in judged(demonstration)[4, "Brackenford"].basis] == [11]
        await press(pilot, "e", *"why", "ctrl+s")
        assert judged(demonstration)[4, "Brackenford"].note == "why"
        shown = text_of(there.main.sheet)
        for words in ("CONFIRMED", "rests on CMO 11", "“why”"):
            assert words in shown, words
        await press(pilot, "u", "u", "u")
        assert substance(demonstration) == start

    play_grid(demonstration, script, size=(100, 30))


def test_enter_chooses_a_verdict_and_x_takes_it_back(demonstration: Path) -> None:
    async def script(pilot: Pilot[None]) -> None:
        await press(pilot, "enter", "enter", "down", "enter")
        assert judged(demonstration)[1, "Harlmere"].verdict is Verdict.PARTLY
        await press(pilot, "x")
        assert (1, "Harlmere") not in judged(demonstration)
        await press(pilot, "x")
        assert any("not judged at Harlmere" in words for words in await notices(pilot))

    play_grid(demonstration, script)


def test_a_verdict_that_does_not_fit_what_is_marked_is_refused(demonstration: Path) -> None:
    start = substance(demonstration)

    async def script(pilot: Pilot[None]) -> None:
        await press(pilot, "enter", "f", "right", "c", "e")
        told = await notices(pilot)
        assert sum("can be unforeseen (f)" in words for words in told) == 2
        assert any("Judge it first" in words for words in told)

    play_grid(demonstration, script)
    assert substance(demonstration) == start


def test_what_was_observed_is_judged_unforeseen_and_opens(demonstration: Path) -> None:
    async def script(pilot: Pilot[None]) -> None:
        await press(pilot, "enter", "right", "f")
        assert judged(demonstration)[5, "Harlmere"].verdict is Verdict.UNFORESEEN
        await press(pilot, "o")
        assert screen(pilot, CMOScreen).cmo.number == 5
        await press(pilot, "q", "q")
        assert "unforeseen: 5, 6" in text_of(screen(pilot, GridScreen).main.sheet)

    play_grid(demonstration, script)


def test_others_verdicts_appear(demonstration: Path) -> None:
    async def script(pilot: Pilot[None]) -> None:
        there = screen(pilot, GridScreen)
        with Study(demonstration) as study:
            with study.reading() as reader:
                national = next(site.id for site in sites(reader) if site.national)
            study.execute(
                JudgeCMO(judged(demonstration)[1, "Harlmere"].cmo.id, national, Verdict.CONFIRMED),
                coder="Tobias",
            )
        there.poll()
        await pilot.pause()
        assert "confirmed: 1" in text_of(there.main.sheet)

    play_grid(demonstration, script, size=(100, 30))


@pytest.mark.parametrize("size", [(80, 24), (20, 5)])
def test_small_terminals_survive_grid_and_cell(demonstration: Path, size: tuple[int, int]) -> None:
    async def script(pilot: Pilot[None]) -> None:
        await press(pilot, "right", "down", "enter")
        screen(pilot, CellScreen)
        await press(pilot, "down", "pagedown", "q")
        screen(pilot, GridScreen)

    play_grid(demonstration, script, size=size)


def test_an_empty_study_says_what_to_do(tmp_path: Path) -> None:
    create_study(tmp_path / "e.study", title="Empty")

    async def script(pilot: Pilot[None]) -> None:
        screen(pilot, GridScreen)
        await press(pilot, "enter", "right")
        screen(pilot, GridScreen)

    play_grid(tmp_path / "e.study", script)


def grid(sites: int) -> TheoryGrid:
    names = tuple(f"Site {n}" for n in range(sites))
    refs = tuple(CMORef(str(n), n, "") for n in range(40))
    cells = tuple(GridCell(name, tuple(Judged(ref) for ref in refs), (), (), (), 1) for name in names)
    return TheoryGrid(names, (GridRow("A tracer with a long name", True, None, cells),))


@pytest.mark.parametrize("width", [20, 60, 78, 160])
def test_every_site_can_be_brought_into_sight_and_nothing_is_wider_than_the_screen(width: int) -> None:
    many, first = grid(12), 0
    for place in (*range(12), *reversed(range(12))):
        first = first_shown(many, width, first, place)
        shown = len(widths(many, width, first)) - 1
        assert first <= place < first + shown
        assert all(len(line) <= width for line in text_of(lay_out(many, width, first)).split("\n"))
        if width >= 60:
            assert f"Site {place}" in heads(many, width, first)
