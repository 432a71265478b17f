"""What searching on screen needs of a study."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from workbench.model.searching import AutoCoding, Extent, Hit, SearchMode, SourceHits


class SearchingDesk(Protocol):
    """Words in all texts, and codings of what is found."""

    def search(self, mode: SearchMode, words: str, limits: str) -> Iterator[SourceHits]:
        """The hits by source, within limits such as `site:Nordmoor speaker:Maria`.

        It reads by itself, so that it may be called and iterated in any thread. Raises `WorkbenchError` at the first
        step: nothing to look for, a broken pattern, or a name that is not there.
        """
        ...

    def limit_names(self) -> Mapping[str, Sequence[str]]:
        """What may stand in the limits, as it is written there, by field."""
        ...

    def would_code(self, hits: Sequence[Hit], code_id: str, extent: Extent) -> AutoCoding:
        """What coding hits would do; nothing is changed."""
        ...

    def code(self, hits: Sequence[Hit], code_id: str, extent: Extent, origin: str) -> AutoCoding:
        """Code hits as one change; what is coded so already is passed over. `origin` names the search."""
        ...
