"""The list of sources."""

from __future__ import annotations

from workbench.tui.keys.action import Action

ACTIONS: tuple[Action, ...] = (
    Action("sources.open", "sources", "Sources", "enter", "open", "Read the source", "Open"),
    Action(
        "sources.filter",
        "sources",
        "Sources",
        "slash",
        "filter",
        "Filter; letters that are no keys do, too",
        "Filter",
    ),
    Action("sources.leave", "sources", "Sources", "escape", "leave", "Clear the filter"),
    Action(
        "sources.quit", "sources", "Sources", "q", "app.quit", "Quit; everything is saved already", "Quit"
    ),
)
"""All of them, in the order in which help lists them."""
