"""The queries kept under a name: to ask one again, rename it or remove it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from textual.app import ComposeResult
from textual.message import Message

from workbench.model.coding_views import SavedQueryView
from workbench.tui.keys.catalogue import bindings
from workbench.tui.widgets.choices import Choice, ChoiceList, Part
from workbench.tui.widgets.panels import Panel


class SavedPanel(Panel):
    """A list of saved queries. Posts `Chosen`."""

    BINDINGS = bindings("saved")

    class Chosen(Message):
        """Something is to be done with a query: `ask` it, `rename` or `remove` it."""

        def __init__(self, query: SavedQueryView, what: Literal["ask", "rename", "remove"]) -> None:
            super().__init__()
            self.query = query
            self.what = what

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._queries: dict[str, SavedQueryView] = {}

    def compose(self) -> ComposeResult:
        """The queries."""
        yield ChoiceList(id="saved-queries")

    def open(self, queries: Sequence[tuple[SavedQueryView, str]]) -> None:
        """List queries with the lines that they ask."""
        self.border_title = "Saved queries   Enter asks it, r renames, x removes, Esc closes"
        self.add_class("-open")
        self.show(queries)
        self.query_one(ChoiceList).focus()

    def show(self, queries: Sequence[tuple[SavedQueryView, str]]) -> None:
        """List these; the mark stays."""
        self._queries = {query.id: query for query, _ in queries}
        entries = [
            Choice(query.id, (Part(query.name), Part(f"  {line or 'everything'}", quiet=True)))
            for query, line in queries
        ]
        found = self.query_one(ChoiceList)
        found.show(entries, key=found.key)

    def on_choice_list_marked(self, event: ChoiceList.Marked) -> None:
        """Nobody else need know."""
        event.stop()

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        """A clicked query is asked."""
        event.stop()
        self.action_choose()

    def action_choose(self) -> None:
        """Ask the marked query."""
        self._post("ask")

    def action_rename(self) -> None:
        """Rename the marked query."""
        self._post("rename")

    def action_remove(self) -> None:
        """Remove the marked query."""
        self._post("remove")

    def _post(self, what: Literal["ask", "rename", "remove"]) -> None:
        query = self._queries.get(self.query_one(ChoiceList).key or "")
        if query is not None:
            self.post_message(self.Chosen(query, what))
