"""What the screens of the panel Views share: the panel itself, on `v`, and the way back to the list."""

from __future__ import annotations

from collections.abc import Iterable

from textual.app import ComposeResult
from textual.content import Content

from workbench.tui.keys.catalogue import bindings
from workbench.tui.study_screen import StudyScreen
from workbench.tui.theory.views import VIEWS
from workbench.tui.widgets.choices import Choice, ChoiceList, Part
from workbench.tui.widgets.panels import Panel

VIEW_PLACES = ("views", "viewing")
"""The places of keys that a screen of the panel adds to its own `KEY_PLACES`."""


class ViewsPanel(Panel):
    """Lists the views of theory; a letter, or Enter on the marked one, goes there."""

    ASKS = True
    BINDINGS = bindings("viewing")
    DEFAULT_CSS = "ViewsPanel { height: 14; }"

    def compose(self) -> ComposeResult:
        """One line a view."""
        yield ChoiceList(id="view-list")

    def open(self, name: str) -> None:
        """Show the views, marking the one that is looked at."""
        self.border_title = Content("Views of theory   a letter or Enter goes there, Esc stays")
        self.add_class("-open")
        entries = self.query_one(ChoiceList)
        choices = [
            Choice(
                view.name,
                (Part(f"{view.key} ", strong=True), Part(f"{view.label:<28} "), Part(view.about, quiet=True)),
            )
            for view in VIEWS
        ]
        entries.show(choices, key=name)
        entries.top = 0  # all of them have room; the panel has no size yet, by which to tell
        entries.focus()

    def on_choice_list_marked(self, event: ChoiceList.Marked) -> None:
        """Nobody else need know."""
        event.stop()

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        """A clicked view is gone to."""
        event.stop()
        self.action_choose()

    def action_choose(self) -> None:
        """Go to the marked view."""
        key = self.query_one(ChoiceList).key
        if key is not None:
            self.action_view(key)

    def action_view(self, name: str) -> None:
        """Go to a view."""
        self.action_close()
        self.run_worker(self.app.run_action(f"go('{name}')"))


class ViewScreen(StudyScreen):
    """A screen of the panel Views. A subclass yields what it inherits in `panels`, and lists `VIEW_PLACES`, too."""

    BINDINGS = bindings("views")

    def panels(self) -> Iterable[Panel]:
        """The panel Views."""
        yield ViewsPanel(id="views")

    def action_views(self) -> None:
        """Open the panel Views."""
        self.close_panels()
        self.query_one(ViewsPanel).open(self.app.current_mode)

    async def action_view(self, name: str) -> None:
        """Go to a view, from the command palette."""
        await self.app.run_action(f"go('{name}')")

    async def action_back(self) -> None:
        """Back to the list of configurations; for `q` on any view but that."""
        await self.app.run_action("go('theory')")
