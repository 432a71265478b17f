"""What the comparison of waves needs of a study."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from workbench.model.wave_views import Case, WaveComparison


class WavesDesk(Protocol):
    """Participants and organisations, and what they said on a matter in each wave."""

    def cases(self) -> Sequence[Case]:
        """All of whom there is a source."""
        ...

    def on_code(self, case: Case, code_id: str) -> WaveComparison | None:
        """What is coded with a code or one below it, as far as the coder may see it; None if the code is gone."""
        ...

    def on_element(self, case: Case, element_id: str) -> WaveComparison | None:
        """What stands as evidence behind an element or a variant of it; None if the element is gone."""
        ...

    def write(self, comparison: WaveComparison, path: str) -> str:
        """Write a comparison into a new file, whose ending says the format; returns a summary."""
        ...
