"""Retrieval and changes to many codings for the screen (`tui.desk.excerpts`)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from workbench.coding.changing import RemoveCodings
from workbench.coding.recoding import RecodeCodings
from workbench.coding.saving import RemoveQuery, RenameQuery, SaveQuery, definition_of, line_of
from workbench.desk.sitting import Sitting
from workbench.desk.targets import new_target
from workbench.errors import Conflict
from workbench.model.coding_views import SavedQueryView
from workbench.model.views import Quote
from workbench.model.vocabulary import plural
from workbench.retrieval import asked, coding_filter, query_names
from workbench.store.reading import saved_queries
from workbench.store.reading.code_use import place_of
from workbench.store.reading.coding_filter import CodingFilter
from workbench.store.reading.codings import coding_owner, quotes
from workbench.store.study import Study

FIRST_PIECE = 50
"""Quotes that fill a screen: they are handed over before the rest is read."""

PIECE = 1_000
"""Quotes handed over at once after that."""


class StudyExcerpts:
    """The coded excerpts of the study, changed in one coder's name."""

    def __init__(self, sitting: Sitting) -> None:
        self._sitting = sitting

    def ask(self, line: str) -> Iterator[Sequence[Quote]]:
        """The quotes that answer a query, piece by piece, over a connection of their own."""
        question = asked(line)
        with Study(self._sitting.study.path, read_only=True) as study, study.reading() as reader:
            found = quotes(reader, self._seen(coding_filter(reader, study.id, question)))
            size = FIRST_PIECE
            while piece := tuple(islice(found, size)):
                yield piece
                size = PIECE

    def _seen(self, wanted: CodingFilter) -> CodingFilter:
        """Without what a blind round hides from the coder."""
        return replace(wanted, seen_by=self._sitting.coder_id)

    def revision_of(self, quote: Quote) -> str:
        """The id of the text in which a quote stands."""
        with self._sitting.reading() as reader:
            if coding_owner(reader, quote.coding_id) is None:
                raise Conflict("this coding is no longer in the study")
            return place_of(reader, quote.coding_id)[0]

    def names(self) -> Mapping[str, Sequence[str]]:
        """What may stand in a query."""
        with self._sitting.reading() as reader:
            return query_names(reader)

    def recode(self, coding_ids: Sequence[str], code_id: str, *, others: bool) -> str:
        """Give codings another code."""
        return self._sitting.execute(RecodeCodings(tuple(coding_ids), code_id, others)).summary

    def remove(self, coding_ids: Sequence[str]) -> str:
        """Take several of the coder's own codings away."""
        return self._sitting.execute(RemoveCodings(tuple(coding_ids))).summary

    def require_new(self, path: str) -> str:
        """The whole path of a file that is to be written, if it can be."""
        return str(new_target(path))

    def write(
        self, line: str, path: str, *, only: Collection[str], progress: Callable[[int, int], None]
    ) -> str:
        """Write the answers into a new file, as `export excerpts` does."""
        from workbench.export.holdings import excerpts_listing
        from workbench.export.listing import render_listing
        from workbench.export.writing import write_output
        from workbench.store.reading.tracer_report import as_of

        target = new_target(path)
        count = 0

        def counted() -> Iterator[Quote]:
            nonlocal count
            for quote in quotes(reader, wanted):
                if not only or quote.coding_id in only:
                    count += 1
                    yield quote
                if count % PIECE == 0:
                    progress(count, len(only))

        with self._sitting.leaving():
            with self._sitting.reading() as reader:
                wanted = self._seen(coding_filter(reader, self._sitting.study.id, asked(line)))
                listing = excerpts_listing(counted())
                data = render_listing(listing, format=target.suffix[1:].lower(), as_of=as_of(reader))
            progress(count, count)
            write_output(target, data, force=False)
        return f"Saved {plural(count, 'coding')} in {target}"

    def saved_queries(self) -> Sequence[SavedQueryView]:
        """Queries kept under a name."""
        with self._sitting.reading() as reader:
            return saved_queries.saved_queries(reader)

    def line_of(self, query: SavedQueryView) -> str:
        """The line that a saved query asks."""
        return line_of(query.definition)

    def save_query(self, name: str, line: str) -> str:
        """Keep a query under a name; a line that cannot be read is refused."""
        asked(line)
        return self._sitting.execute(SaveQuery(name, definition_of(line))).summary

    def rename_query(self, query_id: str, name: str) -> str:
        """Give a saved query another name."""
        return self._sitting.execute(RenameQuery(query_id, name)).summary

    def remove_query(self, query_id: str) -> str:
        """Take a saved query away."""
        return self._sitting.execute(RemoveQuery(query_id)).summary
