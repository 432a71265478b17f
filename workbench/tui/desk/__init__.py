"""What the screen needs of an open study, in facets: one module and one protocol for each thing a researcher does.

Whoever opens the study implements them (`workbench.desk`); the screen knows nothing else. Every change is committed
before the call returns, so that nothing is lost when the screen goes away. Any call may raise `WorkbenchError`, which
the screen turns into a notice.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Protocol

from workbench.model.words import Words
from workbench.tui.desk.advice import AdviceDesk
from workbench.tui.desk.codebook import CodebookDesk
from workbench.tui.desk.coding import CodingDesk
from workbench.tui.desk.elements import ElementsDesk
from workbench.tui.desk.evidence import EvidenceDesk
from workbench.tui.desk.excerpts import ExcerptsDesk
from workbench.tui.desk.guides import GuidesDesk
from workbench.tui.desk.matrix import MatrixDesk
from workbench.tui.desk.memos import MemosDesk
from workbench.tui.desk.overview import OverviewDesk
from workbench.tui.desk.patterns import PatternsDesk
from workbench.tui.desk.questions import QuestionsDesk
from workbench.tui.desk.reading import ReadingDesk
from workbench.tui.desk.reports import ReportsDesk
from workbench.tui.desk.searching import SearchingDesk
from workbench.tui.desk.sources import SourcesDesk
from workbench.tui.desk.suggestion_queue import SuggestionQueueDesk
from workbench.tui.desk.suggestions import SuggestionsDesk
from workbench.tui.desk.team import TeamDesk
from workbench.tui.desk.theory import TheoryDesk
from workbench.tui.desk.theory_grid import TheoryGridDesk
from workbench.tui.desk.theory_map import TheoryMapDesk
from workbench.tui.desk.theory_versions import TheoryVersionsDesk
from workbench.tui.desk.waves import WavesDesk


class Desk(Protocol):
    """An open study, as one coder sees it. Offsets are Unicode code points, half-open."""

    @property
    def study_title(self) -> str:
        """The study's title."""
        ...

    @property
    def study_id(self) -> str:
        """The study's id, by which the user's own state is kept."""
        ...

    @property
    def path(self) -> str:
        """The study file's name, for the title bar."""
        ...

    @property
    def coder(self) -> str:
        """The name of the coder in whose name changes are made."""
        ...

    @property
    def coder_id(self) -> str:
        """The id of that coder, as in `CodingMark.coder_id`."""
        ...

    @property
    def overview(self) -> OverviewDesk:
        """The study at a glance."""
        ...

    @property
    def reading(self) -> ReadingDesk:
        """Texts and speaker turns."""
        ...

    @property
    def coding(self) -> CodingDesk:
        """Codings over a text."""
        ...

    @property
    def codebook(self) -> CodebookDesk:
        """Codes."""
        ...

    @property
    def excerpts(self) -> ExcerptsDesk:
        """Coded excerpts by queries."""
        ...

    @property
    def searching(self) -> SearchingDesk:
        """Words in all texts."""
        ...

    @property
    def sources(self) -> SourcesDesk:
        """The records of sources."""
        ...

    @property
    def memos(self) -> MemosDesk:
        """Memos."""
        ...

    @property
    def questions(self) -> QuestionsDesk:
        """Research questions."""
        ...

    @property
    def guides(self) -> GuidesDesk:
        """Interview guides."""
        ...

    @property
    def patterns(self) -> PatternsDesk:
        """Demi-regularities."""
        ...

    @property
    def team(self) -> TeamDesk:
        """Rounds, disagreements and conflicts."""
        ...

    @property
    def theory(self) -> TheoryDesk:
        """Configurations."""
        ...

    @property
    def elements(self) -> ElementsDesk:
        """The statements that configurations share."""
        ...

    @property
    def evidence(self) -> EvidenceDesk:
        """What stands behind configurations."""
        ...

    @property
    def advice(self) -> AdviceDesk:
        """What the study says of its configurations."""
        ...

    @property
    def reports(self) -> ReportsDesk:
        """What people write for reports, and the reports."""
        ...

    @property
    def theory_map(self) -> TheoryMapDesk:
        """The theory map."""
        ...

    @property
    def matrix(self) -> MatrixDesk:
        """The framework matrix."""
        ...

    @property
    def theory_grid(self) -> TheoryGridDesk:
        """Programme theory against what was observed."""
        ...

    @property
    def theory_versions(self) -> TheoryVersionsDesk:
        """Versions of the programme theory."""
        ...

    @property
    def waves(self) -> WavesDesk:
        """Repeat interviews."""
        ...

    @property
    def suggestions(self) -> SuggestionsDesk:
        """What is suggested."""
        ...

    @property
    def suggestion_queue(self) -> SuggestionQueueDesk:
        """The suggestions that wait."""
        ...

    def over(self, words: Words, *, seen: str, wanted: str) -> AbstractContextManager[None]:
        """Within it a change writes `wanted` over words that were `seen` so.

        Raises `ChangedMeanwhile` if somebody has written them anew since.
        """
        ...

    def undo(self) -> str:
        """Undo the coder's last change; returns what was undone."""
        ...

    def redo(self) -> str:
        """Redo what was last undone; returns what was redone."""
        ...

    def changed_elsewhere(self) -> bool:
        """Whether somebody else changed the study since the last call. Cheap: asked every 1.5 seconds."""
        ...

    def apart(self) -> Desk:
        """The same study opened once more, for work in another thread; to be closed there."""
        ...

    def close(self) -> None:
        """Let go of the study."""
        ...
