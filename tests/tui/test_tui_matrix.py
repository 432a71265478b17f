"""The framework matrix on screen: the grid, a cell, and writing its summary."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import substance
from playing import notices, play_study, screen
from textual.pilot import Pilot

from workbench.model.matrix_views import CaseKind, CellSummary, ColumnKind
from workbench.store.reading.framework import summaries_of
from workbench.store.study import Study
from workbench.tui.matrix.cell_screen import MatrixCellScreen
from workbench.tui.matrix.matrix_screen import MatrixScreen
from workbench.tui.matrix.matrix_view import MatrixView
from workbench.tui.reading.coding_screen import CodingScreen


def shown(view: MatrixView) -> str:
    return "\n".join(view.render_line(y).text for y in range(view.size.height))


def written(path: Path) -> list[CellSummary]:
    with Study(path, read_only=True) as study, study.reading() as reader:
        return list(summaries_of(reader, CaseKind.SOURCE, ColumnKind.CODE).values())


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await pilot.pause()


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (20, 5)])
def test_heads_and_cases_stay_while_the_cells_move(demonstration: Path, size: tuple[int, int]) -> None:
    async def script(pilot: Pilot[None]) -> None:
        view = screen(pilot, MatrixScreen).main
        await press(pilot, *["right"] * 6, *["down"] * 8)
        assert view.place is not None
        case, column = view.place
        assert (case, column) == (view.cases[8], view.columns[6])
        if size[0] > 20:
            lines = shown(view).splitlines()
            assert column.name[:10] in lines[0]
            assert any(line.startswith(case.name) for line in lines[2:])

    play_study(demonstration, script, place="matrix", size=size)


def test_rows_and_columns_are_chosen_and_narrowed(demonstration: Path) -> None:
    async def script(pilot: Pilot[None]) -> None:
        view = screen(pilot, MatrixScreen).main
        await press(pilot, "c", "down", "down", "down", "enter")
        assert [case.name for case in view.cases] == ["Harlmere", "Brackenford", "National"]
        await press(pilot, "t", "down", "enter")
        assert view.columns[0].name.startswith("CMO")
        await press(pilot, "f", *"harlmere", "enter")
        assert [case.name for case in view.cases] == ["Harlmere"]
        await press(pilot, "escape")
        assert len(view.cases) == 3

    play_study(demonstration, script, place="matrix")


def test_a_summary_is_written_linked_and_undone_in_a_cell(demonstration: Path) -> None:
    before, held = substance(demonstration), len(written(demonstration))

    async def script(pilot: Pilot[None]) -> None:
        view = screen(pilot, MatrixScreen).main
        assert view.matrix is not None
        place = view.place
        assert place is not None
        while (place[0].id, place[1].id) not in view.matrix.counts or (
            (place[0].id, place[1].id) in view.matrix.summaries
        ):
            await press(pilot, "right")
            place = view.place
            assert place is not None
        await press(pilot, "enter")
        there = screen(pilot, MatrixCellScreen)
        await press(pilot, "l")
        assert "Write the summary first" in " ".join(await notices(pilot))
        await press(pilot, "e", *"knows", "ctrl+s", "l")
        assert there.cell is not None
        assert there.cell.summary is not None
        assert there.cell.summary.body == "knows"
        assert next(piece.linked for piece in there.cell.pieces)
        await press(pilot, "q")
        assert "= knows" in shown(view)
        assert len(written(demonstration)) == held + 1
        await press(pilot, "u", "u")

    play_study(demonstration, script, place="matrix")
    assert substance(demonstration) == before


def test_a_draft_is_kept_and_enter_leads_to_the_passage(demonstration: Path) -> None:
    async def script(pilot: Pilot[None]) -> None:
        view = screen(pilot, MatrixScreen).main
        assert view.matrix is not None
        while (view.place[0].id, view.place[1].id) not in view.matrix.counts:  # type: ignore[index]
            await press(pilot, "right")
        await press(pilot, "enter", "e", *"half", "escape", "e")
        assert screen(pilot, MatrixCellScreen).query_one("#memo-text").text == "half"  # type: ignore[attr-defined]
        await press(pilot, "escape", "enter")
        assert screen(pilot, CodingScreen)
        await press(pilot, "q")
        assert screen(pilot, MatrixCellScreen)

    play_study(demonstration, script, place="matrix")
