"""What the screen costs: laying out, first paint, and processing per key, at 30,000 lines and 1,000 codes.

`measure()` returns milliseconds by name (and lines and bytes of a key, by names that say so). A key's cost is
the processor time from its arrival until the screen is idle again, so waiting is not counted;
`python bench_tui.py` prints the figures.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tui"))
sys.path.insert(0, str(Path(__file__).parents[2]))

from fake_desk import TALK, FakeDesk, codes, transcript
from textual import events
from textual._compositor import CompositorUpdate
from textual.pilot import Pilot

from workbench.config import CONFIG_VARIABLE
from workbench.model.searching import SearchMode, SourceHits, hit_at
from workbench.model.views import Quote
from workbench.tui.app import WorkbenchApp
from workbench.tui.codebook.finder import CodeFinder
from workbench.tui.reading.coding_screen import CodingScreen
from workbench.tui.text.layout import lay_out
from workbench.tui.text.transcript import TranscriptView

LINES = 30_000
CODES = 1_000
QUOTES = 20_000
HITS = 1_000
PRESSES = 60
SETTLE_SECONDS = 0.05
"""Longer than Textual waits before it paints, so that each key is measured with its painting."""


def long_desk() -> FakeDesk:
    """A source of at least `LINES` lines on 80 columns, with a coding every 4,000 characters.

    And `CODES` codes.
    """
    text, turns = transcript(LINES // 2)
    book = codes(CODES)
    desk = FakeDesk({"long": (text, turns)}, code_list=book)
    for i, start in enumerate(range(100, len(text) - 500, 4_000)):
        desk.add_mark("long", start, start + 90 + 50 * (i % 7), book[i % 40].name)
    desk.recents = [code.id for code in book[:9]]
    return desk


class ListsDesk(FakeDesk):
    """Answers every query with `QUOTES` excerpts and every search with `HITS` hits."""

    def ask(self, line: str) -> Iterator[Sequence[Quote]]:
        for first in range(0, QUOTES, 1_000):
            yield [quote(i) for i in range(first, first + 1_000)]

    def search(self, mode: SearchMode, words: str, limits: str) -> Iterator[SourceHits]:
        for number in range(0, HITS, 10):
            hits = [
                hit_at(f"source:{number}", f"revision:{number}", TALK[0] * 3, 90 + i, 95 + i)
                for i in range(10)
            ]
            yield SourceHits(f"source:{number}", f"S{number:04}", tuple(hits))

    def names(self) -> dict[str, tuple[str, ...]]:
        return {"code": tuple(code.name for code in self.codes())}

    limit_names = names


def quote(number: int) -> Quote:
    """An excerpt of an invented talk."""
    words, where = TALK[number % len(TALK)], "[18967, CCG, Area 1, Jan 2017]"
    return Quote(
        f"c{number}",
        "source:long",
        "long",
        0,
        len(words),
        words,
        "code:Goodwill",
        "Goodwill",
        "Ann",
        "",
        "",
        where,
    )


async def list_costs(place: str, typed: str, keys: tuple[str, ...]) -> dict[str, float]:
    """Keys of a screen with a long list, once the answer to what is typed is there."""
    app = WorkbenchApp(ListsDesk({"long": transcript(20)}, code_list=codes(CODES)), first=place)
    figures: dict[str, float] = {}
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("slash") if place == "excerpts" else await pilot.pause()
        for key in typed:
            figures[f"{place} {key} typed: median"], figures[f"{place} {key} typed: worst"] = await key_cost(
                pilot, key, presses=3
            )
        await pilot.press("enter")
        await app.workers.wait_for_complete()
        await pilot.pause(0.5)
        for key in keys:
            figures[f"{place} {key}: median"], figures[f"{place} {key}: worst"] = await key_cost(
                pilot, key, presses=20
            )
    return figures


async def key_cost(pilot: Pilot[None], key: str, *, presses: int = PRESSES) -> tuple[float, float]:
    """Median and worst milliseconds of processing of a key."""
    costs: list[float] = []
    character = key if len(key) == 1 else None
    for _ in range(presses):
        before = time.process_time()
        pilot.app.post_message(events.Key(key, character))
        await asyncio.sleep(SETTLE_SECONDS)
        costs.append((time.process_time() - before) * 1_000)
    return statistics.median(costs), max(costs)


async def sent_by_key(pilot: Pilot[None], view: TranscriptView, key: str) -> dict[str, float]:
    """Lines painted anew and bytes sent to the terminal by one more press of a key: numbers, not milliseconds."""
    app, painted, sent = pilot.app, view.painter.painted, 0

    def display(screen: object, update: object) -> None:
        nonlocal sent
        if isinstance(update, CompositorUpdate):
            sent += len(update.render_segments(app.console))

    plain, app._display = app._display, display
    await pilot.press(key)
    await pilot.pause(SETTLE_SECONDS)
    app._display = plain
    return {f"{key}: lines painted": view.painter.painted - painted, f"{key}: bytes sent": sent}


async def screen_costs() -> dict[str, float]:
    """First paint and keys of the reading view and the picker."""
    desk = long_desk()
    app = WorkbenchApp(desk, first="sources")
    figures: dict[str, float] = {}
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        before = time.perf_counter()
        await app.push_screen(CodingScreen(app.session, desk.source_views()[0]))
        view = app.screen.query_one(TranscriptView)
        while not view.painter.painted:
            await asyncio.sleep(0.001)
        figures["first paint"] = (time.perf_counter() - before) * 1_000
        await asyncio.sleep(1)
        idle = time.process_time()
        for _ in range(20):
            await asyncio.sleep(SETTLE_SECONDS)
        figures["idle (in each key below)"] = (time.process_time() - idle) * 50
        middle = len(view.shown.text) // 2
        view.show_cursor(view.reading.place(view.cursor, middle))
        for key in (
            "right",
            "down",
            "n",
            "N",
            "pagedown",
            "shift+right",
            "shift+down",
            "escape",
            "s",
            "t",
            "1",
            "u",
            "tab",
            "greater_than_sign",
        ):
            figures[f"{key}: median"], figures[f"{key}: worst"] = await key_cost(pilot, key)
            figures |= await sent_by_key(pilot, view, key)
        await pilot.press("escape", "g", "v", "G")
        figures["right, all selected: median"], _ = await key_cost(pilot, "right", presses=10)
        await pilot.press("escape")
        await pilot.press("escape", "s", "c")
        await pilot.pause()
        for key in ("t", "r", "u", "s", "t", "backspace", "backspace", "backspace", "down"):
            figures[f"picker {key}: median"], figures[f"picker {key}: worst"] = await key_cost(
                pilot, key, presses=5
            )
    return figures


def measure() -> dict[str, float]:
    """All figures, in milliseconds."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ[CONFIG_VARIABLE] = str(Path(folder) / "config.toml")  # places of reading are no figures
        return _measure()


def _measure() -> dict[str, float]:
    text, _ = transcript(LINES // 2)
    figures: dict[str, float] = {}
    before = time.perf_counter()
    layout = lay_out(text, width=70)
    figures[f"lay out {layout.line_count:,} lines"] = (time.perf_counter() - before) * 1_000
    finder = CodeFinder(codes(CODES), ())
    for query in ("t", "tr", "tru", "trust", "numbr 77", "reason why something"):
        before = time.perf_counter()
        finder.find(query)
        figures[f"find {query!r} in {CODES:,}"] = (time.perf_counter() - before) * 1_000
    figures |= asyncio.run(screen_costs())
    figures |= asyncio.run(list_costs("excerpts", "go", ("down", "pagedown", "space", "ctrl+down")))
    return figures | asyncio.run(list_costs("search", "te", ("down", "pagedown", "space")))


if __name__ == "__main__":
    for name, milliseconds in measure().items():
        print(f"{name:<40} {milliseconds:8.1f}")
