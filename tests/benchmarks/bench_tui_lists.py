"""What a key costs in the lists of 1,000 sources and 3,000 memos; `python bench_tui_lists.py` prints milliseconds.

As in `bench_tui`, a key's cost is the processor time from its arrival until the screen is idle again.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tui"))
sys.path.insert(0, str(Path(__file__).parents[2]))

from bench_tui import key_cost
from fake_desk import FakeDesk, source, transcript

from workbench.config import CONFIG_VARIABLE
from workbench.model.coding_views import SourceProgress
from workbench.model.memo_views import MemoView, SubjectView
from workbench.tui.app import WorkbenchApp

SOURCES = 1_000
MEMOS = 3_000
SIZES = ((80, 24), (200, 60))
MOVES = ("down", "up", "pagedown")
KEYS = {
    "sources": (*MOVES, "greater_than_sign", "equals_sign", "slash", *"tru", "backspace", "escape"),
    "memos": (*MOVES, "slash", *"tru", "backspace", "escape"),
}
"""The keys pressed in each place, in this order."""


class InventedMemos:
    """The memos of a large study."""

    def memos(self) -> Sequence[MemoView]:
        body = "words of a memo about trust " * 25
        return [
            MemoView(f"m{n}", "analytic", f"Title {n}", body, "study", "", "Amira", "2026-11-22", "study")
            for n in range(MEMOS)
        ]

    def subjects(self) -> Sequence[SubjectView]:
        return ()


class LargeDesk(FakeDesk):
    """Many sources, each a third done, and many memos."""

    def progress(self) -> Sequence[SourceProgress]:
        return [
            SourceProgress(s.id, s.name, s.revision_id, s.char_count, s.char_count // 3, ())
            for s in self.records
        ]

    @property
    def memos(self) -> InventedMemos:
        return InventedMemos()


async def measure(place: str, size: tuple[int, int]) -> dict[str, float]:
    """Median milliseconds of each key."""
    text, turns = transcript(20)
    records = [
        source(f"HM-{n}", text, title=f"Person {n}", sites=("Area 1", "Area 2"), attributes={"age": str(n)})
        for n in range(SOURCES)
    ]
    app = WorkbenchApp(LargeDesk({records[0].name: (text, turns)}, records=records), first=place)
    figures = {}
    async with app.run_test(size=size) as pilot:
        await pilot.pause(1)
        for key in KEYS[place]:
            median, _ = await key_cost(pilot, key, presses=12 if key in MOVES else 1)
            figures[f"{place} {size[0]}x{size[1]} {key}"] = median
    return figures


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        os.environ[CONFIG_VARIABLE] = str(Path(folder) / "config.toml")
        for place in KEYS:
            for size in SIZES:
                for name, milliseconds in asyncio.run(measure(place, size)).items():
                    print(f"{name:<40} {milliseconds:8.1f}")
