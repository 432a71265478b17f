"""The panel Views of theory: its key, and the letters of the views in it."""

from __future__ import annotations

from workbench.tui.keys.action import Action
from workbench.tui.theory.views import VIEWS

ACTIONS: tuple[Action, ...] = (
    Action("views.open", "views", "Views of theory", "v", "views", "Other views of theory", "Views"),
    *(
        Action(
            f"view.{view.name}",
            "viewing",
            "Views of theory",
            view.key,
            f"view('{view.name}')",
            f"Go to: {view.label}",
            shown_as=f"v {view.key}",
        )
        for view in VIEWS
    ),
)
"""All of them; the letters work in the open panel."""
