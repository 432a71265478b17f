"""What retrieval on screen needs of a study. What changes something returns a summary for the reader."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Protocol

from workbench.model.coding_views import SavedQueryView
from workbench.model.views import Quote


class ExcerptsDesk(Protocol):
    """Quotes by a query, changes to many codings at once, and queries kept under a name."""

    def ask(self, line: str) -> Iterator[Sequence[Quote]]:
        """The quotes that answer a query, a few at first and then in larger pieces.

        It reads by itself, so that it may be called and iterated in any thread. Raises `WorkbenchError` when the first
        piece is asked for: what cannot be read, or a name that is not there, with near ones.
        """
        ...

    def revision_of(self, quote: Quote) -> str:
        """The id of the text in which a quote stands."""
        ...

    def names(self) -> Mapping[str, Sequence[str]]:
        """What may stand in a query, as it is written there: by field, and codes under `code`."""
        ...

    def recode(self, coding_ids: Sequence[str], code_id: str, *, others: bool) -> str:
        """Give codings another code, those of other coders only with `others`."""
        ...

    def remove(self, coding_ids: Sequence[str]) -> str:
        """Take several of the coder's own codings away as one change."""
        ...

    def require_new(self, path: str) -> str:
        """The whole path of a file that is to be written; raises if it exists already or its folder does not."""
        ...

    def write(
        self, line: str, path: str, *, only: Collection[str], progress: Callable[[int, int], None]
    ) -> str:
        """Write the answers to a query into a new file, in the format of its ending; `only` these codings if any."""
        ...

    def saved_queries(self) -> Sequence[SavedQueryView]:
        """Queries kept under a name, by name."""
        ...

    def line_of(self, query: SavedQueryView) -> str:
        """The line that a saved query asks."""
        ...

    def save_query(self, name: str, line: str) -> str:
        """Keep a query under a name, in place of one of that name."""
        ...

    def rename_query(self, query_id: str, name: str) -> str:
        """Give a saved query another name."""
        ...

    def remove_query(self, query_id: str) -> str:
        """Take a saved query away."""
        ...
