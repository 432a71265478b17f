"""The open study as the screen needs it (`tui.desk.Desk`): one coder's view, every change committed at once."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path

from workbench.desk.advice import StudyAdvice
from workbench.desk.codebook import StudyCodebook
from workbench.desk.coding import StudyCoding
from workbench.desk.elements import StudyElements
from workbench.desk.evidence import StudyEvidence
from workbench.desk.excerpts import StudyExcerpts
from workbench.desk.guides import StudyGuides
from workbench.desk.matrix import StudyMatrix
from workbench.desk.memos import StudyMemos
from workbench.desk.overview import StudyOverview
from workbench.desk.patterns import StudyPatterns
from workbench.desk.questions import StudyQuestions
from workbench.desk.reading import StudyReading
from workbench.desk.reports import StudyReports
from workbench.desk.searching import StudySearching
from workbench.desk.sitting import Sitting
from workbench.desk.sources import StudySources
from workbench.desk.suggestion_queue import StudySuggestionQueue
from workbench.desk.suggestions import StudySuggestions
from workbench.desk.team import StudyTeam
from workbench.desk.theory import StudyTheory
from workbench.desk.theory_grid import StudyTheoryGrid
from workbench.desk.theory_map import StudyTheoryMap
from workbench.desk.theory_versions import StudyTheoryVersions
from workbench.desk.waves import StudyWaves
from workbench.model.words import Words
from workbench.store.reading import study
from workbench.store.study import Study

PATIENCE_SECONDS = 2.0
"""How long a key waits for somebody else's change to end before it is refused; a command waits longer."""


class StudyDesk:
    """Opens the study at `path` for one coder; raises what `Study` raises."""

    def __init__(self, path: Path, *, coder: str) -> None:
        self._study = Study(path, wait_seconds=PATIENCE_SECONDS)
        try:
            self._study.look_over()
            with self._study.reading() as reader:
                self._title = study.facts(reader).title
            self._sitting = Sitting(self._study, coder)
        except BaseException:
            self._study.close()
            raise
        self.overview = StudyOverview(self._sitting)
        self.reading = StudyReading(self._sitting)
        self.coding = StudyCoding(self._sitting)
        self.codebook = StudyCodebook(self._sitting)
        self.sources = StudySources(self._sitting)
        self.theory = StudyTheory(self._sitting)
        self.elements = StudyElements(self._sitting)
        self.evidence = StudyEvidence(self._sitting)
        self.advice = StudyAdvice(self._sitting)
        self.theory_grid = StudyTheoryGrid(self._sitting)
        self.theory_map = StudyTheoryMap(self._sitting)
        self.matrix = StudyMatrix(self._sitting)
        self.theory_versions = StudyTheoryVersions(self._sitting)
        self.waves = StudyWaves(self._sitting)
        self.excerpts = StudyExcerpts(self._sitting)
        self.searching = StudySearching(self._sitting)
        self.memos = StudyMemos(self._sitting)
        self.questions = StudyQuestions(self._sitting)
        self.guides = StudyGuides(self._sitting)
        self.patterns = StudyPatterns(self._sitting)
        self.reports = StudyReports(self._sitting)
        self.team = StudyTeam(self._sitting)
        self.suggestions = StudySuggestions(self._sitting)
        self.suggestion_queue = StudySuggestionQueue(self._sitting)

    @property
    def study_title(self) -> str:
        """The study's title."""
        return self._title

    @property
    def study_id(self) -> str:
        """The study's id."""
        return self._study.id

    @property
    def path(self) -> str:
        """The study file's name."""
        return self._study.path.name

    @property
    def coder(self) -> str:
        """The coder's name."""
        return self._sitting.coder

    @property
    def coder_id(self) -> str:
        """The coder's id."""
        return self._sitting.coder_id

    def over(self, words: Words, *, seen: str, wanted: str) -> AbstractContextManager[None]:
        """A change within is refused if somebody has written these words anew since they were `seen`."""
        return self._sitting.over(words, seen=seen, wanted=wanted)

    def undo(self) -> str:
        """Undo the coder's last change."""
        return self._sitting.undo()

    def redo(self) -> str:
        """Redo what was last undone."""
        return self._sitting.redo()

    def changed_elsewhere(self) -> bool:
        """Whether somebody else changed the study since the last call."""
        return self._sitting.changed_elsewhere()

    def apart(self) -> StudyDesk:
        """The same study opened once more, for work in another thread."""
        return StudyDesk(self._study.path, coder=self.coder)

    def close(self) -> None:
        """Let go of the study."""
        self.team.go()
        self.suggestions.close()
        self._study.close()
