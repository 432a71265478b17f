"""Make the pictures of the screen in docs/screens/ from the demonstration study, so that they stay true.

python docs/make_screens.py
"""

from __future__ import annotations

import asyncio
import os
import re
import tempfile
from pathlib import Path

from workbench.config import CONFIG_VARIABLE
from workbench.demonstration import build
from workbench.desk import StudyDesk
from workbench.tui.app import WorkbenchApp

FOLDER = Path(__file__).parent / "screens"
SIZE = (110, 32)
SCENES = {
    "home": (),
    "sources": ("f4",),
    "reading": ("f4", "enter", "N", "N", "N", "N", "N", "N", "n"),
    "coding": ("f4", "enter", "N", "N", "N", "N", "N", "N", "s", "c", *"trust"),
    "codebook": ("f5", "down", "down"),
    "excerpts": ("f6", "slash", *"relationships", "enter", "down"),
    "search": ("f7", *"trust", "enter", "down", "down", "v"),
    "memos": ("f8", "down"),
    "theory": ("f9", "down", "down", "down", "down", "enter"),
    "map": ("f9", "v", "m"),
    "grid": ("f9", "v", "g"),
    "reports": ("f11", "down", "down"),
}
"""The name of each picture and the keys that lead there from the start."""


async def take(study: Path, name: str, keys: tuple[str, ...]) -> None:
    """Drive the screen with the keys and keep what it shows."""
    app = WorkbenchApp(StudyDesk(study, coder="Mared"))
    async with app.run_test(size=SIZE) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        for key in keys:
            await pilot.press(key)
        await app.workers.wait_for_complete()
        await pilot.pause(0.3)
        picture = app.export_screenshot(title="workbench")
    unique = re.search(r"terminal-\d+", picture)
    steady = picture.replace(unique.group(), f"terminal-{name}") if unique else picture
    (FOLDER / f"{name}.svg").write_text(steady, "utf-8")


def main() -> None:
    """Build the demonstration aside and take every picture."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(TERM="xterm-256color", COLORTERM="truecolor")
        os.environ.pop("NO_COLOR", None)
        study = build(Path(folder), force=False, tell=lambda _: None)[0]
        for name, keys in SCENES.items():
            os.environ[CONFIG_VARIABLE] = str(
                Path(folder) / name / "config.toml"
            )  # no keys or places of anybody's
            asyncio.run(take(study, name, keys))


if __name__ == "__main__":
    main()
