"""The queries kept under a name: to ask one again, rename it or remove it."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.message import Message

from workbench.model.coding_views import SavedQueryView
from workbench.tui.choices import Choice, ChoiceList, Part
from workbench.tui.keys.catalogue import bindings
from workbench.tui.panels import Panel


class SavedPanel(Panel):
    """A list of saved queries. Posts `Chosen`, `Renaming` and `Removing` with the query."""

    BINDINGS = bindings("saved")

    class Chosen(Message):
        """The query is to be asked."""

        def __init__(self, query: SavedQueryView) -> None:
            super().__init__()
            self.query = query

    class Renaming(Chosen):
        """The query is to have another name."""

    class Removing(Chosen):
        """The query is to be taken away."""

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
        self._post(self.Chosen)

    def action_rename(self) -> None:
        """Rename the marked query."""
        self._post(self.Renaming)

    def action_remove(self) -> None:
        """Remove the marked query."""
        self._post(self.Removing)

    def _post(self, kind: type[Chosen]) -> None:
        query = self._queries.get(self.query_one(ChoiceList).key or "")
        if query is not None:
            self.post_message(kind(query))
