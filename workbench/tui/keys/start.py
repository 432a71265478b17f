"""Choosing a study."""

from __future__ import annotations

from workbench.tui.keys.action import Action

ACTIONS: tuple[Action, ...] = (
    Action("start.open", "start", "Studies", "enter", "open", "Open the study", "Open"),
    Action("start.new", "start", "Studies", "n", "new", "Create a study in this folder", "New"),
    Action(
        "start.demo",
        "start",
        "Studies",
        "d",
        "demonstration",
        "Build the demonstration here",
        "Demonstration",
    ),
    Action("start.leave", "start", "Studies", "escape", "leave", "Do not create a study"),
    Action("start.quit", "start", "Studies", "q,ctrl+q", "quit", "Quit", "Quit"),
)
"""All of them, in the order in which help lists them."""
