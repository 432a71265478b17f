"""Searching the texts, and coding what is found, for the screen (`tui.desk.searching`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from workbench.coding.commands import ApplyCodes
from workbench.coding.extending import new_codings, passages
from workbench.desk.sitting import Sitting
from workbench.model.searching import AutoCoding, Extent, Hit, Passage, SearchMode, SourceHits
from workbench.retrieval import limit_names, search_for
from workbench.store.reading import searching
from workbench.store.study import Study


class StudySearching:
    """The texts of the study."""

    def __init__(self, sitting: Sitting) -> None:
        self._sitting = sitting

    def search(self, mode: SearchMode, words: str, limits: str) -> Iterator[SourceHits]:
        """The hits by source, over a connection of their own."""
        with Study(self._sitting.study.path, read_only=True) as study, study.reading() as reader:
            yield from searching.find(reader, search_for(reader, mode, words, limits))

    def limit_names(self) -> Mapping[str, Sequence[str]]:
        """What may stand in the limits."""
        with self._sitting.reading() as reader:
            return limit_names(reader)

    def would_code(self, hits: Sequence[Hit], code_id: str, extent: Extent) -> AutoCoding:
        """What coding hits would do."""
        found = self._passages(hits, extent)
        study, coder = self._sitting.study, self._sitting.coder
        done = study.execute(ApplyCodes(new_codings(found, code_id)), coder=coder, dry_run=True)
        return AutoCoding(found, done.value.added, done.value.present, done.summary)

    def code(self, hits: Sequence[Hit], code_id: str, extent: Extent, origin: str) -> AutoCoding:
        """Code hits as one change."""
        found = self._passages(hits, extent)
        done = self._sitting.execute(ApplyCodes(new_codings(found, code_id), origin, searched=True))
        return AutoCoding(found, done.value.added, done.value.present, done.summary)

    def _passages(self, hits: Sequence[Hit], extent: Extent) -> tuple[Passage, ...]:
        with self._sitting.reading() as reader:
            return passages(reader, hits, extent)
