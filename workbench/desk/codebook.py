"""The codebook for the screen (`tui.desk.codebook`)."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.coding.codebook import AddCode
from workbench.desk.sitting import Sitting
from workbench.model.views import CodeView
from workbench.store.reading import codebook


class StudyCodebook:
    """The codes of the study."""

    def __init__(self, sitting: Sitting) -> None:
        self._sitting = sitting

    def codes(self) -> Sequence[CodeView]:
        """The codebook, parents first."""
        with self._sitting.reading() as reader:
            return codebook.code_views(reader)

    def add_code(self, name: str, parent_id: str | None) -> str:
        """Create a code; its id."""
        return self._sitting.execute(AddCode(name, parent_id)).value
