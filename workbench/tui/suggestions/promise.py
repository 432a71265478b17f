"""Choosing what is promised: how much of what is shown in this study should be right."""

from __future__ import annotations

from workbench.tui.session import attempt
from workbench.tui.study_screen import StudyScreen
from workbench.tui.widgets.choices import Choice, Part
from workbench.tui.widgets.panels import Chooser

SHARES = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)


def choose_promise(screen: StudyScreen) -> None:
    """Ask for the promise of the study, and keep it for all coders. The screen has a `Chooser`."""
    desk = screen.session.desk.suggestions
    now = attempt(screen, desk.promise)
    if now is None:
        return

    def keep(key: str) -> None:
        summary = screen.change(lambda: desk.set_promise(float(key)))
        if summary is not None:
            desk.look_again()
            screen.say(summary)

    choices = [
        Choice(
            str(share),
            (
                Part(f"at least {share:.0%} right", strong=share == now),
                Part("  as now" if share == now else "", quiet=True),
            ),
        )
        for share in SHARES
    ]
    screen.close_panels()
    chooser = screen.query_one(Chooser)
    chooser.open("Promise what of suggestions, for all coders?   Enter, Esc leaves it", choices, keep)
