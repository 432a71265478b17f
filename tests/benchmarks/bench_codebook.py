"""What a key costs on the codebook screen with 1,000 codes, over a real study, as `bench_tui` measures it.

python bench_codebook.py
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[2]))

from bench_tui import CODES, key_cost

from workbench.coding.codebook import ImportCodebook
from workbench.coding.hierarchy import CodeEntry
from workbench.desk import StudyDesk
from workbench.store.creating import create_study
from workbench.store.study import Study
from workbench.tui.app import WorkbenchApp

KEYS = (
    *("down", "pagedown", "left", "right", "z", "h", "J", "K"),
    *("slash", "t", "o", "p", "i", "c", "escape"),
    *("g", "t", "o", "p", "down", "escape"),
    *("enter", "a", "b", "escape"),
)
"""Going about, moving codes (which is written to disk), filtering, choosing a target, writing."""


def build(path: Path) -> None:
    """A study with so many codes, five under each of the first."""
    create_study(path, title="Many codes")
    entries = [
        CodeEntry(
            where=str(n),
            name=f"Topic number {n} of the study",
            key=f"k{n}",
            parent=f"k{n // 5 - 1}" if n >= CODES // 10 else "",
            short_definition=f"What people say about topic {n} and why it matters to them",
            full_definition="A sentence that says what is meant and what is not. " * 5,
            when_to_use="The speaker gives it as the reason why something works or does not.",
            examples="we knew each other",
        )
        for n in range(CODES)
    ]
    with Study(path) as study:
        study.execute(ImportCodebook(tuple(entries)), coder="Amira")


async def measure(path: Path) -> dict[str, tuple[float, float]]:
    """Median and worst milliseconds of each key, in order; the place in `KEYS` tells equal ones apart."""
    app = WorkbenchApp(StudyDesk(path, coder="Amira"), first="codebook")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await asyncio.sleep(1)
        return {f"{n:02} {key}": await key_cost(pilot, key, presses=3) for n, key in enumerate(KEYS)}


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        build(Path(folder) / "many.study")
        for name, (median, worst) in asyncio.run(measure(Path(folder) / "many.study")).items():
            print(f"{name:<40} {median:8.1f} {worst:8.1f}")
