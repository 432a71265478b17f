"""The theory map on screen: what is drawn, where arrows lead, filtering, and opening what is marked."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from playing import play_study, screen
from rich.cells import cell_len
from textual.pilot import Pilot

from workbench.model.theory_map_views import SHARES, MapEdge, MapLayout, MapNode, TheoryMap
from workbench.tui.theory.cmo_screen import CMOScreen
from workbench.tui.theory_map.canvas import BOX, GAP, Canvas, beside, drawn_on
from workbench.tui.theory_map.map_screen import MapScreen
from workbench.tui.theory_map.map_view import MapView


def shown(view: MapView) -> str:
    return "\n".join(view.render_line(y).text for y in range(view.size.height))


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await pilot.pause()


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (20, 5)])
def test_arrows_go_along_links_and_enter_opens_the_configuration(
    demonstration: Path, size: tuple[int, int]
) -> None:
    async def script(pilot: Pilot[None]) -> None:
        there = screen(pilot, MapScreen)
        assert there.main.box is not None
        assert there.main.box.node.name == "CMO 1"
        await press(pilot, "right", "right")
        assert there.main.box.node.name == "CMO 5"
        if size[0] > 20:
            assert "CMO 5" in shown(there.main)
        await press(pilot, "enter")
        assert screen(pilot, CMOScreen).cmo_id == there.main.box.node.id
        await press(pilot, "q")
        assert screen(pilot, MapScreen).main.box.node.name == "CMO 5"

    play_study(demonstration, script, place="map", size=size)


def test_a_filter_shows_one_tracer_and_escape_all_again(demonstration: Path) -> None:
    async def script(pilot: Pilot[None]) -> None:
        there = screen(pilot, MapScreen)
        every = len(there.main.canvas.boxes)
        await press(pilot, "f", *"falls", "enter")
        names = {box.node.name for box in there.main.canvas.boxes.values()}
        assert "CMO 5" in names
        assert "CMO 12" not in names
        await press(pilot, "escape")
        assert len(there.main.canvas.boxes) == every

    play_study(demonstration, script, place="map")


def test_the_map_fills_the_pane_and_shows_what_is_marked_whatever_was_shown_before(
    demonstration: Path,
) -> None:
    async def script(pilot: Pilot[None]) -> None:
        here = screen(pilot, MapScreen).main
        for key in (*here.canvas.boxes, *reversed(here.canvas.boxes)):
            here.mark(key)
            here.show(here.canvas)
            await pilot.pause()
            box = here.box
            assert box is not None
            assert here._top <= box.y < here._top + here.size.height
            assert here._top <= max(0, len(here.canvas.cells) - here.size.height)
            assert here._left <= max(0, len(here.canvas.cells[0]) - here.size.width + 1)
        last = max(here.canvas.boxes.values(), key=lambda one: one.y)
        here.mark(last.node.id)
        here.show(Canvas(here.canvas.cells[:6], {last.node.id: replace(last, y=2)}))
        assert here._top == 0, "six lines fit"

    play_study(demonstration, script, place="map", size=(100, 30))


def test_an_element_opens_one_of_those_that_hold_it(demonstration: Path) -> None:
    async def script(pilot: Pilot[None]) -> None:
        there = screen(pilot, MapScreen)
        await press(pilot, "right")
        assert there.main.box is not None
        assert there.main.box.node.name == "E4"
        await press(pilot, "enter", "down", "enter")
        assert screen(pilot, CMOScreen)

    play_study(demonstration, script, place="map")


NODES = tuple(MapNode(f"n{n}", n % 2 == 0, n, "日本語 " * n + "words") for n in range(4))
DRAWN = TheoryMap(NODES, (MapEdge("n0", "n1", SHARES, ripple=True), MapEdge("n2", "n1", "rival of")))
LAID = MapLayout(
    {"n0": (0, 0.0), "n1": (2, 1.0), "n2": (2, 0.0), "n3": (0, 3.0)},
    {("n0", "n1"): ((0, 0.0), (1, 0.5), (2, 1.0)), ("n2", "n1"): ()},
    3,
    4.0,
)


def test_every_line_of_the_canvas_is_as_wide_as_the_map_whatever_the_letters() -> None:
    canvas = drawn_on(DRAWN, LAID)
    assert {cell_len("".join(line)) for line in canvas.cells} == {3 * (BOX + GAP) - GAP}
    text = "\n".join("".join(line) for line in canvas.cells)
    assert "▶" in text
    assert "━" in text


def test_arrows_prefer_links_to_what_is_near() -> None:
    canvas = drawn_on(DRAWN, LAID)
    assert beside(canvas, "n0", "right") == "n1"
    assert beside(canvas, "n3", "right") in ("n1", "n2")
    assert beside(canvas, "n0", "down") == "n3"
    assert beside(canvas, "n0", "left") == "n0"
