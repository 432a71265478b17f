"""The home of a study."""

from __future__ import annotations

from workbench.tui.keys.action import Action

ACTIONS: tuple[Action, ...] = (
    Action("home.open", "home", "Home", "enter", "open", "Go to what is marked", "Go there"),
    Action("home.quit", "home", "Home", "q", "quit", "Quit; everything is saved already", "Quit"),
)
"""All of them, in the order in which help lists them."""
