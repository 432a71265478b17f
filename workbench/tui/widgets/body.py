"""What is between title and keys: the content, and the panels docked to it."""

from __future__ import annotations

from textual.containers import Container
from textual.events import DescendantFocus

from workbench.tui.widgets.panels import Panel


class Body(Container):
    """Holds the content and the panels of a screen."""

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """A question that lost the keys, to a click elsewhere, is withdrawn: what it lists may change now.

        The event may be of before: a panel that closes gives the keys back, and the one it opens takes them.
        """
        focused = self.screen.focused or event.widget
        for panel in self.query(Panel):
            if panel.ASKS and panel.is_open and panel not in focused.ancestors_with_self:
                panel.remove_class("-open")
        self.screen.refresh_bindings()
