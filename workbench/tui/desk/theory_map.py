"""What the map of the theory needs of a study."""

from __future__ import annotations

from typing import Protocol

from workbench.model.theory_map_views import MapLayout, TheoryMap


class TheoryMapDesk(Protocol):
    """The map with its layout."""

    def theory_map(
        self,
        *,
        tracer: str | None = None,
        site: str | None = None,
        kind: str | None = None,
        whole: bool = False,
    ) -> tuple[TheoryMap, MapLayout]:
        """The map of a tracer, site and kind by name, None for any, and where its nodes stand.

        One that is too large to be read is that of its first tracer, unless the `whole` is asked for.
        """
        ...
