"""What moving and coding cost with the suggestions open, at 30,000 lines and with three tags and 2,000 claims at hand.

Milliseconds of processing per key, answers taken in included; `python bench_tui_suggestions.py` prints them.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from concurrent.futures import Future
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1] / "tui"))
sys.path.insert(0, str(Path(__file__).parents[2]))

from bench_tui import CODES, LINES, key_cost
from fake_desk import TALK, FakeDesk, codes, transcript

from workbench.config import CONFIG_VARIABLE
from workbench.model.suggestion_views import (
    ClaimView,
    PassageAnswer,
    PrecedentView,
    Reason,
    SuggesterStage,
    SuggesterState,
    TagView,
)
from workbench.model.suggestions import Maker, Proposal
from workbench.tui.app import WorkbenchApp
from workbench.tui.reading.coding_screen import CodingScreen
from workbench.tui.suggestions.asking import REST_SECONDS
from workbench.tui.suggestions.pane import SuggestionPane
from workbench.tui.text.transcript import TranscriptView

CLAIMS = 2_000
LEAST_MS = 16.0
"""A key must take less, so that no frame is lost."""


class TellingDesk(FakeDesk):
    """Answers at once: three tags for each 300 characters."""

    def state(self) -> SuggesterState:
        return SuggesterState(SuggesterStage.READY, "ready")

    def ask(self, revision_id: str, start_char: int, end_char: int) -> Future[PassageAnswer]:
        made: Future[PassageAnswer] = Future()
        made.set_result(answer(revision_id, start_char, end_char))
        return made

    def ask_at(self, revision_id: str, offset: int) -> Future[PassageAnswer]:
        return self.ask(revision_id, offset // 300 * 300, offset // 300 * 300 + 300)

    def claims(self, revision_id: str) -> Future[tuple[ClaimView, ...]]:
        step = len(self.text(revision_id)) // CLAIMS
        made: Future[tuple[ClaimView, ...]] = Future()
        made.set_result(tuple(claim(number * step) for number in range(CLAIMS)))
        return made


def claim(start: int) -> ClaimView:
    return ClaimView(
        start, start + 120, TALK[0], "because", "because", start + 20, start + 27, "strong", 0.9, ("predicted",),
        True, (start + 28, start + 120), (start, start + 19), False, (),
    )  # fmt: skip


def answer(revision_id: str, start: int, end: int) -> PassageAnswer:
    precedents = tuple(
        PrecedentView("source:long", "long", 0, 90, 0.2, True, TALK[n], "[18967, CCG, Jan 2017]")
        for n in range(3)
    )
    reason = Reason("excerpts", 0.1, ("trust", "money", "service"), ("trust",), precedents)
    tags = tuple(
        TagView(
            code.id, code.path, 0.7, (0.6, 0.8), reason,
            Proposal(revision_id, start, end, code.id, rank, 0.7, (0.6, 0.8), "", reason.kept()), Maker("m", "i"),
        )
        for rank, code in enumerate(codes(CODES)[:3], 1)
    )  # fmt: skip
    return PassageAnswer(revision_id, start, end, tags, "", "out of fold, n=214: 31 of 46 shown were right")


async def costs(size: tuple[int, int]) -> dict[str, float]:
    """Keys of the reading view with the suggestions open."""
    desk = TellingDesk({"long": transcript(LINES // 2)}, code_list=codes(CODES))
    desk.recents = [code.id for code in desk.code_list[:9]]
    app = WorkbenchApp(desk, first="sources")
    figures: dict[str, float] = {}
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await app.push_screen(CodingScreen(app.session, desk.source_views()[0]))
        await pilot.pause(1)
        view = app.screen.query_one(TranscriptView)
        view.show_cursor(view.reading.place(view.cursor, len(view.shown.text) // 2))
        await pilot.press("S")
        await pilot.pause(4 * REST_SECONDS)
        assert app.screen.query_one(SuggestionPane).told.tags
        for key in ("right", "down", "n", "N", "pagedown", "shift+down", "s", "z", "1"):
            name = f"{size[0]}x{size[1]} {key}"
            figures[f"{name}: median"], figures[f"{name}: worst"] = await key_cost(pilot, key, presses=30)
            await pilot.pause(2 * REST_SECONDS)
    return figures


def measure() -> dict[str, float]:
    """All figures, in milliseconds."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ[CONFIG_VARIABLE] = str(Path(folder) / "config.toml")
        return asyncio.run(costs((80, 24))) | asyncio.run(costs((200, 60)))


if __name__ == "__main__":
    for name, milliseconds in measure().items():
        print(
            f"{name:<40} {milliseconds:8.1f}{'  TOO MUCH' if milliseconds > LEAST_MS and 'median' in name else ''}"
        )
